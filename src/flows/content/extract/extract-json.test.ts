import { expect, test } from 'vitest';
import { extractJson } from './extract-json.ts';

const pairs = (value: unknown) => extractJson(value).blocks.map(({ label, text }) => [label, text]);

test('every value has its address, in alphabetical order of keys', () => {
  expect(
    pairs({ b: true, a: { price: 20.5, note: null, 'two words': '' }, c: [1, 'x'], d: [], e: {} }),
  ).toEqual([
    ['$.a.note', 'null'],
    ['$.a.price', '20.5'],
    ['$.a["two words"]', ''],
    ['$.b', 'true'],
    ['$.c[0]', '1'],
    ['$.c[1]', 'x'],
    ['$.d', '[]'],
    ['$.e', '{}'],
  ]);
});

test('reordered keys are the same page', () => {
  expect(pairs({ b: { y: 1, x: 2 }, a: 1 })).toEqual(pairs({ a: 1, b: { x: 2, y: 1 } }));
});

test('entries of a list are called by their name, so that a new one moves no other', () => {
  const pro = { name: 'Pro', price: 20 };
  const team = { name: 'Team', price: 50 };
  const before = pairs({ plans: [pro, team] });
  const after = pairs({ plans: [{ name: 'Free', price: 0 }, pro, team] });
  expect(before).toContainEqual(['$.plans[name=Pro].price', '20']);
  for (const pair of before) expect(after).toContainEqual(pair);
});

test('entries that share a name are called by their place', () => {
  expect(
    pairs([
      { name: 'A', v: 1 },
      { name: 'A', v: 2 },
    ]),
  ).toContainEqual(['$[1].v', '2']);
});

test('depth and number of values are bounded', () => {
  let deep: unknown = 'end';
  for (let i = 0; i < 5_000; i += 1) deep = [deep];
  expect(pairs(deep)).toHaveLength(1);
  expect(pairs(Array.from({ length: 30_000 }, (_, i) => i))).toHaveLength(10_000);
});
