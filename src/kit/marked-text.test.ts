import { describe, expect, test } from 'vitest';
import { fitParts, type MarkedPart, markBetween } from './marked-text.ts';

const shown = (parts: readonly MarkedPart[]) =>
  parts.map(({ text, changed }) => (changed ? `[${text}]` : text)).join('');
const marked = (before: string, after: string) => {
  const marks = markBetween(before, after);
  expect(marks.before.map(({ text }) => text).join('')).toBe(before);
  expect(marks.after.map(({ text }) => text).join('')).toBe(after);
  return [shown(marks.before), shown(marks.after)];
};

describe('what differs between two lines', () => {
  test.each([
    ['It costs $20 a month.', 'It costs $25 a month.', 'It costs $[20] a month.', 'It costs $[25] a month.'],
    ['version 1.24', 'version 1.25', 'version [1.24]', 'version [1.25]'],
    ['It is shared.', 'It is never shared.', 'It is shared.', 'It is [never ]shared.'],
    ['same', 'same', 'same', 'same'],
    ['', 'new', '', '[new]'],
    ['aa', 'aaa', '[aa]', '[aaa]'],
  ])('%s / %s', (before, after, left, right) => expect(marked(before, after)).toEqual([left, right]));

  test('an emoji that differs in its last half is marked whole', () => {
    expect(marked('team 👨‍👩‍👧 here', 'team 👨‍👩‍👦 here')).toEqual([
      'team [👨‍👩‍👧] here',
      'team [👨‍👩‍👦] here',
    ]);
  });
});

describe('a line that is too long', () => {
  const long = 'lorem ipsum '.repeat(400);
  test('keeps the change in sight and leaves out what is the same', () => {
    const { after } = markBetween(`${long}$20 ${long}`, `${long}$25 ${long}`);
    const { parts, cut } = fitParts(after, 400);
    expect(shown(parts)).toMatch(/^…[^…]*\$\[25\][^…]*…$/);
    expect(shown(parts).length).toBeLessThanOrEqual(402);
    expect(cut).toBe(0);
  });

  test('of a change that is itself too long the end is cut and counted', () => {
    const { parts, cut } = fitParts([{ text: 'x'.repeat(3_001), changed: true }], 1_000);
    expect(shown(parts)).toBe(`[${'x'.repeat(999)}…]`);
    expect(cut).toBe(3_001 - 999);
  });

  test('is never cut through an emoji', () => {
    const family = '👩‍👩‍👧‍👦';
    const { parts } = fitParts([{ text: family.repeat(200), changed: true }], 100);
    expect(parts[0]?.text.replace('…', '')).toBe(family.repeat(Math.floor(99 / family.length)));
  });

  test('with hundreds of changed words is cut by their number too', () => {
    const parts = Array.from({ length: 400 }, (_, at) => ({ text: `word ${at} `, changed: at % 2 === 0 }));
    const fitted = fitParts(parts, 3_000);
    expect(fitted.parts.length).toBeLessThanOrEqual(61);
    expect(fitted.cut).toBeGreaterThan(1_000);
  });

  test('words that changed side by side are one stretch', () => {
    const parts = [
      { text: 'a', changed: true },
      { text: ' ', changed: false },
      { text: 'b', changed: true },
    ];
    expect(fitParts(parts, 100).parts).toEqual([{ text: 'a b', changed: true }]);
  });
});
