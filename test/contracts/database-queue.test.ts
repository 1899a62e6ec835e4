import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { PgBoss } from 'pg-boss';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { LookoutError } from '../../src/kit/errors.ts';
import { stableId } from '../../src/kit/ids.ts';
import { silentLog } from '../../src/kit/log.ts';
import { openQueue, type Queue } from '../../src/queue/queue.ts';
import type { Database } from '../../src/store/database.ts';
import { bothDatabases, openServerTestDatabase, type TestDatabase } from '../helpers/database.ts';

const patience = { timeout: 20_000, interval: 25 };
const monitor = (name: string) => ({ workspaceId: 'T1', monitorId: stableId(name) });

interface JobRow {
  state: string;
  retry_count: number;
  waits: boolean;
}

async function jobFor({ pool }: Database, { monitorId }: { monitorId: string }): Promise<JobRow[]> {
  const { rows } = await pool.query<JobRow>(
    "select state, retry_count, start_after > now() as waits from pgboss.job where data->>'monitorId' = $1 and name <> 'lookout.dead' order by created_on",
    [monitorId],
  );
  return rows;
}

describe.each(bothDatabases)('jobs on the $kind database', ({ open }) => {
  let opened: TestDatabase;
  let database: Database;
  let queue: Queue;
  const dead: string[] = [];
  const runs: string[] = [];
  const failures = new Map<string, LookoutError>();

  beforeAll(async () => {
    opened = await open();
    database = opened.database;
    queue = await openQueue({
      database,
      log: silentLog,
      stopGraceMs: 1_000,
      onDead: async (job, payload) => {
        dead.push(`${job} ${payload.monitorId}`);
      },
    });
    await queue.work({
      'notification.card': async ({ monitorId }) => {
        runs.push(monitorId);
        const failure = failures.get(monitorId);
        failures.delete(monitorId);
        if (failure) throw failure;
      },
    });
  });

  afterAll(async () => {
    await queue[Symbol.asyncDispose]();
    await opened[Symbol.asyncDispose]();
  });

  const leave = (payload: ReturnType<typeof monitor>, key?: string) =>
    database.tenant('T1', (tx) => queue.enqueue(tx, 'notification.card', payload, key ? { key } : {}));
  const runsOf = ({ monitorId }: { monitorId: string }) => runs.filter((run) => run === monitorId).length;

  test('a job that a workspace left is done once', async () => {
    const payload = monitor('plain');
    await leave(payload);
    await vi.waitFor(
      async () => expect(await jobFor(database, payload)).toMatchObject([{ state: 'completed' }]),
      patience,
    );
    expect(runsOf(payload)).toBe(1);
  });

  test('two jobs with one key are one job, also after it is done', async () => {
    const payload = monitor('keyed');
    await leave(payload, 'card:1');
    await leave(payload, 'card:1');
    await vi.waitFor(
      async () => expect(await jobFor(database, payload)).toMatchObject([{ state: 'completed' }]),
      patience,
    );
    await leave(payload, 'card:1');
    expect(await jobFor(database, payload)).toHaveLength(1);
    await leave(payload, 'card:2');
    expect(await jobFor(database, payload)).toHaveLength(2);
  });

  test('a job whose vendor was away for a moment waits and is tried again', async () => {
    const payload = monitor('transient');
    failures.set(payload.monitorId, new LookoutError('vendor_down', 'Slack is away'));
    await leave(payload);
    await vi.waitFor(
      async () =>
        expect(await jobFor(database, payload)).toMatchObject([
          { state: 'retry', retry_count: 0, waits: true },
        ]),
      patience,
    );
    await database.pool.query("update pgboss.job set start_after = now() where data->>'monitorId' = $1", [
      payload.monitorId,
    ]);
    await vi.waitFor(
      async () =>
        expect(await jobFor(database, payload)).toMatchObject([{ state: 'completed', retry_count: 1 }]),
      patience,
    );
    expect(runsOf(payload)).toBe(2);
    expect(dead).not.toContain(`notification.card ${payload.monitorId}`);
  });

  test('a workspace whose meetings take long leaves room for the meeting of another', async () => {
    const running: string[] = [];
    const { promise: over, resolve: letGo } = Promise.withResolvers<void>();
    await queue.work({
      'transcript.read': async ({ workspaceId }) => {
        running.push(workspaceId);
        await over;
      },
    });
    const meetings = ['busy 1', 'busy 2', 'busy 3', 'busy 4', 'busy 5'].map((name) => stableId(name));
    for (const transcriptId of meetings)
      await database.tenant('T1', (tx) =>
        queue.enqueue(tx, 'transcript.read', { workspaceId: 'T1', transcriptId }),
      );
    await vi.waitFor(() => expect(running.length).toBeGreaterThanOrEqual(2), patience);
    await database.tenant('T2', (tx) =>
      queue.enqueue(tx, 'transcript.read', { workspaceId: 'T2', transcriptId: stableId('quick') }),
    );
    await vi.waitFor(() => expect(running).toContain('T2'), patience);
    expect(running.filter((workspaceId) => workspaceId === 'T1')).toHaveLength(2);
    letGo();
    await vi.waitFor(() => expect(running).toHaveLength(6), patience);
  });

  const waitOf = async ({ monitorId }: { monitorId: string }) => {
    const { rows } = await database.pool.query<{ state: string; minutes: number; left: number }>(
      `select state, round(extract(epoch from start_after - now()) / 60)::int as minutes, retry_limit - retry_count as left
       from pgboss.job where data->>'monitorId' = $1`,
      [monitorId],
    );
    return rows;
  };
  const startNow = async ({ monitorId }: { monitorId: string }) =>
    await database.pool.query("update pgboss.job set start_after = now() where data->>'monitorId' = $1", [
      monitorId,
    ]);

  test('a job that is asked to wait comes when the wait is over, spends no try on it, and stays one job', async () => {
    const payload = monitor('asked to wait');
    // One of them is longer than Lookout waits at once.
    const minutes = [30, 90, 1];
    for (const [waits, asked] of minutes.entries()) {
      const retryAfterMs = asked * 60_000;
      failures.set(payload.monitorId, new LookoutError('rate_limited', 'too many', { retryAfterMs }));
      if (waits === 0) await leave(payload, 'card:patient');
      else await startNow(payload);
      await vi.waitFor(() => expect(runsOf(payload)).toBe(waits + 1), patience);
      await vi.waitFor(
        async () =>
          expect(await waitOf(payload)).toEqual([
            { state: 'retry', minutes: Math.min(asked, 60), left: 5 + 1 },
          ]),
        patience,
      );
    }
    await leave(payload, 'card:patient');
    await startNow(payload);
    await vi.waitFor(
      async () => expect(await jobFor(database, payload)).toMatchObject([{ state: 'completed' }]),
      patience,
    );
    expect(runsOf(payload)).toBe(minutes.length + 1);
  });

  test('a vendor that asks to wait for ever is not waited for', async () => {
    const payload = monitor('for ever');
    const failure = new LookoutError('rate_limited', 'too many', { retryAfterMs: 60_000 });
    failures.set(payload.monitorId, failure);
    await leave(payload);
    await vi.waitFor(async () => expect(await waitOf(payload)).toMatchObject([{ minutes: 1 }]), patience);
    await database.pool.query(
      `update pgboss.job set data = data || '{"waits": 24}', retry_count = 23 + retry_limit - 1 where data->>'monitorId' = $1`,
      [payload.monitorId],
    );
    failures.set(payload.monitorId, failure);
    await startNow(payload);
    await vi.waitFor(() => expect(dead.join()).toContain(payload.monitorId), patience);
  });

  test('a job that cannot succeed is not tried again: it is a dead letter, and whoever listens is told once', async () => {
    const payload = monitor('hopeless');
    failures.set(payload.monitorId, new LookoutError('not_allowed', 'the channel is archived'));
    await leave(payload);
    await vi.waitFor(
      async () =>
        expect(await jobFor(database, payload)).toMatchObject([{ state: 'failed', retry_count: 0 }]),
      patience,
    );
    expect(runsOf(payload)).toBe(1);
    await vi.waitFor(
      () => expect(dead.filter((told) => told.endsWith(payload.monitorId))).toHaveLength(1),
      patience,
    );
    expect(await queue.deadJobs(10)).toContainEqual(
      expect.objectContaining({
        job: 'notification.card',
        workspaceId: 'T1',
        problem: 'not_allowed: the channel is archived',
        payload: expect.objectContaining(payload),
      }),
    );
  });
});

