import { describe, expect, test } from 'vitest';
import type { Hunk } from '../../../contracts/detection.ts';
import { confidenceOf, sortOf } from './confidence.ts';
import { measured } from './confidence-table.ts';

const hunk = (more: Partial<Hunk> = {}): Hunk => ({
  op: 'changed',
  kind: 'text',
  path: [],
  before: 'It costs $20',
  after: 'It costs $25',
  facts: [],
  furniture: false,
  relevance: 0.6,
  ...more,
});
const value = {
  kind: 'money' as const,
  before: { kind: 'money' as const, raw: '$20', value: 20 },
  after: { kind: 'money' as const, raw: '$25', value: 25 },
};
/** A verdict of each reason on firm and on loose ground. */
const grounds = {
  condition_met: [hunk({ facts: [value] }), hunk()],
  typed_change: [hunk({ facts: [value] }), hunk()],
  relevant_text: [hunk({ relevance: 1 }), hunk()],
  not_about_request: [hunk({ relevance: 0 }), hunk({ relevance: 0.4 })],
  furniture_only: [hunk({ relevance: 0 }), hunk({ relevance: 0, facts: [value] })],
} as const;

describe('how sure the rules say they are', () => {
  test.each(Object.entries(grounds))(
    '%s: loose ground is never surer than firm ground',
    (name, [firm, loose]) => {
      const reason = name as keyof typeof grounds;
      expect(sortOf({ reason, hunks: [firm] })).toBe(`${reason} firm`);
      expect(sortOf({ reason, hunks: [loose] })).toBe(`${reason} loose`);
      expect(confidenceOf({ reason, hunks: [firm] })).toBeGreaterThanOrEqual(
        confidenceOf({ reason, hunks: [loose] }),
      );
    },
  );

  test('what was measured decides: few pairs, or mistakes among them, make less sure', () => {
    for (const [sort, { right, of }] of Object.entries(measured)) {
      expect(right, sort).toBeLessThanOrEqual(of);
      expect(of, sort).toBeGreaterThan(0);
    }
    expect(confidenceOf({ reason: 'not_about_request', hunks: [hunk()] })).toBeLessThan(1);
  });

  test('what is on record or a person said is not measured', () => {
    expect(confidenceOf({ reason: 'back_to_known', hunks: [hunk()] })).toBe(0.99);
  });
});
