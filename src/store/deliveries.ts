import { sql } from 'kysely';
import { sha256, stableId } from '../kit/ids.ts';
import type { Tx } from './database.ts';

/* Written by the notification room: the outbox. */

export type Via = 'slack' | 'email' | 'webhook';

export interface Delivery {
  deliveryId: string;
  workspaceId: string;
  key: string;
  kind: string;
  via: Via;
  monitorId: string | null;
  alertId: string | null;
  target: Record<string, unknown>;
  wanted: Record<string, unknown>;
  wantedHash: string;
  shownHash: string | null;
  state: 'pending' | 'sending' | 'sent' | 'failed' | 'dead';
  postedTs: string | null;
  notBefore: Date | null;
  sendingUntil: Date | null;
  attempts: number;
  problem: string | null;
  createdAt: Date;
  sentAt: Date | null;
}

export interface WantedDelivery {
  workspaceId: string;
  /** What makes the effect one effect: the same key is the same message for ever. */
  key: string;
  kind: string;
  via: Via;
  monitorId: string | null;
  alertId: string | null;
  target: Record<string, unknown>;
  wanted: Record<string, unknown>;
  notBefore: Date | null;
  at: Date;
}

interface DeliveryRow {
  delivery_id: string;
  workspace_id: string;
  delivery_key: string;
  kind: string;
  via: string;
  monitor_id: string | null;
  alert_id: string | null;
  target: object;
  wanted: object;
  wanted_hash: string;
  shown_hash: string | null;
  state: string;
  posted_ts: string | null;
  not_before: Date | null;
  sending_until: Date | null;
  attempts: number;
  problem: string | null;
  created_at: Date;
  sent_at: Date | null;
}

const toDelivery = (row: DeliveryRow): Delivery => ({
  deliveryId: row.delivery_id,
  workspaceId: row.workspace_id,
  key: row.delivery_key,
  kind: row.kind,
  via: row.via as Via,
  monitorId: row.monitor_id,
  alertId: row.alert_id,
  target: row.target as Record<string, unknown>,
  wanted: row.wanted as Record<string, unknown>,
  wantedHash: row.wanted_hash,
  shownHash: row.shown_hash,
  state: row.state as Delivery['state'],
  postedTs: row.posted_ts,
  notBefore: row.not_before,
  sendingUntil: row.sending_until,
  attempts: row.attempts,
  problem: row.problem,
  createdAt: row.created_at,
  sentAt: row.sent_at,
});

/**
 * Says what a message should be. New: a row that waits to be sent. Known in Slack: its wanted form, which a sent
 * message will be edited into, and another try for one that never stood. Known elsewhere: left as it is, since a
 * mail cannot be edited. Answers the id, and whether anything is left to send.
 */
export async function wantDelivery(
  tx: Tx,
  wish: WantedDelivery,
): Promise<{ deliveryId: string; toSend: boolean }> {
  const deliveryId = stableId('delivery', wish.workspaceId, wish.key);
  const wanted = JSON.stringify(wish.wanted);
  const wantedHash = sha256(wanted);
  const row = await tx
    .insertInto('deliveries')
    .values({
      delivery_id: deliveryId,
      workspace_id: wish.workspaceId,
      delivery_key: wish.key,
      kind: wish.kind,
      via: wish.via,
      monitor_id: wish.monitorId,
      alert_id: wish.alertId,
      target: JSON.stringify(wish.target),
      wanted,
      wanted_hash: wantedHash,
      state: 'pending',
      not_before: wish.notBefore,
      created_at: wish.at,
    })
    .onConflict((conflict) =>
      wish.via === 'slack'
        ? conflict.column('delivery_id').doUpdateSet({
            wanted,
            wanted_hash: wantedHash,
            state: sql<string>`case
              when deliveries.state = 'dead' and deliveries.posted_ts is null and deliveries.wanted_hash <> ${wantedHash} then 'pending'
              else deliveries.state end`,
          })
        : conflict.doNothing(),
    )
    .returning(['shown_hash', 'state'])
    .executeTakeFirst();
  return { deliveryId, toSend: row !== undefined && row.shown_hash !== wantedHash && row.state !== 'dead' };
}

export async function loadDelivery(tx: Tx, deliveryId: string): Promise<Delivery | null> {
  const row = await tx
    .selectFrom('deliveries')
    .selectAll()
    .where('delivery_id', '=', deliveryId)
    .executeTakeFirst();
  return row ? toDelivery(row) : null;
}

export async function findDeliveryByKey(tx: Tx, workspaceId: string, key: string): Promise<Delivery | null> {
  return await loadDelivery(tx, stableId('delivery', workspaceId, key));
}

/** The one message of a transcript. */
export const reviewKey = (transcriptId: string): string => `review:${transcriptId}`;

/** Where a transcript is spoken of: the thread it was handed in, else below its review. Null while there is neither. */
export const threadOfTranscript = async (
  tx: Tx,
  transcript: { workspaceId: string; transcriptId: string; threadTs: string | null },
): Promise<string | null> => {
  const { workspaceId, transcriptId, threadTs } = transcript;
  return threadTs ?? (await findDeliveryByKey(tx, workspaceId, reviewKey(transcriptId)))?.postedTs ?? null;
};

