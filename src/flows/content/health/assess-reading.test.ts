import { describe, expect, test } from 'vitest';
import type { PageHistory } from '../../../store/page-history.ts';
import { extractHtml } from '../extract/extract-html.ts';
import { extractJson } from '../extract/extract-json.ts';
import { plainSignals } from '../extract/page-signals.ts';
import { assessReading, rememberReading } from './assess-reading.ts';

const url = 'https://shop.example/en/privacy-policy';

function assess(html: string, history: PageHistory = {}, requestedUrl = url) {
  const read = extractHtml(html, requestedUrl, html.length);
  return assessReading({ ...read, status: 200, requestedUrl, finalUrl: requestedUrl }, history);
}
function remembered(html: string, history: PageHistory = {}): PageHistory {
  const reading = assess(html, {});
  if (reading.kind === 'broken') throw new Error(`not a good page: ${reading.health.problem}`);
  return rememberReading(history, reading.face, 'x');
}
/** What a page is beside what stood there before. */
function seen(before: string, after: string, requestedUrl = url): string {
  const reading = assess(after, remembered(before), requestedUrl);
  if (reading.kind === 'broken') return reading.health.problem;
  return reading.kind === 'good' ? 'good' : reading.doubt;
}

const words = {
  privacy:
    'the name of each customer is stored with an address and kept in this account for years until somebody asks that we delete it or have law and court order us to send letters',
  sale: 'summer lamps chairs boots tents at half price while they last come early bring friends eat cake win prizes our doors open on saturday music plays until night',
  bakery:
    'rye wheat flour ovens heat dough rises slowly overnight then crust cracks salt water yeast hands fold loaf basket morning bell street smell butter jam knife',
};
/** Sentences of a subject's own words; another `turn` says other things in the same words. */
const prose = (subject: keyof typeof words, sentences = 30, turn = 0): string =>
  Array.from({ length: sentences }, (_, at) => {
    const pool = words[subject].split(' ');
    const said = Array.from(
      { length: 14 },
      (_, word) => pool[(at * (5 + turn) + word * (turn + 1) * ((at % 3) + 1) + turn) % pool.length],
    );
    return `<p>${said.join(' ')} ${at + 100 * turn}.</p>`;
  }).join('');
const page = (title: string, body: string, lang = 'en'): string =>
  `<!doctype html><html lang="${lang}"><title>${title}</title><body><main><h1>${title.split(' | ')[0]}</h1>${body}</main></body></html>`;
const policy = page('Privacy policy | Shop', prose('privacy'));

