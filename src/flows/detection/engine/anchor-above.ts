import type { Block } from '../../../contracts/blocks.ts';
import type { AlignedRow } from './align-blocks.ts';

/** Further up nothing tells where a line stands. */
const anchorBack = 40;

/** Finds, for a row, the nearest line above it that stands on both readings; "" when none is near. */
export function createAnchorFinder(
  rows: readonly AlignedRow[],
  before: readonly Block[],
  after: readonly Block[],
): (row: AlignedRow) => string {
  const gone = new Set(rows.flatMap((row) => row.before ?? []));
  const come = new Set(rows.flatMap((row) => row.after ?? []));
  return (row) => {
    const [blocks, rest, from] =
      row.after === undefined ? [before, gone, row.before ?? 0] : [after, come, row.after];
    for (let index = from - 1; index >= 0 && index >= from - anchorBack; index--) {
      if (!rest.has(index)) return blocks[index]?.text ?? '';
    }
    return '';
  };
}
