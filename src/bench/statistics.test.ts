import { expect, test } from 'vitest';
import { figureOf, percentile } from './statistics.ts';

const hundred = Array.from({ length: 100 }, (_, at) => 100 - at);

test('a percentile is a value that was measured, whatever the order they came in', () => {
  expect(percentile(hundred, 0.5)).toBe(50);
  expect(percentile(hundred, 0.99)).toBe(99);
  expect(percentile([7], 0.99)).toBe(7);
});

test('a figure keeps its spread', () => {
  expect(figureOf([3, 1, 2])).toEqual({ median: 2, min: 1, max: 3, samples: 3 });
});
