import { describe, expect, test } from 'vitest';
import type { Condition } from '../../../contracts/detection.ts';
import { readGoals } from './read-goals.ts';

const goalOf = (request: string) => readGoals(request, null)[0];

describe('what a request waits for, in the languages people ask in', () => {
  test.each<[request: string, goal: Partial<Condition>]>([
    ['tell me when the price drops below $1,200.50', { operator: '<', value: 1200.5, currency: 'USD' }],
    ['Sag mir Bescheid, wenn der Preis unter 1.200 € fällt', { operator: '<', value: 1200, currency: 'EUR' }],
    ['melde dich, wenn die Miete über 1.500,50 € steigt', { operator: '>', value: 1500.5, currency: 'EUR' }],
    ['Préviens-moi quand le prix passe sous 800 €', { operator: '<', value: 800, currency: 'EUR' }],
    ['dis-moi si le tarif dépasse 1 200 €', { operator: '>', value: 1200, currency: 'EUR' }],
    [
      'avísame si el precio baja por debajo de 1.299,99 €',
      { operator: '<', value: 1299.99, currency: 'EUR' },
    ],
    ['価格が3万円を下回ったら教えてください', { operator: '<', value: 30_000, currency: 'JPY' }],
    ['价格低于300元时通知我', { operator: '<', value: 300, currency: 'CNY' }],
    ['tell me when the rate falls below 3.5%', { operator: '<', value: 3.5, unit: '%' }],
    ['tell me when the price falls by 10%', { operator: 'drops_by', value: 10, unit: '%' }],
    ['Avísame cuando baje el precio', { operator: 'drops', field: 'price' }],
    ['wenn es teurer wird', { operator: 'rises' }],
    ['Gib Bescheid, sobald die Säge wieder lieferbar ist', { operator: 'available' }],
    ['Avísame si se agota el aceite', { operator: 'unavailable' }],
    ['在庫が復活したら知らせて', { operator: 'available' }],
    ['tell me when I can buy it again', { operator: 'available' }],
    ['ping me when version 5 is released', { operator: '>=', field: 'version', text: '5' }],
  ])('%s', (request, goal) => expect(goalOf(request)).toMatchObject(goal));

  test.each([
    'tell me when the price changes',
    'Sag mir, was unter der Überschrift Preise steht',
    'tell me when the price or the availability changes',
    'tell me over and over about new versions',
  ])('%s waits for any difference', (request) => expect(goalOf(request)).toBeNull());

  test('"or" stands between goals of which one is enough', () => {
    expect(
      readGoals('wenn der Preis fällt oder es ausverkauft ist', null).map((goal) => goal?.operator),
    ).toEqual(['drops', 'unavailable']);
  });

  test('a condition without a value narrows nothing: the words of the request do', () => {
    const loose: Condition = { field: 'open positions', operator: 'appears' };
    expect(readGoals('tell me if the opening concert is postponed', loose)).toEqual([null]);
    expect(
      readGoals('Préviens-moi quand le prix passe sous 800 €', { field: 'price', operator: 'changes' }),
    ).toMatchObject([{ operator: '<', value: 800 }]);
  });

  test('a condition with a value stands as it is', () => {
    const edited: Condition = { field: 'price', operator: '<', value: 450, currency: 'USD' };
    expect(readGoals('tell me when the price drops below $500', edited)).toEqual([edited]);
  });
});
