import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type DrivenDoor, driveDoor, mention } from '../../src/doors/slack/drive-door-for-test.ts';
import { systemClock } from '../../src/kit/clock.ts';
import { silentLog } from '../../src/kit/log.ts';
import { createInbox } from '../../src/queue/inbox.ts';
import { openQueue, type Queue } from '../../src/queue/queue.ts';
import { bothDatabases, type TestDatabase } from '../helpers/database.ts';

describe.each(bothDatabases)('events on the $kind database', ({ open }) => {
  let opened: TestDatabase;
  beforeAll(async () => {
    opened = await open();
  });
  afterAll(async () => await opened?.[Symbol.asyncDispose]());

  /** A process: its queue and its door over the shared database. */
  async function startProcess(): Promise<{ door: DrivenDoor; queue: Queue; stop: () => Promise<void> }> {
    const { database } = opened;
    const queue = await openQueue({ database, log: silentLog, stopGraceMs: 1_000 });
    const inbox = createInbox({ database, queue, clock: systemClock });
    const door = await driveDoor({ inbox });
    door.hallAnswers['assistant.understand'] = { kind: 'help' };
    door.hallAnswers['monitor.list'] = { monitors: [], total: 0 };
    return {
      door,
      queue,
      stop: async () => {
        await queue[Symbol.asyncDispose]();
        await door[Symbol.asyncDispose]();
      },
    };
  }

  const row = async (deliveryId: string) =>
    (
      await opened.database.pool.query(
        'select attempts, processed_at, problem from inbox where delivery_id = $1',
        [deliveryId],
      )
    ).rows[0];

  test('when the process dies between storing an event and working on it, the next one answers, once', async () => {
    const first = await startProcess();
    expect((await first.door.event(mention('<@UBOT> help'), 'Ev1')).status).toBe(200);
    await first.stop();
    expect(first.door.api.calls).toEqual([]);
    expect(await row('Ev1')).toMatchObject({ attempts: 0, processed_at: null });

    const second = await startProcess();
    await second.queue.work(second.door.workers);
    await second.door.event(mention('<@UBOT> help'), 'Ev1'); // Slack's own retry of it
    await expect.poll(async () => (await row('Ev1')).processed_at, { timeout: 10_000 }).not.toBeNull();
    await expect.poll(() => second.queue.depth(), { timeout: 10_000 }).toEqual({});
    expect(second.door.api.of('chat.postEphemeral')).toHaveLength(1);
    expect(await row('Ev1')).toMatchObject({ attempts: 1, problem: null });
    await second.stop();
  });

  test('an event that fails is tried again by the queue and closed when it succeeds', async () => {
    const { door, queue, stop } = await startProcess();
    let tries = 0;
    door.hallAnswers['assistant.understand'] = () => {
      tries += 1;
      if (tries === 1) throw new Error('a flow fell over');
      return { kind: 'help' };
    };
    await queue.work(door.workers);
    await door.event(mention('<@UBOT> help'), 'Ev2');
    await expect
      .poll(async () => (await row('Ev2')).problem, { timeout: 10_000 })
      .toContain('a flow fell over');
    await expect.poll(async () => (await row('Ev2')).processed_at, { timeout: 20_000 }).not.toBeNull();
    expect(await row('Ev2')).toMatchObject({ attempts: 2, problem: null });
    await stop();
  });
});
