import type { Clock as BossClock, PgBoss } from 'pg-boss';
import type { Log } from '../kit/log.ts';
import type { Database } from '../store/database.ts';

/** How late a job may start whose time has come: a retry, or one that was put off. New jobs are told at once. */
const everyMs = 1_000;

export interface WakeOptions {
  boss: PgBoss;
  database: Database;
  schema: string;
  clock: BossClock;
  log: Log;
}

/**
 * Wakes the workers of queues in which a job is due. One statement a second for all queues: polling by each worker
 * would be some thirty, which on the embedded database is a tenth of a processor for nothing.
 */
export function wakeWorkers({ boss, database, schema, clock, log }: WakeOptions): {
  /** From now on these workers are woken. */
  add(queue: string, workerId: string): void;
  stop(): void;
} {
  const workers = new Map<string, string[]>();
  let isLooking = false;
  const look = async (): Promise<void> => {
    if (isLooking || workers.size === 0) return;
    isLooking = true;
    try {
      const { rows } = await database.pool.query<{ name: string }>(
        `select name from unnest($1::text[]) as queue (name) where exists (
           select from ${schema}.job
           where job.name = queue.name and state < 'active' and not blocked and start_after <= ${schema}.job_now())`,
        [[...workers.keys()]],
      );
      for (const { name } of rows) for (const id of workers.get(name) ?? []) boss.notifyWorker(id);
    } catch (error) {
      // Each worker still looks for itself, only less often.
      log.debug({ err: error }, 'could not look for jobs that are due');
    } finally {
      isLooking = false;
    }
  };
  const timer = clock.setInterval(() => void look(), everyMs);
  return {
    add: (queue, workerId) => {
      workers.set(queue, [...(workers.get(queue) ?? []), workerId]);
    },
    stop: () => clock.clearInterval(timer),
  };
}
