import type { Block } from '../../../contracts/blocks.ts';
import { alignBlocks } from './align-blocks.ts';
import { type LocatedHunk, makeHunks } from './make-hunks.ts';
import type { MaskName } from './volatile-masks.ts';

export interface DifferenceInput {
  before: readonly Block[];
  after: readonly Block[];
  /** Volatile forms the request asks about, so that they count. */
  keepMasks: Set<MaskName>;
}

/** Aligns two readings and reads the facts of what differs. Pure and plain data in and out, so it can run in a thread. */
export function findDifferences({ before, after, keepMasks }: DifferenceInput): LocatedHunk[] {
  return makeHunks(alignBlocks(before, after), before, after, keepMasks);
}

export default findDifferences;
