import { createRouterClient } from '@orpc/server';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { systemWorkspace } from '../../src/contracts/shared.ts';
import { createNotificationFlow } from '../../src/flows/notification/index.ts';
import { newId } from '../../src/kit/ids.ts';
import { silentLog } from '../../src/kit/log.ts';
import { createSandbox, type Sandbox } from '../../src/sandbox/create-sandbox.ts';
import { createSlackOffice, type SlackOffice } from '../../src/vendors/slack/web-client.ts';
import { openRoom, type Room, workspaceId } from '../helpers/open-room.ts';

let room: Room;
let sandbox: Sandbox;
let office: SlackOffice;
let channelId: string;

beforeAll(async () => {
  room = await openRoom();
});
afterAll(async () => {
  await room[Symbol.asyncDispose]();
});
beforeEach(async () => {
  await room.forget();
  sandbox = await createSandbox({ mode: 'socket', clock: room.clock });
  office = createSlackOffice({ slackApiUrl: sandbox.apiUrl, tokenOf: async () => sandbox.botToken });
  channelId = sandbox.ids.general;
  return async () => await sandbox[Symbol.asyncDispose]();
});

const target = (threadTs: string | null = null) => ({ workspaceId, channelId, threadTs });
const called = (method: string) => sandbox.calls.filter((call) => call.method === method);
const message = (text: string) => ({ text });

describe('posting by the real client', () => {
  test('a channel shared with another company is known for one', async () => {
    expect(await office.isShared({ workspaceId, channelId })).toBe(false);
    const channel = sandbox.forge.workspace.channels.get(channelId);
    if (!channel) throw new Error('the channel is gone');
    channel.isShared = true;
    expect(await office.isShared({ workspaceId, channelId })).toBe(true);
    expect(await office.isShared({ workspaceId, channelId: 'C0NOWHERE' })).toBe(false);
  });

  test('a message is found again by its delivery, in a channel, in a thread, behind many others', async () => {
    const since = room.clock.now();
    const parent = await office.post(target(), message('Watching'), 'd-parent');
    const reply = await office.post(target(parent), message('It changed'), 'd-reply');
    expect(await office.findPosted(target(), 'd-parent', since)).toBe(parent);
    expect(await office.findPosted(target(parent), 'd-reply', since)).toBe(reply);
    expect(await office.findPosted(target(parent), 'd-other', since)).toBeNull();
    const { WebClient } = await import('@slack/web-api');
    const client = new WebClient(sandbox.botToken, { slackApiUrl: sandbox.apiUrl });
    for (let at = 0; at < 230; at += 1)
      await client.chat.postMessage({ channel: channelId, thread_ts: parent, text: `${at}` });
    const last = await office.post(target(parent), message('Again'), 'd-last');
    expect(await office.findPosted(target(parent), 'd-last', since)).toBe(last);
    expect(await office.findPosted(target(parent), 'd-reply', since)).toBe(reply);
  });

  test('links do not unfold, and an edit changes the words in place', async () => {
    const ts = await office.post(target(), message('one'), 'd1');
    await office.update(target(), ts, message('two'));
    expect(called('chat.postMessage')[0]?.args).toMatchObject({
      unfurl_links: 'false',
      unfurl_media: 'false',
    });
    expect(called('chat.update')).toMatchObject([{ ok: true, args: { ts, text: 'two' } }]);
  });

  test('a message that grows is found again, begun and ended, and ends once', async () => {
    const since = room.clock.now();
    const threadTs = await office.post(target(), message('When?'), 'd-question');
    const place = { ...target(), threadTs, recipientUserId: sandbox.ids.ada };
    const ts = await office.startStream(place, { deliveryId: 'd-answer', title: 'Looking' });
    expect(await office.findPosted(place, 'd-answer', since)).toBe(ts);
    await office.appendStream(place, ts, 'On Monday. [1]');
    const ending = { step: { deliveryId: 'd-answer', title: 'Looked it up' }, blocks: [] };
    await office.stopStream(place, ts, ending);
    expect(await office.findPosted(place, 'd-answer', since)).toBe(ts);
    await expect(office.stopStream(place, ts, ending)).rejects.toMatchObject({ code: 'vendor_refused' });
    await office.update(place, ts, message('On Monday.'));
    expect(called('chat.startStream')).toMatchObject([
      { ok: true, args: { recipient_user_id: sandbox.ids.ada, thread_ts: threadTs } },
    ]);
  });

  test("a message's address is asked once, and again after it could not be told", async () => {
    const ts = await office.post(target(), message('Watching'), 'd1');
    const place = { workspaceId, channelId, ts };
    sandbox.faults.add({ method: 'chat.getPermalink', fault: 'server_error', times: 1 });
    await expect(office.permalinkOf(place)).rejects.toMatchObject({ code: 'vendor_down' });
    const address = `${sandbox.baseUrl}/archives/${channelId}/p${ts.replace('.', '')}`;
    expect(await Promise.all([office.permalinkOf(place), office.permalinkOf(place)])).toEqual([
      address,
      address,
    ]);
    expect(await office.permalinkOf(place)).toBe(address);
    expect(called('chat.getPermalink')).toHaveLength(2);
  });

  test.each([
    [
      'it asks to wait',
      { fault: 'ratelimited', retryAfterSeconds: 7 },
      { code: 'rate_limited', retryAfterMs: 7_000 },
    ],
    ['it is broken', { fault: 'server_error' }, { code: 'vendor_down' }],
    ['the answer is lost', { fault: 'answer_lost' }, { code: 'vendor_down' }],
    ['it refuses', { fault: 'error', error: 'not_in_channel' }, { code: 'not_allowed' }],
    ['the token is dead', { fault: 'error', error: 'token_revoked' }, { code: 'unauthenticated' }],
  ] as const)('when %s / it is asked once and says so in our words', async (_name, fault, error) => {
    sandbox.faults.add({ method: 'chat.postMessage', times: 1, ...fault });
    await expect(office.post(target(), message('x'), 'd1')).rejects.toMatchObject(error);
    expect(called('chat.postMessage')).toHaveLength(1);
  });

  test('a burst into one channel does not wait here for long: the rest waits in its rows', async () => {
    const outcomes = await Promise.allSettled(
      Array.from({ length: 12 }, (_, at) => office.post(target(), message(`${at}`), `d${at}`)),
    );
    const refused = outcomes.filter((outcome) => outcome.status === 'rejected');
    expect(refused.length).toBeGreaterThan(0);
    for (const { reason } of refused)
      expect(reason).toMatchObject({ code: 'rate_limited', retryAfterMs: expect.any(Number) });
    expect(called('chat.postMessage')).toHaveLength(12 - refused.length);
  });
});

