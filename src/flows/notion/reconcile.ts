import { isTransient } from '../../kit/errors.ts';
import {
  noteNotionProblem,
  notePagesSeen,
  workspacesWithNotion,
  workspacesWithNotionPlace,
} from '../../store/notion-connections.ts';
import { abandonedPages, findNotionPage } from '../../store/notion-pages.ts';
import { isDisconnected, type NotionAccess, withNotion } from './access.ts';
import type { NotionDeps } from './ports.ts';
import { syncPage, unlessGone } from './sync-page.ts';

/** How often a workspace is compared with Notion, however often the clock calls. */
const reconcileEveryMs = 5 * 60_000;
/** How often pages that are no longer shared are looked for. */
const everythingEveryMs = 60 * 60_000;
/** Notion's times are of whole minutes, and its clock is not ours. */
const overlapMs = 5 * 60_000;
/** A page nobody has written on for so long, though it is not complete, is gone on with. */
const abandonedAfterMs = 10 * 60_000;

const placeGone =
  'The database for meetings is gone from Notion, or no longer shared with Lookout. Choose a place again.';

export async function reconcileAll({ database, queue, clock }: NotionDeps, limit: number): Promise<number> {
  return await database.system(async (tx) => {
    const due = await workspacesWithNotionPlace(tx, limit);
    const window = Math.floor(clock.now().getTime() / reconcileEveryMs);
    for (const workspaceId of due)
      await queue.enqueue(tx, 'notion.reconcile', { workspaceId }, { key: `${workspaceId} ${window}` });
    const hour = Math.floor(clock.now().getTime() / everythingEveryMs);
    for (const workspaceId of await workspacesWithNotion(tx, limit)) {
      await queue.enqueue(tx, 'notion.index', { workspaceId }, { key: `${workspaceId} ${window}` });
      const everything = { workspaceId, everything: true };
      await queue.enqueue(tx, 'notion.index', everything, { key: `${workspaceId} everything ${hour}` });
    }
    return due.length;
  });
}

/** Compares our pages with Notion: what webhooks missed, and whether the database is still there. */
export async function reconcile(deps: NotionDeps, workspaceId: string): Promise<void> {
  try {
    await withNotion(deps, workspaceId, (access) => compare(deps, access, workspaceId));
  } catch (error) {
    if (isTransient(error)) throw error;
    if (!isDisconnected(error)) deps.log.warn({ err: error, workspaceId }, 'Notion could not be compared');
  }
}

async function compare(
  { database, queue, clock, ...rest }: NotionDeps,
  { client, row }: NotionAccess,
  workspaceId: string,
): Promise<void> {
  if (!row?.data_source_id) return;
  const deps = { database, queue, clock, ...rest };
  const startedAt = clock.now();
  const source = await unlessGone(client.dataSource(row.data_source_id));
  const problem = !source || source.inTrash ? placeGone : null;
  if (problem !== row.problem)
    await database.tenant(workspaceId, (tx) => noteNotionProblem(tx, workspaceId, problem));
  if (!source || problem) return;
  const since = new Date((row.pages_seen_until ?? row.connected_at).getTime() - overlapMs);
  const edited = [
    ...(await client.pagesEditedSince(source.id, since, false)),
    ...(await client.pagesEditedSince(source.id, since, true)),
  ];
  for (const { id: pageId } of edited) {
    const isOurs = await database.tenant(workspaceId, (tx) => findNotionPage(tx, pageId));
    if (isOurs) await syncPage(deps, client, { workspaceId, pageId });
  }
  await database.tenant(workspaceId, async (tx) => {
    await notePagesSeen(tx, workspaceId, startedAt);
    const before = new Date(startedAt.getTime() - abandonedAfterMs);
    for (const { transcriptId } of await abandonedPages(tx, before)) {
      const key = `${transcriptId} resumed ${Math.floor(startedAt.getTime() / abandonedAfterMs)}`;
      await queue.enqueue(tx, 'notion.createPage', { workspaceId, transcriptId }, { key });
    }
  });
}
