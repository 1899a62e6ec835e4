import type { Tx } from './database.ts';

/* Read-only: monitors are written by the monitor room. */

/** The channel of a monitor, or null when it has none or is unknown in this workspace. */
export async function findMonitorChannel(tx: Tx, monitorId: string): Promise<string | null> {
  const row = await tx.selectFrom('monitors').select('channel_id').where('monitor_id', '=', monitorId).executeTakeFirst();
  return row?.channel_id ?? null;
}

/** What the card says besides the monitor itself: pages that were left out, and why. */
export async function loadMonitorNotes(tx: Tx, monitorId: string): Promise<{ unreadable: { url: string; reason: string }[] }> {
  const row = await tx.selectFrom('monitors').select('unreadable').where('monitor_id', '=', monitorId).executeTakeFirst();
  return { unreadable: (row?.unreadable ?? []) as { url: string; reason: string }[] };
}
