import { createBatcher } from '../kit/batcher.ts';
import type { Clock } from '../kit/clock.ts';
import type { Database } from '../store/database.ts';
import { closeDelivery, type InboxRow, insertDeliveries, noteProblem, takeDelivery } from '../store/inbox.ts';
import type { Queue } from './queue.ts';

export interface TakenDelivery extends InboxRow {
  /** 1 on the first try. From 2 on, an effect of an earlier try may already be there. */
  attempt: number;
}

/** What came in by a door, stored before it is acknowledged, worked on exactly once by delivery id. */
export interface Inbox {
  /** Stores the delivery and leaves its job, both or neither. Resolves once that is on disk. */
  accept(delivery: InboxRow): Promise<'new' | 'duplicate'>;
  /** The delivery to work on; undefined when it is done: a job that comes twice does nothing. */
  take(deliveryId: string): Promise<TakenDelivery | undefined>;
  done(deliveryId: string): Promise<void>;
  /** Notes why a try failed; the delivery stays open. */
  failed(deliveryId: string, problem: string): Promise<void>;
}

/** A burst shares transactions: Slack counts the milliseconds until the answer. */
const maxBatch = 50;

export function createInbox({
  database,
  queue,
  clock,
}: {
  database: Database;
  queue: Queue;
  clock: Clock;
}): Inbox {
  const batcher = createBatcher<InboxRow, 'new' | 'duplicate'>(maxBatch, async (rows) => {
    const fresh = await database.system(async (tx) => {
      const ids = await insertDeliveries(tx, rows, clock.now());
      await queue.enqueueMany(
        tx,
        'slack.event',
        ids.map((deliveryId) => ({ deliveryId })),
      );
      return new Set(ids);
    });
    // Two of one id in a batch: the first of them is the one that was stored.
    return rows.map((row) => (fresh.delete(row.deliveryId) ? 'new' : 'duplicate'));
  });

  return {
    accept: (delivery) => batcher.add(delivery),
    take: (deliveryId) => database.system((tx) => takeDelivery(tx, deliveryId)),
    done: (deliveryId) => database.system((tx) => closeDelivery(tx, deliveryId, clock.now())),
    failed: (deliveryId, problem) => database.system((tx) => noteProblem(tx, deliveryId, problem)),
  };
}
