import { type Clock as BossClock, type Job, type JobResult, PgBoss, systemClock } from 'pg-boss';
import { allJobs, type JobName, type JobPayload } from '../contracts/jobs.ts';
import type { JobDefinition } from '../contracts/shared.ts';
import { codeOf, isTransient, LookoutError } from '../kit/errors.ts';
import { stableId } from '../kit/ids.ts';
import type { Log } from '../kit/log.ts';
import type { Metrics } from '../kit/metrics.ts';
import { currentRequestId, traced } from '../kit/trace.ts';
import type { Database, Tx } from '../store/database.ts';
import { embeddedBackend } from './embedded-backend.ts';
import { deadQueue, makeQueues } from './make-queues.ts';
import { askedWaitMs, postponeJob, waitsOf } from './postpone-job.ts';
import { wakeWorkers } from './wake-workers.ts';

export type JobHandler<Name extends JobName> = (
  payload: JobPayload<Name>,
  context: { signal: AbortSignal; log: Log },
) => Promise<void>;
export type Workers = { [Name in JobName]?: JobHandler<Name> };

export interface EnqueueOptions {
  /** Same key, same job: a second enqueue does nothing while the first is remembered (7 days). */
  key?: string;
}

export interface DeadJob {
  job: string;
  workspaceId: string | null;
  at: Date;
  problem: string;
  payload: Record<string, unknown>;
}

export interface Queue extends AsyncDisposable {
  /** Leaves a job in the caller's transaction: it exists if and only if the rows do. */
  enqueue<Name extends JobName>(
    tx: Tx,
    job: Name,
    payload: JobPayload<Name>,
    options?: EnqueueOptions,
  ): Promise<void>;
  /** The same for many at once, in one statement. */
  enqueueMany<Name extends JobName>(tx: Tx, job: Name, payloads: readonly JobPayload<Name>[]): Promise<void>;
  /** Takes jobs of the given names from now on. A process starts only its own flows' workers. */
  work(workers: Workers): Promise<void>;
  /** Jobs that failed for good, newest first. */
  deadJobs(limit: number): Promise<DeadJob[]>;
  /** Jobs waiting or running, by name; for /metrics and for tests that wait for quiet. */
  depth(): Promise<Record<string, number>>;
  /** Called after every settled job: how a test waits without sleeping. */
  onSettled(listener: (job: string) => void): () => void;
}

export interface QueueOptions {
  database: Database;
  log: Log;
  metrics?: Metrics;
  /** How long a stop waits for running jobs before it releases them, in milliseconds. */
  stopGraceMs: number;
  /** Told once about every job that failed for good. */
  onDead?: (job: JobName, payload: Record<string, unknown>) => Promise<void>;
}

const schema = 'pgboss';
/** Workers are told of new jobs, and woken for those that are due; the second is for when both fail. */
const polling = { pollingIntervalSeconds: 1, notifyPollingIntervalSeconds: 30 };
const pollingTogether = { pollingIntervalSeconds: 1, notifyPollingIntervalSeconds: 3 };

/**
 * A stop that runs out of grace leaves the heartbeat of a handler it gave up ticking for ever; it must not
 * keep a process alive that has nothing else to do.
 */
const bossClock: BossClock = {
  ...systemClock,
  setInterval: (work, ms) => (systemClock.setInterval(work, ms) as NodeJS.Timeout).unref(),
};

const definitionOf = (name: JobName): JobDefinition => allJobs[name];

