import type { BlockObjectRequest } from '@notionhq/client';
import { LookoutError } from '../../kit/errors.ts';
import { oneLine } from '../../kit/text.ts';
import type { NotionClient } from '../../vendors/notion/notion-client.ts';
import { chunkBlocks } from '../../vendors/notion/rich-text.ts';
import type { NotionBlock } from '../../vendors/notion/schema.ts';

export interface PlannedBlock {
  request: BlockObjectRequest;
  type: string;
  /** What it will say. */
  text: string;
  /** The item it stands for. */
  todo?: { itemId: string; checked: boolean };
}

export interface PagePlan {
  top: readonly PlannedBlock[];
  /** Blocks below one of those, by its place among them. */
  folded: { under: number; blocks: readonly PlannedBlock[] } | null;
}

/** A planned block that is on the page, as Notion has it. */
export interface WrittenBlock {
  planned: PlannedBlock;
  block: NotionBlock;
}

export interface WriteOptions {
  client: NotionClient;
  pageId: string;
  plan: PagePlan;
  /** How many blocks of the plan are known to be written, counted on from the top ones into the folded ones. */
  written: number;
  /** Just created: nothing can be on it. */
  isFresh: boolean;
  /** Asked before each call that writes; false ends it. */
  isWanted(): Promise<boolean>;
  /** After each call that wrote, or found what an earlier one had written. */
  onWritten(blocks: readonly WrittenBlock[], written: number): Promise<void>;
}

/**
 * Writes what is not yet there of a plan, in as few calls as Notion allows. What an earlier try has written without
 * hearing so is found on the page and not written again; what people wrote in between is left alone.
 *
 * @returns false when it was no longer wanted
 */
export async function writeBlocks(options: WriteOptions): Promise<boolean> {
  const { client, pageId, plan, isFresh } = options;
  const top = await writeLevel(options, {
    parentId: pageId,
    planned: plan.top,
    existing: isFresh ? [] : await client.children(pageId),
    before: 0,
  });
  if (!top) return false;
  if (!plan.folded) return true;
  const { block, isNew } = top.get(plan.folded.under) ?? { block: undefined, isNew: false };
  if (!block) return true; // somebody has thrown it away meanwhile: not ours to bring back
  const folded = await writeLevel(options, {
    parentId: block.id,
    planned: plan.folded.blocks,
    existing: isNew ? [] : await client.children(block.id),
    before: plan.top.length,
  });
  return folded !== null;
}

interface Level {
  parentId: string;
  planned: readonly PlannedBlock[];
  existing: readonly NotionBlock[];
  /** How many blocks of the plan come before this level. */
  before: number;
}

type LevelBlocks = Map<number, { block: NotionBlock; isNew: boolean }>;

/** The level's blocks by their place in the plan; null when it was no longer wanted. */
async function writeLevel(options: WriteOptions, level: Level): Promise<LevelBlocks | null> {
  const { client, written, isWanted, onWritten } = options;
  const { planned, before } = level;
  const found = findWritten(planned, level.existing, Math.min(written - before, planned.length));
  const blocks: LevelBlocks = new Map(
    found.blocks.map(({ index, block }) => [index, { block, isNew: false }]),
  );
  if (found.blocks.length > 0) {
    await onWritten(
      found.blocks.flatMap(({ index, block }) => pair(planned[index], block)),
      before + found.count,
    );
  }
  let next = found.count;
  for (const chunk of chunkBlocks(planned.slice(next))) {
    if (!(await isWanted())) return null;
    const made = await client.append(
      level.parentId,
      chunk.map(({ request }) => request),
    );
    if (made.length !== chunk.length)
      throw new LookoutError('unavailable', 'Notion did not say what it has written');
    for (const [index, block] of made.entries()) blocks.set(next + index, { block, isNew: true });
    next += chunk.length;
    await onWritten(
      made.flatMap((block, index) => pair(chunk[index], block)),
      before + next,
    );
  }
  return blocks;
}

const pair = (planned: PlannedBlock | undefined, block: NotionBlock): WrittenBlock[] =>
  planned ? [{ planned, block }] : [];

/**
 * How far the plan is written: its blocks are looked for in order among those that are there. A to-do may have been
 * reworded already, so that its kind is enough. Never less than what is known.
 */
function findWritten(
  planned: readonly PlannedBlock[],
  existing: readonly NotionBlock[],
  known: number,
): { count: number; blocks: { index: number; block: NotionBlock }[] } {
  const blocks: { index: number; block: NotionBlock }[] = [];
  let next = 0;
  for (const block of existing) {
    const wanted = planned[next];
    if (!wanted) break;
    if (!isSame(wanted, block)) continue;
    blocks.push({ index: next, block });
    next += 1;
  }
  return { count: Math.max(next, known), blocks };
}

const isSame = (planned: PlannedBlock, block: NotionBlock): boolean =>
  planned.type === block.type &&
  (planned.todo !== undefined || oneLine(planned.text) === oneLine(block.text));
