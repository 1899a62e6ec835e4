import { describe, expect, test } from 'vitest';
import { compareFactsIn } from './compare-facts.ts';
import { readFacts } from './read-facts.ts';

const written = (text: string) =>
  readFacts(text).map(
    ({ kind, value, currency, unit }) => `${kind} ${value}${currency ?? ''}${unit ? `/${unit}` : ''}`,
  );

describe('facts read from a text', () => {
  test.each([
    ['$1,234.56', ['money 1234.56USD']],
    ['1.234,56 €', ['money 1234.56EUR']],
    ['1 234,56 €', ['money 1234.56EUR']],
    ["CHF 1'234.50", ['money 1234.5CHF']],
    ['USD 20', ['money 20USD']],
    ['20 $', ['money 20USD']],
    ['€1.234', ['money 1234EUR']],
    ['$0.125', ['money 0.125USD']],
    ['2,500円', ['money 2500JPY']],
    ['￥3,000', ['money 3000JPY']],
    ['£5k', ['money 5000GBP']],
    ['$2.5 million', ['money 2500000USD']],
    ['-$500', ['money -500USD']],
    ['20 dollars', ['money 20USD']],
    ['A$12', ['money 12AUD']],
    ['$20/mo', ['money 20USD/month']],
    ['$20 per user', ['money 20USD/user']],
    ['$1.25 / 1M tokens', ['money 1.25USD/1M token']],
    ['5.5 %', ['percent 5.5/%']],
    ['12 percent', ['percent 12/%']],
    ['30 days', ['number 30/day']],
    ['30 Tage', ['number 30/day']],
    ['16GB', ['number 16/GB']],
    ['1,5 kg', ['number 1.5/kg']],
    ['2026-03-12', ['date 2026-03-12']],
    ['March 12, 2026', ['date 2026-03-12']],
    ['12th of March 2026', ['date 2026-03-12']],
    ['12. März 2026', ['date 2026-03-12']],
    ['12 mars 2026', ['date 2026-03-12']],
    ['12.03.2026', ['date 2026-03-12']],
    ['3/12/2026', ['date 2026-03-12']],
    ['25/12/2026', ['date 2026-12-25']],
    ['2026年3月12日', ['date 2026-03-12']],
    ['3月12日', ['date --03-12']],
    ['March 2026', ['date 2026-03']],
    ['v1.2.3', ['version 1.2.3']],
    ['version 2.1', ['version 2.1']],
    ['1.4.0-beta.2', ['version 1.4.0-beta.2']],
    ['Sold out', ['availability out_of_stock']],
    ['not available', ['availability out_of_stock']],
    ['Back in stock', ['availability in_stock']],
    ['nicht verfügbar', ['availability out_of_stock']],
    ['auf Lager', ['availability in_stock']],
    ['En rupture de stock', ['availability out_of_stock']],
    ['在庫あり', ['availability in_stock']],
    ['売り切れ', ['availability out_of_stock']],
    ['pre-order', ['availability preorder']],
    ['https://schema.org/OutOfStock', ['availability out_of_stock']],
    ["We don't share", ['negation not']],
    ['wir teilen keine Daten', ['negation not']],
    ['You must not', ['modality must', 'negation not']],
    ['In May 2026 we may meet', ['date 2026-05', 'modality may']],
    ['iPhone 15 costs $799', ['number 15', 'money 799USD']],
  ])('%s', (text, facts) => expect(written(text)).toEqual(facts));
});

describe('facts compared by value, not by look', () => {
  test.each([
    ['$1,000', '1000 USD'],
    ['1.000,00 €', 'EUR 1,000'],
    ['12 March 2026', '2026-03-12'],
    ['30 days', '30-day'],
    ['Sold out', 'Out of stock'],
    ['v2.1.0', 'version 2.1.0'],
  ])('%s is %s', (before, after) => expect(compareFactsIn(before, after)).toEqual([]));

  test('one amount of several is paired with the one that took its place', () => {
    const changes = compareFactsIn('Basic $10, Pro $20, 5 users', 'Basic $10, Pro $25, 5 users');
    expect(changes).toMatchObject([{ kind: 'money', before: { value: 20 }, after: { value: 25 } }]);
  });

  test('a negation that comes has no before', () => {
    expect(compareFactsIn('It is so', 'It is not so')).toMatchObject([
      { kind: 'negation', after: { raw: 'not' } },
    ]);
  });

  test('the same number of another unit is another fact', () => {
    expect(compareFactsIn('30 days', '30 hours')).toHaveLength(1);
  });
});