test('the job of a process that was killed is taken over by another', async () => {
  await using server = await openServerTestDatabase();
  const { database, connectionString } = server;
  await using queue = await openQueue({ database, log: silentLog, stopGraceMs: 1_000 });
  const payload = monitor('taken over');
  const script = fileURLToPath(new URL('../helpers/hang-on-a-job.ts', import.meta.url));
  const hanging = spawn(process.execPath, [script, connectionString], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  try {
    await once(hanging.stdout, 'data'); // "working": it takes jobs from here on
    await database.tenant('T1', (tx) => queue.enqueue(tx, 'notification.card', payload));
    await vi.waitFor(
      async () => expect(await jobFor(database, payload)).toMatchObject([{ state: 'active' }]),
      patience,
    );
  } finally {
    hanging.kill('SIGKILL');
  }
  await once(hanging, 'exit');

  const taken = Promise.withResolvers<string>();
  await queue.work({ 'notification.card': async ({ monitorId }) => taken.resolve(monitorId) });
  await silenceForAnHour(database);
  await superviseNow(connectionString);
  await database.pool.query('update pgboss.job set start_after = now()'); // instead of waiting for the back-off
  expect(await taken.promise).toBe(payload.monitorId);
  await vi.waitFor(
    async () =>
      expect(await jobFor(database, payload)).toMatchObject([{ state: 'completed', retry_count: 1 }]),
    patience,
  );
});

/** As if the last sign of life of whatever is running had come an hour ago, and nobody had looked since. */
async function silenceForAnHour({ pool }: Database): Promise<void> {
  await pool.query("update pgboss.job set heartbeat_on = now() - interval '1 hour' where state = 'active'");
  await pool.query('update pgboss.queue set monitor_on = null');
}

/** The look the queue takes every 15 seconds, now. */
async function superviseNow(connectionString: string): Promise<void> {
  const boss = new PgBoss({
    connectionString,
    schema: 'pgboss',
    supervise: false,
    schedule: false,
    migrate: false,
  });
  await boss.start();
  await boss.supervise('notification.card');
  await boss.stop({ graceful: false });
}
