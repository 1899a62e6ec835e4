import type { Hunk } from '../../contracts/detection.ts';

/** How many differences of a change are kept for the record; a rewritten page has thousands. */
export const hunksKept = 500;

/** The most relevant differences, in the order of the page. */
export function keepMostRelevant(hunks: readonly Hunk[]): Hunk[] {
  if (hunks.length <= hunksKept) return [...hunks];
  const kept = new Set(
    hunks.toSorted((one, other) => (other.relevance ?? 0) - (one.relevance ?? 0)).slice(0, hunksKept),
  );
  return hunks.filter((hunk) => kept.has(hunk));
}
