import type { Hunk, Verdict } from '../../../contracts/detection.ts';
import { isStrongFact } from '../engine/make-hunks.ts';
import { type Measured, measured } from './confidence-table.ts';

export interface Weighed {
  reason: Verdict['reason'];
  /** For an alert the hunks that are told, most important first; for a silence all there are. */
  hunks: readonly Hunk[];
}

/** Reasons that follow from the record or from a person's word, not from weighing a page: sure as far as code is. */
const certain = 0.99;
/** No sort of verdict is as sure as that, however few its mistakes were in a few hundred pairs. */
const surest = 0.98;

/** A silent difference this near to the request might have been meant: the request's own bar is at 0.5. */
const nearRequest = 0.35;

/**
 * The sort of verdict: its reason, and whether it stands on firm or loose ground. Firm: the leading difference has a
 * value on both sides or stands squarely under what was asked for; for a silence, that nothing left out held a value
 * near the request.
 */
export function sortOf({ reason, hunks }: Weighed): string {
  const [lead] = hunks;
  switch (reason) {
    case 'condition_met':
    case 'typed_change':
      return `${reason} ${lead?.facts.some((fact) => fact.before && fact.after) ? 'firm' : 'loose'}`;
    case 'relevant_text':
      return `${reason} ${(lead?.relevance ?? 0) >= 0.9 ? 'firm' : 'loose'}`;
    case 'not_about_request':
    case 'furniture_only':
    case 'fragments_only':
      return `${reason} ${hunks.some(mightMatter) ? 'loose' : 'firm'}`;
    default:
      return reason;
  }
}

const mightMatter = (hunk: Hunk): boolean =>
  hunk.noise === undefined && ((hunk.relevance ?? 0) >= nearRequest || hunk.facts.some(isStrongFact));

/** Laplace's rule: what ten of ten say is 11 of 12. */
const rate = ({ right, of }: Measured): number => (right + 1) / (of + 2);

/**
 * How sure the rules are, 0..1: the share of verdicts of this sort that were right where it was measured. Loose ground
 * is never surer than firm ground; where a count says so by chance, both take their common share.
 */
export function confidenceOf(weighed: Weighed): number {
  const sort = sortOf(weighed);
  const own = measured[sort];
  if (!own) return certain;
  const [reason, ground] = sort.split(' ');
  const other = ground && measured[`${reason} ${ground === 'firm' ? 'loose' : 'firm'}`];
  const isUpsideDown = other && (ground === 'firm' ? rate(own) < rate(other) : rate(own) > rate(other));
  const counted = isUpsideDown ? { right: own.right + other.right, of: own.of + other.of } : own;
  return Math.round(Math.min(surest, rate(counted)) * 100) / 100;
}