/** Opens the product's job queue (pg-boss) beside the rows, on either database. Queues are made before anything is sent. */
export async function openQueue({
  database,
  log,
  metrics,
  stopGraceMs,
  onDead,
}: QueueOptions): Promise<Queue> {
  const boss = new PgBoss({
    schema,
    useListenNotify: true,
    superviseIntervalSeconds: 15,
    clock: bossClock,
    ...(database.kind === 'embedded'
      ? { db: embeddedBackend(database), backend: 'pglite' as const }
      : { connectionString: database.connectionString ?? '', max: 4, application_name: 'lookout-queue' }),
  });
  boss.on('error', (error) => log.error({ err: error }, 'queue error'));
  await boss.start();
  await makeQueues(boss);
  await letTenantsEnqueue(database);
  if (database.kind === 'embedded') await releaseOrphans(database);

  const listeners = new Set<(job: string) => void>();
  const asBackend = (tx: Tx) => ({
    executeSql: async (text: string, values?: unknown[]) => {
      const result = await tx.executeQuery<Record<string, unknown>>({
        sql: text,
        parameters: values ?? [],
        query: { kind: 'RawNode', sqlFragments: [text], parameters: [] },
        queryId: { queryId: 'queue' },
      } as unknown as Parameters<Tx['executeQuery']>[0]);
      return { rows: [...result.rows] as Record<string, unknown>[] };
    },
  });

  const settle = async (name: JobName, job: Job<object>): Promise<JobResult> => {
    const definition = definitionOf(name);
    const jobLog = log.child({ job: name, jobId: job.id });
    const handler = handlers.get(name);
    const stopTimer = metrics?.jobSeconds.startTimer({ job: name });
    try {
      if (!handler) throw new LookoutError('internal', `no worker for ${name}`);
      const payload = definition.payload.parse(job.data);
      await traced(requestIdOf(job.data) ?? job.id, () =>
        handler(payload as never, { signal: job.signal, log: jobLog }),
      );
      metrics?.jobs.inc({ job: name, outcome: 'done' });
      return { id: job.id, status: 'completed' };
    } catch (error) {
      const problem = `${codeOf(error)}: ${error instanceof Error ? error.message : String(error)}`;
      const waitMs = askedWaitMs(error, job);
      if (waitMs !== undefined) {
        jobLog.info({ err: error, waitMs }, 'job was asked to wait');
        await postponeJob(database, schema, name, job, waitMs);
        metrics?.jobs.inc({ job: name, outcome: 'postponed' });
        return { id: job.id, status: 'failed', output: { problem } }; // of a start that is over: it changes nothing
      }
      const tries = job.retryCount - waitsOf(job);
      const lost = !isTransient(error) || tries >= (definition.retryLimit ?? 5);
      jobLog.warn(
        { err: error, code: codeOf(error), tries, lost },
        lost ? 'job failed for good' : 'job failed, will be tried again',
      );
      metrics?.jobs.inc({ job: name, outcome: lost ? 'dead' : 'retried' });
      return { id: job.id, status: lost ? 'deadletter' : 'failed', output: { problem } };
    } finally {
      stopTimer?.();
      for (const listener of listeners) listener(name);
    }
  };

  const handlers = new Map<JobName, JobHandler<JobName>>();
  const waking = wakeWorkers({ boss, database, schema, clock: bossClock, log });
  let listensForDead = false;
  return {
    enqueue: async (tx, job, payload, options = {}) => {
      await boss.send(job, carried(job, definitionOf(job).payload.parse(payload) as object), {
        db: asBackend(tx),
        ...fairly(job, payload),
        ...(options.key ? { id: stableId(job, options.key) } : {}),
      });
    },
    enqueueMany: async (tx, job, payloads) => {
      if (payloads.length === 0) return;
      await boss.insert(
        job,
        payloads.map((payload) => ({ data: carried(job, payload as object), ...fairly(job, payload) })),
        { db: asBackend(tx) },
      );
    },
    work: async (workers) => {
      if (!listensForDead) {
        listensForDead = true;
        const id = await boss.work<{ job: JobName }>(deadQueue, polling, async (jobs) => {
          for (const { data } of jobs) await onDead?.(data.job, data);
        });
        waking.add(deadQueue, id);
      }
      for (const [name, handler] of Object.entries(workers) as [JobName, JobHandler<JobName>][]) {
        handlers.set(name, handler);
        const definition = definitionOf(name);
        const { batchSize = 10, concurrency = 2, mostPerWorkspace } = definition;
        // Each by itself: of several started together only the first can be woken. Where workspaces take turns they
        // have to know of each other; those look a little more often for themselves.
        const together = mostPerWorkspace
          ? { ...pollingTogether, localConcurrency: concurrency, localGroupConcurrency: mostPerWorkspace }
          : polling;
        for (let worker = 0; worker < (mostPerWorkspace ? 1 : concurrency); worker += 1) {
          const id = await boss.work<object>(
            name,
            { ...together, batchSize, burstWhenBatchFull: true, perJobResults: true },
            async (jobs) => await Promise.all(jobs.map((job) => settle(name, job))),
          );
          waking.add(name, id);
        }
      }
    },
    deadJobs: async (limit) => {
      const { rows } = await database.pool.query(
        `select name, data, output, completed_on from ${schema}.job where state = 'failed' and name <> '${deadQueue}' order by completed_on desc limit $1`,
        [limit],
      );
      return rows.map((row) => ({
        job: row.name,
        workspaceId: row.data?.workspaceId ?? null,
        at: row.completed_on,
        problem: row.output?.problem ?? 'unknown',
        payload: row.data ?? {},
      }));
    },
    depth: async () => {
      const { rows } = await database.pool.query<{ name: string; count: number }>(
        `select name, count(*)::int as count from ${schema}.job where state in ('created','retry','active') and name <> '${deadQueue}' group by name`,
      );
      return Object.fromEntries(rows.map((row) => [row.name, row.count]));
    },
    onSettled: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    [Symbol.asyncDispose]: async () => {
      waking.stop();
      await boss.stop({ graceful: true, timeout: stopGraceMs, close: true });
    },
  };
}

/**
 * A job carries, beside its payload, the id of the request that left it, so that a whole flow can be followed
 * in the log, and its own name, so that it is known among the dead.
 */
const carried = (job: JobName, payload: object): object => {
  const requestId = currentRequestId();
  return { ...payload, job, ...(requestId ? { requestId } : {}) };
};

/** Jobs of one workspace are a group where each workspace is to have its turn. */
const fairly = (job: JobName, payload: unknown): { group?: { id: string } } => {
  const { workspaceId } = payload as { workspaceId?: unknown };
  return definitionOf(job).mostPerWorkspace && typeof workspaceId === 'string'
    ? { group: { id: workspaceId } }
    : {};
};

const requestIdOf = (data: object): string | undefined => {
  const { requestId } = data as { requestId?: unknown };
  return typeof requestId === 'string' ? requestId : undefined;
};

/** A workspace's own transactions may leave jobs, so that a job commits with its rows. */
async function letTenantsEnqueue(database: Database): Promise<void> {
  await database.pool.query(
    `grant usage on schema ${schema} to lookout_tenant; grant select, insert, update on all tables in schema ${schema} to lookout_tenant; grant execute on all functions in schema ${schema} to lookout_tenant`,
  );
}

/** The embedded database serves one process: whatever it says is running died with the last one. */
async function releaseOrphans(database: Database): Promise<void> {
  await database.pool.query(
    `update ${schema}.job set state = 'retry', start_after = now() where state = 'active'`,
  );
}
