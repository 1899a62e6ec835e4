import type { Block } from '../../../contracts/blocks.ts';
import { bareText } from './bare-text.ts';
import { withoutNumber } from './clause-number.ts';
import { coverRechunked } from './cover-rechunked.ts';
import { type Fingerprint, fingerprint } from './fingerprint-blocks.ts';
import { gapsOf, type Leftover, settle } from './leftover.ts';
import { type Matches, matchSequences } from './match-sequences.ts';
import { pairMoves, pairSlots } from './pair-by-identity.ts';
import { pairByLikeness } from './pair-by-likeness.ts';
import { type Trimmed, trimShared } from './trim-shared.ts';

/** One row of an alignment, by position in each list. `same` rows are left out: nothing differs there. */
export interface AlignedRow {
  op: 'added' | 'removed' | 'changed' | 'moved';
  before?: number;
  after?: number;
  /** The stretch of the block that is left to tell, where the rest only stands in other blocks now. */
  beforeText?: string;
  afterText?: string;
}

/**
 * Aligns two readings of a page. Stages, each on what the one before left over: equal blocks in order; equal text
 * under changed headings; the same labelled slot with another value; equal text elsewhere (moved); text that was
 * only split or joined differently, whole or but for an edit; likeness. Near-linear in the number of blocks.
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
  const renumbered = pairRenumbered(leftover);
  take(renumbered);
  for (const [b, a] of renumbered) rows.push({ op: 'changed', before: b, after: a });
  const trimmed = trimShared(leftover);
  const alike = pairByLikeness(leftover);
  take(alike);
  for (const [b, a] of alike) rows.push({ op: 'changed', before: b, after: a });
  for (const print of leftover.before) rows.push({ op: 'removed', before: print.index });
  for (const print of leftover.after) rows.push({ op: 'added', after: print.index });
  return inPageOrder(
    rows.map((row) => withTexts(row, trimmed)),
    leftover.matched,
  );
}

function withTexts(row: AlignedRow, trimmed: Trimmed): AlignedRow {
  const beforeText = trimmed.before.get(row.before ?? -1);
  const afterText = trimmed.after.get(row.after ?? -1);
  if (beforeText === undefined && afterText === undefined) return row;
  return {
    ...row,
    ...(beforeText === undefined ? {} : { beforeText }),
    ...(afterText === undefined ? {} : { afterText }),
  };
}

/** Matches what is letter for letter the same first, so that only the rest, mostly little, is folded. */
function matchVerbatim(before: readonly Block[], after: readonly Block[]): Leftover {
  const verbatim = ({ kind, path, label, text, furniture }: Block) =>
    `${kind}|${furniture ? 'F' : ''}|${path.join('›')}|${label ?? ''}|${text}`;
  const matched = new Map(matchSequences(before.map(verbatim), after.map(verbatim)));
  const seen = new Set(matched.values());
  return {
    before: before.flatMap((block, index) => (matched.has(index) ? [] : fingerprint(block, index))),
    after: after.flatMap((block, index) => (seen.has(index) ? [] : fingerprint(block, index))),
    matched,
  };
}

/** Matches within the gaps between what is matched already, so that order is kept. */
function matchInGaps(leftover: Leftover, key: (print: Fingerprint) => string): Matches {
  const keys = new Map(leftover.after.map((print) => [print, key(print)]));
  const wanted = new Set(keys.values());
  let some = false;
  for (const print of leftover.before) {
    const own = key(print);
    keys.set(print, own);
    some ||= wanted.has(own);
  }
  if (!some) return [];
  const keyOf = (print: Fingerprint) => keys.get(print) ?? '';
  return gapsOf(leftover).flatMap(({ before, after }) =>
    matchSequences(before.map(keyOf), after.map(keyOf)).map(([b, a]): [number, number] => [
      (before[b] as Fingerprint).index,
      (after[a] as Fingerprint).index,
    ]),
  );
}

/** The same clause under another number: an edit for now, which the shift of its neighbours may explain. */
function pairRenumbered(leftover: Leftover): Matches {
  const sides = [...leftover.before, ...leftover.after];
  if (!sides.some(({ folded }) => withoutNumber(folded) !== folded)) return [];
  return matchInGaps(
    leftover,
    ({ folded, block }) => `${block.label ?? ''}|${bareText(withoutNumber(folded)) || folded}`,
  );
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
