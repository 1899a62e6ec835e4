import type { Fingerprint } from './fingerprint-blocks.ts';
import { gapsOf, type Leftover } from './leftover.ts';

export interface Covered {
  before: Set<number>;
  after: Set<number>;
}

const longestRun = 400;

/**
 * Text that is only cut differently: a block equal to neighbouring blocks joined, in its place or elsewhere, or
 * whole runs in one place that read the same once joined. Such blocks are no change. The place of a labelled value
 * is part of what it says: it may only be cut within its label.
 */
export function coverRechunked(leftover: Leftover): Covered {
  const covered: Covered = { before: new Set(), after: new Set() };
  const gaps = gapsOf(leftover).filter(({ before, after }) => before.length > 0 && after.length > 0);
  for (const { before, after } of gaps) {
    coverRuns(before, after, covered);
    coverWhole(before, after, covered);
  }
  coverRuns(leftover.before, leftover.after, covered);
  return covered;
}

function coverRuns(before: readonly Fingerprint[], after: readonly Fingerprint[], covered: Covered): void {
  coverRun(before, after, covered.before, covered.after);
  coverRun(after, before, covered.after, covered.before);
}

/** Finds blocks of `wholes` that are two or more consecutive `parts` joined. */
function coverRun(
  allParts: readonly Fingerprint[],
  allWholes: readonly Fingerprint[],
  coveredParts: Set<number>,
  coveredWholes: Set<number>,
): void {
  const parts = allParts.filter((part) => !coveredParts.has(part.index));
  const wholes = allWholes.filter((whole) => !coveredWholes.has(whole.index));
  if (parts.length < 2 || wholes.length === 0) return;
  const byStart = new Map<string, number[]>();
  for (const [position, part] of parts.entries()) {
    const start = part.text.slice(0, 8);
    const list = byStart.get(start);
    if (!list) byStart.set(start, [position]);
    else if (list.length < 16) list.push(position);
  }
  for (const whole of wholes) {
    for (const length of startLengths(whole.text)) {
      const run = (byStart.get(whole.text.slice(0, length)) ?? [])
        .map((position) => runThatReads(parts, position, whole, coveredParts))
        .find((found) => found !== undefined);
      if (!run) continue;
      coveredWholes.add(whole.index);
      for (const part of run) coveredParts.add(part.index);
      break;
    }
  }
}

/** First parts shorter than eight characters are filed under their whole text. */
const startLengths = (text: string) => [8, 7, 6, 5, 4, 3, 2, 1].filter((length) => length <= text.length);

function runThatReads(
  parts: readonly Fingerprint[],
  from: number,
  { text, slot }: Fingerprint,
  used: ReadonlySet<number>,
): Fingerprint[] | undefined {
  const run: Fingerprint[] = [];
  let at = 0;
  for (let position = from; position < parts.length && run.length < longestRun; position++) {
    const part = parts[position] as Fingerprint;
    if (part.slot !== slot || used.has(part.index) || !text.startsWith(part.text, at)) return undefined;
    run.push(part);
    at += part.text.length;
    if (at === text.length) return run.length > 1 ? run : undefined;
  }
  return undefined;
}

function coverWhole(before: readonly Fingerprint[], after: readonly Fingerprint[], covered: Covered): void {
  const restBefore = before.filter(({ slot, index }) => slot === undefined && !covered.before.has(index));
  const restAfter = after.filter(({ slot, index }) => slot === undefined && !covered.after.has(index));
  const joined = (prints: readonly Fingerprint[]) => prints.map((print) => print.text).join('');
  if (restBefore.length === 0 || joined(restBefore) !== joined(restAfter)) return;
  for (const print of restBefore) covered.before.add(print.index);
  for (const print of restAfter) covered.after.add(print.index);
}
