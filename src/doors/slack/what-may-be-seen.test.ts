import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type DrivenDoor, driveDoor, mention } from './drive-door-for-test.ts';
import { forReaders } from './what-may-be-seen.ts';

describe('what all readers of an answer may see', () => {
  const visible = [
    { channelId: 'C_OPEN', isPublic: true },
    { channelId: 'C_SECRET', isPublic: false },
    { channelId: 'C_OTHER', isPublic: false },
    { channelId: 'D_ME', isPublic: false },
  ];
  test.each([
    [{ kind: 'asker' }, ['C_OPEN', 'C_SECRET', 'C_OTHER', 'D_ME']],
    [{ kind: 'channel', channelId: 'D_ME' }, ['C_OPEN', 'C_SECRET', 'C_OTHER', 'D_ME']],
    [{ kind: 'channel', channelId: 'C_OPEN' }, ['C_OPEN']],
    [{ kind: 'channel', channelId: 'C_SECRET' }, ['C_OPEN', 'C_SECRET']],
    [{ kind: 'channel', channelId: 'C_NEW' }, ['C_OPEN']],
  ] as const)('%j', (readers, channelIds) => {
    expect(forReaders(visible, readers).map((one) => one.channelId)).toEqual(channelIds);
  });
});

describe('asked through the door', () => {
  let door: DrivenDoor;
  /** By id: what Slack knows of it, and whether the asker is in it. */
  const channels: Record<string, { info: Record<string, unknown>; mine: boolean }> = {
    C1: { info: { is_private: false }, mine: true },
    C_OPEN: { info: { is_private: false }, mine: false },
    C_SECRET: { info: { is_private: true }, mine: true },
    C_OTHERS: { info: { is_private: true }, mine: false },
    C_SHARED: { info: { is_private: false, is_ext_shared: true }, mine: true },
    C_SHARED_OPEN: { info: { is_private: false, is_ext_shared: true }, mine: false },
    G_GROUP: { info: { is_mpim: true }, mine: true },
    D_ME: { info: { is_im: true, user: 'UADA' }, mine: true },
    D_OTHER: { info: { is_im: true, user: 'UEVE' }, mine: false },
  };
  beforeEach(async () => {
    door = await driveDoor();
    Object.assign(door.hallAnswers, {
      'assistant.places': { channelIds: [...Object.keys(channels), 'C_GONE'] },
      'assistant.understand': { kind: 'ask', question: 'when is the launch?' },
      'assistant.ask': { answerId: '11111111-1111-4111-8111-111111111111' },
      'monitor.list': { monitors: [], total: 0 },
    });
    Object.assign(door.api.answers, {
      'users.conversations': {
        channels: Object.entries(channels).flatMap(([id, { info, mine }]) => (mine ? [{ id, ...info }] : [])),
      },
      'conversations.info': ({ channel }: Record<string, unknown>) => {
        const found = channels[String(channel)];
        return found
          ? { channel: { id: channel, ...found.info } }
          : { ok: false, error: 'channel_not_found' };
      },
    });
  });
  afterEach(async () => door[Symbol.asyncDispose]());

  const askedIn = async (channel: string) => {
    const direct = channel.startsWith('D');
    await door.event(
      direct
        ? {
            type: 'message',
            channel_type: 'im',
            channel,
            user: 'UADA',
            text: 'when?',
            ts: '1790000000.000100',
          }
        : mention('<@UBOT> when?', { channel }),
    );
    expect(await door.work()).toEqual([]);
    const [asked] = door.asked('assistant.ask') as { sees: { channelIds: string[]; unplaced: boolean } }[];
    return asked?.sees;
  };

  test('in a public channel: public channels, joined or not', async () => {
    expect(await askedIn('C1')).toEqual({ channelIds: ['C1', 'C_OPEN'], unplaced: true });
  });

  test('in a private channel: public channels and this one, not another the asker is in', async () => {
    expect(await askedIn('C_SECRET')).toEqual({ channelIds: ['C1', 'C_OPEN', 'C_SECRET'], unplaced: true });
  });

  test('in a group message: public channels and this one', async () => {
    expect((await askedIn('G_GROUP'))?.channelIds).toEqual(['C1', 'C_OPEN', 'G_GROUP']);
  });

  test('in a direct message: all the asker may see, and nobody else’s conversations', async () => {
    expect((await askedIn('D_ME'))?.channelIds).toEqual(['C1', 'C_OPEN', 'C_SECRET', 'G_GROUP', 'D_ME']);
  });

  test('a guest sees the channels they are in, and neither what was handed in without one nor issues and pages', async () => {
    door.api.answers['users.info'] = { user: { id: 'UADA', tz: 'UTC', is_restricted: true } };
    expect(await askedIn('D_ME')).toEqual({
      channelIds: ['C1', 'C_SECRET', 'G_GROUP', 'D_ME'],
      unplaced: false,
      guest: true,
    });
  });

  test('in a channel shared with another company nothing is answered', async () => {
    expect(await askedIn('C_SHARED')).toBeUndefined();
    expect(door.api.of('chat.postEphemeral')).toMatchObject([
      { text: expect.stringContaining('another company') },
    ]);
  });
});
