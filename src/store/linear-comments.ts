import type { Selectable } from 'kysely';
import type { Tx } from './database.ts';
import type { Tables } from './tables.ts';

// Written by the linear room: comment_syncs and mirrored_comments.

export type CommentSync = Selectable<Tables['comment_syncs']>;

/** The issue's comments go to one thread: switching it on for another thread moves it. */
export async function switchCommentsOn(
  tx: Tx,
  sync: { workspaceId: string; issueId: string; channelId: string; threadTs: string; by: string; at: Date },
): Promise<void> {
  const columns = {
    channel_id: sync.channelId,
    thread_ts: sync.threadTs,
    switched_by: sync.by,
    switched_at: sync.at,
  };
  await tx
    .insertInto('comment_syncs')
    .values({ workspace_id: sync.workspaceId, issue_id: sync.issueId, ...columns })
    .onConflict((conflict) => conflict.columns(['workspace_id', 'issue_id']).doUpdateSet(columns))
    .execute();
}

export async function switchCommentsOff(tx: Tx, issueId: string): Promise<void> {
  await tx.deleteFrom('comment_syncs').where('issue_id', '=', issueId).execute();
}

export async function commentSyncOf(tx: Tx, issueId: string): Promise<CommentSync | null> {
  const row = await tx
    .selectFrom('comment_syncs')
    .selectAll()
    .where('issue_id', '=', issueId)
    .executeTakeFirst();
  return row ?? null;
}

export async function commentSyncsOfThread(
  tx: Tx,
  place: { channelId: string; threadTs: string },
): Promise<CommentSync[]> {
  return await tx
    .selectFrom('comment_syncs')
    .selectAll()
    .where('channel_id', '=', place.channelId)
    .where('thread_ts', '=', place.threadTs)
    .execute();
}

/** Every thread that replies are taken from. */
export async function syncedThreads(tx: Tx): Promise<{ channelId: string; threadTs: string }[]> {
  return await tx
    .selectFrom('comment_syncs')
    .select(['channel_id as channelId', 'thread_ts as threadTs'])
    .distinct()
    .execute();
}

/** Of these issues, those whose comments and a thread's replies go both ways. */
export async function issuesInSync(tx: Tx, issueIds: readonly string[]): Promise<string[]> {
  if (issueIds.length === 0) return [];
  const rows = await tx
    .selectFrom('comment_syncs')
    .select('issue_id')
    .where('issue_id', 'in', [...issueIds])
    .execute();
  return rows.map((row) => row.issue_id);
}

/** A comment that went one way; `message_ts` is null when it came from Linear. */
export async function findMirrored(
  tx: Tx,
  commentId: string,
): Promise<{ issueId: string; messageTs: string | null } | null> {
  const row = await tx
    .selectFrom('mirrored_comments')
    .select(['issue_id as issueId', 'message_ts as messageTs'])
    .where('comment_id', '=', commentId)
    .executeTakeFirst();
  return row ?? null;
}

/** Remembers a comment that went one way, so that it does not come back. False when it was known already. */
export async function mirrorComment(
  tx: Tx,
  comment: { workspaceId: string; commentId: string; issueId: string; messageTs: string | null },
): Promise<boolean> {
  const row = await tx
    .insertInto('mirrored_comments')
    .values({
      workspace_id: comment.workspaceId,
      comment_id: comment.commentId,
      issue_id: comment.issueId,
      message_ts: comment.messageTs,
    })
    .onConflict((conflict) => conflict.doNothing())
    .returning('comment_id')
    .executeTakeFirst();
  return row !== undefined;
}
