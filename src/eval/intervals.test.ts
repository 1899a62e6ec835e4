import { describe, expect, test } from 'vitest';
import { bootstrapF1, type Counts, f1Of, wilson } from './intervals.ts';

describe('the interval of a share', () => {
  test('is Wilson’s: 8 of 10 gives 49.0 % to 94.3 %', () => {
    const { value, low, high } = wilson(8, 10);
    expect(value).toBe(0.8);
    expect(low).toBeCloseTo(0.4902, 4);
    expect(high).toBeCloseTo(0.9433, 4);
  });

  test('has a width even when every case went right, and stays within 0 and 1', () => {
    const { low, high } = wilson(120, 120);
    expect(low).toBeCloseTo(0.969, 3);
    expect(high).toBe(1);
    expect(wilson(0, 20).low).toBe(0);
  });

  test('is not there when nothing was counted', () => {
    expect(wilson(0, 0)).toEqual({ value: null, low: null, high: null, hits: 0, of: 0 });
  });
});

const pair = (kind: keyof Counts): Counts => ({ told: 0, missed: 0, falseAlerts: 0, [kind]: 1 });

describe('F1', () => {
  test('is the harmonic mean: precision 3/4 and recall 3/5 give 2/3', () => {
    expect(f1Of({ told: 3, missed: 2, falseAlerts: 1 })).toBeCloseTo(2 / 3, 10);
    expect(f1Of({ told: 0, missed: 0, falseAlerts: 0 })).toBeNull();
  });

  test('has the same interval every time, around its value, narrower with more pairs', () => {
    const few = [...Array(8).fill(pair('told')), pair('missed'), pair('falseAlerts')];
    const many = Array(20).fill(few).flat();
    const [small, large] = [bootstrapF1(few), bootstrapF1(many)];
    expect(bootstrapF1(few)).toEqual(small);
    expect(small.low).toBeLessThan(small.value ?? 0);
    expect(small.high).toBeGreaterThan(small.value ?? 0);
    expect((large.high ?? 0) - (large.low ?? 0)).toBeLessThan(((small.high ?? 0) - (small.low ?? 0)) / 2);
  });
});
