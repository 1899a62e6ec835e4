import { implement, type Router } from '@orpc/server';
import { linearContract } from '../../contracts/linear.ts';
import { type CallContext, systemWorkspace } from '../../contracts/shared.ts';
import { codeOf, LookoutError } from '../../kit/errors.ts';
import type { Workers } from '../../queue/queue.ts';
import { syncedThreads } from '../../store/linear-comments.ts';
import { workspacesWithLinear } from '../../store/linear-connections.ts';
import { workspacesByKey } from './access.ts';
import { authorizeUrl, finishAuthorize } from './authorize.ts';
import { readCatalog } from './catalog.ts';
import { applyChange, updateIssue } from './change-issue.ts';
import { createConnection } from './connection.ts';
import { createIssue, linkPage, unlinkPage } from './create-issue.ts';
import { createItems } from './create-items.ts';
import { embedIssues } from './embed-issues.ts';
import { changeIssue, undoChange } from './order-change.ts';
import type { LinearDeps } from './ports.ts';
import { getIssue, issuesOf } from './read-issues.ts';
import { reconcile, refresh } from './reconcile.ts';
import { searchIssues } from './search-issues.ts';
import { postComment, syncComments, takeReply } from './sync-comments.ts';
import { takeEvent } from './take-event.ts';
import { undoItems } from './undo-items.ts';

export type { LinearDeps } from './ports.ts';

/** How often a workspace is compared with Linear, however often the clock calls. */
const reconcileEveryMs = 5 * 60_000;

/** In one job: a burst of new issues. Whatever is left has a job of its own. */
const vectorsAtOnce = 100;

/** The linear room: speaks with Linear for the others. It does what jobs say and tells what came of it. */
export function createLinearFlow(deps: LinearDeps): {
  calls: Router<typeof linearContract, CallContext>;
  workers: Workers;
} {
  const os = implement(linearContract).$context<CallContext>();
  const connection = createConnection(deps);

  return {
    calls: os.router({
      status: os.status.handler(async ({ context }) => await connection.status(context.workspaceId)),
      connect: os.connect.handler(
        async ({ input, context }) =>
          await connection.connectByKey(context.workspaceId, input.apiKey, input.by),
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
      catalog: os.catalog.handler(
        async ({ input, context }) => await readCatalog(deps, context.workspaceId, input),
      ),
      search: os.search.handler(async ({ input, context }) => ({
        issues: await searchIssues(deps, context.workspaceId, input),
      })),
      getIssue: os.getIssue.handler(
        async ({ input, context }) => await getIssue(deps, context.workspaceId, input),
      ),
      issuesOf: os.issuesOf.handler(async ({ input, context }) => ({
        issues: await issuesOf(deps, context.workspaceId, input),
      })),
      createIssue: os.createIssue.handler(
        async ({ input, context }) => await createIssue(deps, context.workspaceId, input),
      ),
      changeIssue: os.changeIssue.handler(
        async ({ input, context }) => await changeIssue(deps, context.workspaceId, input),
      ),
      undoChange: os.undoChange.handler(
        async ({ input, context }) => await undoChange(deps, context.workspaceId, input),
      ),
      updateIssue: os.updateIssue.handler(
        async ({ input, context }) => await updateIssue(deps, context.workspaceId, input),
      ),
      syncComments: os.syncComments.handler(
        async ({ input, context }) => await syncComments(deps, context.workspaceId, input),
      ),
      syncedThreads: os.syncedThreads.handler(async ({ context }) => ({
        threads: await deps.database.tenant(context.workspaceId, syncedThreads),
      })),
      takeReply: os.takeReply.handler(async ({ input, context }) => ({
        issues: await takeReply(deps, context.workspaceId, input),
      })),
      reconcileAll: os.reconcileAll.handler(async ({ input, context }) => {
        if (context.workspaceId !== systemWorkspace)
          throw new LookoutError('not_allowed', 'only the clock compares every workspace');
        return { workspaces: await reconcileAll(deps, input.limit) };
      }),
    }),
    workers: {
      'linear.createItems': async (payload) => await createItems(deps, payload),
      'linear.undoItems': async (payload) => await undoItems(deps, payload),
      'linear.apply': async (payload) => await unlessDisconnected(() => applyChange(deps, payload)),
      'linear.linkPage': async (payload) => await unlessDisconnected(() => linkPage(deps, payload)),
      'linear.unlinkPage': async (payload) => await unlessDisconnected(() => unlinkPage(deps, payload)),
      'linear.embed': async ({ workspaceId }) => void (await embedIssues(deps, workspaceId, vectorsAtOnce)),
      'linear.comment': async (payload) => await unlessDisconnected(() => postComment(deps, payload)),
      'linear.event': async ({ deliveryId }) => await takeEvent(deps, connection, deliveryId),
      'linear.refresh': async ({ workspaceId }) => await unlessDisconnected(() => refresh(deps, workspaceId)),
      'linear.reconcile': async ({ workspaceId }) =>
        await unlessDisconnected(() => reconcile(deps, workspaceId)),
    },
  };
}

/** Somebody disconnected between the order and the work: there is nothing to do, and nobody to tell. */
async function unlessDisconnected(work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (error) {
    if (codeOf(error) !== 'not_found') throw error;
  }
}

async function reconcileAll(deps: LinearDeps, limit: number): Promise<number> {
  return await deps.database.system(async (tx) => {
    const all = await workspacesWithLinear(tx);
    all.push(...(await workspacesByKey(deps, tx)));
    const due = all.slice(0, limit);
    const window = Math.floor(deps.clock.now().getTime() / reconcileEveryMs);
    for (const workspaceId of due)
      await deps.queue.enqueue(tx, 'linear.reconcile', { workspaceId }, { key: `${workspaceId} ${window}` });
    return due.length;
  });
}
