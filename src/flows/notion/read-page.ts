import { codeOf, LookoutError } from '../../kit/errors.ts';
import type { NotionClient } from '../../vendors/notion/notion-client.ts';
import { readPageId } from '../../vendors/notion/page-id.ts';
import { withNotion } from './access.ts';
import type { NotionDeps } from './ports.ts';
import { type ReadBlock, readBlocks } from './read-blocks.ts';
import { unlessGone } from './sync-page.ts';

export interface ReadPage {
  pageId: string;
  title: string;
  url: string;
  blocks: ReadBlock[];
  /** The page goes on beyond these blocks. */
  cut: boolean;
}

const mostBlocks = 2_000;

/**
 * A page and all that stands on it, in reading order, the pages right below it and the titles of databases' rows
 * included. Bounded: a longer page is cut at 2,000 blocks, and says so.
 *
 * @throws LookoutError `bad_input` for what is no link to a page, `not_found` when Notion does not show it to us
 */
export async function readPage(deps: NotionDeps, workspaceId: string, link: string): Promise<ReadPage> {
  const pageId = readPageId(link);
  if (!pageId)
    throw new LookoutError('bad_input', 'no page in this link', {
      humanMessage: 'This is no link to a page of Notion. Copy it there with "Copy link".',
    });
  return await withNotion(deps, workspaceId, async ({ client, row }) => {
    const page = await findPage(client, pageId);
    const reach = { mostBlocks, below: true, except: row?.data_source_id ?? null };
    const { blocks, cut } = await readBlocks(client, page, reach);
    return { pageId, title: page.title, url: page.url, blocks, cut };
  });
}

async function findPage(client: NotionClient, id: string) {
  const page = await askForPage(client, id);
  if (page?.inTrash)
    throw new LookoutError('not_found', 'this page is in the bin', {
      humanMessage: 'This page is in the bin of Notion. Take it out there, and try again.',
    });
  if (page) return { ...page, isDatabase: false };
  const database = await unlessGone(client.database(id));
  if (database && !database.inTrash) return { ...database, isDatabase: true };
  throw new LookoutError('not_found', 'this page is not shown to us', {
    humanMessage:
      'Notion does not show this page to Lookout. Open it there, add the Lookout connection under "…" › "Connections", and try again.',
  });
}

/** Null: no page that is shown to us. Notion refuses the id of a database as it refuses a wrong one. */
async function askForPage(client: NotionClient, id: string) {
  try {
    return await client.page(id);
  } catch (error) {
    const code = codeOf(error);
    if (code === 'not_found' || code === 'vendor_refused') return null;
    throw error;
  }
}
