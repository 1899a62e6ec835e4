import { codeOf, LookoutError } from '../../kit/errors.ts';
import type { NotionClient } from '../../vendors/notion/notion-client.ts';
import { linkToBlock, readPageId } from '../../vendors/notion/page-id.ts';
import { withNotion } from './access.ts';
import type { NotionDeps } from './ports.ts';

export interface ReadBlock {
  blockId: string;
  url: string;
  kind: string;
  depth: number;
  text: string;
}

export interface ReadPage {
  pageId: string;
  title: string;
  url: string;
  blocks: ReadBlock[];
}

const mostBlocks = 2_000;
const mostDepth = 8;
/** Each list of children is a call, of about three a second. */
const mostLists = 150;
/** Pages and databases below a page are named, not read. */
const closedKinds = new Set(['child_page', 'child_database', 'link_to_page']);

/**
 * A page and all that stands on it, in reading order; what says nothing (pictures, lines) is left out. Bounded: a
 * longer page is cut at 2,000 blocks.
 *
 * @throws LookoutError `bad_input` for what is no link to a page, `not_found` when Notion does not show it to us
 */
export async function readPage(deps: NotionDeps, workspaceId: string, link: string): Promise<ReadPage> {
  const pageId = readPageId(link);
  if (!pageId)
    throw new LookoutError('bad_input', 'no page in this link', {
      humanMessage: 'This is no link to a page of Notion. Copy it there with "Copy link".',
    });
  return await withNotion(deps, workspaceId, async ({ client }) => {
    try {
      const { title, url } = await client.page(pageId);
      return { pageId, title, url, blocks: await readBlocks(client, pageId, url) };
    } catch (error) {
      if (codeOf(error) !== 'not_found') throw error;
      throw new LookoutError('not_found', 'this page is not shown to us', {
        cause: error,
        humanMessage:
          'Notion does not show this page to Lookout. Open it there, add the Lookout connection under "…", and try again.',
      });
    }
  });
}

async function readBlocks(client: NotionClient, pageId: string, pageUrl: string): Promise<ReadBlock[]> {
  const blocks: ReadBlock[] = [];
  let lists = 0;
  const readBelow = async (parentId: string, depth: number): Promise<void> => {
    lists += 1;
    for (const block of await client.children(parentId, mostBlocks)) {
      if (blocks.length >= mostBlocks) return;
      if (block.text.trim() !== '') {
        const url = linkToBlock(pageUrl, block.id);
        blocks.push({ blockId: block.id, url, kind: block.type, depth, text: block.text });
      }
      const isOpen = block.hasChildren && !closedKinds.has(block.type);
      if (isOpen && depth < mostDepth && lists < mostLists) await readBelow(block.id, depth + 1);
    }
  };
  await readBelow(pageId, 0);
  return blocks;
}
