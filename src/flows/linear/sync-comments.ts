import type { IssueBrief } from '../../contracts/transcript.ts';
import { LookoutError } from '../../kit/errors.ts';
import {
  commentSyncOf,
  commentSyncsOfThread,
  mirrorComment,
  switchCommentsOff,
  switchCommentsOn,
} from '../../store/linear-comments.ts';
import { withLinear } from './access.ts';
import { noSuchIssue } from './change-issue.ts';
import { isRefusal } from './create-once.ts';
import { linearId } from './issue-ids.ts';
import type { LinearDeps } from './ports.ts';
import { briefOf, issueNow, rememberIssue } from './remember-issue.ts';

/** Switches the exchange of an issue's comments and a thread's replies on or off. Refuses issues of private teams. */
export async function syncComments(
  deps: LinearDeps,
  workspaceId: string,
  asked: { identifier: string; channelId: string; threadTs: string; on: boolean; by: string },
): Promise<{ on: boolean; issue: IssueBrief }> {
  const issue = await withLinear(deps, workspaceId, (client) => client.issueByIdentifier(asked.identifier));
  if (!issue) throw noSuchIssue(asked.identifier);
  if (issue.isPrivate !== false && asked.on) {
    throw new LookoutError('not_allowed', 'the issue is of a private team', {
      humanMessage: `${issue.identifier} belongs to a private team, so its comments are not brought here.`,
    });
  }
  const { issueId } = issue;
  const { channelId, threadTs, by } = asked;
  await deps.database.tenant(workspaceId, async (tx) => {
    await rememberIssue(deps, tx, workspaceId, issueNow(issue), null);
    if (asked.on)
      await switchCommentsOn(tx, { workspaceId, issueId, channelId, threadTs, by, at: deps.clock.now() });
    else await switchCommentsOff(tx, issueId);
  });
  return { on: asked.on, issue: briefOf(issue) };
}

/** A reply in a thread: one job for each issue synced with it. Answers how many. */
export async function takeReply(
  deps: LinearDeps,
  workspaceId: string,
  reply: { channelId: string; threadTs: string; messageTs: string; text: string; by: string },
): Promise<number> {
  const { channelId, messageTs, text, by } = reply;
  return await deps.database.tenant(workspaceId, async (tx) => {
    const syncs = await commentSyncsOfThread(tx, reply);
    for (const { issue_id: issueId } of syncs) {
      const key = `${channelId} ${messageTs} ${issueId}`;
      const job = { workspaceId, issueId, messageTs, text, by, key };
      await deps.queue.enqueue(tx, 'linear.comment', job, { key: `${workspaceId} ${key}` });
    }
    return syncs.length;
  });
}

/**
 * Posts a reply as a comment, once: its id is made from the message. It is remembered before it is sent, so that the
 * webhook of it, which may be quicker than the answer, does not bring it back.
 */
export async function postComment(
  deps: LinearDeps,
  job: { workspaceId: string; issueId: string; messageTs: string; text: string; by: string; key: string },
): Promise<void> {
  const { workspaceId, issueId, messageTs } = job;
  const commentId = linearId('comment', workspaceId, job.key);
  const isSynced = await deps.database.tenant(workspaceId, async (tx) => {
    if (!(await commentSyncOf(tx, issueId))) return false;
    await mirrorComment(tx, { workspaceId, commentId, issueId, messageTs });
    return true;
  });
  if (!isSynced) return;
  await withLinear(deps, workspaceId, async (client) => {
    if (await client.hasComment(commentId)) return;
    try {
      await client.createComment({ id: commentId, issueId, body: `**${job.by}** in Slack:\n\n${job.text}` });
    } catch (error) {
      if (!isRefusal(error)) throw error;
      if (await client.hasComment(commentId)) return;
      deps.log.warn({ err: error, issueId }, 'a comment was refused');
    }
  });
}