describe('beside the last good reading', () => {
  test('an edited page is good, and so is one that grew or was shortened', () => {
    expect(seen(policy, policy.replace('harbour', 'port'))).toBe('good');
    expect(seen(policy, page('Privacy policy | Shop', prose('privacy', 60)))).toBe('good');
    expect(seen(policy, page('Privacy policy | Shop', prose('privacy', 12)))).toBe('good');
  });

  test('most of the text missing is a loss, told as such', () => {
    const after = assess(page('Privacy policy | Shop', '<p>Menu and some words</p>'), remembered(policy));
    expect(after).toMatchObject({
      kind: 'doubtful',
      doubt: 'lost',
      health: {
        problem: 'layout_changed',
        why: expect.stringMatching(/^9\d% of the page's text is missing/),
      },
    });
  });

  test('a long page of which a fifth of another page is left has lost its text too', () => {
    const long = page('Privacy policy | Shop', prose('privacy', 150));
    expect(seen(long, page('Welcome | Shop', prose('sale', 14)))).toBe('lost');
  });

  test('the same document in new words is rewritten, under a new title too', () => {
    expect(seen(policy, page('Privacy policy | Shop', prose('privacy', 30, 4)))).toBe('rewritten');
    expect(seen(policy, page('Privacy notice | Shop', prose('privacy', 30, 4)))).toBe('rewritten');
    const titled = page('What we know of you | Shop', prose('privacy', 30, 4));
    expect(seen(policy, titled, 'https://shop.example/1234')).toBe('rewritten');
  });

  test('another page of the site is another page', () => {
    const home = page('Welcome | Shop', prose('sale'));
    expect(assess(home, remembered(policy))).toMatchObject({
      doubt: 'other_page',
      health: { problem: 'other_page', why: 'another page stands at this address' },
    });
  });

  test('when the reading before was the other page, the one the address names is the page', () => {
    expect(seen(page('Welcome | Shop', prose('sale')), policy)).toBe('recovered');
  });

  test('a stub that passed for a page is replaced in silence', () => {
    const stub = '<title>Shop</title><h1>Many people are here</h1><p>Please come back later.</p>';
    expect(assess(stub).kind).toBe('good');
    expect(seen(stub, policy)).toBe('recovered');
    expect(seen('<title>Shop</title><p>Spring is near, dear people.</p>', policy)).toBe('recovered');
  });

  test('a short page that becomes long is news when it was the page', () => {
    const soon = page('Privacy policy | Shop', '<p>The text of this policy will stand here from June.</p>');
    expect(seen(soon, policy)).toBe('good');
    const jobs = (body: string) => page('Careers | Shop', `<p>Work with us in the old harbour.</p>${body}`);
    const open = `<ul>${Array.from({ length: 20 }, (_, at) => `<li>Baker number ${at} for the ${at}th oven in the old town</li>`).join('')}</ul>`;
    expect(seen(jobs('<p>No open positions</p>'), jobs(open), 'https://shop.example/careers')).toBe('good');
  });
});

describe('languages', () => {
  const german = Array.from(
    { length: 20 },
    (_, at) =>
      `<p>Wir sind für die Daten von ${at} Personen verantwortlich und geben sie nicht an Dritte weiter, wenn das nicht nötig ist.</p>`,
  ).join('');

  test('another language is a variant, whatever the page says its language is', () => {
    for (const lang of ['de', 'en']) {
      const after = assess(page('Privacy policy | Shop', german, lang), remembered(policy));
      expect(after).toMatchObject({ doubt: 'other_language', health: { problem: 'other_language' } });
      expect(after.kind === 'doubtful' && after.health?.why).toBe(
        'the page answered in another language (de instead of en)',
      );
    }
  });

  test('a mere change of the attribute is none', () => {
    expect(seen(policy, policy.replace('lang="en"', 'lang="de"'))).toBe('good');
    expect(seen(policy, policy.replace('lang="en"', 'lang="en-GB"'))).toBe('good');
  });

  test('a page that goes back to the language it had returns', () => {
    const both = remembered(page('Privacy policy | Shop', german), remembered(policy));
    expect(assess(policy, both)).toMatchObject({ doubt: 'returned', health: null });
  });

  test('a page that comes back after a state nobody trusted recovers', () => {
    const first = remembered(policy);
    const lost = assess(page('Shop', '<p>Only a few words stand here today.</p>'), first);
    if (lost.kind !== 'doubtful') throw new Error(lost.kind);
    const forced = rememberReading(first, lost.face, 'x', 'lost');
    expect(assess(policy, forced)).toMatchObject({ doubt: 'recovered' });
  });
});

describe('lists, feeds and answers of an API that lose their rows', () => {
  const list = (rows: number) =>
    page(
      'Careers | Shop',
      `<ul>${Array.from({ length: rows }, (_, at) => `<li>Baker number ${at} for the ${at}th oven in the old town</li>`).join('')}</ul>${rows === 0 ? '<p>No open positions</p>' : ''}`,
    );
  const json = (value: unknown, history: PageHistory = {}) => {
    const extraction = extractJson(value);
    const chars = extraction.blocks.reduce((sum, { text }) => sum + text.length, 0);
    return assessReading(
      { extraction, signals: plainSignals(100, chars), status: 200, requestedUrl: url, finalUrl: url },
      history,
    );
  };

  test('are looked at again, and are no problem of the page', () => {
    for (const rows of [0, 3]) {
      expect(assess(list(rows), remembered(list(40)))).toMatchObject({ doubt: 'emptied', health: null });
    }
    expect(seen(list(40), list(30))).toBe('good');
    const full = json({ items: Array.from({ length: 10 }, (_, at) => ({ name: `Baker ${at}` })) });
    const known = full.kind === 'good' ? rememberReading({}, full.face, 'x') : {};
    expect(json({ items: [] }, known)).toMatchObject({ doubt: 'emptied', health: null });
  });

  test('a list that was always short is believed at once', () => {
    expect(seen(list(4), list(0))).toBe('good');
  });

  test('an API that never had rows is well', () => {
    expect(json([]).kind).toBe('good');
  });

  test('an API that answers with an error is not', () => {
    for (const value of [
      { error: 'quota exceeded' },
      { status: 'fail', errors: [{ message: 'no such plan' }] },
      { error: { code: 500, message: 'internal' } },
    ]) {
      expect(json(value)).toMatchObject({ health: { problem: 'server_error' } });
    }
    expect(json({ error: null, price: 20 }).kind).toBe('good');
    expect(json({ plan: 'pro', error_budget: '0.1 %', note: 'no errors' }).kind).toBe('good');
  });
});

test('what is remembered of a page stays small, however often it changes', () => {
  let history: PageHistory = {};
  for (let at = 0; at < 10; at += 1)
    history = remembered(page(`Policy ${at}`, prose('bakery', 200, at)), history);
  expect(history.faces).toHaveLength(3);
  expect(JSON.stringify(history).length).toBeLessThan(6_000);
});