/** Takes a row for sending and answers it as it was before, or null when there is nothing to do or somebody has it. */
export async function takeDelivery(
  tx: Tx,
  deliveryId: string,
  now: Date,
  until: Date,
): Promise<Delivery | null> {
  const row = await tx
    .selectFrom('deliveries')
    .selectAll()
    .where('delivery_id', '=', deliveryId)
    .forUpdate()
    .executeTakeFirst();
  if (!row) return null;
  const before = toDelivery(row);
  if (before.state === 'dead' || before.shownHash === before.wantedHash) return null;
  if (before.notBefore && before.notBefore > now) return null; // the clock releases it
  if (before.state === 'sending' && before.sendingUntil && before.sendingUntil > now) return null;
  await tx
    .updateTable('deliveries')
    .set({ state: 'sending', sending_until: until, attempts: before.attempts + 1 })
    .where('delivery_id', '=', deliveryId)
    .execute();
  return before;
}

/** The message stands: remembers its ts and form. Answers whether a newer form is already wanted. */
export async function markSent(
  tx: Tx,
  deliveryId: string,
  posted: { ts: string | null; hash: string; at: Date },
): Promise<boolean> {
  const row = await tx
    .updateTable('deliveries')
    .set({
      state: 'sent',
      shown_hash: posted.hash,
      posted_ts: posted.ts,
      sent_at: posted.at,
      sending_until: null,
      problem: null,
      attempts: 0,
    })
    .where('delivery_id', '=', deliveryId)
    .returning('wanted_hash')
    .executeTakeFirst();
  return row !== undefined && row.wanted_hash !== posted.hash;
}

/**
 * Sending failed: back to waiting until `notBefore`, or dead when no repetition can help. `attempts` are those
 * after which the message may stand although nobody knows: one that was surely turned away does not count.
 */
export async function markFailed(
  tx: Tx,
  deliveryId: string,
  failure: {
    problem: string;
    dead: boolean;
    /** Only the newest form could not be shown; the message stands in an older one. */
    stands: boolean;
    notBefore: Date | null;
    attempts: number;
  },
): Promise<void> {
  await tx
    .updateTable('deliveries')
    .set({
      state: failure.stands ? 'sent' : failure.dead ? 'dead' : 'failed',
      problem: failure.problem,
      attempts: failure.attempts,
      sending_until: null,
      ...(failure.dead ? {} : { not_before: failure.notBefore }),
    })
    .where('delivery_id', '=', deliveryId)
    .execute();
}

/** Alerts and health notices of a monitor that wait for quiet hours or a snooze to end wait until then instead. */
export async function holdWaiting(tx: Tx, monitorId: string, until: Date): Promise<void> {
  await tx
    .updateTable('deliveries')
    .set({ not_before: until })
    .where('monitor_id', '=', monitorId)
    .where('kind', 'in', ['alert', 'health'])
    .where('state', '=', 'pending')
    .where('not_before', 'is not', null)
    .execute();
}

/** Takes back a message that nobody has seen yet; false when it stands, or may stand, or never was. */
export async function cancelWaiting(
  tx: Tx,
  workspaceId: string,
  key: string,
  problem: string,
): Promise<boolean> {
  const result = await tx
    .updateTable('deliveries')
    .set({ state: 'dead', problem })
    .where('delivery_id', '=', stableId('delivery', workspaceId, key))
    .where('state', '=', 'pending')
    .where('not_before', 'is not', null)
    .executeTakeFirst();
  return result.numUpdatedRows > 0n;
}

/**
 * Deliveries whose time has come, over all workspaces: held ones, which are no longer held then, and those whose
 * sender has died on them.
 */
export async function releaseHeld(
  tx: Tx,
  now: Date,
  limit: number,
): Promise<{ workspaceId: string; deliveryId: string }[]> {
  const due = await tx
    .selectFrom('deliveries')
    .select(['delivery_id', 'workspace_id'])
    .where((eb) =>
      eb.or([
        eb.and([eb('state', 'in', ['pending', 'failed']), eb('not_before', '<=', now)]),
        eb.and([eb('state', '=', 'sending'), eb('sending_until', '<=', now)]),
      ]),
    )
    .orderBy('created_at')
    .limit(limit)
    .forUpdate()
    .skipLocked()
    .execute();
  if (due.length > 0) {
    await tx
      .updateTable('deliveries')
      .set({ not_before: null, sending_until: null })
      .where(
        'delivery_id',
        'in',
        due.map((row) => row.delivery_id),
      )
      .execute();
  }
  return due.map((row) => ({ workspaceId: row.workspace_id, deliveryId: row.delivery_id }));
}

/** After a crash of the only process nobody is sending: frees what it held. */
export async function freeSending(tx: Tx): Promise<void> {
  await tx.updateTable('deliveries').set({ sending_until: null }).where('state', '=', 'sending').execute();
}

export async function listDeliveries(
  tx: Tx,
  filter: { monitorId?: string; state?: string; limit: number },
): Promise<Delivery[]> {
  let query = tx.selectFrom('deliveries').selectAll().orderBy('created_at', 'desc').limit(filter.limit);
  if (filter.monitorId) query = query.where('monitor_id', '=', filter.monitorId);
  if (filter.state) query = query.where('state', '=', filter.state);
  return (await query.execute()).map(toDelivery);
}
