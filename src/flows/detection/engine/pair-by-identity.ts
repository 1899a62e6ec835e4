import type { Block } from '../../../contracts/blocks.ts';
import type { Fingerprint } from './fingerprint-blocks.ts';
import type { Leftover } from './leftover.ts';
import type { Matches } from './match-sequences.ts';

/**
 * The same labelled place (table cell, key, JSON address) with another value: a change, even when the same value
 * stands somewhere else now. Only places that are unique on both sides.
 */
export function pairSlots(leftover: Leftover): Matches {
  const before = uniqueBy(leftover.before, (print) => print.slot);
  const after = uniqueBy(leftover.after, (print) => print.slot);
  const pairs: Matches = [];
  for (const [slot, print] of before) {
    const other = after.get(slot);
    if (other && other.text !== print.text) pairs.push([print.index, other.index]);
  }
  return pairs;
}

function uniqueBy(
  prints: readonly Fingerprint[],
  key: (print: Fingerprint) => string | undefined,
): Map<string, Fingerprint> {
  const found = new Map<string, Fingerprint>();
  const repeated = new Set<string>();
  for (const print of prints) {
    const name = key(print);
    if (name === undefined || repeated.has(name)) continue;
    if (found.delete(name)) repeated.add(name);
    else found.set(name, print);
  }
  return found;
}

/**
 * Equal text that now stands elsewhere. Counted, so that a third copy of a line is new. A short text says what it
 * says through the heading above it ("Sold out", "$20"), so it only moves within its own section.
 */
export function pairMoves(leftover: Leftover, before: readonly Block[], after: readonly Block[]): Matches {
  const waiting = new Map<string, Fingerprint[]>();
  for (const print of leftover.before) {
    const list = waiting.get(print.slotText);
    if (list) list.push(print);
    else waiting.set(print.slotText, [print]);
  }
  if (waiting.size === 0) return [];
  const headingsBefore = headingsOf(before);
  const headingsAfter = headingsOf(after);
  const pairs: Matches = [];
  for (const print of leftover.after) {
    const list = waiting.get(print.slotText);
    if (!list) continue;
    const at = list.findIndex((other) => sectionOf(other.block) === sectionOf(print.block));
    const other = list[Math.max(at, 0)];
    if (!other) continue;
    const changesSection =
      at < 0 &&
      isShort(print) &&
      headingsAfter.has(sectionOf(other.block)) &&
      headingsBefore.has(sectionOf(print.block)) &&
      print.block.furniture !== true;
    if (changesSection) continue;
    list.splice(Math.max(at, 0), 1);
    pairs.push([other.index, print.index]);
  }
  return pairs;
}

const sectionOf = (block: Block) => block.path.at(-1) ?? '';
const isShort = (print: Fingerprint) => print.text.length <= 24;
const headingsOf = (blocks: readonly Block[]) => new Set(blocks.map(sectionOf));
