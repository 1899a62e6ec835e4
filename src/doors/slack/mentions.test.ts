import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { LookoutError } from '../../kit/errors.ts';
import { type DrivenDoor, driveDoor, mention, monitorView } from './drive-door-for-test.ts';

let door: DrivenDoor;
beforeEach(async () => {
  door = await driveDoor();
  Object.assign(door.hallAnswers, {
    'assistant.understand': watch,
    'monitor.create': { monitor: monitorView(), alreadyWatched: false },
    'monitor.list': { monitors: [], total: 0 },
    'notification.notify': {},
  });
});
afterEach(async () => door[Symbol.asyncDispose]());

const watch = {
  kind: 'watch',
  request: 'price of the Pro plan',
  urls: ['https://acme.test/pricing'],
  cadence: { kind: 'every', minutes: 60 },
  mode: 'every',
};

/** One mention, worked on; an error of the worker fails the test. */
async function say(event: Record<string, unknown>, eventId = 'Ev1'): Promise<void> {
  await door.event(event, eventId);
  expect(await door.work()).toEqual([]);
}

describe('somebody asks to watch a page', () => {
  test('eyes at once, the words without markup, and a monitor in the thread of the message', async () => {
    await say(
      mention('<@UBOT> watch the Pro plan on <https://acme.test/pricing?a=1&amp;b=2|acme.test> every hour'),
    );
    expect(door.api.of('reactions.add')).toMatchObject([
      { channel: 'C1', timestamp: '1790000000.000100', name: 'eyes' },
    ]);
    expect(door.asked('assistant.understand')).toEqual([
      {
        text: 'watch the Pro plan on https://acme.test/pricing?a=1&b=2 every hour',
        inMonitorThread: false,
        inConversation: false,
        timeZone: 'Europe/Berlin',
      },
    ]);
    expect(door.asked('monitor.create')).toEqual([
      {
        request: 'price of the Pro plan',
        channelId: 'C1',
        threadTs: '1790000000.000100',
        by: 'UADA',
        cadence: { kind: 'every', minutes: 60 },
        key: 'Ev1',
        startAtOnce: true,
        evenIfWatched: false,
      },
    ]);
    expect(door.hallCalls[0]).toMatchObject({ workspaceId: 'T1', userId: 'UADA' });
  });

  test('a request that names no page, or two, waits for Start', async () => {
    door.hallAnswers['assistant.understand'] = { ...watch, urls: [] };
    await say(mention('<@UBOT> watch the Pro plan'), 'Ev1');
    door.hallAnswers['assistant.understand'] = { ...watch, urls: ['https://a.test', 'https://b.test'] };
    await say(mention('<@UBOT> watch a and b'), 'Ev2');
    expect(door.asked('monitor.create')).toMatchObject([{ startAtOnce: false }, { startAtOnce: false }]);
  });

  test('inside a thread the monitor hangs on that thread', async () => {
    await say(mention('<@UBOT> watch it', { thread_ts: '1780000000.000001' }));
    expect(door.asked('monitor.create')).toMatchObject([{ threadTs: '1780000000.000001' }]);
  });

  test('in a channel shared with another company it is refused', async () => {
    door.api.answers['conversations.info'] = { channel: { id: 'C1', is_ext_shared: true } };
    await say(mention('<@UBOT> watch acme.test'));
    expect(door.asked('monitor.create')).toEqual([]);
    expect(door.api.of('chat.postEphemeral')).toMatchObject([
      { text: expect.stringContaining('another company') },
    ]);
  });

  test('a refusal of a flow reaches the person in its own words', async () => {
    door.hallAnswers['monitor.create'] = () => {
      throw new LookoutError('bad_input', 'x', { humanMessage: 'Say what to watch, or name a page.' });
    };
    await say(mention('<@UBOT> watch'));
    expect(door.api.of('chat.postEphemeral')).toMatchObject([{ text: 'Say what to watch, or name a page.' }]);
  });
});

