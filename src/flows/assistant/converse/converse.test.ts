import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { openRoom, type Room, workspaceId } from '../../../../test/helpers/open-room.ts';
import { type PlayedOffice, playSlackOffice } from '../../../../test/helpers/play-slack-office.ts';
import { silentLog } from '../../../kit/log.ts';
import { takeQuestion } from '../../../store/answers.ts';
import { createConversation } from './index.ts';

let room: Room;
let slack: PlayedOffice;
beforeAll(async () => {
  room = await openRoom();
}, 120_000);
afterAll(async () => await room[Symbol.asyncDispose]());
beforeEach(async () => {
  await room.forget();
  room.clock.set(new Date('2026-05-04T12:00:00Z'));
  slack = playSlackOffice();
});

const open = () =>
  createConversation({
    database: room.database,
    queue: room.queue,
    clock: room.clock,
    log: silentLog,
    slack,
    embedder: {
      model: 'none',
      dimensions: 2,
      embed: async (words) => words.map(() => new Float32Array([1, 0])),
    },
    modelHelp: 'set OPENAI_API_KEY to connect one',
    budget: { monthlyUsd: 1, usdPerMillionInput: 1, usdPerMillionOutput: 1 },
  });
const thread = { channelId: 'C1', threadTs: '1700000000.000100' };
const asked = (key: string, more: object = {}) => ({
  workspaceId,
  question: 'When do we start?',
  sees: { channelIds: ['C1'], unplaced: false },
  meetings: [],
  ...thread,
  by: 'U1',
  key,
  ...more,
});
const work = async (answerId: string) =>
  await open().workers['assistant.answer']?.(
    { workspaceId, answerId },
    { signal: new AbortController().signal, log: silentLog },
  );
const stateOf = async (answerId: string) =>
  (await room.rows<{ state: string }>('select state from answers where answer_id = $1', [answerId]))[0]
    ?.state;

test('the same delivery asks once, and is answered once however often its job runs', async () => {
  const { answerId } = await open().ask(asked('E1'));
  expect(await open().ask(asked('E1'))).toEqual({ answerId });
  const jobs = await room.take('assistant.answer');
  expect(jobs).toEqual([{ workspaceId, answerId }]);
  await work(answerId);
  await work(answerId);
  expect(slack.standing).toHaveLength(1);
  expect(await stateOf(answerId)).toBe('answered');
});

test('while one worker answers, another waits; what a dead one left is finished in its message', async () => {
  const { answerId } = await open().ask(asked('E1'));
  const now = room.clock.now();
  // A worker takes the question, begins its message, and is killed before it could note it.
  await room.database.tenant(workspaceId, (tx) =>
    takeQuestion(tx, answerId, now, new Date(now.getTime() + 60_000)),
  );
  await slack.startStream(
    { workspaceId, ...thread, recipientUserId: 'U1' },
    { deliveryId: answerId, title: 'Looking' },
  );
  await expect(work(answerId)).rejects.toMatchObject({ code: 'unavailable' });
  await room.clock.advance(61_000);
  await work(answerId);
  expect(slack.standing).toHaveLength(1);
  expect(slack.standing[0]?.message.blocks).toBeDefined();
  expect(await stateOf(answerId)).toBe('answered');
});

test('when Slack is away the question is free for the next try, which posts one message', async () => {
  const { answerId } = await open().ask(asked('E1'));
  slack.mishaps = ['down', 'down'];
  await expect(work(answerId)).rejects.toMatchObject({ code: 'vendor_down' });
  await work(answerId);
  expect(slack.standing).toHaveLength(1);
  expect(await stateOf(answerId)).toBe('answered');
});

test('where Slack refuses for good, the question is closed', async () => {
  const { answerId } = await open().ask(asked('E1'));
  slack.mishaps = ['refused', 'refused'];
  await expect(work(answerId)).rejects.toMatchObject({ code: 'not_allowed' });
  expect(await stateOf(answerId)).toBe('failed');
  await work(answerId);
  expect(slack.standing).toEqual([]);
});

test('a thread in which something was asked is a conversation, with the meetings chosen last', async () => {
  expect(await open().conversation({ workspaceId, ...thread })).toEqual({ open: false, meetings: [] });
  const meeting = '11111111-1111-4111-8111-111111111111';
  await open().ask(asked('E1', { meetings: [meeting] }));
  expect(await open().conversation({ workspaceId, ...thread })).toEqual({ open: true, meetings: [meeting] });
  expect((await open().conversation({ workspaceId, ...thread, threadTs: '1.2' })).open).toBe(false);
});

test('a report of the week is due once for each time, and one after a long sleep', async () => {
  const mondays = { kind: 'cron', expression: '0 9 * * 1', timeZone: 'UTC' } as const;
  const wish = { workspaceId, channelId: 'C1', by: 'U1' };
  const { nextAt } = await open().scheduleWeekly({ ...wish, cadence: mondays });
  expect(nextAt).toBe('2026-05-11T09:00:00.000Z');
  expect(await open().releaseWeekly({ limit: 10 })).toEqual({ released: 0 });
  room.clock.set(new Date('2026-06-03T09:00:00Z'));
  expect(await open().releaseWeekly({ limit: 10 })).toEqual({ released: 1 });
  expect(await open().releaseWeekly({ limit: 10 })).toEqual({ released: 0 });
  const [job] = await room.take('assistant.weekly');
  expect(job).toEqual({ workspaceId, channelId: 'C1', dueAt: '2026-05-11T09:00:00.000Z' });
  if (!job) throw new Error('no job');
  const run = async () =>
    await open().workers['assistant.weekly']?.(job, { signal: new AbortController().signal, log: silentLog });
  await run();
  await run();
  expect(await room.take('notification.brief')).toHaveLength(1);
  await open().scheduleWeekly({ ...wish, cadence: null });
  await run();
  expect(await room.take('notification.brief')).toEqual([]);
});
