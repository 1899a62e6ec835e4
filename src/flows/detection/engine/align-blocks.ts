import type { Block } from '../../../contracts/blocks.ts';
import { coverRechunked } from './cover-rechunked.ts';
import { type Fingerprint, fingerprint } from './fingerprint-blocks.ts';
import { gapsOf, type Leftover, settle } from './leftover.ts';
import { type Matches, matchSequences } from './match-sequences.ts';
import { pairMoves, pairSlots } from './pair-by-identity.ts';
import { pairByLikeness } from './pair-by-likeness.ts';

/** One row of an alignment, by position in each list. `same` rows are left out: nothing differs there. */
export interface AlignedRow {
  op: 'added' | 'removed' | 'changed' | 'moved';
  before?: number;
  after?: number;
}

/**
 * Aligns two readings of a page. Stages, each on what the one before left over: equal blocks in order; equal text
 * under changed headings; the same labelled slot with another value; equal text elsewhere (moved); text that was
 * only split or joined differently; likeness. Near-linear in the number of blocks.
 */
export function alignBlocks(before: readonly Block[], after: readonly Block[]): AlignedRow[] {
  const leftover = matchVerbatim(before, after);
  const take = (pairs: Matches) => settle(leftover, pairs);

  take(matchInGaps(leftover, (print) => print.identity));
  take(matchInGaps(leftover, (print) => print.slotText));
  take(matchInGaps(leftover, (print) => print.looseText));

  const rows: AlignedRow[] = [];
  const slots = pairSlots(leftover);
  take(slots);
  for (const [b, a] of slots) rows.push({ op: 'changed', before: b, after: a });
  const moves = pairMoves(leftover, before, after);
  take(moves);
  for (const [b, a] of moves) rows.push({ op: 'moved', before: b, after: a });
  const covered = coverRechunked(leftover);
  leftover.before = leftover.before.filter((print) => !covered.before.has(print.index));
  leftover.after = leftover.after.filter((print) => !covered.after.has(print.index));
  const alike = pairByLikeness(leftover);
  take(alike);
  for (const [b, a] of alike) rows.push({ op: 'changed', before: b, after: a });
  for (const print of leftover.before) rows.push({ op: 'removed', before: print.index });
  for (const print of leftover.after) rows.push({ op: 'added', after: print.index });
  return inPageOrder(rows, leftover.matched);
}

/** Matches what is letter for letter the same first, so that only the rest, mostly little, is folded. */
function matchVerbatim(before: readonly Block[], after: readonly Block[]): Leftover {
  const verbatim = ({ kind, path, label, text }: Block) => `${kind}|${path.join('›')}|${label ?? ''}|${text}`;
  const matched = new Map(matchSequences(before.map(verbatim), after.map(verbatim)));
  const seen = new Set(matched.values());
  return {
    before: before.flatMap((block, index) => (matched.has(index) ? [] : fingerprint(block, index))),
    after: after.flatMap((block, index) => (seen.has(index) ? [] : fingerprint(block, index))),
    matched,
  };
}

function matchFingerprints(leftover: Leftover, key: (print: Fingerprint) => string): Matches {
  return matchSequences(leftover.before.map(key), leftover.after.map(key)).map(([b, a]) => [
    (leftover.before[b] as Fingerprint).index,
    (leftover.after[a] as Fingerprint).index,
  ]);
}

/** Matches within the gaps between what is matched already, so that order is kept. */
function matchInGaps(leftover: Leftover, key: (print: Fingerprint) => string): Matches {
  return gapsOf(leftover).flatMap((gap) => matchFingerprints({ ...gap, matched: leftover.matched }, key));
}

/** Rows in the order a reader meets them; what was removed stands where its surviving predecessor is now. */
function inPageOrder(rows: AlignedRow[], matched: ReadonlyMap<number, number>): AlignedRow[] {
  const removed = rows.filter((row) => row.after === undefined).map((row) => row.before as number);
  const placeOf = new Map<number, number>();
  if (removed.length > 0) {
    const wanted = new Set(removed);
    const last = removed.reduce((x, y) => Math.max(x, y), 0);
    let place = -1;
    for (let index = 0; index <= last; index++) {
      place = matched.get(index) ?? place;
      if (wanted.has(index)) placeOf.set(index, place + 0.5);
    }
  }
  const position = (row: AlignedRow) => row.after ?? placeOf.get(row.before as number) ?? 0;
  return rows.sort((x, y) => position(x) - position(y) || (x.before ?? 0) - (y.before ?? 0));
}