describe('what is no request', () => {
  test.each([
    ['another bot', mention('<@UBOT> hi', { bot_id: 'B9' })],
    ['an edit', mention('<@UBOT> hi', { edited: { user: 'UADA', ts: '1' } })],
    [
      'a message in a channel without a mention',
      { type: 'message', channel_type: 'channel', channel: 'C1', user: 'UADA', text: 'hi', ts: '1.1' },
    ],
    [
      'a changed direct message',
      { type: 'message', subtype: 'message_changed', channel_type: 'im', channel: 'D1', ts: '1.1' },
    ],
    [
      'its own direct message',
      {
        type: 'message',
        channel_type: 'im',
        channel: 'D1',
        user: 'UBOT',
        bot_id: 'B1',
        text: 'hi',
        ts: '1.1',
      },
    ],
  ])('%s is left alone', async (_, event) => {
    await say(event);
    expect(door.hallCalls).toEqual([]);
    expect(door.api.of('reactions.add')).toEqual([]);
  });
});

describe('the same is watched already', () => {
  beforeEach(() => {
    const monitor = monitorView({ createdBy: 'UBOB', channelId: 'C2' });
    door.hallAnswers['monitor.create'] = { monitor, alreadyWatched: true };
  });

  test('the thread hears by whom and where, with a way to follow and a way to watch anyway', async () => {
    await say(mention('<@UBOT> watch acme.test'));
    const [posted] = door.api.of('chat.postMessage');
    expect(posted).toMatchObject({
      channel: 'C1',
      thread_ts: '1790000000.000100',
      text: 'Already watched by <@UBOB> in <#C2>.',
    });
    expect(JSON.stringify(posted?.blocks)).toContain('clarify_watch_anyway');
    expect(JSON.stringify(posted?.blocks)).toContain('monitor_follow');
  });

  test('when it is a private channel the asker is not in, nothing of it is told and a new monitor is made', async () => {
    door.api.answers['conversations.info'] = ({ channel }) => ({
      channel: { id: channel, is_private: channel === 'C2' },
    });
    door.api.answers['conversations.members'] = ({ channel }) => ({
      members: channel === 'C2' ? ['UBOB'] : ['UADA'],
    });
    await say(mention('<@UBOT> watch acme.test'));
    expect(door.asked('monitor.create')).toMatchObject([{ evenIfWatched: false }, { evenIfWatched: true }]);
    expect(door.api.of('chat.postMessage')).toEqual([]);
  });

  test('when the answer went out but its record was lost, the next try finds it and posts nothing', async () => {
    door.api.answers['chat.postMessage'] = { ok: false, error: 'internal_error' };
    await door.event(mention('<@UBOT> watch acme.test'), 'Ev1');
    expect(await door.work()).toMatchObject([{ code: 'vendor_down' }]);
    const [lost] = door.api.of('chat.postMessage');
    door.api.answers['conversations.replies'] = { messages: [{ ts: '1.2', metadata: lost?.metadata }] };
    expect(await door.work()).toEqual([]);
    expect(door.api.of('chat.postMessage')).toHaveLength(1);
  });

  test('when the answer did not go out, the next try posts it', async () => {
    door.api.answers['chat.postMessage'] = { ok: false, error: 'internal_error' };
    await door.event(mention('<@UBOT> watch acme.test'), 'Ev1');
    await door.work();
    door.api.answers['chat.postMessage'] = { ts: '1.2' };
    door.api.answers['conversations.replies'] = { messages: [{ ts: '1.1' }] };
    expect(await door.work()).toEqual([]);
    expect(door.api.of('chat.postMessage')).toHaveLength(2);
  });
});

