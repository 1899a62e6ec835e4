import type { Fingerprint } from './fingerprint-blocks.ts';
import { gapsOf, type Leftover } from './leftover.ts';

export interface Covered {
  before: Set<number>;
  after: Set<number>;
}

const longestRun = 400;

/**
 * Text that is only cut differently: a block equal to neighbouring blocks joined, or whole runs that read the same
 * once joined. Such blocks are no change. Labelled values are left out, their place is part of what they say.
 */
export function coverRechunked(leftover: Leftover): Covered {
  const covered: Covered = { before: new Set(), after: new Set() };
  for (const gap of gapsOf(leftover)) {
    const before = gap.before.filter((print) => print.slot === undefined);
    const after = gap.after.filter((print) => print.slot === undefined);
    if (before.length === 0 || after.length === 0) continue;
    coverRun(before, after, covered.before, covered.after);
    coverRun(
      after.filter((print) => !covered.after.has(print.index)),
      before.filter((print) => !covered.before.has(print.index)),
      covered.after,
      covered.before,
    );
    coverWhole(before, after, covered);
  }
  return covered;
}

/** Finds blocks of `wholes` that are two or more consecutive `parts` joined. */
function coverRun(
  parts: readonly Fingerprint[],
  wholes: readonly Fingerprint[],
  coveredParts: Set<number>,
  coveredWholes: Set<number>,
): void {
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
        .map((position) => runThatReads(parts, position, whole.text, coveredParts))
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
  text: string,
  used: ReadonlySet<number>,
): Fingerprint[] | undefined {
  const run: Fingerprint[] = [];
  let at = 0;
  for (let position = from; position < parts.length && run.length < longestRun; position++) {
    const part = parts[position] as Fingerprint;
    if (used.has(part.index) || !text.startsWith(part.text, at)) return undefined;
    run.push(part);
    at += part.text.length;
    if (at === text.length) return run.length > 1 ? run : undefined;
  }
  return undefined;
}

function coverWhole(before: readonly Fingerprint[], after: readonly Fingerprint[], covered: Covered): void {
  const restBefore = before.filter((print) => !covered.before.has(print.index));
  const restAfter = after.filter((print) => !covered.after.has(print.index));
  if (
    restBefore.length === 0 ||
    restBefore.map((print) => print.text).join('') !== restAfter.map((print) => print.text).join('')
  )
    return;
  for (const print of restBefore) covered.before.add(print.index);
  for (const print of restAfter) covered.after.add(print.index);
}
