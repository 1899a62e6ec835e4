import { codeOf, isTransient } from '../../kit/errors.ts';
import { noteWordsSeen } from '../../store/notion-connections.ts';
import { ownPages } from '../../store/notion-pages.ts';
import { deleteOwnPages, deletePassages, passagePages } from '../../store/notion-passages.ts';
import type { NotionClient } from '../../vendors/notion/notion-client.ts';
import type { NotionPage } from '../../vendors/notion/schema.ts';
import { isDisconnected, withNotion } from './access.ts';
import { embedPassages } from './embed-passages.ts';
import type { NotionDeps } from './ports.ts';
import { readWords } from './read-words.ts';
import { unlessGone } from './sync-page.ts';

export interface IndexOrder {
  workspaceId: string;
  /** This page only. */
  pageId?: string | undefined;
  /** Whether each page that is known is still there to be read, too. */
  everything?: boolean | undefined;
}

/** What one pass reads; the rest is another job's, so that nothing else waits for it. */
const [mostPages, mostBlocks] = [50, 2_000];
/** Lists of a hundred pages: whoever shares more has the newest read. */
const mostLists = 20;
/** Notion's search learns of edits late and out of order. */
const overlapMs = 60 * 60_000;
/** Pages that were known and are no longer listed, asked for one by one. */
const mostAsked = 50;
const askedEveryMs = 60 * 60_000;

/**
 * Keeps the words of pages shared with the connection, so that questions find them: what changed since the last time
 * is read anew, newest first, and what is gone is forgotten. What has been read is in the rows, so it goes on wherever
 * it was killed. The pages Lookout makes itself are left out.
 */
export async function indexPages(deps: NotionDeps, order: IndexOrder, signal: AbortSignal): Promise<void> {
  const { workspaceId } = order;
  try {
    await withNotion(deps, workspaceId, async ({ client, row }) => {
      if (!row) return;
      if (order.pageId) await indexOne(deps, client, workspaceId, order.pageId);
      else {
        await deps.database.tenant(workspaceId, deleteOwnPages);
        await indexChanged(deps, client, { workspaceId, since: row.words_seen_until, signal });
        if (order.everything) await forgetGone(deps, client, workspaceId);
      }
    });
  } catch (error) {
    if (isTransient(error)) throw error;
    // The connection says what is wrong with it.
    if (!isDisconnected(error)) deps.log.warn({ err: error, workspaceId }, 'pages of Notion were not read');
    return;
  }
  await embedPassages(deps, workspaceId, signal);
}

async function indexOne(
  deps: NotionDeps,
  client: NotionClient,
  workspaceId: string,
  pageId: string,
): Promise<void> {
  const page = await unlessGone(client.page(pageId));
  if (!page || page.inTrash) return await forget(deps, workspaceId, [pageId]);
  const isOwn = await deps.database.tenant(
    workspaceId,
    async (tx) => (await ownPages(tx, [pageId])).size > 0,
  );
  if (!isOwn) await readWords(deps, client, workspaceId, page);
}

async function indexChanged(
  deps: NotionDeps,
  client: NotionClient,
  { workspaceId, since, signal }: { workspaceId: string; since: Date | null; signal: AbortSignal },
): Promise<void> {
  let newest: Date | undefined;
  let [pages, blocks] = [0, 0];
  for await (const listed of changedPages(client, since)) {
    newest ??= listed[0]?.editedAt;
    for (const page of await unread(deps, workspaceId, listed)) {
      signal.throwIfAborted();
      if (pages >= mostPages || blocks >= mostBlocks) {
        // Each pass reads at least one page that the next need not: the chain ends.
        await deps.database.tenant(workspaceId, (tx) =>
          deps.queue.enqueue(tx, 'notion.index', { workspaceId }),
        );
        return;
      }
      const read = await readUnlessRefused(deps, client, workspaceId, page);
      pages += 1;
      blocks += read;
    }
  }
  if (!newest) return;
  const seen = new Date(newest.getTime() - overlapMs);
  await deps.database.tenant(workspaceId, (tx) => noteWordsSeen(tx, workspaceId, seen));
}

/** Lists of pages edited since then, newest first. */
async function* changedPages(client: NotionClient, since: Date | null): AsyncGenerator<NotionPage[]> {
  let from: string | null = null;
  for (let list = 0; list < mostLists; list += 1) {
    const { items, next }: { items: NotionPage[]; next: string | null } = await client.pagesByEdit(from);
    const changed = items.filter(({ editedAt }) => !since || editedAt >= since);
    if (changed.length > 0) yield changed;
    if (next === null || changed.length < items.length) return;
    from = next;
  }
}

/** Those of a list that are not ours and not read as they are. */
async function unread(
  { database }: NotionDeps,
  workspaceId: string,
  listed: readonly NotionPage[],
): Promise<NotionPage[]> {
  const ids = listed.map(({ id }) => id);
  return await database.tenant(workspaceId, async (tx) => {
    const own = await ownPages(tx, ids);
    const known = await passagePages(tx, ids);
    return listed.filter(
      ({ id, editedAt }) => !own.has(id) && (known.get(id)?.getTime() ?? 0) < editedAt.getTime(),
    );
  });
}

/** One page that Notion will not give must not keep the others from being read. */
async function readUnlessRefused(
  deps: NotionDeps,
  client: NotionClient,
  workspaceId: string,
  page: NotionPage,
): Promise<number> {
  try {
    return await readWords(deps, client, workspaceId, page);
  } catch (error) {
    if (isTransient(error) || codeOf(error) === 'unauthenticated' || isDisconnected(error)) throw error;
    deps.log.warn({ err: error, workspaceId }, 'a page of Notion was not read');
    return 0;
  }
}

/** Pages that are in the bin, or no longer shared: a list does not say so, and need not be whole. */
async function forgetGone(deps: NotionDeps, client: NotionClient, workspaceId: string): Promise<void> {
  const known = await deps.database.tenant(workspaceId, (tx) => passagePages(tx));
  for await (const listed of changedPages(client, null)) for (const { id } of listed) known.delete(id);
  const missing = [...known.keys()];
  const turn = Math.floor(deps.clock.now().getTime() / askedEveryMs);
  // Another part of them each time, where they are many.
  const from = missing.length > mostAsked ? (turn * mostAsked) % missing.length : 0;
  const gone: string[] = [];
  for (const id of [...missing.slice(from), ...missing.slice(0, from)].slice(0, mostAsked)) {
    const page = await unlessGone(client.page(id));
    if (!page || page.inTrash) gone.push(id);
  }
  await forget(deps, workspaceId, gone);
}

async function forget(deps: NotionDeps, workspaceId: string, pageIds: readonly string[]): Promise<void> {
  await deps.database.tenant(workspaceId, (tx) => deletePassages(tx, pageIds));
}
