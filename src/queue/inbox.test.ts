import { afterAll, beforeAll, expect, test } from 'vitest';
import { openTestDatabase } from '../../test/helpers/database.ts';
import { systemClock } from '../kit/clock.ts';
import { silentLog } from '../kit/log.ts';
import type { Database } from '../store/database.ts';
import { createInbox, type Inbox } from './inbox.ts';
import { openQueue, type Queue } from './queue.ts';

let database: Database;
let queue: Queue;
let inbox: Inbox;

beforeAll(async () => {
  database = await openTestDatabase();
  queue = await openQueue({ database, log: silentLog, stopGraceMs: 1000 });
  inbox = createInbox({ database, queue, clock: systemClock });
}, 60_000);

afterAll(async () => {
  await queue[Symbol.asyncDispose]();
  await database[Symbol.asyncDispose]();
});

const delivery = (deliveryId: string) => ({
  deliveryId,
  workspaceId: 'T1',
  door: 'slack' as const,
  body: { event_id: deliveryId },
});

const jobs = async (deliveryId: string): Promise<number> => {
  const { rows } = await database.pool.query(
    "select count(*)::int as n from pgboss.job where data->>'deliveryId' = $1",
    [deliveryId],
  );
  return rows[0].n;
};

test('an event that Slack sends three times is stored once and leaves one job', async () => {
  expect(await inbox.accept(delivery('Ev1'))).toBe('new');
  expect(await inbox.accept(delivery('Ev1'))).toBe('duplicate');
  expect(await inbox.accept(delivery('Ev1'))).toBe('duplicate');
  expect(await jobs('Ev1')).toBe(1);
});

test('a burst with the same event twice in it stores each once', async () => {
  const answers = await Promise.all(['Ev2', 'Ev3', 'Ev2', 'Ev4'].map((id) => inbox.accept(delivery(id))));
  expect(answers).toEqual(['new', 'new', 'duplicate', 'new']);
  expect(await jobs('Ev2')).toBe(1);
});

test('an event whose job cannot be left is not stored either, and Slack hears of the failure', async () => {
  const broken = createInbox({
    database,
    clock: systemClock,
    queue: { ...queue, enqueueMany: async () => Promise.reject(new Error('no queue')) },
  });
  await expect(broken.accept(delivery('Ev5'))).rejects.toThrow('no queue');
  expect(await inbox.take('Ev5')).toBeUndefined();
});

test('a delivery stays open until it is done, counts its tries, and is not given out afterwards', async () => {
  await inbox.accept(delivery('Ev6'));
  expect(await inbox.take('Ev6')).toMatchObject({ workspaceId: 'T1', body: { event_id: 'Ev6' }, attempt: 1 });
  await inbox.failed('Ev6', 'vendor_down: Slack did not answer');
  expect(await inbox.take('Ev6')).toMatchObject({ attempt: 2 });
  await inbox.done('Ev6');
  expect(await inbox.take('Ev6')).toBeUndefined();
  expect(await inbox.take('never seen')).toBeUndefined();
});
