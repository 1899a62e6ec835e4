import type { Fingerprint } from './fingerprint-blocks.ts';
import { gapsOf, type Leftover } from './leftover.ts';
import type { Matches } from './match-sequences.ts';
import { wordsOf } from './split-words.ts';

/** Dice over word counts from which two blocks are one block that changed. */
const alikeFrom = 0.5;
const sureFrom = 0.75;
/** How many of the rarest words of a block are looked up, and how many blocks each may propose. */
const rareWords = 6;
const perWord = 24;
/** How many of those proposed are compared word by word. */
const compared = 20;
/** Texts of at most this many words that face each other in one gap are one value that was replaced. */
const shortWords = 8;

/**
 * Pairs leftover blocks that are versions of each other: by shared words (best first), then, for short texts that
 * stand alone opposite each other, by place. Candidates come from an index of rare words, so the work stays linear.
 */
export function pairByLikeness(leftover: Leftover): Matches {
  const usedBefore = new Set<number>();
  const usedAfter = new Set<number>();
  const pairs: Matches = [];
  const take = (found: Matches) => {
    for (const [b, a] of found) {
      pairs.push([b, a]);
      usedBefore.add(b);
      usedAfter.add(a);
    }
  };
  take(pairInPlace(leftover));
  take(
    pairBySharedWords(
      leftover.before.filter((print) => !usedBefore.has(print.index)),
      leftover.after.filter((print) => !usedAfter.has(print.index)),
    ),
  );
  for (const gap of gapsOf(leftover)) {
    const before = gap.before.filter((print) => !usedBefore.has(print.index));
    const after = gap.after.filter((print) => !usedAfter.has(print.index));
    if (before.length !== after.length) continue;
    for (const [position, print] of before.entries()) {
      const other = after[position];
      if (other && facesEachOther(print, other)) pairs.push([print.index, other.index]);
    }
  }
  return pairs;
}

/** Opposite each other and nearly the same: settled at once, which spares a page changed throughout the search. */
function pairInPlace(leftover: Leftover): Matches {
  return gapsOf(leftover).flatMap((gap) => {
    if (gap.before.length !== gap.after.length) return [];
    return gap.before.flatMap((print, position): Matches => {
      const other = gap.after[position];
      if (!other || differsInPlace(print, other)) return [];
      return dice(bagOf(print), bagOf(other)) >= sureFrom ? [[print.index, other.index]] : [];
    });
  });
}

const hasValue = /\p{Sc}|\d/u;

/** One list entry in the place of another is another entry, unless both are values. */
const areOneEntry = (before: Fingerprint, after: Fingerprint) =>
  before.block.kind !== 'item' || (hasValue.test(before.folded) && hasValue.test(after.folded));

const facesEachOther = (before: Fingerprint, after: Fingerprint) =>
  before.block.kind === after.block.kind &&
  before.block.label === after.block.label &&
  before.text !== after.text &&
  areOneEntry(before, after) &&
  wordsOf(before.folded).length <= shortWords &&
  wordsOf(after.folded).length <= shortWords;

interface Bag {
  print: Fingerprint;
  counts: Map<string, number>;
  size: number;
}

function bagOf(print: Fingerprint): Bag {
  const counts = new Map<string, number>();
  const words = wordsOf(print.folded);
  for (const word of words) counts.set(word, (counts.get(word) ?? 0) + 1);
  return { print, counts, size: words.length };
}

function pairBySharedWords(before: readonly Fingerprint[], after: readonly Fingerprint[]): Matches {
  if (before.length === 0 || after.length === 0) return [];
  const index = new Map<string, Bag[]>();
  for (const bag of before.map(bagOf)) {
    for (const word of bag.counts.keys()) {
      const list = index.get(word);
      if (list) list.push(bag);
      else index.set(word, [bag]);
    }
  }
  const proposals: { before: number; after: number; score: number; distance: number }[] = [];
  for (const print of after) {
    const bag = bagOf(print);
    const rarest = [...bag.counts.keys()]
      .map((word) => index.get(word))
      .filter((list) => list !== undefined)
      .sort((x, y) => x.length - y.length)
      .slice(0, rareWords);
    const shared = new Map<Bag, number>();
    for (const list of rarest) {
      for (const other of nearest(list, print.index)) shared.set(other, (shared.get(other) ?? 0) + 1);
    }
    for (const other of likeliest(shared)) {
      const score = dice(bag, other) + (sameSection(print, other.print) ? 0.05 : 0);
      if (score < alikeFrom || differsInPlace(print, other.print)) continue;
      proposals.push({
        before: other.print.index,
        after: print.index,
        score,
        distance: Math.abs(other.print.index - print.index),
      });
    }
  }
  proposals.sort((x, y) => y.score - x.score || x.distance - y.distance);
  const usedBefore = new Set<number>();
  const usedAfter = new Set<number>();
  const pairs: Matches = [];
  for (const { before: b, after: a } of proposals) {
    if (usedBefore.has(b) || usedAfter.has(a)) continue;
    usedBefore.add(b);
    usedAfter.add(a);
    pairs.push([b, a]);
  }
  return pairs;
}

/** The blocks that share the most of the rare words: more than a few are never the version that is looked for. */
function likeliest(shared: ReadonlyMap<Bag, number>): Bag[] {
  if (shared.size <= compared) return [...shared.keys()];
  const ranked = [...shared].sort((x, y) => y[1] - x[1]);
  return ranked.slice(0, compared).map(([bag]) => bag);
}

/** At most `perWord` bags around a position; lists are in page order. */
function nearest(list: readonly Bag[], index: number): readonly Bag[] {
  if (list.length <= perWord) return list;
  let low = 0;
  let high = list.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((list[middle] as Bag).print.index < index) low = middle + 1;
    else high = middle;
  }
  const from = Math.max(0, Math.min(low - perWord / 2, list.length - perWord));
  return list.slice(from, from + perWord);
}

function dice(left: Bag, right: Bag): number {
  let shared = 0;
  const [small, large] = left.counts.size <= right.counts.size ? [left, right] : [right, left];
  for (const [word, count] of small.counts) shared += Math.min(count, large.counts.get(word) ?? 0);
  return (2 * shared) / Math.max(1, left.size + right.size);
}

const sameSection = (left: Fingerprint, right: Fingerprint) =>
  left.block.path.at(-1) === right.block.path.at(-1);

/**
 * A labelled value is never a version of a value with another label; equal texts that are still here were found to
 * say something else where they stand now.
 */
const differsInPlace = (left: Fingerprint, right: Fingerprint) =>
  left.text === right.text ||
  (left.slot !== undefined &&
    right.slot !== undefined &&
    left.slotText.split('|')[0] !== right.slotText.split('|')[0]);
