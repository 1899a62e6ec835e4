// Written by the assistant room: weekly_reports.
import { sql } from 'kysely';
import { Cadence } from '../contracts/discovery.ts';
import type { Tx } from './database.ts';

export interface WeeklyReport {
  workspaceId: string;
  channelId: string;
  cadence: Cadence;
  nextDueAt: Date;
  askedBy: string;
}

/** From now on, in place of an earlier schedule of the channel. */
export async function saveWeeklyReport(tx: Tx, report: WeeklyReport & { askedAt: Date }): Promise<void> {
  const columns = {
    cadence: JSON.stringify(report.cadence),
    next_due_at: report.nextDueAt,
    asked_by: report.askedBy,
    asked_at: report.askedAt,
  };
  await tx
    .insertInto('weekly_reports')
    .values({ workspace_id: report.workspaceId, channel_id: report.channelId, ...columns })
    .onConflict((conflict) => conflict.columns(['workspace_id', 'channel_id']).doUpdateSet(columns))
    .execute();
}

export async function endWeeklyReport(tx: Tx, channelId: string): Promise<void> {
  await tx.deleteFrom('weekly_reports').where('channel_id', '=', channelId).execute();
}

export async function loadWeeklyReport(tx: Tx, channelId: string): Promise<WeeklyReport | null> {
  const row = await tx
    .selectFrom('weekly_reports')
    .selectAll()
    .where('channel_id', '=', channelId)
    .executeTakeFirst();
  return row
    ? {
        workspaceId: row.workspace_id,
        channelId: row.channel_id,
        cadence: Cadence.parse(row.cadence),
        nextDueAt: row.next_due_at,
        askedBy: row.asked_by,
      }
    : null;
}

/** Reports whose time has come, across workspaces, held until the transaction ends; whoever else asks gets others. */
export async function lockDueReports(tx: Tx, now: Date, limit: number): Promise<WeeklyReport[]> {
  const rows = await tx
    .selectFrom('weekly_reports')
    .selectAll()
    .where('next_due_at', '<=', now)
    .orderBy('next_due_at')
    .limit(limit)
    .forUpdate()
    .skipLocked()
    .execute();
  return rows.map((row) => ({
    workspaceId: row.workspace_id,
    channelId: row.channel_id,
    cadence: Cadence.parse(row.cadence),
    nextDueAt: row.next_due_at,
    askedBy: row.asked_by,
  }));
}

export async function postponeReport(
  tx: Tx,
  { workspaceId, channelId }: Pick<WeeklyReport, 'workspaceId' | 'channelId'>,
  nextDueAt: Date,
): Promise<void> {
  await sql`update weekly_reports set next_due_at = ${nextDueAt}
    where workspace_id = ${workspaceId} and channel_id = ${channelId}`.execute(tx);
}
