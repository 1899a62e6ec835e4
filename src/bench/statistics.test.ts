import { expect, test } from 'vitest';
import { figureOf } from './statistics.ts';

test('a figure keeps its spread', () => {
  expect(figureOf([3, 1, 2])).toEqual({ median: 2, min: 1, max: 3, samples: 3 });
});
