import type { Block } from '../../../contracts/blocks.ts';

/** A table of contents has at least so many lines. */
const leastLines = 3;
/** A longer line is no heading. */
const longestLine = 300;
/** This share of its lines say what a heading or another line of the page says. */
const shareRepeated = 0.5;

/**
 * Marks tables of contents: lines one after another that lead to places on the same page and repeat what stands
 * there. They say nothing that the page does not say again, so nothing is lost.
 */
export function markContents(blocks: readonly Block[], fragments: ReadonlySet<number>): void {
  const runs = runsOf(fragments);
  if (runs.length === 0) return;
  const said = new Set<string>();
  blocks.forEach((block, at) => {
    if (!fragments.has(at) && block.text.length <= longestLine) said.add(wordsOf(block.text));
  });
  for (const [start, end] of runs) {
    const lines = blocks.slice(start, end);
    const repeated = lines.filter((line) => said.has(wordsOf(line.text))).length;
    if (repeated >= lines.length * shareRepeated) for (const line of lines) line.furniture = true;
  }
}

/** Marks the links a page opens with for those who read it by ear: "Skip to content". */
export function markSkips(blocks: readonly Block[], fragments: ReadonlySet<number>): void {
  for (const [at, block] of blocks.entries()) {
    if (fragments.has(at)) block.furniture = true;
    else if (!block.furniture) return;
  }
}

/** Runs of such lines, first and last, the last excluded. The set holds them in page order. */
function runsOf(fragments: ReadonlySet<number>): [number, number][] {
  const runs: [number, number][] = [];
  for (const at of fragments) {
    const last = runs.at(-1);
    if (last?.[1] === at) last[1] = at + 1;
    else runs.push([at, at + 1]);
  }
  return runs.filter(([start, end]) => end - start >= leastLines);
}

/** A line without case, numbering and the sign at its end: "2.3 Your data." and "Your Data" are the same. */
const wordsOf = (text: string): string =>
  text
    .toLowerCase()
    .replace(/^[\s\d.()§:–-]+/, '')
    .replace(/[\s.:;!?]+$/, '');
