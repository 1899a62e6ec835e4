import { describe, expect, test } from 'vitest';
import { bareText } from './bare-text.ts';
import { explainNoise, foldText, normalise } from './normalise.ts';

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
    ['a comparison', 'over ≥ 18', 'over ≤ 18'],
    ['a colon between digits', '1:30', '130'],
    ['a fraction', '1/2', '12'],
    ['a Hindi vowel sign', 'कि', 'की'],
    ['a Thai tone', 'ไม', 'ไม่'],
    ['a cross for a tick', '✗ Export', '✓ Export'],
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
    ['Request ID: 9f31-aa02', 'Request ID: 17cc-0be4', 'token'],
    ['1,204 people read this', '1,377 people read this', 'counter'],
    ['12 customers found this helpful', '14 customers found this helpful', 'counter'],
    ['조회수 312', '조회수 340', 'counter'],
    ['閲覧数：1,204', '閲覧数：1,377', 'counter'],
    ['Version 1.282.0.334', 'Version 1.282.1.347', 'build_number'],
    ['write to a@b.com', 'write to [email protected]', 'email_obfuscation'],
    ['2 days ago', '3 days ago', 'relative_time'],
    ['Posted by Ann Lee · 3 hours ago', 'Posted by Ann Lee · 5 hours ago', 'relative_time'],
    ['Ann Lee replied less than a minute ago', 'Ann Lee replied 2 minutes ago', 'relative_time'],
    ['View all 23 comments', 'View all 24 comments', 'counter'],
    ['4.5 stars (1,203 reviews)', '4.5 stars (1,204 reviews)', 'counter'],
    ['23 people are viewing this right now', '7 people are viewing this right now', 'counter'],
    ['© 2025 Acme Inc. All rights reserved.', '© 2026 Acme Inc. All rights reserved.', 'copyright_year'],
    ['2026-03-12 10:22:33 UTC', '2026-03-12 10:25:01 UTC', 'clock_time'],
    ['Sale ends in 02:13:45', 'Sale ends in 02:11:09', 'clock_time'],
    ['Ray ID: 8f3c2b1a9d7e6f50', 'Ray ID: 1a3c2b1a9d7e6f51', 'token'],
    ['10 - 20 items', '10-20 items', 'punctuation'],
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
    [
      'a term told from the past',
      'Accounts closed more than 30 days ago are deleted',
      'Accounts closed more than 60 days ago are deleted',
    ],
    ['a short term', 'If created 30 days ago or earlier', 'If created 60 days ago or earlier'],
    ['a limit on downloads', 'Up to 5 downloads', 'Up to 3 downloads'],
    ['a limit a day', '10 downloads per day', '20 downloads per day'],
    ['shares of a company', 'Holders of 1,000 shares may vote', 'Holders of 2,000 shares may vote'],
    ['votes a motion needs', 'A motion requires 5 votes', 'A motion requires 7 votes'],
    ['a copyright act', 'the Copyright Act 1968 applies', 'the Copyright Act 1976 applies'],
    ['a clause called (c)', '(c) data kept since 2019 or later', '(c) data kept since 2020 or later'],
    ['a running time', 'Marathon record 2:01:09', 'Marathon record 2:00:35'],
    ['hours of today', 'Now 10:00-18:00', 'Now 10:00-19:00'],
    ['a named session', 'Session: Opening keynote', 'Session: Closing keynote'],
    ['a named session id', 'Session ID: spring-term', 'Session ID: autumn-term'],
    ['how many may do so', 'Up to 5 people viewed this as fair', 'Up to 6 people viewed this as fair'],
    ['a session by date', 'Session: 2026-03-12', 'Session: 2026-03-13'],
    ['a checksum', 'SHA-256 3f786850e387550fdab836ed7e6dc881', 'SHA-256 4f786850e387550fdab836ed7e6dc882'],
    [
      'an id in a sentence',
      'The agreement registered under 123e4567-e89b-12d3-a456-426614174000 with the authority governs all of this',
      'The agreement registered under 223e4567-e89b-12d3-a456-426614174000 with the authority governs all of this',
    ],
    ['midnight', 'until 24:00', 'until 23:00'],
    ['a phone number', 'Call +49 30 1234567', 'Call +49 30 1234568'],
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
