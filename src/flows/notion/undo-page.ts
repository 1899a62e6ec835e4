import { isTransient } from '../../kit/errors.ts';
import type { Tx } from '../../store/database.ts';
import { threadOfTranscript } from '../../store/deliveries.ts';
import { changePage, findPageFor, rememberPage } from '../../store/notion-pages.ts';
import { loadTranscriptView } from '../../store/transcript-views.ts';
import { type NotionAccess, withNotion } from './access.ts';
import type { NotionDeps } from './ports.ts';

export interface OfTranscript {
  workspaceId: string;
  transcriptId: string;
}

/** Lets the transcript room take its next step. */
export async function advance({ queue }: NotionDeps, tx: Tx, order: OfTranscript): Promise<void> {
  const { workspaceId, transcriptId } = order;
  await queue.enqueue(tx, 'transcript.advance', { workspaceId, transcriptId });
}

/** Undone before anybody heard of the page: one that was made all the same goes into the bin. */
export async function takeBackLatePage(
  { database, clock }: NotionDeps,
  { client, row }: NotionAccess,
  { workspaceId, transcriptId }: OfTranscript,
): Promise<void> {
  const known = await database.tenant(workspaceId, (tx) => findPageFor(tx, { transcriptId }));
  const lookoutId = row?.properties?.lookoutId;
  if (known || !row?.data_source_id || !lookoutId) return; // a known page has an order of its own
  for (const found of await client.findPages(row.data_source_id, lookoutId, transcriptId)) {
    await client.movePage(found.id, 'into the bin');
    await database.tenant(workspaceId, async (tx) => {
      const made = { transcriptId };
      const { id: pageId, url, title } = found;
      await rememberPage(tx, { workspaceId, pageId, url, title, made, at: clock.now() });
      await changePage(tx, pageId, { trashed: true }, clock.now());
    });
  }
}

/**
 * Puts the page of a transcript into the bin. Where Notion does not let us (any more), the thread is told, and the undo
 * goes on without it.
 */
export async function undoPage(deps: NotionDeps, order: OfTranscript): Promise<void> {
  const { database, clock, queue } = deps;
  const { workspaceId, transcriptId } = order;
  const page = await database.tenant(workspaceId, (tx) => findPageFor(tx, { transcriptId }));
  if (!page) return await database.tenant(workspaceId, (tx) => advance(deps, tx, order));
  let isLeft = false;
  if (!page.trashed) {
    try {
      await withNotion(deps, workspaceId, async ({ client }) => await bin(client, page.page_id));
    } catch (error) {
      if (isTransient(error)) throw error;
      isLeft = true;
    }
  }
  await database.tenant(workspaceId, async (tx) => {
    await changePage(tx, page.page_id, { trashed: true }, clock.now());
    const view = isLeft ? await loadTranscriptView(tx, transcriptId) : null;
    if (view?.channelId) {
      const key = `notion undo ${page.page_id}`;
      const { channelId } = view;
      const threadTs = await threadOfTranscript(tx, { ...view, workspaceId });
      const text = `The page could not be moved to the bin: Notion does not let Lookout. Remove it there: ${page.url}`;
      const line = { workspaceId, channelId, threadTs, monitorId: null, text, key };
      await queue.enqueue(tx, 'notification.say', line, { key });
    }
    await advance(deps, tx, order);
  });
}

/** Into the bin, if it is not there: Notion refuses to touch what already is. */
async function bin(client: NotionAccess['client'], pageId: string): Promise<void> {
  const page = await client.page(pageId);
  if (!page.inTrash) await client.movePage(pageId, 'into the bin');
}
