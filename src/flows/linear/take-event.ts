import { humanMessageOf } from '../../kit/errors.ts';
import { escapeMrkdwn, truncate } from '../../kit/text.ts';
import { findLinearCatalog, markLinearCatalogOld } from '../../store/linear-catalogs.ts';
import { commentSyncOf, findMirrored, mirrorComment } from '../../store/linear-comments.ts';
import {
  findLinearConnection,
  noteLinearProblem,
  workspacesOfLinear,
} from '../../store/linear-connections.ts';
import { findIssue } from '../../store/linear-issues.ts';
import { type LinearEvent, readLinearEvent } from '../../vendors/linear/webhook-schema.ts';
import { workspacesByKey } from './access.ts';
import type { Connection } from './connection.ts';
import { wantVector } from './embed-issues.ts';
import type { LinearDeps } from './ports.ts';
import { issueNow, rememberIssue } from './remember-issue.ts';

const removed = 'Lookout was removed from Linear. Connect it again with /lookout connect linear.';

/** A burst of changed labels and projects is one look. */
const catalogWindowMs = 60_000;
const longestComment = 2_500;

/** Takes one stored webhook, for every workspace that is connected to its organisation. A delivery that is done does nothing. */
export async function takeEvent(deps: LinearDeps, connection: Connection, deliveryId: string): Promise<void> {
  const delivery = await deps.inbox.take(deliveryId);
  if (!delivery) return;
  try {
    const event = readLinearEvent(delivery.body);
    if (event.kind === 'unsupported')
      deps.log.debug({ type: event.type }, 'an event of Linear nobody asked for');
    else {
      for (const workspaceId of await workspacesOf(deps, connection, event.organizationId))
        await takeFor(deps, workspaceId, event);
    }
    await deps.inbox.done(deliveryId);
  } catch (error) {
    await deps.inbox.failed(deliveryId, humanMessageOf(error));
    throw error;
  }
}

async function workspacesOf(
  deps: LinearDeps,
  connection: Connection,
  organizationId: string,
): Promise<string[]> {
  const { own, others } = await deps.database.system(async (tx) => ({
    own: await workspacesOfLinear(tx, organizationId),
    others: await workspacesByKey(deps, tx),
  }));
  const [first] = others;
  if (!first) return own;
  const viewer = await connection.configuredViewer(first);
  return viewer?.organizationId === organizationId ? [...own, ...others] : own;
}

type TakenEvent = Exclude<LinearEvent, { kind: 'unsupported' }>;

async function takeFor(deps: LinearDeps, workspaceId: string, event: TakenEvent): Promise<void> {
  const { database, queue, clock } = deps;
  switch (event.kind) {
    case 'issue':
      await database.tenant(workspaceId, async (tx) => {
        // The webhook does not say whether the team is private; a team nobody has seen yet may be.
        const catalog = await findLinearCatalog(tx, workspaceId);
        const team = catalog?.teams.find((one) => one.id === event.issue.teamId);
        const issue = { ...event.issue, isPrivate: team ? team.private : true };
        const now = issueNow(issue, event.gone, event.deleted);
        const became = await rememberIssue(deps, tx, workspaceId, now, event.actor);
        if (became === 'reworded') await wantVector(deps, tx, workspaceId, now);
      });
      return;
    case 'comment':
      await takeComment(deps, workspaceId, event);
      return;
    case 'catalog': {
      const window = Math.floor(clock.now().getTime() / catalogWindowMs);
      await database.tenant(workspaceId, async (tx) => {
        // Marked as well: of a second event in the same minute no second look comes, only this mark.
        await markLinearCatalogOld(tx, workspaceId);
        await queue.enqueue(tx, 'linear.refresh', { workspaceId }, { key: `${workspaceId} ${window}` });
      });
      return;
    }
    case 'revoked':
      await database.tenant(workspaceId, async (tx) => {
        // A key of a person lives on when the application is removed.
        const connected = await findLinearConnection(tx, workspaceId);
        if (connected?.how !== 'oauth') return;
        await noteLinearProblem(tx, workspaceId, removed);
        await queue.enqueue(tx, 'transcript.surroundings', { workspaceId });
      });
      return;
    default:
      event satisfies never;
  }
}

/**
 * A comment on a synced issue goes into its thread, and its line there is edited when the comment is. What came from
 * the thread is remembered and does not go back.
 */
async function takeComment(
  deps: LinearDeps,
  workspaceId: string,
  event: TakenEvent & { kind: 'comment' },
): Promise<void> {
  const { action, commentId, issueId } = event;
  await deps.database.tenant(workspaceId, async (tx) => {
    const sync = await commentSyncOf(tx, issueId);
    if (!sync) return;
    if (action === 'create') {
      if (!(await mirrorComment(tx, { workspaceId, commentId, issueId, messageTs: null }))) return;
    } else {
      const mirrored = await findMirrored(tx, commentId);
      if (!mirrored || mirrored.messageTs !== null) return;
    }
    const issue = await findIssue(tx, issueId);
    if (issue?.isPrivate) return; // its team was closed since this was switched on
    const who = escapeMrkdwn(event.author ?? 'Somebody');
    const where = issue ? ` on <${issue.brief.url}|${escapeMrkdwn(issue.brief.identifier)}>` : '';
    const body =
      action === 'remove' ? '_deleted in Linear_' : escapeMrkdwn(truncate(event.body, longestComment));
    // One line a comment, by its key: said again, it is edited in place.
    const line = {
      workspaceId,
      channelId: sync.channel_id,
      threadTs: sync.thread_ts,
      monitorId: null,
      text: `*${who}*${where}: ${body}`,
      key: `linear comment ${commentId}`,
    };
    const once = action === 'create' ? { key: `linear comment ${workspaceId} ${commentId}` } : {};
    await deps.queue.enqueue(tx, 'notification.say', line, once);
  });
}
