import { createRouterClient } from '@orpc/server';
import type { JobName, JobPayload } from '../../contracts/jobs.ts';
import { manualClock } from '../../kit/clock.ts';
import { silentLog } from '../../kit/log.ts';
import { openQueue } from '../../queue/queue.ts';
import { openEmbedded } from '../../store/database.ts';
import { migrate } from '../../store/migrate.ts';
import { createMonitorFlow } from './index.ts';

/** The monitor room on a fresh embedded database, with a look at the jobs it leaves. */
export async function openMonitorRoom() {
  const database = await openEmbedded();
  await migrate(database);
  const queue = await openQueue({ database, log: silentLog, stopGraceMs: 100 });
  const clock = manualClock(new Date('2026-05-04T08:00:00Z'));
  const flow = createMonitorFlow({ database, queue, clock, log: silentLog, minCadenceMinutes: 5 });
  const as = (workspaceId: string, userId?: string) =>
    createRouterClient(flow.calls, { context: { workspaceId, userId, requestId: 'r' } });
  const work = async <Name extends 'monitor.proposed' | 'monitor.done'>(
    name: Name,
    payload: JobPayload<Name>,
  ) => {
    const handler = flow.workers[name] as
      | ((payload: JobPayload<Name>, context: never) => Promise<void>)
      | undefined;
    await handler?.(payload, { signal: new AbortController().signal, log: silentLog } as never);
  };
  /** Jobs left so far, oldest first; `forget` empties the list. */
  const jobs = async <Name extends JobName>(name: Name): Promise<JobPayload<Name>[]> => {
    const { rows } = await database.pool.query(
      'select data from pgboss.job where name = $1 order by created_on, id',
      [name],
    );
    return rows.map((row) => row.data);
  };
  const forget = async () => {
    await database.pool.query('delete from pgboss.job');
  };
  return {
    database,
    clock,
    as,
    work,
    jobs,
    forget,
    [Symbol.asyncDispose]: async () => {
      await queue[Symbol.asyncDispose]();
      await database[Symbol.asyncDispose]();
    },
  };
}

export type MonitorRoom = Awaited<ReturnType<typeof openMonitorRoom>>;
