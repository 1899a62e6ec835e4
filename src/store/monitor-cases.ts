import { sql } from 'kysely';
import { newId } from '../kit/ids.ts';
import type { Tx } from './database.ts';

/* Written by the detection room: changes people marked, which teach the monitor and are replayed later. */

export interface MarkRow {
  monitorId: string;
  changeId: string;
  expected: 'alert' | 'silent';
  /** The request it was marked under. */
  request: string;
  places: unknown[];
}

export interface NewMark extends MarkRow {
  workspaceId: string;
  by: string;
  at: Date;
}

/** Marks a change; a later mark on the same change takes the place of the earlier. */
export async function saveMark(tx: Tx, mark: NewMark): Promise<void> {
  const said = {
    expected: mark.expected,
    request: mark.request,
    places: JSON.stringify(mark.places),
    marked_by: mark.by,
    marked_at: mark.at,
  };
  await tx
    .insertInto('monitor_cases')
    .values({
      case_id: newId(),
      workspace_id: mark.workspaceId,
      monitor_id: mark.monitorId,
      change_id: mark.changeId,
      ...said,
    })
    .onConflict((conflict) => conflict.columns(['monitor_id', 'change_id']).doUpdateSet(said))
    .execute();
}

/** True when there was a mark to take back. */
export async function deleteMark(tx: Tx, changeId: string): Promise<boolean> {
  const result = await tx.deleteFrom('monitor_cases').where('change_id', '=', changeId).executeTakeFirst();
  return result.numDeletedRows > 0n;
}

/** Notes which marked changes of a monitor an engine judges as marked, by the request alone. */
export async function noteReplayed(
  tx: Tx,
  monitorId: string,
  engineVersion: string,
  failing: readonly string[],
): Promise<void> {
  await tx
    .updateTable('monitor_cases')
    .set({
      replayed_with: engineVersion,
      holds: sql<boolean>`change_id <> all(${[...failing]}::uuid[])`,
    })
    .where('monitor_id', '=', monitorId)
    .execute();
}

/** The marks of monitors, newest first. */
export async function loadMarks(tx: Tx, monitorIds: readonly string[]): Promise<Map<string, MarkRow[]>> {
  if (monitorIds.length === 0) return new Map();
  const rows = await tx
    .selectFrom('monitor_cases')
    .select(['monitor_id', 'change_id', 'expected', 'request', 'places'])
    .where('monitor_id', 'in', [...monitorIds])
    .orderBy('marked_at', 'desc')
    .execute();
  const marks = rows.map((row) => ({
    monitorId: row.monitor_id,
    changeId: row.change_id,
    expected: row.expected,
    request: row.request,
    places: row.places,
  }));
  return Map.groupBy(marks, (mark) => mark.monitorId);
}
