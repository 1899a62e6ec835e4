import { describe, expect, test } from 'vitest';
import { bareText, explainNoise, foldText, normalise } from './normalise.ts';

describe('the comparison form of a text', () => {
  test.each([
    ['wide and double spaces', 'a  b\n\tc', 'a b c'],
    ['curly quotes and long dashes', '“it’s” – so', '"it\'s" - so'],
    ['full-width letters and digits', 'ＡＢＣ１２', 'ABC12'],
    ['soft hyphens and zero-width spaces', 'co\u00ADoper\u200Bate', 'cooperate'],
    ['icons of an icon font', 'Next \uE001', 'Next'],
    ['tracking ids in a URL', 'https://a.b/c?utm_source=x&id=7&gclid=9', 'https://a.b/c?id=7'],
    ['case stays', 'Pro', 'Pro'],
  ])('%s', (_name, text, folded) => expect(foldText(text)).toBe(folded));

  test.each([
    ['a sign before an amount', '-$5', '$5'],
    ['a decimal point', '3.5', '35'],
    ['a percent sign', '5%', '5'],
  ])('%s is never lost', (_name, one, other) => expect(bareText(one)).not.toBe(bareText(other)));
});

describe('a difference that is noise says which', () => {
  test.each([
    ['Updated 3 minutes ago', 'Updated 5 hours ago', 'relative_time'],
    ['hace 3 horas', 'hace 2 días', 'relative_time'],
    ['il y a 2 jours', 'il y a 3 jours', 'relative_time'],
    ['1,234 views', '1.3K views', 'counter'],
    ['Aufrufe: 120', 'Aufrufe: 121', 'counter'],
    ['視聴 1,204回視聴', '視聴 1,301回視聴', 'counter'],
    ['Copyright 2019-2025 Acme', 'Copyright 2019-2026 Acme', 'copyright_year'],
    ['Stand: 12.03.2026', 'Stand: 14.03.2026', 'updated_line'],
    ['最終更新日：2026年3月12日', '最終更新日：2026年3月14日', 'updated_line'],
    ['nonce: 1f8a9c77', 'nonce: 99aa12bc', 'token'],
    ['Version 1.282.0.334', 'Version 1.282.1.347', 'build_number'],
    ['write to a@b.com', 'write to [email protected]', 'email_obfuscation'],
    ['HELLO, world', 'Hello world', 'punctuation'],
    ['a “b”', 'a "b"', 'formatting'],
  ])('%s / %s', (before, after, noise) => expect(explainNoise(before, after)).toBe(noise));
});

describe('what is never masked', () => {
  test.each([
    ['a price', 'Now $20', 'Now $21'],
    ['a release', 'Version 2.1.0', 'Version 2.1.1'],
    [
      'a date in a sentence',
      'The fair opens on 12 March 2026 in Bonn',
      'The fair opens on 13 March 2026 in Bonn',
    ],
    ['an effective date', 'These terms are effective 1 May 2026', 'These terms are effective 2 May 2026'],
    ['opening hours', 'Open 10:00-18:00', 'Open 10:00-19:00'],
    ['another e-mail address', 'write to a@b.com', 'write to c@d.com'],
    ['a count of things sold', '12 seats', '14 seats'],
    ['a duration', 'Delivery in 3 days', 'Delivery in 5 days'],
    ['a year that is no copyright', 'Report 2025', 'Report 2026'],
  ])('%s', (_name, before, after) => expect(explainNoise(before, after)).toBeUndefined());

  test('what the request asks about', () => {
    expect(explainNoise('10 comments', '11 comments', new Set(['counter']))).toBeUndefined();
  });
});

test('masked text names its masks', () => {
  expect(normalise('Post · 12 views · 3 hours ago')).toMatchObject({
    text: 'Post · ‹counter› views · ‹relative_time›',
    masks: ['relative_time', 'counter'],
  });
});
