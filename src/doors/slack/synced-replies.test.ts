import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type DrivenDoor, driveDoor } from './drive-door-for-test.ts';

let door: DrivenDoor;
beforeEach(async () => {
  door = await driveDoor();
  door.hallAnswers['linear.syncedThreads'] = { threads: [{ channelId: 'C1', threadTs: synced }] };
  door.hallAnswers['linear.takeReply'] = { issues: 1 };
  door.api.answers['users.info'] = ({ user }) => ({
    user: { id: user, real_name: user === 'UADA' ? 'Ada' : 'Grace', tz: 'UTC' },
  });
});
afterEach(async () => door[Symbol.asyncDispose]());

const synced = '1790000000.000100';
const said = (more: Record<string, unknown> = {}) => ({
  type: 'message',
  channel_type: 'channel',
  channel: 'C1',
  user: 'UADA',
  text: 'It is &lt;fixed&gt;, <@UGRACE>',
  ts: '1790000001.000200',
  ...more,
});
const reply = (more: Record<string, unknown> = {}) => said({ thread_ts: synced, ...more });
const taken = () => door.asked('linear.takeReply');

describe('what people say to each other in channels', () => {
  test.each<[string, Record<string, unknown>]>([
    ['at the top of a channel', said()],
    ['that opens a thread', said({ thread_ts: '1790000001.000200' })],
    ['in a thread nobody has synced', said({ thread_ts: '1780000000.000100' })],
    ['in the same-named thread of another channel', reply({ channel: 'C2' })],
    ['by a bot', reply({ bot_id: 'B7' })],
    ['by nobody: a join', reply({ subtype: 'channel_join' })],
    ['in a group of people', reply({ channel_type: 'mpim' })],
    [
      'before, to which Slack adds the preview of a link',
      said({
        subtype: 'message_changed',
        message: reply(),
        previous_message: reply(),
        ts: '1790000009.000100',
      }),
    ],
  ])('%s / is acknowledged and never stored', async (_name, event) => {
    expect((await door.event(event)).status).toBe(200);
    expect(door.stored.size).toBe(0);
  });

  test('a busy channel costs one question, not one for each message', async () => {
    for (let n = 0; n < 10; n += 1)
      await door.event(said({ thread_ts: '1780000000.000100', ts: `17800001${n}.1` }));
    expect(door.asked('linear.syncedThreads')).toHaveLength(1);
  });

  test('when it cannot be known whether a thread is synced, Slack is not told that all is well', async () => {
    door.hallAnswers['linear.syncedThreads'] = () => {
      throw new Error('the database is restarting');
    };
    expect((await door.event(reply())).status).toBe(500);
    expect((await door.event(said())).status).toBe(200);
  });
});

describe('a reply in a synced thread', () => {
  test('goes to Linear once, in words of a person, with names for mentions', async () => {
    for (let time = 0; time < 3; time += 1) await door.event(reply(), 'Ev1');
    expect(await door.work()).toEqual([]);
    expect(taken()).toEqual([
      {
        channelId: 'C1',
        threadTs: synced,
        messageTs: '1790000001.000200',
        text: 'It is <fixed>, @Grace',
        by: 'Ada',
        change: 'said',
        key: 'Ev1',
      },
    ]);
  });

  test('edited or deleted, its comment follows', async () => {
    const hidden = { hidden: true, ts: '1790000009.000100' };
    await door.event(
      said({
        ...hidden,
        subtype: 'message_changed',
        message: reply({ text: 'Not yet', edited: {} }),
        previous_message: reply(),
      }),
    );
    await door.work();
    await door.event(said({ ...hidden, subtype: 'message_deleted', previous_message: reply() }));
    await door.work();
    expect(taken()).toMatchObject([
      { messageTs: '1790000001.000200', text: 'Not yet', change: 'edited' },
      { messageTs: '1790000001.000200', text: '', change: 'deleted' },
    ]);
  });

  test('said to Lookout is no comment', async () => {
    await door.event(reply({ text: '<@UBOT> why so quiet?' }));
    expect(await door.work()).toEqual([]);
    expect(taken()).toEqual([]);
  });
});

test('what is said to Lookout in a direct message is stored as before', async () => {
  const direct = { channel_type: 'im', channel: 'D1' };
  await door.event(said({ ...direct, bot_id: 'B1' }));
  expect(door.stored.size).toBe(0); // Lookout's own answer
  await door.event(said(direct));
  expect(door.stored.size).toBe(1);
});
