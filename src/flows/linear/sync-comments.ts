import type { JobPayload } from '../../contracts/jobs.ts';
import type { IssueBrief } from '../../contracts/transcript.ts';
import { LookoutError } from '../../kit/errors.ts';
import { escapeMrkdwn } from '../../kit/text.ts';
import type { Tx } from '../../store/database.ts';
import {
  commentSyncOf,
  commentSyncsOfThread,
  mirrorComment,
  switchCommentsOff,
  switchCommentsOn,
} from '../../store/linear-comments.ts';
import type { LinearClient } from '../../vendors/linear/linear-client.ts';
import { withLinear } from './access.ts';
import { noSuchIssue } from './change-issue.ts';
import { isRefusal } from './create-once.ts';
import { linearId } from './issue-ids.ts';
import type { LinearDeps } from './ports.ts';
import { briefOf, issueNow, rememberIssue } from './remember-issue.ts';

interface Switch {
  identifier: string;
  channelId: string;
  threadTs: string;
  on: boolean;
  by: string;
}

/**
 * Switches the exchange of an issue's comments and a thread's replies on or off, and tells the thread: whoever writes
 * there is to know where it goes. Refuses issues of private teams.
 */
export async function syncComments(
  deps: LinearDeps,
  workspaceId: string,
  asked: Switch,
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
    const before = await commentSyncOf(tx, issueId);
    const isHere = before?.channel_id === channelId && before.thread_ts === threadTs;
    await rememberIssue(deps, tx, workspaceId, issueNow(issue), null);
    if (asked.on)
      await switchCommentsOn(tx, { workspaceId, issueId, channelId, threadTs, by, at: deps.clock.now() });
    else await switchCommentsOff(tx, issueId);
    if (asked.on !== isHere) await tellThread(deps, tx, workspaceId, asked, briefOf(issue));
  });
  return { on: asked.on, issue: briefOf(issue) };
}

async function tellThread(
  { queue, clock }: LinearDeps,
  tx: Tx,
  workspaceId: string,
  { channelId, threadTs, on, by }: Switch,
  issue: IssueBrief,
): Promise<void> {
  const name = `<${issue.url}|${escapeMrkdwn(issue.identifier)}>`;
  const text = on
    ? `⇄ Replies in this thread and comments on ${name} go both ways from now on (<@${by}>).`
    : `Replies in this thread no longer go to ${name} (<@${by}>).`;
  const key = `comment sync ${issue.issueId} ${clock.now().getTime()}`;
  const line = { workspaceId, channelId, threadTs, monitorId: null, text, key };
  await queue.enqueue(tx, 'notification.say', line, { key: `${workspaceId} ${key}` });
}

type CommentJob = JobPayload<'linear.comment'>;

/** A reply in a thread, new, edited or gone: one job for each issue synced with it. Answers how many. */
export async function takeReply(
  deps: LinearDeps,
  workspaceId: string,
  reply: Omit<CommentJob, 'workspaceId' | 'issueId'> & { channelId: string; threadTs: string },
): Promise<number> {
  const { channelId, messageTs, text, by, change } = reply;
  return await deps.database.tenant(workspaceId, async (tx) => {
    const syncs = await commentSyncsOfThread(tx, reply);
    for (const { issue_id: issueId } of syncs) {
      const key = `${channelId} ${messageTs} ${issueId}`;
      const job = { workspaceId, issueId, messageTs, text, by, change, key };
      const jobKey = change === 'said' ? key : `${key} ${reply.key}`;
      await deps.queue.enqueue(tx, 'linear.comment', job, { key: `${workspaceId} ${jobKey}` });
    }
    return syncs.length;
  });
}

/**
 * Brings the comment of a reply in step with it: posts it once (its id is made from the message), changes it, deletes
 * it. It is remembered before it is sent, so that the webhook of it, which may be quicker than the answer, does not
 * bring it back.
 */
export async function postComment(deps: LinearDeps, job: CommentJob): Promise<void> {
  const { workspaceId, issueId, messageTs, change } = job;
  const commentId = linearId('comment', workspaceId, job.key);
  const known = await deps.database.tenant(workspaceId, async (tx) => {
    if (!(await commentSyncOf(tx, issueId))) return 'not synced';
    return (await mirrorComment(tx, { workspaceId, commentId, issueId, messageTs })) ? 'fresh' : 'seen';
  });
  if (known === 'not synced') return;
  await withLinear(deps, workspaceId, async (client) => {
    try {
      if (change === 'deleted') await deleteComment(client, commentId);
      else if (change === 'edited' && known === 'seen') await rewriteComment(client, commentId, job);
      else await writeComment(client, commentId, job);
    } catch (error) {
      if (!isRefusal(error)) throw error;
      if (change === 'said' && (await client.hasComment(commentId))) return;
      deps.log.warn({ err: error, issueId, change }, 'a comment was refused');
    }
  });
}

const bodyOf = ({ by, text }: CommentJob): string => `**${by}** in Slack:\n\n${text}`;

/** An edit that overtakes its reply posts the newer words; the reply then finds them there. */
async function writeComment(client: LinearClient, id: string, job: CommentJob): Promise<void> {
  if (!(await client.hasComment(id)))
    await client.createComment({ id, issueId: job.issueId, body: bodyOf(job) });
}

/** What was deleted meanwhile does not come back by an edit. */
async function rewriteComment(client: LinearClient, id: string, job: CommentJob): Promise<void> {
  if (await client.hasComment(id)) await client.updateComment(id, bodyOf(job));
}

async function deleteComment(client: LinearClient, id: string): Promise<void> {
  if (await client.hasComment(id)) await client.deleteComment(id);
}
