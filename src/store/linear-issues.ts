import { type Selectable, sql } from 'kysely';
import { IssueBrief } from '../contracts/transcript.ts';
import type { Tx } from './database.ts';
import type { Tables } from './tables.ts';

/*
 * Written by the linear room: linear_issues and linear_refusals. The row of an item's issue has its item_id; a
 * sub-issue has none, but the note_key of `subissueKey(itemId)`. A refusal beside an issue speaks of its sub-issues.
 */

/** An issue as Linear has it now. */
export interface IssueNow {
  brief: IssueBrief;
  description: string;
  /** Undefined where the source does not say: what is known stays. */
  isPrivate: boolean | undefined;
  assigneeId: string | null;
  archived: boolean;
  /** Deleted rather than archived, where the source says so; not kept. */
  deleted?: boolean;
  updatedAt: Date;
}

export interface KnownIssue extends Omit<IssueNow, 'isPrivate'> {
  isPrivate: boolean;
  itemId: string | null;
  noteKey: string | null;
}

export const subissueKey = (itemId: string): string => `subissue ${itemId}`;

export async function findIssue(tx: Tx, issueId: string): Promise<KnownIssue | null> {
  const row = await tx
    .selectFrom('linear_issues')
    .selectAll()
    .where('issue_id', '=', issueId)
    .executeTakeFirst();
  return row ? known(row) : null;
}

/** The row, held until the transaction ends. */
export async function lockIssue(tx: Tx, issueId: string): Promise<KnownIssue | null> {
  const row = await tx
    .selectFrom('linear_issues')
    .selectAll()
    .where('issue_id', '=', issueId)
    .forUpdate()
    .executeTakeFirst();
  return row ? known(row) : null;
}

export async function findIssueByIdentifier(tx: Tx, identifier: string): Promise<KnownIssue | null> {
  const row = await tx
    .selectFrom('linear_issues')
    .selectAll()
    .where('identifier', '=', identifier.trim().toUpperCase())
    .orderBy('updated_at', 'desc')
    .executeTakeFirst();
  return row ? known(row) : null;
}

/** Issues made for these items, sub-issues left out. */
export async function issuesOfItems(tx: Tx, itemIds: readonly string[]): Promise<KnownIssue[]> {
  if (itemIds.length === 0) return [];
  const rows = await tx
    .selectFrom('linear_issues')
    .selectAll()
    .where('item_id', 'in', [...itemIds])
    .execute();
  return rows.map(known);
}

/** Everything made for these items, sub-issues too. */
export async function issuesMadeFor(tx: Tx, itemIds: readonly string[]): Promise<KnownIssue[]> {
  if (itemIds.length === 0) return [];
  const rows = await tx
    .selectFrom('linear_issues')
    .selectAll()
    .where((eb) => eb.or([eb('item_id', 'in', [...itemIds]), eb('note_key', 'in', itemIds.map(subissueKey))]))
    .execute();
  return rows.map(known);
}

/** Off every board, by our own doing. Linear's time of it comes with its webhook. */
export async function markArchived(tx: Tx, issueIds: readonly string[]): Promise<void> {
  if (issueIds.length === 0) return;
  await tx
    .updateTable('linear_issues')
    .set({ archived: true })
    .where('issue_id', 'in', [...issueIds])
    .execute();
}

/** Open issues that are on a board, of a person or of everybody, soonest due first. */
export async function openIssuesKnown(
  tx: Tx,
  { assigneeId, limit }: { assigneeId?: string; limit: number },
): Promise<KnownIssue[]> {
  let query = tx
    .selectFrom('linear_issues')
    .selectAll()
    .where('archived', '=', false)
    .where('state_type', 'not in', [...closedTypes]);
  if (assigneeId) query = query.where('assignee_id', '=', assigneeId);
  const rows = await query.orderBy('updated_at', 'desc').limit(limit).execute();
  return rows.map(known);
}

export const closedTypes = ['completed', 'canceled', 'duplicate'] as const;

/**
 * Writes an issue as it is now. Who made it is kept when it is not said. An older state never undoes a newer one,
 * but says all the same for whom it was made.
 */
export async function saveIssue(
  tx: Tx,
  workspaceId: string,
  issue: IssueNow,
  made: { itemId?: string; noteKey?: string } = {},
): Promise<void> {
  const { brief } = issue;
  const madeFor = {
    ...(made.itemId ? { item_id: made.itemId } : {}),
    ...(made.noteKey ? { note_key: made.noteKey } : {}),
  };
  const columns = {
    identifier: brief.identifier,
    brief: JSON.stringify(brief),
    description: issue.description,
    state_type: brief.stateType,
    assignee_id: issue.assigneeId,
    archived: issue.archived,
    updated_at: issue.updatedAt,
    ...(issue.isPrivate === undefined ? {} : { private: issue.isPrivate }),
  };
  const inserted = await tx
    .insertInto('linear_issues')
    .values({ workspace_id: workspaceId, issue_id: brief.issueId, ...columns, ...madeFor })
    .onConflict((conflict) =>
      conflict
        .columns(['workspace_id', 'issue_id'])
        .doUpdateSet({
          ...columns,
          ...madeFor,
          // Other words ask for another vector.
          embedder: sql`case when linear_issues.brief ->> 'title' = ${brief.title} and linear_issues.description = ${issue.description} then linear_issues.embedder end`,
        })
        .where('linear_issues.updated_at', '<=', issue.updatedAt),
    )
    .returning('issue_id')
    .executeTakeFirst();
  if (!inserted && Object.keys(madeFor).length > 0) {
    await tx.updateTable('linear_issues').set(madeFor).where('issue_id', '=', brief.issueId).execute();
  }
}

/** Forgets the issues that were only remembered; those made for somebody stay. */
export async function forgetPlainIssues(tx: Tx, workspaceId: string): Promise<void> {
  await tx
    .deleteFrom('linear_issues')
    .where('workspace_id', '=', workspaceId)
    .where('item_id', 'is', null)
    .where('note_key', 'is', null)
    .execute();
}

/** Whether an item of a review stands on this issue, made for it or linked. */
export async function belongsToItem(tx: Tx, issueId: string): Promise<boolean> {
  const row = await tx
    .selectFrom('work_items')
    .select('item_id')
    .where('issue_id', '=', issueId)
    .limit(1)
    .executeTakeFirst();
  return row !== undefined;
}

/** @param refusal `stays`: nothing is to be tried again, the issue is left to whoever has worked on it */
export async function noteRefusal(
  tx: Tx,
  refusal: { workspaceId: string; itemId: string; problem: string; at: Date; stays?: boolean },
): Promise<void> {
  const { problem, at, stays = false } = refusal;
  const columns = { problem, refused_at: at, stays };
  await tx
    .insertInto('linear_refusals')
    .values({ workspace_id: refusal.workspaceId, item_id: refusal.itemId, ...columns })
    .onConflict((conflict) => conflict.columns(['workspace_id', 'item_id']).doUpdateSet(columns))
    .execute();
}

export async function forgetRefusals(tx: Tx, itemIds: readonly string[]): Promise<void> {
  if (itemIds.length === 0) return;
  await tx
    .deleteFrom('linear_refusals')
    .where('item_id', 'in', [...itemIds])
    .execute();
}

export function known(row: Selectable<Tables['linear_issues']>): KnownIssue {
  return {
    brief: IssueBrief.parse(row.brief),
    description: row.description,
    isPrivate: row.private,
    assigneeId: row.assignee_id,
    archived: row.archived,
    updatedAt: row.updated_at,
    itemId: row.item_id,
    noteKey: row.note_key,
  };
}
