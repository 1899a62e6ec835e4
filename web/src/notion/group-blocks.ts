import type { BlockNode } from '../api/notion.ts';

const lists = ['bulleted_list_item', 'numbered_list_item', 'to_do'];

export interface BlockRun {
  /** The type all of them share; runs of anything but lists are one block long. */
  type: string;
  blocks: BlockNode[];
}

/** Notion has list items and no lists: those that follow each other are gathered into one. */
export function groupBlocks(blocks: readonly BlockNode[]): BlockRun[] {
  const runs: BlockRun[] = [];
  for (const block of blocks) {
    const last = runs.at(-1);
    if (last?.type === block.type && lists.includes(block.type)) last.blocks.push(block);
    else runs.push({ type: block.type, blocks: [block] });
  }
  return runs;
}
