import type { Condition } from '../../src/contracts/detection.ts';
import type { Cadence } from '../../src/contracts/discovery.ts';
import { allJobs, type JobName, type JobPayload } from '../../src/contracts/jobs.ts';
import type { MonitorState, NotifyTarget, QuietHours } from '../../src/contracts/monitor.ts';
import { type ManualClock, manualClock } from '../../src/kit/clock.ts';
import { newId } from '../../src/kit/ids.ts';
import { silentLog } from '../../src/kit/log.ts';
import { openQueue, type Queue, type Workers } from '../../src/queue/queue.ts';
import type { Database } from '../../src/store/database.ts';
import { ensureSource, refreshSources, replaceFollowed } from '../../src/store/sources.ts';
import { openTestDatabase } from './database.ts';

export const workspaceId = 'T1';

export interface MonitorWish {
  state?: MonitorState;
  urls?: string[];
  request?: string;
  intent?: string;
  condition?: Condition | null;
  cadence?: Cadence;
  mode?: 'once' | 'every';
  channelId?: string | null;
  threadTs?: string | null;
  mutedKinds?: string[];
  notify?: NotifyTarget[];
  quietHours?: QuietHours | null;
  snoozedUntil?: Date | null;
  mentions?: string[];
  startedAtOnce?: boolean;
  withBrowser?: boolean;
}

/** A room's surroundings: an embedded database, the real queue, a clock held in the hand, and rows of its neighbours. */
export interface Room extends AsyncDisposable {
  database: Database;
  queue: Queue;
  clock: ManualClock;
  /** A monitor as the monitor room would have left it; answers its id. */
  addMonitor(wish?: MonitorWish): Promise<string>;
  /** The source of an address, as `addMonitor` made it. */
  sourceId(url: string): Promise<string>;
  /** Changes columns of a monitor and reckons the rhythm of its pages anew, as its own room does. */
  editMonitor(monitorId: string, columns: Record<string, unknown>): Promise<void>;
  /** Jobs of a name left so far, oldest first, taken away. */
  take<Name extends JobName>(job: Name): Promise<JobPayload<Name>[]>;
  /** Runs the jobs these workers know until none is left. Others stay. */
  drain(workers: Workers): Promise<void>;
  rows<Row = Record<string, unknown>>(sql: string, values?: unknown[]): Promise<Row[]>;
  /** Empties every table and the queue. */
  forget(): Promise<void>;
}

export async function openRoom(start = new Date('2026-05-04T08:00:00Z')): Promise<Room> {
  const database = await openTestDatabase();
  const queue = await openQueue({ database, log: silentLog, stopGraceMs: 100 });
  const clock = manualClock(start);

  const rows = async <Row>(sql: string, values: unknown[] = []): Promise<Row[]> =>
    (await database.pool.query(sql, values)).rows as Row[];

  const sourceId = async (url: string): Promise<string> => {
    const [row] = await rows<{ source_id: string }>('select source_id from sources where url = $1', [url]);
    if (!row) throw new Error(`no source ${url}`);
    return row.source_id;
  };

  const addMonitor = async (wish: MonitorWish = {}): Promise<string> => {
    const monitorId = newId();
    const at = clock.now();
    const request = wish.request ?? 'tell me when the price changes';
    await database.tenant(workspaceId, async (tx) => {
      await tx
        .insertInto('monitors')
        .values({
          monitor_id: monitorId,
          workspace_id: workspaceId,
          creation_key: monitorId,
          state: wish.state ?? 'watching',
          request,
          request_key: request,
          intent: wish.intent ?? 'Tell you when the price changes',
          condition: wish.condition ? JSON.stringify(wish.condition) : null,
          cadence: JSON.stringify(wish.cadence ?? { kind: 'every', minutes: 30 }),
          mode: wish.mode ?? 'every',
          channel_id: wish.channelId === undefined ? 'C0GENERAL1' : wish.channelId,
          thread_ts: wish.threadTs === undefined ? '1700000000.000100' : wish.threadTs,
          muted_kinds: wish.mutedKinds ?? [],
          notify: JSON.stringify(wish.notify ?? []),
          quiet_hours: wish.quietHours ? JSON.stringify(wish.quietHours) : null,
          snoozed_until: wish.snoozedUntil ?? null,
          mentions: wish.mentions ?? [],
          start_at_once: wish.startedAtOnce ?? false,
          created_by: 'U1',
          created_at: at,
          updated_at: at,
        })
        .execute();
      const follows = [];
      for (const url of wish.urls ?? ['https://shop.example/pricing']) {
        const id = await ensureSource(tx, { workspaceId, url, withBrowser: wish.withBrowser ?? false, at });
        follows.push({ sourceId: id, why: 'named in the request', currentValue: null });
      }
      await replaceFollowed(tx, { workspaceId, monitorId, follows, at });
      await refreshSources(
        tx,
        follows.map((follow) => follow.sourceId),
      );
    });
    return monitorId;
  };

  const editMonitor = async (monitorId: string, columns: Record<string, unknown>): Promise<void> => {
    await database.tenant(workspaceId, async (tx) => {
      await tx.updateTable('monitors').set(columns).where('monitor_id', '=', monitorId).execute();
      const followed = await tx
        .selectFrom('monitor_sources')
        .select('source_id')
        .where('monitor_id', '=', monitorId)
        .execute();
      await refreshSources(
        tx,
        followed.map((row) => row.source_id),
      );
    });
  };

  const take = async <Name extends JobName>(job: Name): Promise<JobPayload<Name>[]> => {
    const taken = await rows<{ data: unknown }>(
      `with gone as (delete from pgboss.job where name = $1 and state in ('created', 'retry') returning data, created_on, id)
       select data from gone order by created_on, id`,
      [job],
    );
    // As a worker would get it: the queue carries more beside the payload.
    return taken.map((row) => allJobs[job].payload.parse(row.data) as JobPayload<Name>);
  };

  const drain = async (workers: Workers): Promise<void> => {
    const names = Object.keys(workers) as JobName[];
    for (let settled = false; !settled; ) {
      settled = true;
      for (const name of names) {
        const handler = workers[name] as ((payload: unknown, context: unknown) => Promise<void>) | undefined;
        for (const payload of await take(name)) {
          settled = false;
          await handler?.(payload, { signal: new AbortController().signal, log: silentLog });
        }
      }
    }
  };

  return {
    database,
    queue,
    clock,
    addMonitor,
    sourceId,
    editMonitor,
    take,
    drain,
    rows,
    forget: async () => {
      // Deleting is faster than truncating while there are few rows.
      for (const table of [
        'deliveries',
        'monitors',
        'sources',
        'blobs',
        'model_spend',
        'judgements',
        'answers',
        'weekly_reports',
        'pgboss.job',
      ]) {
        await database.pool.query(`delete from ${table}`);
      }
    },
    [Symbol.asyncDispose]: async () => {
      await queue[Symbol.asyncDispose]();
      await database[Symbol.asyncDispose]();
    },
  };
}
