import { createRouterClient } from '@orpc/server';
import { openTestDatabase } from '../../../test/helpers/database.ts';
import type { Proposal } from '../../contracts/discovery.ts';
import { allJobs, type JobName, type JobPayload } from '../../contracts/jobs.ts';
import { manualClock } from '../../kit/clock.ts';
import { silentLog } from '../../kit/log.ts';
import { openQueue } from '../../queue/queue.ts';
import { createMonitorFlow } from './index.ts';

/** The monitor room on a fresh embedded database, with a look at the jobs it leaves. */
export async function openMonitorRoom() {
  const database = await openTestDatabase();
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
    return rows.map((row) => allJobs[name].payload.parse(row.data) as JobPayload<Name>);
  };
  const forget = async () => {
    await database.pool.query('delete from pgboss.job');
  };
  const reset = async () => {
    await database.pool.query('truncate monitors, sources cascade');
    await forget();
    serial += 1;
  };
  let serial = 0;
  const calls = as('T1', 'U1');

  const request = "tell me when the Pro plan's price changes on https://a.example/pricing";
  /** A request of U1 in channel C1; the same in one test unless `over` says otherwise. */
  const wish = (over: object = {}) => ({
    request,
    by: 'U1',
    channelId: 'C1',
    threadTs: '1.1',
    key: `k${serial}`,
    ...over,
  });
  /** Discovery's answer arrives; null when it found nothing. */
  const propose = async (
    monitorId: string,
    over: Partial<Proposal> | null = {},
    requestVersion = 1,
    failure: string | null = null,
  ) => {
    const proposal = over === null ? null : proposalWith(over);
    await work('monitor.proposed', { workspaceId: 'T1', monitorId, requestVersion, proposal, failure });
  };
  /** A monitor that watches, as U2 would act on it; the jobs so far are forgotten. */
  const watching = async (over: object = {}, proposed: Partial<Proposal> = {}) => {
    const { monitor } = await calls.create(wish({ startAtOnce: true, ...over }));
    await propose(monitor.monitorId, proposed);
    await forget();
    return { monitorId: monitor.monitorId, by: 'U2' };
  };
  const cadencesOf = async (url: string) => {
    const { rows } = await database.pool.query('select cadences from sources where url = $1', [url]);
    return rows[0]?.cadences;
  };
  const actsOf = async (monitorId: string): Promise<string[]> => {
    const { rows } = await database.pool.query('select actor, act from monitor_acts where monitor_id = $1', [
      monitorId,
    ]);
    return rows.map((row) => `${row.actor} ${row.act}`).sort();
  };
  return {
    database,
    clock,
    as,
    work,
    jobs,
    forget,
    reset,
    calls,
    wish,
    propose,
    watching,
    cadencesOf,
    actsOf,
    [Symbol.asyncDispose]: async () => {
      await queue[Symbol.asyncDispose]();
      await database[Symbol.asyncDispose]();
    },
  };
}

export type MonitorRoom = Awaited<ReturnType<typeof openMonitorRoom>>;

export const sourceWith = (url: string, over: object = {}) => ({
  url,
  title: 'Pricing',
  kind: 'html' as const,
  why: 'named in the request',
  currentValue: '$20',
  confidence: 1,
  needsBrowser: false,
  ...over,
});

const proposalWith = (over: Partial<Proposal>): Proposal => ({
  intent: "Tell you when the Pro plan's price changes",
  condition: { field: 'Pro plan price', operator: 'changes' },
  sources: [sourceWith('https://a.example/pricing')],
  cadence: { kind: 'every', minutes: 30 },
  mode: 'every',
  unreadable: [],
  workedOutBy: 'rules',
  ...over,
});
