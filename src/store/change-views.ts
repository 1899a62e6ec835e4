import type { ChangeView, Hunk, Verdict } from '../contracts/detection.ts';
import type { Tx } from './database.ts';

/* Read-only: how a row of changes becomes what callers see. */

const changeColumns = [
  'changes.change_id',
  'changes.monitor_id',
  'changes.source_id',
  'changes.detected_at',
  'changes.hunks',
  'changes.verdict',
  'changes.alert_id',
  'changes.told_by',
  'sources.url',
] as const;

/** Changes with the address of their page. */
export const selectChanges = (tx: Tx) =>
  tx
    .selectFrom('changes')
    .innerJoin('sources', 'sources.source_id', 'changes.source_id')
    .select(changeColumns);

export interface ChangeRow {
  change_id: string;
  monitor_id: string;
  source_id: string;
  detected_at: Date;
  hunks: unknown[];
  verdict: object;
  alert_id: string | null;
  told_by: string | null;
  url: string;
}

export const toView = (row: ChangeRow): ChangeView => ({
  id: row.change_id,
  monitorId: row.monitor_id,
  sourceId: row.source_id,
  url: row.url,
  detectedAt: row.detected_at.toISOString(),
  hunks: row.hunks as Hunk[],
  verdict: row.verdict as Verdict,
  alertId: row.alert_id,
  ...(row.told_by === null ? {} : { toldBy: row.told_by }),
});