describe('the outbox through the real client', () => {
  const open = () => {
    const flow = createNotificationFlow({
      database: room.database,
      queue: room.queue,
      clock: room.clock,
      log: silentLog,
      slack: office,
      postWebhook: async () => undefined,
      webhookSecretOf: () => '',
      modelHelp: '',
    });
    const as = (workspace: string) =>
      createRouterClient(flow.calls, { context: { workspaceId: workspace, requestId: 'r' } });
    return { workers: flow.workers, person: as(workspaceId), clock: as(systemWorkspace) };
  };
  const standing = async (text: string): Promise<number> => {
    const { WebClient } = await import('@slack/web-api');
    const client = new WebClient(sandbox.botToken, { slackApiUrl: sandbox.apiUrl });
    const { messages = [] } = await client.conversations.history({ channel: channelId, limit: 200 });
    return messages.filter((one) => one.text === text).length;
  };

  test.each(['answer_lost', 'server_error', 'ratelimited'] as const)(
    'when the post meets %s / one message stands in the end',
    async (fault) => {
      const { workers, person, clock } = open();
      sandbox.faults.add({ method: 'chat.postMessage', fault, times: 1 });
      const text = `Deployed ${newId()}`;
      const { deliveryId } = await person.notify({ channelId, text, key: fault });
      await room.drain(workers);
      expect(await standing(text)).toBe(fault === 'answer_lost' ? 1 : 0);
      await room.clock.advance(60_000);
      await clock.releaseDue({});
      await room.drain(workers);
      expect(await standing(text)).toBe(1);
      const { deliveries } = await person.listDeliveries({});
      expect(deliveries).toMatchObject([{ deliveryId, state: 'sent', attempts: 0, problem: null }]);
    },
  );
});
