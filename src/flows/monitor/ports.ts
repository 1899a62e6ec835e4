import type { Clock } from '../../kit/clock.ts';
import type { Log } from '../../kit/log.ts';
import type { Queue } from '../../queue/queue.ts';
import type { Database } from '../../store/database.ts';

/** What the monitor room is given. */
export interface MonitorDeps {
  database: Database;
  queue: Queue;
  clock: Clock;
  log: Log;
  /** No monitor looks more often than this, in minutes. */
  minCadenceMinutes: number;
}
