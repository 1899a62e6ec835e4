import { implement, type Router } from '@orpc/server';
import { notionContract } from '../../contracts/notion.ts';
import { type CallContext, systemWorkspace } from '../../contracts/shared.ts';
import { LookoutError } from '../../kit/errors.ts';
import type { Workers } from '../../queue/queue.ts';
import { isDisconnected } from './access.ts';
import { addTodos } from './add-todos.ts';
import { applyDetails } from './apply-details.ts';
import { applyTodo } from './apply-todo.ts';
import { authorizeUrl, finishAuthorize } from './authorize.ts';
import { choosePlace, listPlaces } from './choose-place.ts';
import { createConnection } from './connection.ts';
import { createPage } from './create-page.ts';
import { indexPages } from './index-pages.ts';
import type { NotionDeps } from './ports.ts';
import { readPage } from './read-page.ts';
import { reconcile, reconcileAll } from './reconcile.ts';
import { saveNote } from './save-note.ts';
import { takeEvent } from './take-event.ts';
import { undoPage } from './undo-page.ts';

export type { NotionDeps } from './ports.ts';

/** The notion room: speaks with Notion for the others. It does what jobs say and tells what came of it. */
export function createNotionFlow(deps: NotionDeps): {
  calls: Router<typeof notionContract, CallContext>;
  workers: Workers;
} {
  const os = implement(notionContract).$context<CallContext>();
  const connection = createConnection(deps);

  return {
    calls: os.router({
      status: os.status.handler(async ({ context }) => await connection.status(context.workspaceId)),
      connect: os.connect.handler(
        async ({ input, context }) =>
          await connection.connectByToken(context.workspaceId, input.token, input.by),
      ),
      authorizeUrl: os.authorizeUrl.handler(({ input, context }) => ({
        url: authorizeUrl(deps, context.workspaceId, input.by),
      })),
      finishAuthorize: os.finishAuthorize.handler(
        async ({ input, context }) =>
          await finishAuthorize(deps, connection, { workspaceId: context.workspaceId, ...input }),
      ),
      disconnect: os.disconnect.handler(
        async ({ context }) => await connection.disconnect(context.workspaceId),
      ),
      places: os.places.handler(async ({ context }) => ({
        places: await listPlaces(deps, context.workspaceId),
      })),
      choosePlace: os.choosePlace.handler(async ({ input, context }) => ({
        database: await choosePlace(deps, context.workspaceId, input),
      })),
      readPage: os.readPage.handler(
        async ({ input, context }) => await readPage(deps, context.workspaceId, input.url),
      ),
      saveNote: os.saveNote.handler(
        async ({ input, context }) => await saveNote(deps, context.workspaceId, input),
      ),
      reconcileAll: os.reconcileAll.handler(async ({ input, context }) => {
        if (context.workspaceId !== systemWorkspace)
          throw new LookoutError('not_allowed', 'only the clock compares every workspace');
        return { workspaces: await reconcileAll(deps, input.limit) };
      }),
    }),
    workers: {
      'notion.createPage': async (payload) => await createPage(deps, payload),
      'notion.addTodos': async (payload) => await unlessDisconnected(() => addTodos(deps, payload)),
      'notion.undoPage': async (payload) => await undoPage(deps, payload),
      'notion.apply': async (payload) => await unlessDisconnected(() => applyTodo(deps, payload)),
      'notion.details': async (payload) => await unlessDisconnected(() => applyDetails(deps, payload)),
      'notion.event': async ({ deliveryId }) => await takeEvent(deps, deliveryId),
      'notion.index': async (payload, { signal }) => await indexPages(deps, payload, signal),
      'notion.reconcile': async ({ workspaceId }) => await reconcile(deps, workspaceId),
    },
  };
}

/** Somebody disconnected between the order and the work: there is nothing to do, and nobody to tell. */
async function unlessDisconnected(work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (error) {
    if (!isDisconnected(error)) throw error;
  }
}
