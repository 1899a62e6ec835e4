import { findNotionConnection } from '../../store/notion-connections.ts';
import { deletePassages, replacePassages } from '../../store/notion-passages.ts';
import type { NotionClient } from '../../vendors/notion/notion-client.ts';
import type { NotionPage } from '../../vendors/notion/schema.ts';
import { notConnected } from './access.ts';
import { cutPassages } from './cut-passages.ts';
import type { NotionDeps } from './ports.ts';
import { readBlocks } from './read-blocks.ts';
import { unlessGone } from './sync-page.ts';

/** Of a longer page the beginning is found. */
const mostBlocks = 1_000;
/** Notion's times are of whole minutes: a page edited just now may be edited again within its minute. */
const minuteMs = 60_000;
const freshMs = 2 * minuteMs;

/**
 * Reads the words of a page and keeps them in place of those that were known; answers how many blocks that were.
 *
 * @throws LookoutError `not_found` when Notion was disconnected meanwhile (see `isDisconnected`)
 */
export async function readWords(
  { database, clock }: NotionDeps,
  client: NotionClient,
  workspaceId: string,
  page: NotionPage,
): Promise<number> {
  const read = await unlessGone(readBlocks(client, page, { mostBlocks, below: false }));
  const passages = read ? cutPassages(page, read.blocks) : [];
  const isFresh = clock.now().getTime() - page.editedAt.getTime() < freshMs;
  const editedAt = isFresh ? new Date(page.editedAt.getTime() - minuteMs) : page.editedAt;
  await database.tenant(workspaceId, async (tx) => {
    // Whoever disconnects wants nothing of it kept.
    if (!(await findNotionConnection(tx, workspaceId))) throw notConnected();
    if (!read) return await deletePassages(tx, [page.id]);
    await replacePassages(tx, { workspaceId, pageId: page.id, title: page.title, editedAt }, passages);
  });
  return read?.blocks.length ?? 0;
}
