// Written by the linear room: issue_changes.
import type { Selectable } from 'kysely';
import * as z from 'zod';
import { IssueBrief, Priority } from '../contracts/transcript.ts';
import type { Tx } from './database.ts';
import type { Tables } from './tables.ts';

/** How an issue was: what is restored, with Linear's id of its owner. */
export const IssueState = z.object({
  brief: IssueBrief,
  assigneeId: z.string().nullable(),
  title: z.string(),
  state: z.string(),
  due: z.string().nullable(),
  priority: Priority,
});
export type IssueState = z.infer<typeof IssueState>;

export interface IssueChangeRow {
  changeId: string;
  issueId: string;
  kind: 'created' | 'changed';
  before: IssueState | null;
  /** Null until it is done. */
  after: IssueState | null;
  undoneAt: Date | null;
}

export interface NewChange {
  changeId: string;
  workspaceId: string;
  key: string;
  issueId: string;
  kind: 'created' | 'changed';
  before: IssueState | null;
  by: string;
  at: Date;
}

/** Stores an order before it is carried out. The same key keeps the first. */
export async function insertChange(tx: Tx, change: NewChange): Promise<void> {
  await tx
    .insertInto('issue_changes')
    .values({
      change_id: change.changeId,
      workspace_id: change.workspaceId,
      change_key: change.key,
      issue_id: change.issueId,
      kind: change.kind,
      before: change.before && JSON.stringify(change.before),
      asked_by: change.by,
      asked_at: change.at,
    })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}

export async function findChange(tx: Tx, changeId: string): Promise<IssueChangeRow | null> {
  const row = await tx
    .selectFrom('issue_changes')
    .selectAll()
    .where('change_id', '=', changeId)
    .executeTakeFirst();
  return row ? known(row) : null;
}

export async function noteChanged(tx: Tx, changeId: string, after: IssueState): Promise<void> {
  await tx
    .updateTable('issue_changes')
    .set({ after: JSON.stringify(after) })
    .where('change_id', '=', changeId)
    .execute();
}

export async function noteUndone(tx: Tx, changeId: string, at: Date): Promise<void> {
  await tx.updateTable('issue_changes').set({ undone_at: at }).where('change_id', '=', changeId).execute();
}

const known = (row: Selectable<Tables['issue_changes']>): IssueChangeRow => ({
  changeId: row.change_id,
  issueId: row.issue_id,
  kind: row.kind === 'created' ? 'created' : 'changed',
  before: row.before && IssueState.parse(row.before),
  after: row.after && IssueState.parse(row.after),
  undoneAt: row.undone_at,
});