describe('orders about a monitor', () => {
  const pricing = monitorView();
  const releases = monitorView({
    monitorId: '33333333-3333-4333-8333-333333333333',
    intent: 'Tell you about new releases of node',
    request: 'node releases',
    threadTs: '1700000000.000009',
    sources: [],
  });
  const inChannel = (input: { threadTs?: string }) => {
    const monitors = [pricing, releases].filter(
      (monitor) => !input.threadTs || monitor.threadTs === input.threadTs,
    );
    return { monitors, total: monitors.length };
  };
  beforeEach(() => {
    Object.assign(door.hallAnswers, {
      'monitor.list': inChannel,
      'monitor.pause': ({ monitorId }: { monitorId: string }) => monitorView({ monitorId, state: 'paused' }),
      'monitor.checkNow': pricing,
      'detection.why': { sinceDays: 7, checks: 3, pageChanges: 1, alerts: 0, groups: [], recent: [] },
    });
  });

  test('"pause" in its thread pauses it, and the room’s own line in the thread is the answer', async () => {
    door.hallAnswers['assistant.understand'] = { kind: 'pause', target: null };
    await say(mention('<@UBOT> pause', { thread_ts: pricing.threadTs ?? '' }));
    expect(door.asked('assistant.understand')).toMatchObject([{ inMonitorThread: true }]);
    expect(door.asked('monitor.pause')).toEqual([{ monitorId: pricing.monitorId, by: 'UADA' }]);
    expect(door.api.of('chat.postEphemeral')).toEqual([]);
  });

  test('"pause the releases one" in the channel finds it by its words and tells the asker', async () => {
    door.hallAnswers['assistant.understand'] = { kind: 'pause', target: 'the releases one' };
    await say(mention('<@UBOT> pause the releases one'));
    expect(door.asked('monitor.pause')).toMatchObject([{ monitorId: releases.monitorId }]);
    expect(door.api.of('chat.postEphemeral')).toMatchObject([{ text: expect.stringContaining('Paused.') }]);
  });

  test('"pause" where two could be meant asks which, with a button each, and pauses none', async () => {
    door.hallAnswers['assistant.understand'] = { kind: 'pause', target: null };
    await say(mention('<@UBOT> pause'));
    expect(door.asked('monitor.pause')).toEqual([]);
    const [asked] = door.api.of('chat.postEphemeral');
    const blocks = asked?.blocks as { accessory?: { action_id: string; value: string } }[];
    expect(
      blocks.flatMap(({ accessory }) => (accessory ? [[accessory.action_id, accessory.value]] : [])),
    ).toEqual([
      ['monitor_pause', pricing.monitorId],
      ['monitor_pause', releases.monitorId],
    ]);
  });

  test('words that fit nothing are answered with where the list is', async () => {
    door.hallAnswers['assistant.understand'] = { kind: 'stop', target: 'weather' };
    await say(mention('<@UBOT> stop the weather one'));
    expect(door.api.of('chat.postEphemeral')).toMatchObject([{ text: expect.stringContaining('/monitors') }]);
  });

  test('somebody who is not in the private channel of a monitor cannot pause it', async () => {
    door.hallAnswers['assistant.understand'] = { kind: 'pause', target: null };
    door.api.answers['conversations.info'] = { channel: { id: 'C1', is_private: true } };
    door.api.answers['conversations.members'] = { members: ['UBOB'] };
    await say(mention('<@UBOT> pause', { thread_ts: pricing.threadTs ?? '' }));
    expect(door.asked('monitor.pause')).toEqual([]);
    expect(door.api.of('chat.postEphemeral')).toMatchObject([
      { text: expect.stringContaining('Only members of <#C1>') },
    ]);
  });

  test('"check now" says once in the thread that it is on its way, however often the job runs', async () => {
    door.hallAnswers['assistant.understand'] = { kind: 'check', target: null };
    await say(mention('<@UBOT> check now', { thread_ts: pricing.threadTs ?? '' }));
    expect(door.asked('notification.notify')).toMatchObject([
      { key: 'Ev1:confirm', threadTs: pricing.threadTs },
    ]);
  });

  test('"why so quiet?" in its thread is answered there, for all to read', async () => {
    door.hallAnswers['assistant.understand'] = { kind: 'why', target: null };
    await say(mention('<@UBOT> why so quiet?', { thread_ts: pricing.threadTs ?? '' }));
    expect(JSON.stringify(door.api.of('chat.postMessage')[0]?.blocks)).toContain(
      '3 checks, 1 page change, 0 alerts',
    );
  });
});

