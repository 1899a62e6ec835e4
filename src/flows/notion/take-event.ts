import { humanMessageOf, isTransient } from '../../kit/errors.ts';
import { workspacesOfNotion } from '../../store/notion-connections.ts';
import { findNotionPage } from '../../store/notion-pages.ts';
import { type NotionEvent, readNotionEvent } from '../../vendors/notion/webhook-schema.ts';
import { isDisconnected, withNotion } from './access.ts';
import type { NotionDeps } from './ports.ts';
import { syncPage } from './sync-page.ts';

/** A burst of changed columns is one look. */
const placeWindowMs = 60_000;

/** While somebody writes on a page, its words are read once a minute. */
const pageWindowMs = 60_000;

/**
 * Takes one stored webhook, for every workspace that is connected to its workspace of Notion. It says only what to
 * look at: events come late, twice and in any order. A delivery that is done does nothing.
 */
export async function takeEvent(deps: NotionDeps, deliveryId: string): Promise<void> {
  const delivery = await deps.inbox.take(deliveryId);
  if (!delivery) return;
  try {
    const event = readNotionEvent(delivery.body);
    if (event.kind === 'unsupported')
      deps.log.debug({ type: event.type }, 'an event of Notion nobody asked for');
    else {
      const workspaces = await deps.database.system((tx) => workspacesOfNotion(tx, event.notionWorkspaceId));
      for (const workspaceId of workspaces) await takeFor(deps, workspaceId, event);
    }
    await deps.inbox.done(deliveryId);
  } catch (error) {
    await deps.inbox.failed(deliveryId, humanMessageOf(error));
    throw error;
  }
}

type TakenEvent = Exclude<NotionEvent, { kind: 'unsupported' }>;

async function takeFor(deps: NotionDeps, workspaceId: string, event: TakenEvent): Promise<void> {
  const { database, queue, clock, log } = deps;
  if (event.kind === 'place') {
    const window = Math.floor(clock.now().getTime() / placeWindowMs);
    await database.tenant(workspaceId, (tx) =>
      queue.enqueue(tx, 'notion.reconcile', { workspaceId }, { key: `${workspaceId} place ${window}` }),
    );
    return;
  }
  const { pageId } = event;
  const isOurs = await database.tenant(workspaceId, async (tx) => {
    if (await findNotionPage(tx, pageId)) return true;
    const window = Math.floor(clock.now().getTime() / pageWindowMs);
    const key = `${workspaceId} ${pageId} ${window}`;
    await queue.enqueue(tx, 'notion.index', { workspaceId, pageId }, { key });
    return false;
  });
  if (!isOurs) return;
  try {
    await withNotion(deps, workspaceId, ({ client }) => syncPage(deps, client, { workspaceId, pageId }));
  } catch (error) {
    if (isTransient(error)) throw error;
    // The connection says what is wrong with it; the sweep catches up when it is mended.
    if (!isDisconnected(error)) log.warn({ err: error, workspaceId }, 'a page of Notion could not be read');
  }
}
