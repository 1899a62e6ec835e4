import type { Mark } from './judge/marks.ts';
import { markOn } from './judge/marks.ts';
import type { Judged } from './judge-comparison.ts';

/** Keeps back what is of a muted kind, unless a person asked to be told of just this. */
export function muteKinds(
  mutedKinds: readonly string[],
  judged: Judged,
  sourceId: string,
  marks: readonly Mark[],
): Judged {
  const { verdict, hunks } = judged;
  if (verdict.outcome === 'silent' || !mutedKinds.includes(verdict.kind)) return judged;
  const isWanted = hunks.some(
    (hunk) =>
      verdict.quotes.some((quote) => quote.before === hunk.before && quote.after === hunk.after) &&
      markOn(hunk, sourceId, marks) === 'alert',
  );
  return isWanted ? judged : { ...judged, verdict: { ...verdict, outcome: 'silent', reason: 'muted_kind' } };
}
