import { describe, expect, test } from 'vitest';
import { compareFactsIn, saySameValues } from './compare-facts.ts';
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
    ['do 22 maja 2026 r.', ['date 2026-05-22']],
    ['15 мая 2026 г.', ['date 2026-05-15']],
    ['1. května 2026', ['date 2026-05-01']],
    ['5월 3일', ['date --05-03']],
    ['12 monkeys 1995', ['number 12', 'number 1995']],
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
    ['٤٩٩ درهم', ['money 499AED']],
    ['۱٬۲۹۹ ریال', ['number 1299']],
    ['الرسوم ١٫٥٠ $', ['money 1.5USD']],
    ['3万円', ['money 30000JPY']],
    ['1.299,- €', ['money 1299EUR']],
    ['12 990 Ft', ['money 12990HUF']],
    ['١٥ سبتمبر ٢٠٢٦', ['date 2026-09-15']],
    ['5 de mayo de 2026', ['date 2026-05-05']],
    ['15 October.', ['date --10-15']],
    ['18:00 CET', ['date T18:00 CET']],
    ['6 pm', ['date T18:00']],
    ['9:30 a.m.', ['date T09:30']],
    ['10-18 Uhr', ['date T10:00', 'date T18:00']],
    ['14h30', ['date T14:30']],
    ['午後2時30分', ['date T14:30']],
    ['9:00–17:00', ['date T09:00', 'date T17:00']],
    ['iOS 17.4 or newer', ['version 17.4']],
    ['Node 24', ['version 24']],
    ['2026.04', ['version 2026.04']],
    ['24.04 LTS', ['version 24.04']],
    ['20.26 kg', ['number 20.26/kg']],
    ['Notify me when available', ['availability out_of_stock']],
    ['غير متوفر', ['availability out_of_stock']],
    ['متوفر', ['availability in_stock']],
    ['Agotada', ['availability out_of_stock']],
    ['缺货', ['availability out_of_stock']],
    ['n’est pas remboursable', ['negation not']],
    ['ist verboten', ['negation not']],
    ['لا يمكن', ['negation not', 'modality may']],
    ['不得超过', ['negation not']],
    ['企业必须清理', ['modality must']],
    ['12. Mai 2026', ['date 2026-05-12']],
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

describe('the same value, printed in another way', () => {
  test.each([
    ['Preis: 1.299,00 €', 'Preis: € 1.299,–'],
    ['On 12 June 2026 we open', 'On June 12, 2026 we open'],
    ['السعر: ٤٩٩ درهم', 'السعر: 499 درهم'],
    ['Opens at 6 pm', 'Opens at 18:00'],
    ['Weighs 1,500 g', 'Weighs 1500 g'],
  ])('%s / %s', (before, after) => expect(saySameValues(before, after)).toBe(true));

  test.each([
    ['Price: $49.00', 'Price: $49.90'],
    ['Price: $49.00', 'Price: €49.00'],
    ['18 kg', '18 lb'],
    ['18:00 CET', '18:00 GMT'],
    ['Version 2.1', 'Version 2.10'],
    ['No 5', 'Number 5'],
  ])('%s is not %s', (before, after) => expect(saySameValues(before, after)).toBe(false));
});
