import { type Insertable, type Selectable, sql, type Updateable } from 'kysely';
import type { Tx } from './database.ts';
import type { Tables } from './tables.ts';

// Written by the monitor room: monitors and monitor_acts.

export type MonitorRow = Selectable<Tables['monitors']>;
export type NewMonitor = Insertable<Tables['monitors']>;
export type MonitorChanges = Updateable<Tables['monitors']>;

/** States in which a monitor is somebody's live wish: an identical request is recognised against these. */
export const liveStates = ['looking', 'proposed', 'watching', 'paused'] as const;

/** Makes two identical requests of a workspace wait for each other until the transaction ends. */
export async function lockRequest(tx: Tx, workspaceId: string, requestKey: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`${workspaceId} ${requestKey}`}, 0))`.execute(tx);
}

/** Monitors of the workspace that are being watched. */
export async function watchedMonitorIds(tx: Tx): Promise<string[]> {
  const rows = await tx.selectFrom('monitors').select('monitor_id').where('state', '=', 'watching').execute();
  return rows.map((row) => row.monitor_id);
}

export async function findMonitorIdByCreationKey(tx: Tx, creationKey: string): Promise<string | null> {
  const row = await tx
    .selectFrom('monitors')
    .select('monitor_id')
    .where('creation_key', '=', creationKey)
    .executeTakeFirst();
  return row?.monitor_id ?? null;
}

/**
 * The oldest live monitor with the same request, of this channel first. Monitors in direct messages
 * (channel ids that begin with D) are only shown to the person who made them.
 */
export async function findSameRequest(
  tx: Tx,
  { requestKey, channelId, by }: { requestKey: string; channelId: string | null; by: string },
): Promise<string | null> {
  const row = await tx
    .selectFrom('monitors')
    .select('monitor_id')
    .where('request_key', '=', requestKey)
    .where('state', 'in', liveStates)
    .where((eb) =>
      eb.or([
        eb('created_by', '=', by),
        eb('channel_id', '=', channelId),
        eb.and([eb('channel_id', 'is not', null), eb('channel_id', 'not like', 'D%')]),
      ]),
    )
    .orderBy(sql`channel_id is not distinct from ${channelId}`, 'desc')
    .orderBy('created_at')
    .limit(1)
    .executeTakeFirst();
  return row?.monitor_id ?? null;
}

export async function insertMonitor(tx: Tx, row: NewMonitor): Promise<void> {
  await tx.insertInto('monitors').values(row).execute();
}

/** The row, held until the transaction ends, so that two acts on one monitor come one after the other. */
export async function lockMonitor(tx: Tx, monitorId: string): Promise<MonitorRow | null> {
  const row = await tx
    .selectFrom('monitors')
    .selectAll()
    .where('monitor_id', '=', monitorId)
    .forUpdate()
    .executeTakeFirst();
  return row ?? null;
}

export async function updateMonitor(tx: Tx, monitorId: string, changes: MonitorChanges): Promise<void> {
  await tx.updateTable('monitors').set(changes).where('monitor_id', '=', monitorId).execute();
}

/** Deletes a monitor with everything that hangs on it. */
export async function deleteMonitor(tx: Tx, monitorId: string): Promise<void> {
  await tx.deleteFrom('monitors').where('monitor_id', '=', monitorId).execute();
}

export interface Act {
  actId: string;
  workspaceId: string;
  monitorId: string;
  /** Slack user, API caller, or "lookout" itself. */
  actor: string;
  act: string;
  detail?: Record<string, unknown>;
  at: Date;
}

/** Who did what, for the thread and for later questions. */
export async function recordAct(
  tx: Tx,
  { actId, workspaceId, monitorId, actor, act, detail, at }: Act,
): Promise<void> {
  await tx
    .insertInto('monitor_acts')
    .values({
      act_id: actId,
      workspace_id: workspaceId,
      monitor_id: monitorId,
      actor,
      act,
      detail: JSON.stringify(detail ?? {}),
      at,
    })
    .execute();
}

/** Whether a person ever set this field of a monitor by editing: then no later proposal overrides it. */
export async function wasEditedByHand(tx: Tx, monitorId: string, field: string): Promise<boolean> {
  const row = await tx
    .selectFrom('monitor_acts')
    .select('act_id')
    .where('monitor_id', '=', monitorId)
    .where('act', '=', 'edited')
    .where(sql<boolean>`jsonb_exists(detail, ${field})`)
    .limit(1)
    .executeTakeFirst();
  return row !== undefined;
}

/** Whether a person named the pages of this version of the request by editing: then discovery does not replace them. */
export async function werePagesNamed(tx: Tx, monitorId: string, requestVersion: number): Promise<boolean> {
  const row = await tx
    .selectFrom('monitor_acts')
    .select('act_id')
    .where('monitor_id', '=', monitorId)
    .where('act', '=', 'edited')
    .where(
      sql<boolean>`jsonb_exists(detail, 'urls') and detail ->> 'requestVersion' = ${String(requestVersion)}`,
    )
    .limit(1)
    .executeTakeFirst();
  return row !== undefined;
}
