import { describe, expect, test } from 'vitest';
import type { Condition, Hunk } from '../../../contracts/detection.ts';
import { compareFactsIn } from './compare-facts.ts';
import { evaluateCondition } from './evaluate-condition.ts';

const changed = (before: string | undefined, after: string | undefined): Hunk => ({
  op: before === undefined ? 'added' : after === undefined ? 'removed' : 'changed',
  kind: 'text',
  path: ['Shop'],
  ...(before === undefined ? {} : { before }),
  ...(after === undefined ? {} : { after }),
  facts: compareFactsIn(before, after),
  furniture: false,
});

const usd = (operator: Condition['operator'], value?: number): Condition => ({
  field: 'price',
  operator,
  currency: 'USD',
  ...(value === undefined ? {} : { value }),
});

describe('a typed condition', () => {
  test.each<[string, Condition, string | undefined, string | undefined, boolean]>([
    ['crosses below', usd('<', 500), '$500', '$499.99', true],
    ['equal is not below', usd('<', 500), '$510', '$500', false],
    ['equal is at most', usd('<=', 500), '$510', '$500', true],
    ['stays below', usd('<', 500), '$480', '$470', false],
    ['appears below', usd('<', 500), undefined, 'Now $450', true],
    ['another currency does not count', usd('<', 500), '€510', '€400', false],
    ['crosses above', usd('>', 100), '$99', '$101', true],
    ['any change of price', usd('changes'), '$99', '$101', true],
    ['a change of words is none of price', usd('changes'), 'Nice $99', 'Lovely $99', false],
    ['drops by an amount', { ...usd('drops_by', 50), unit: 'USD' }, '$500', '$450', true],
    ['drops by too little', { ...usd('drops_by', 50), unit: 'USD' }, '$500', '$451', false],
    ['rises by a percentage', { ...usd('rises_by', 10), unit: '%' }, '$100', '$110', true],
    ['5.49 is not 5.5', { ...usd('drops_by', 5.5), unit: '%' }, '$100', '$94.51', false],
    ['5.51 is', { ...usd('drops_by', 5.5), unit: '%' }, '$100', '$94.49', true],
    [
      'a number of a unit',
      { field: 'retention', operator: '>', value: 30, unit: 'days' },
      '30 days',
      '60 days',
      true,
    ],
    [
      'a number of another unit',
      { field: 'retention', operator: '>', value: 30, unit: 'days' },
      '30 GB',
      '60 GB',
      false,
    ],
    [
      'a text appears',
      { field: 'status', operator: 'appears', text: 'Hiring' },
      'We are here',
      'We are hiring',
      true,
    ],
    [
      'a text was there',
      { field: 'status', operator: 'appears', text: 'hiring' },
      'Hiring now',
      'We are hiring',
      false,
    ],
    [
      'a text disappears',
      { field: 'status', operator: 'disappears', text: 'beta' },
      'Beta program',
      'Program',
      true,
    ],
    ['turns available', { field: 'stock', operator: 'available' }, 'Sold out', 'In stock', true],
    ['opens for orders', { field: 'stock', operator: 'available' }, 'Sold out', 'Pre-order', true],
    ['stays available', { field: 'stock', operator: 'available' }, 'In stock', 'Only 3 left in stock', false],
    ['turns unavailable', { field: 'stock', operator: 'unavailable' }, 'In stock', 'Discontinued', true],
    ['equals a version', { field: 'version', operator: '=', text: '2.0.0' }, 'v1.9.0', 'v2.0.0', true],
  ])('%s', (_name, condition, before, after, met) => {
    expect(evaluateCondition(condition, [changed(before, after)]).met).toBe(met);
  });

  test('drift is measured from what people were last told, in the same place', () => {
    const hunk = changed('Camera $960', 'Camera $945');
    const told = [
      { kind: 'text' as const, path: ['Shop'], text: 'Bag $50' },
      { kind: 'text' as const, path: ['Shop'], text: 'Camera $1,000' },
    ];
    const condition: Condition = { field: 'price', operator: 'drops_by', value: 5, unit: '%' };
    expect(evaluateCondition(condition, [hunk]).met).toBe(false);
    expect(evaluateCondition(condition, [hunk], { blocks: told }).met).toBe(true);
  });

  test('a version waited for by its number is met when it is reached, not by one before it', () => {
    const five: Condition = { field: 'version', operator: '>=', text: '5' };
    expect(evaluateCondition(five, [changed('Tidewater 4.2.1', 'Tidewater 4.3.0')]).met).toBe(false);
    expect(evaluateCondition(five, [changed('Tidewater 4.2.1', 'Tidewater 5.0.0')]).met).toBe(true);
    expect(evaluateCondition(five, [changed('Tidewater 5.0.0', 'Tidewater 5.0.1')]).met).toBe(false);
    expect(evaluateCondition(five, [changed(undefined, 'Tidewater 5.1.0-rc.1')]).met).toBe(true);
  });

  describe('a number of things the page does not print', () => {
    const positions = (count: number) =>
      Array.from({ length: count }, (_, index) => ({
        kind: 'item' as const,
        path: ['Open positions'],
        text: `Cook number ${index}`,
      }));
    const more: Condition = { field: 'open positions', operator: '>', value: 3 };
    const one: Hunk = { ...changed(undefined, 'Cook number 3'), kind: 'item', path: ['Open positions'] };
    test.each([
      ['three become four', 3, 4, true],
      ['two become three', 2, 3, false],
      ['four become five', 4, 5, false],
    ])('%s', (_name, before, after, met) => {
      const readings = { before: positions(before), after: positions(after) };
      expect(evaluateCondition(more, [one], undefined, readings).met).toBe(met);
    });

    test('a row of a table counts once, and its header not at all', () => {
      const rows = (count: number) => [
        { kind: 'cell' as const, path: ['Jobs'], text: 'City' },
        ...Array.from({ length: count }, (_, index) => [
          { kind: 'cell' as const, path: ['Jobs'], label: 'Role', text: `Cook ${index}` },
          { kind: 'cell' as const, path: ['Jobs'], label: `Cook ${index} › City`, text: 'Bonn' },
        ]).flat(),
      ];
      const cell: Hunk = {
        ...changed(undefined, 'Bonn'),
        kind: 'cell',
        path: ['Jobs'],
        label: 'Cook 3 › City',
      };
      const counted = (before: number, after: number) =>
        evaluateCondition(more, [cell], undefined, { before: rows(before), after: rows(after) }).met;
      expect([counted(3, 4), counted(2, 3), counted(4, 5)]).toEqual([true, false, false]);
    });
  });
});
