import type { Tx } from './database.ts';

/* Read-only: monitors are written by the monitor room. */

/** Whether there is such a monitor in this workspace. */
export async function monitorExists(tx: Tx, monitorId: string): Promise<boolean> {
  const row = await tx
    .selectFrom('monitors')
    .select('monitor_id')
    .where('monitor_id', '=', monitorId)
    .executeTakeFirst();
  return row !== undefined;
}

/** Whose monitor this is, undefined when there is none; in a system transaction, as ids are unique over workspaces. */
export async function findWorkspaceOfMonitor(tx: Tx, monitorId: string): Promise<string | undefined> {
  const row = await tx
    .selectFrom('monitors')
    .select('workspace_id')
    .where('monitor_id', '=', monitorId)
    .executeTakeFirst();
  return row?.workspace_id;
}

/** The channel of a monitor, or null when it has none or is unknown in this workspace. */
export async function findMonitorChannel(tx: Tx, monitorId: string): Promise<string | null> {
  const row = await tx
    .selectFrom('monitors')
    .select('channel_id')
    .where('monitor_id', '=', monitorId)
    .executeTakeFirst();
  return row?.channel_id ?? null;
}

export interface MonitorNotes {
  unreadable: { url: string; reason: string }[];
  /** It began without anybody pressing Start. */
  startedAtOnce: boolean;
}

/** What the card says besides the monitor itself: pages that were left out and why, and how it began. */
export async function loadMonitorNotes(tx: Tx, monitorId: string): Promise<MonitorNotes> {
  const row = await tx
    .selectFrom('monitors')
    .select(['unreadable', 'start_at_once'])
    .where('monitor_id', '=', monitorId)
    .executeTakeFirst();
  return {
    unreadable: (row?.unreadable ?? []) as MonitorNotes['unreadable'],
    startedAtOnce: row?.start_at_once ?? false,
  };
}
