// Written by the queue (src/queue/inbox.ts) alone.
import { sql } from 'kysely';
import type { Tx } from './database.ts';

export interface InboxRow {
  deliveryId: string;
  workspaceId: string;
  door: string;
  body: Record<string, unknown>;
}

/** Stores what is not there yet. Returns the delivery ids that were new. */
export async function insertDeliveries(tx: Tx, rows: readonly InboxRow[], at: Date): Promise<string[]> {
  const inserted = await tx
    .insertInto('inbox')
    .values(
      rows.map((row) => ({
        delivery_id: row.deliveryId,
        workspace_id: row.workspaceId,
        door: row.door,
        body: JSON.stringify(row.body),
        received_at: at,
      })),
    )
    .onConflict((conflict) => conflict.column('delivery_id').doNothing())
    .returning('delivery_id')
    .execute();
  return inserted.map((row) => row.delivery_id);
}

/** Counts a try of a delivery that is still open and returns it; undefined when it is done or unknown. */
export async function takeDelivery(
  tx: Tx,
  deliveryId: string,
): Promise<(InboxRow & { attempt: number }) | undefined> {
  const row = await tx
    .updateTable('inbox')
    .set({ attempts: sql<number>`attempts + 1` })
    .where('delivery_id', '=', deliveryId)
    .where('processed_at', 'is', null)
    .returning(['delivery_id', 'workspace_id', 'door', 'body', 'attempts'])
    .executeTakeFirst();
  return (
    row && {
      deliveryId: row.delivery_id,
      workspaceId: row.workspace_id,
      door: row.door,
      body: row.body,
      attempt: row.attempts,
    }
  );
}

export async function closeDelivery(tx: Tx, deliveryId: string, at: Date): Promise<void> {
  await tx
    .updateTable('inbox')
    .set({ processed_at: at, problem: null })
    .where('delivery_id', '=', deliveryId)
    .execute();
}

export async function noteProblem(tx: Tx, deliveryId: string, problem: string): Promise<void> {
  await tx.updateTable('inbox').set({ problem }).where('delivery_id', '=', deliveryId).execute();
}

/** Forgets deliveries and presses that were dealt with before `before`: nobody repeats them that late. */
export async function sweepInbox(tx: Tx, before: Date): Promise<void> {
  await tx.deleteFrom('inbox').where('processed_at', '<', before).execute();
  await tx.deleteFrom('handled_actions').where('handled_at', '<', before).execute();
}
