import type { NotionClient } from '../../vendors/notion/notion-client.ts';
import { linkToBlock } from '../../vendors/notion/page-id.ts';
import type { NotionBlock } from '../../vendors/notion/schema.ts';
import { unlessGone } from './sync-page.ts';

export interface ReadBlock {
  blockId: string;
  url: string;
  kind: string;
  /** 0 for what stands on the page itself. */
  depth: number;
  text: string;
  /** A to-do that is ticked. */
  done?: boolean;
}

export interface Reach {
  mostBlocks: number;
  /** Pages below the page, and the rows of databases on it; otherwise they are only named. */
  below: boolean;
  /** Databases whose rows are not read. */
  except?: string | null;
}

const mostDepth = 8;
/** Each list of children is a call, of about three a second. */
const mostLists = 150;
/** Rows of one database. */
const mostRows = 200;

/**
 * What stands on a page, in reading order: folded away, in columns, in tables and synced from elsewhere. What says
 * nothing (pictures, lines) is left out, but counts. `cut`: there is more than was to be read.
 */
export async function readBlocks(
  client: NotionClient,
  page: { id: string; url: string; isDatabase?: boolean },
  { mostBlocks, below, except = null }: Reach,
): Promise<{ blocks: ReadBlock[]; cut: boolean }> {
  const blocks = new Map<string, ReadBlock>();
  let [seen, lists, cut] = [0, 0, false];
  const mayGoOn = (): boolean => {
    if (seen < mostBlocks) return true;
    cut = true;
    return false;
  };

  const readBelow = async (parentId: string, pageUrl: string, depth: number): Promise<void> => {
    if (lists >= mostLists || depth > mostDepth) {
      cut = true;
      return;
    }
    lists += 1;
    for (const block of await client.children(parentId, mostBlocks - seen + 1)) {
      if (!mayGoOn()) return;
      seen += 1;
      const { type, text } = block;
      // Synced blocks of one original are the same blocks: they are said once.
      if (text.trim() !== '' && !blocks.has(block.id)) {
        const isDone = block.checked ? { done: true } : {};
        const url = linkToBlock(pageUrl, block.id);
        blocks.set(block.id, { blockId: block.id, url, kind: type, depth, text, ...isDone });
      }
      await readInside(block, pageUrl, depth + 1);
    }
  };

  const readInside = async (block: NotionBlock, pageUrl: string, depth: number): Promise<void> => {
    if (block.type === 'child_page') {
      // Of the pages below only the first level is read: a page that holds all others would be everything.
      const isOnPage = pageUrl === page.url;
      const child = below && isOnPage ? await unlessGone(client.page(block.id)) : null;
      if (child && !child.inTrash) await readBelow(child.id, child.url, depth);
    } else if (block.type === 'child_database') {
      if (below) await readRows(block.id, depth);
    } else if (block.type !== 'link_to_page') {
      const before = blocks.size;
      if (block.hasChildren) await readBelow(block.id, pageUrl, depth);
      // A copy says what its original says, where Notion shows us that one.
      if (block.shows !== null && blocks.size === before)
        await unlessGone(readBelow(block.shows, pageUrl, depth));
    }
  };

  const readRows = async (databaseId: string, depth: number): Promise<void> => {
    const database = await unlessGone(client.database(databaseId));
    for (const sourceId of database?.dataSourceIds ?? []) {
      if (sourceId === except || lists >= mostLists) continue;
      lists += 1;
      const rows = (await unlessGone(client.rows(sourceId, mostRows + 1))) ?? [];
      if (rows.length > mostRows) cut = true;
      for (const row of rows.slice(0, mostRows)) {
        if (!mayGoOn()) return;
        seen += 1;
        blocks.set(row.id, { blockId: row.id, url: row.url, kind: 'database_row', depth, text: row.title });
      }
    }
  };

  await (page.isDatabase ? readRows(page.id, 0) : readBelow(page.id, page.url, 0));
  return { blocks: [...blocks.values()], cut };
}
