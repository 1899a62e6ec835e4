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
  accept(delivery: InboxRow & { door: InboxDoor }): Promise<'new' | 'duplicate'>;
  /** The delivery to work on; undefined when it is done: a job that comes twice does nothing. */
  take(deliveryId: string): Promise<TakenDelivery | undefined>;
  done(deliveryId: string): Promise<void>;
  /** Notes why a try failed; the delivery stays open. */
  failed(deliveryId: string, problem: string): Promise<void>;
}

/** The job that works on a delivery, by the door it came in by. */
const jobOf = { slack: 'slack.event', linear: 'linear.event', notion: 'notion.event' } as const;
export type InboxDoor = keyof typeof jobOf;

/** A burst shares transactions: Slack counts the milliseconds until the answer. */
const maxBatch = 50;

const deliveryIdOf = ({ deliveryId }: InboxRow): string => deliveryId;

export function createInbox({
  database,
  queue,
  clock,
}: {
  database: Database;
  queue: Queue;
  clock: Clock;
}): Inbox {
  const batcher = createBatcher<InboxRow & { door: InboxDoor }, 'new' | 'duplicate'>(
    maxBatch,
    async (rows) => {
      const fresh = await database.system(async (tx) => {
        const ids = new Set(await insertDeliveries(tx, rows, clock.now()));
        for (const door of Object.keys(jobOf) as InboxDoor[]) {
          const own = new Set(
            rows.filter((row) => row.door === door && ids.has(row.deliveryId)).map(deliveryIdOf),
          );
          if (own.size === 0) continue;
          await queue.enqueueMany(
            tx,
            jobOf[door],
            [...own].map((deliveryId) => ({ deliveryId })),
          );
        }
        return ids;
      });
      // Two of one id in a batch: the first of them is the one that was stored.
      return rows.map((row) => (fresh.delete(row.deliveryId) ? 'new' : 'duplicate'));
    },
  );

  return {
    accept: (delivery) => batcher.add(delivery),
    take: (deliveryId) => database.system((tx) => takeDelivery(tx, deliveryId)),
    done: (deliveryId) => database.system((tx) => closeDelivery(tx, deliveryId, clock.now())),
    failed: (deliveryId, problem) => database.system((tx) => noteProblem(tx, deliveryId, problem)),
  };
}
