import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Block } from '../../../contracts/blocks.ts';
import { alignBlocks } from './align-blocks.ts';
import { matchSequences } from './match-sequences.ts';

const lines = (...texts: string[]): Block[] =>
  texts.map((text) => ({ kind: 'text', path: ['Section'], text }));
const ops = (before: Block[], after: Block[]) =>
  alignBlocks(before, after).map(({ op, before: b, after: a }) => [
    op,
    before[b ?? -1]?.text,
    after[a ?? -1]?.text,
  ]);

describe('aligning two readings of a page', () => {
  it('finds nothing when only a heading above the text was renamed', () => {
    const before: Block[] = [{ kind: 'text', path: ['Old name'], text: 'A line that stays as it is' }];
    const after: Block[] = [{ kind: 'text', path: ['New name'], text: 'A line that stays as it is' }];
    expect(ops(before, after)).toEqual([]);
  });

  it('finds nothing when a paragraph becomes list items', () => {
    const after: Block[] = ['We keep data.', 'We delete it later.'].map((text) => ({
      kind: 'item',
      path: ['Section'],
      text,
    }));
    expect(ops(lines('We keep data. We delete it later.'), after)).toEqual([]);
  });

  it('pairs a changed line with what it was, past new lines', () => {
    const before = lines('Alpha stays', 'The retention period is thirty days for all data', 'Omega stays');
    const after = lines(
      'Alpha stays',
      'Something entirely different came',
      'The retention period is sixty days for all data',
      'Omega stays',
    );
    expect(ops(before, after)).toEqual([
      ['added', undefined, 'Something entirely different came'],
      [
        'changed',
        'The retention period is thirty days for all data',
        'The retention period is sixty days for all data',
      ],
    ]);
  });

  it('counts equal lines: a third copy is new, a missing one is gone', () => {
    expect(ops(lines('Buy', 'Buy'), lines('Buy', 'Buy', 'Buy')).map(([op]) => op)).toEqual(['added']);
    expect(ops(lines('Buy', 'Buy', 'Buy'), lines('Buy')).map(([op]) => op)).toEqual(['removed', 'removed']);
  });

  it('does not call a dish moved that went from the menu to the sold-out list', () => {
    const block = (path: string, text: string): Block => ({ kind: 'item', path: [path], text });
    const before = [block('Today', 'Ramen'), block('Today', 'Soba'), block('Sold out', 'Udon')];
    const after = [block('Today', 'Soba'), block('Sold out', 'Udon'), block('Sold out', 'Ramen')];
    expect(
      ops(before, after)
        .map(([op]) => op)
        .sort(),
    ).toEqual(['added', 'removed']);
  });

  it('puts a removed line where it stood', () => {
    const before = lines('One is here', 'Two is gone', 'Three is here', 'Four will change soon enough');
    const after = lines('One is here', 'Three is here', 'Four will change quite soon enough');
    expect(ops(before, after).map(([op]) => op)).toEqual(['removed', 'changed']);
  });

  it('accounts for every block exactly once, whatever the pages are', () => {
    const pages = fc.array(
      fc.constantFrom('a b c', 'd e f', 'a b x', 'long words stand here today', '$5', '$6', 'a b c d e f'),
      { maxLength: 14 },
    );
    fc.assert(
      fc.property(pages, pages, (left, right) => {
        const rows = alignBlocks(lines(...left), lines(...right));
        for (const side of ['before', 'after'] as const) {
          const used = rows.flatMap((row) => row[side] ?? []);
          expect(new Set(used).size).toBe(used.length);
        }
        expect(alignBlocks(lines(...left), lines(...left))).toEqual([]);
      }),
    );
  });

  it('compares twenty thousand blocks with one change without looking at them all twice', () => {
    const text = (index: number) => `Line ${index} says ${index * 7} things about ${index % 97}`;
    const page = Array.from({ length: 20_000 }, (_, index) => text(index));
    const changed = page.with(777, 'Line 777 says 1 thing about 1');
    const started = performance.now();
    expect(alignBlocks(lines(...page), lines(...changed))).toHaveLength(1);
    // 0.1 s on one quiet core; the bound catches a quadratic walk, which takes minutes.
    expect(performance.now() - started).toBeLessThan(5_000);
  });
});

describe('matching sequences', () => {
  it('gives pairs of equal keys that ascend on both sides', () => {
    const keys = fc.array(fc.integer({ min: 0, max: 6 }), { maxLength: 40 });
    fc.assert(
      fc.property(keys, keys, (left, right) => {
        const matches = matchSequences(left, right);
        for (const [index, [b, a]] of matches.entries()) {
          expect(left[b]).toBe(right[a]);
          const next = matches[index + 1];
          if (next) expect(next[0] > b && next[1] > a).toBe(true);
        }
      }),
    );
  });
});
