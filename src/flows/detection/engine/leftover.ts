import type { Fingerprint } from './fingerprint-blocks.ts';
import type { Matches } from './match-sequences.ts';

/** What is still unmatched on each side while the stages run. */
export interface Leftover {
  before: Fingerprint[];
  after: Fingerprint[];
  /** Position in `before` to the position in `after` it is matched with, of everything matched so far. */
  matched: Map<number, number>;
}

/** Runs of unmatched blocks that face each other between two neighbouring in-order matches. */
export function gapsOf(leftover: Leftover): { before: Fingerprint[]; after: Fingerprint[] }[] {
  const gaps: { before: Fingerprint[]; after: Fingerprint[] }[] = [];
  let reached = -1;
  const edges: [number, number][] = [];
  for (const [b, a] of [...leftover.matched].sort((x, y) => x[0] - y[0])) {
    if (a <= reached) continue;
    reached = a;
    edges.push([b, a]);
  }
  edges.push([Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY]);
  let inBefore = 0;
  let inAfter = 0;
  for (const [edgeB, edgeA] of edges) {
    const gap: { before: Fingerprint[]; after: Fingerprint[] } = { before: [], after: [] };
    for (
      let print = leftover.before[inBefore];
      print && print.index < edgeB;
      print = leftover.before[++inBefore]
    )
      gap.before.push(print);
    for (let print = leftover.after[inAfter]; print && print.index < edgeA; print = leftover.after[++inAfter])
      gap.after.push(print);
    if (gap.before.length > 0 || gap.after.length > 0) gaps.push(gap);
  }
  return gaps;
}

/** Records matches and takes both sides out of what is left. */
export function settle(leftover: Leftover, pairs: Matches): void {
  if (pairs.length === 0) return;
  const goneBefore = new Set<number>();
  const goneAfter = new Set<number>();
  for (const [b, a] of pairs) {
    leftover.matched.set(b, a);
    goneBefore.add(b);
    goneAfter.add(a);
  }
  leftover.before = leftover.before.filter((print) => !goneBefore.has(print.index));
  leftover.after = leftover.after.filter((print) => !goneAfter.has(print.index));
}
