import type { Block } from '../../../contracts/blocks.ts';
import type { Hunk } from '../../../contracts/detection.ts';
import { excerpt } from './write-sentence.ts';

/** The two readings a difference stands in. */
export interface Surroundings {
  before: readonly Block[];
  after: readonly Block[];
}

const nearMost = 160;

/** The lines right before and after a difference, in the reading it stands in; empty when it is not found there. */
export function contextOf(hunk: Hunk, { before, after }: Surroundings): string[] {
  const [blocks, text] = hunk.after === undefined ? [before, hunk.before] : [after, hunk.after];
  const section = hunk.path.join('›');
  const at = blocks.findIndex(
    (block) => block.text === text && block.kind === hunk.kind && block.path.join('›') === section,
  );
  if (at < 0) return [];
  return [blocks[at - 1], blocks[at + 1]].flatMap((block) =>
    block && block.furniture !== true
      ? [excerpt(block.label === undefined ? block.text : `${block.label}: ${block.text}`, nearMost)]
      : [],
  );
}
