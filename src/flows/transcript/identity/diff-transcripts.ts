import type { Turn } from '../../../contracts/transcript.ts';
import { comparableWords } from './comparable-words.ts';

export interface TurnChange {
  kind: 'added' | 'removed' | 'changed';
  /** Absent when added. */
  before?: Turn;
  /** Absent when removed. */
  after?: Turn;
}

export interface TranscriptDiff {
  /** In the order of the newer transcript. */
  changes: TurnChange[];
  /** Pairs of turns (number before, number after) that say the same. */
  same: [number, number][];
}

/** Largest gap (turns before times turns after) that is compared turn by turn; beyond, all of it counts as replaced. */
const mostPairs = 250_000;
/** Two turns of one place are one turn corrected when they share this much of their words. */
const correctedFrom = 0.4;

/**
 * Which turns of a corrected transcript differ from the earlier one. Times do not count; punctuation and case
 * neither. Turns that come once on both sides anchor the comparison, so it stays quick on long meetings.
 */
export function diffTranscripts(before: readonly Turn[], after: readonly Turn[]): TranscriptDiff {
  const keysBefore = before.map(keyOf);
  const keysAfter = after.map(keyOf);
  const same: [number, number][] = [];
  const changes: TurnChange[] = [];
  let from: [number, number] = [0, 0];
  for (const anchor of [...findAnchors(keysBefore, keysAfter), [before.length, after.length] as const]) {
    const gap = matchGap(keysBefore, keysAfter, from, anchor);
    let [left, right] = from;
    for (const [a, b] of [...gap, anchor]) {
      changes.push(...pairUp(before.slice(left, a), after.slice(right, b)));
      if (a < before.length && b < after.length) same.push([a, b]);
      [left, right] = [a + 1, b + 1];
    }
    from = [left, right];
  }
  return { changes, same };
}

const keyOf = (turn: Turn): string =>
  `${turn.speaker.toLowerCase()}\n${comparableWords(turn.text).join(' ')}`;

type Pair = readonly [number, number];

/** Turns unique on both sides, in the longest sequence that keeps both orders. */
function findAnchors(before: readonly string[], after: readonly string[]): Pair[] {
  const inBefore = uniquePlaces(before);
  const inAfter = uniquePlaces(after);
  const shared = [...inAfter].flatMap(([key, b]): Pair[] => {
    const a = inBefore.get(key);
    return a === undefined ? [] : [[a, b]];
  });
  return longestIncreasing(shared.sort((x, y) => x[1] - y[1]));
}

function uniquePlaces(keys: readonly string[]): ReadonlyMap<string, number> {
  const places = new Map<string, number>();
  const repeated = new Set<string>();
  keys.forEach((key, at) => {
    if (places.has(key)) repeated.add(key);
    places.set(key, at);
  });
  for (const key of repeated) places.delete(key);
  return places;
}

/** Patience sorting by the first number; the pairs come sorted by the second. */
function longestIncreasing(pairs: readonly Pair[]): Pair[] {
  const tops: number[] = [];
  const previous = new Array<number>(pairs.length).fill(-1);
  pairs.forEach(([a], at) => {
    let low = 0;
    let high = tops.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((pairs[tops[middle] ?? 0]?.[0] ?? 0) < a) low = middle + 1;
      else high = middle;
    }
    previous[at] = low > 0 ? (tops[low - 1] ?? -1) : -1;
    tops[low] = at;
  });
  const chain: Pair[] = [];
  for (let at = tops.at(-1) ?? -1; at >= 0; at = previous[at] ?? -1) {
    const pair = pairs[at];
    if (pair) chain.push(pair);
  }
  return chain.reverse();
}

/** What is equal inside a gap between anchors: its head, its tail, and the best of the middle. Short answers ("Okay.") repeat and are no anchors. */
function matchGap(before: readonly string[], after: readonly string[], from: Pair, to: Pair): Pair[] {
  const head: Pair[] = [];
  const tail: Pair[] = [];
  let [left, right] = from;
  let [leftEnd, rightEnd] = to;
  while (left < leftEnd && right < rightEnd && before[left] === after[right]) head.push([left++, right++]);
  while (leftEnd > left && rightEnd > right && before[leftEnd - 1] === after[rightEnd - 1])
    tail.push([--leftEnd, --rightEnd]);
  const middle = longestCommon(before.slice(left, leftEnd), after.slice(right, rightEnd));
  return [...head, ...middle.map(([a, b]): Pair => [left + a, right + b]), ...tail.reverse()];
}

/** Longest common subsequence, up to a size at which its table is small. */
function longestCommon(before: readonly string[], after: readonly string[]): Pair[] {
  if (before.length * after.length > mostPairs) return [];
  const width = after.length + 1;
  const lengths = new Uint32Array((before.length + 1) * width);
  const at = (row: number, column: number) => lengths[row * width + column] ?? 0;
  for (let row = before.length - 1; row >= 0; row -= 1)
    for (let column = after.length - 1; column >= 0; column -= 1)
      lengths[row * width + column] =
        before[row] === after[column]
          ? at(row + 1, column + 1) + 1
          : Math.max(at(row + 1, column), at(row, column + 1));
  const pairs: Pair[] = [];
  for (let row = 0, column = 0; row < before.length && column < after.length; ) {
    if (before[row] === after[column]) pairs.push([row++, column++]);
    else if (at(row + 1, column) >= at(row, column + 1)) row += 1;
    else column += 1;
  }
  return pairs;
}

/** How many turns further a corrected one may stand. */
const nearBy = 8;

/** What stands between two equal turns: corrected turns side by side, the rest removed or added. */
function pairUp(before: readonly Turn[], after: readonly Turn[]): TurnChange[] {
  const changes: TurnChange[] = [];
  let left = 0;
  for (const turn of after) {
    const near = before.slice(left, left + nearBy).findIndex((old) => isCorrection(old, turn));
    const match = near < 0 ? -1 : left + near;
    if (match < 0) {
      changes.push({ kind: 'added', after: turn });
      continue;
    }
    for (const old of before.slice(left, match)) changes.push({ kind: 'removed', before: old });
    changes.push({ kind: 'changed', before: before[match] ?? turn, after: turn });
    left = match + 1;
  }
  for (const old of before.slice(left)) changes.push({ kind: 'removed', before: old });
  return changes;
}

function isCorrection(before: Turn, after: Turn): boolean {
  const a = new Set(comparableWords(before.text));
  const b = new Set(comparableWords(after.text));
  let shared = 0;
  for (const word of b) if (a.has(word)) shared += 1;
  return shared >= correctedFrom * Math.max(a.size, b.size);
}
