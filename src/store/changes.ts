import { sql } from 'kysely';
import type { ChangeView, Hunk, Severity, Verdict } from '../contracts/detection.ts';
import { selectChanges, toView } from './change-views.ts';
import type { Tx } from './database.ts';

/* Changes and alerts are written by the detection room. */

export interface NewChange {
  changeId: string;
  workspaceId: string;
  monitorId: string;
  sourceId: string;
  fromVersionId: string;
  toVersionId: string;
  requestVersion: number;
  hunks: readonly Hunk[];
  verdict: Verdict;
  alertId: string | null;
  /** The alert that told the same news before, when this is kept back for that. */
  toldBy?: string | null;
  engineVersion?: string;
  detectedAt: Date;
}

/** Writes a change once; false when this very comparison is already recorded. */
export async function insertChange(tx: Tx, change: NewChange): Promise<boolean> {
  const result = await tx
    .insertInto('changes')
    .values({
      change_id: change.changeId,
      workspace_id: change.workspaceId,
      monitor_id: change.monitorId,
      source_id: change.sourceId,
      from_version_id: change.fromVersionId,
      to_version_id: change.toVersionId,
      request_version: change.requestVersion,
      hunks: JSON.stringify(change.hunks),
      verdict: JSON.stringify(change.verdict),
      outcome: change.verdict.outcome,
      reason: change.verdict.reason,
      alert_id: change.alertId,
      told_by: change.toldBy ?? null,
      ...(change.engineVersion === undefined ? {} : { engine_version: change.engineVersion }),
      detected_at: change.detectedAt,
    })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst();
  return (result.numInsertedOrUpdatedRows ?? 0n) > 0n;
}

/** Takes a change off the record, unless an alert tells it. */
export async function deleteChange(tx: Tx, changeId: string): Promise<void> {
  await tx.deleteFrom('changes').where('change_id', '=', changeId).where('alert_id', 'is', null).execute();
}

export interface NewAlert {
  alertId: string;
  workspaceId: string;
  monitorId: string;
  channelId: string | null;
  sentence: string;
  kind: string;
  severity: Severity;
  createdAt: Date;
}

export async function insertAlert(tx: Tx, alert: NewAlert): Promise<void> {
  await tx
    .insertInto('alerts')
    .values({
      alert_id: alert.alertId,
      workspace_id: alert.workspaceId,
      monitor_id: alert.monitorId,
      channel_id: alert.channelId,
      sentence: alert.sentence,
      kind: alert.kind,
      severity: alert.severity,
      created_at: alert.createdAt,
    })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}

export async function loadChange(tx: Tx, changeId: string): Promise<ChangeView | null> {
  const row = await selectChanges(tx).where('change_id', '=', changeId).executeTakeFirst();
  return row ? toView(row) : null;
}

/** The changes behind an alert, oldest first. */
export async function loadChangesOfAlert(tx: Tx, alertId: string): Promise<ChangeView[]> {
  const rows = await selectChanges(tx).where('alert_id', '=', alertId).orderBy('detected_at').execute();
  return rows.map(toView);
}

/** Suppressed changes of a monitor since a moment, newest first. */
export async function loadSilentChanges(
  tx: Tx,
  monitorId: string,
  since: Date,
  limit: number,
): Promise<ChangeView[]> {
  const rows = await selectChanges(tx)
    .where('changes.monitor_id', '=', monitorId)
    .where('detected_at', '>=', since)
    .where('outcome', '=', 'silent')
    .orderBy('detected_at', 'desc')
    .limit(limit)
    .execute();
  return rows.map(toView);
}

export interface AlertRow {
  alertId: string;
  monitorId: string;
  channelId: string | null;
  sentence: string;
  kind: string;
  severity: Severity;
  createdAt: Date;
  deliveredAt: Date | null;
  useful: boolean | null;
  ratedBy: string | null;
}

export async function loadAlert(tx: Tx, alertId: string): Promise<AlertRow | null> {
  const row = await tx.selectFrom('alerts').selectAll().where('alert_id', '=', alertId).executeTakeFirst();
  if (!row) return null;
  return {
    alertId: row.alert_id,
    monitorId: row.monitor_id,
    channelId: row.channel_id,
    sentence: row.sentence,
    kind: row.kind,
    severity: row.severity as Severity,
    createdAt: row.created_at,
    deliveredAt: row.delivered_at,
    useful: row.useful,
    ratedBy: row.rated_by,
  };
}

export async function attachToAlert(
  tx: Tx,
  changeId: string,
  alertId: string,
  verdict: Verdict,
): Promise<void> {
  await tx
    .updateTable('changes')
    .set({
      alert_id: alertId,
      verdict: JSON.stringify(verdict),
      outcome: verdict.outcome,
      reason: verdict.reason,
    })
    .where('change_id', '=', changeId)
    .execute();
}

export async function markDelivered(tx: Tx, alertId: string, at: Date): Promise<void> {
  await tx
    .updateTable('alerts')
    .set({ delivered_at: at })
    .where('alert_id', '=', alertId)
    .where('delivered_at', 'is', null)
    .execute();
}

export async function rateAlert(tx: Tx, alertId: string, useful: boolean, by: string): Promise<boolean> {
  const result = await tx
    .updateTable('alerts')
    .set({ useful, rated_by: by })
    .where('alert_id', '=', alertId)
    .executeTakeFirst();
  return result.numUpdatedRows > 0n;
}

/** False when nobody had rated it. */
export async function clearRating(tx: Tx, alertId: string): Promise<boolean> {
  const result = await tx
    .updateTable('alerts')
    .set({ useful: null, rated_by: null })
    .where('alert_id', '=', alertId)
    .where('useful', 'is not', null)
    .executeTakeFirst();
  return result.numUpdatedRows > 0n;
}

/** Counts for "why so quiet?": checks of the monitor's sources, its changes by reason, its alerts. */
export async function countForWhy(tx: Tx, monitorId: string, since: Date) {
  const checks = await sql<{ checks: number }>`
    select coalesce(sum(d.checks), 0)::int as checks from source_days d
    join monitor_sources m on m.source_id = d.source_id
    where m.monitor_id = ${monitorId} and d.day >= (${since}::timestamptz at time zone 'UTC')::date`.execute(
    tx,
  );
  const groups = await tx
    .selectFrom('changes')
    .select(['outcome', 'reason', (eb) => eb.fn.countAll<string>().as('count')])
    .where('monitor_id', '=', monitorId)
    .where('detected_at', '>=', since)
    .groupBy(['outcome', 'reason'])
    .orderBy('count', 'desc')
    .execute();
  return {
    checks: checks.rows[0]?.checks ?? 0,
    groups: groups.map((group) => ({
      outcome: group.outcome,
      reason: group.reason,
      count: Number(group.count),
    })),
  };
}