describe('what is unclear, and help', () => {
  test('one question with buttons in the thread, whose values are words to say instead', async () => {
    door.hallAnswers['assistant.understand'] = {
      kind: 'unclear',
      question: 'Should this be <watched>?',
      options: [
        { label: 'Watch it', text: 'watch tea prices' },
        { label: 'Help', text: 'help' },
      ],
    };
    await say(mention('<@UBOT> tea prices'));
    const [posted] = door.api.of('chat.postMessage');
    expect(posted).toMatchObject({ thread_ts: '1790000000.000100', text: 'Should this be &lt;watched&gt;?' });
    const blocks = posted?.blocks as { elements?: { action_id: string; value: string }[] }[];
    expect(blocks[1]?.elements?.map(({ action_id, value }) => [action_id, value])).toEqual([
      ['clarify_1', 'watch tea prices'],
      ['clarify_2', 'help'],
    ]);
  });

  test('a bare mention gets help without asking any model', async () => {
    await say(mention('<@UBOT>'));
    expect(door.asked('assistant.understand')).toEqual([]);
    expect(JSON.stringify(door.api.of('chat.postEphemeral')[0]?.blocks)).toContain('/monitors');
  });
});

describe('in a direct message', () => {
  const dm = (more: Record<string, unknown> = {}) => ({
    type: 'message',
    channel_type: 'im',
    channel: 'D1',
    user: 'UADA',
    text: 'help',
    ts: '1790000000.000100',
    ...more,
  });
  beforeEach(() => {
    door.api.answers['conversations.info'] = { channel: { id: 'D1', is_im: true, user: 'UADA' } };
  });

  test('the answer stays in the thread of the message, with a status line meanwhile', async () => {
    door.hallAnswers['assistant.understand'] = { kind: 'help' };
    await say(dm());
    expect(door.api.of('assistant.threads.setStatus')).toMatchObject([
      { channel_id: 'D1', thread_ts: '1790000000.000100' },
    ]);
    expect(door.api.of('chat.postMessage')).toMatchObject([
      { channel: 'D1', thread_ts: '1790000000.000100' },
    ]);
    expect(door.api.of('chat.postEphemeral')).toEqual([]);
  });

  test('the status line stands before anything is worked out, so that the answer takes it away', async () => {
    door.hallAnswers['assistant.understand'] = { kind: 'help' };
    await say(dm());
    const methods = door.api.calls.map(({ method }) => method);
    expect(methods).toContain('users.info');
    expect(methods.indexOf('assistant.threads.setStatus')).toBeLessThan(methods.indexOf('users.info'));
    expect(methods.lastIndexOf('assistant.threads.setStatus')).toBeLessThan(
      methods.indexOf('chat.postMessage'),
    );
  });

  test('a status line or a reaction that Slack refuses is nothing to fail over', async () => {
    door.api.answers['assistant.threads.setStatus'] = { ok: false, error: 'not_allowed' };
    door.api.answers['reactions.add'] = { ok: false, error: 'too_many_reactions' };
    await say(dm({ text: 'watch acme.test' }));
    expect(door.asked('monitor.create')).toMatchObject([{ channelId: 'D1', threadTs: '1790000000.000100' }]);
  });

  test('"list" shows the monitors of the person, not of the conversation', async () => {
    door.hallAnswers['assistant.understand'] = { kind: 'list', scope: 'channel' };
    await say(dm());
    expect(door.asked('monitor.list').at(-1)).toMatchObject({ createdBy: 'UADA' });
  });

  test('opening the conversation offers first words', async () => {
    await say({ type: 'app_home_opened', tab: 'messages', user: 'UADA', channel: 'D1', event_ts: '1' });
    const [offered] = door.api.of('assistant.threads.setSuggestedPrompts');
    expect(offered).toMatchObject({ channel_id: 'D1' });
    expect(offered?.prompts).toHaveLength(4);
  });
});
