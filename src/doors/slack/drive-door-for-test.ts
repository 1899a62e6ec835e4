import { createHmac, randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { MonitorView } from '../../contracts/monitor.ts';
import type { Calls, Hall } from '../../gateway/hall.ts';
import { type Clock, systemClock } from '../../kit/clock.ts';
import { silentLog } from '../../kit/log.ts';
import type { Inbox, TakenDelivery } from '../../queue/inbox.ts';
import type { Workers } from '../../queue/queue.ts';
import type { SlackConnection } from './connection.ts';
import { createSlackDoor } from './create-slack-door.ts';
import { type FakeWebApi, fakeWebApi } from './fake-web-api-for-test.ts';

export const signingSecret = 'a-signing-secret-for-tests';

export interface HallCall {
  name: string;
  input: unknown;
  workspaceId: string;
  userId: string | undefined;
}
/** What the flows answer, by "flow.verb". A call that has no answer fails the test that made it. */
export type HallAnswers = Record<string, unknown>;

export interface DrivenDoor extends AsyncDisposable {
  api: FakeWebApi;
  hallCalls: HallCall[];
  hallAnswers: HallAnswers;
  url: string;
  /** Inputs of one call of a flow, oldest first. */
  asked(name: string): unknown[];
  post(path: string, contentType: string, body: string, headers?: Record<string, string>): Promise<Response>;
  /** An Events API delivery, signed. */
  event(event: Record<string, unknown>, eventId?: string): Promise<Response>;
  /** Works on everything stored, as the job would; failures come back, one for each delivery that failed. */
  work(): Promise<unknown[]>;
  command(command: string, text: string): Promise<Response>;
  /** An interaction: a press, a submission, a shortcut. */
  interact(payload: Record<string, unknown>): Promise<Response>;
  workers: Workers;
  stored: Map<string, TakenDelivery & { done: boolean; problem: string | null }>;
}

export interface DriveOptions {
  clock?: Clock;
  connection?: (api: FakeWebApi) => SlackConnection;
  /** In place of the one in memory. */
  inbox?: Inbox;
  /** Bytes of files in Slack, by `url_private`. */
  files?: Record<string, Uint8Array>;
}

/** A Slack door behind a real HTTP server, with a small Web API and hand-made flows. */
export async function driveDoor(options: DriveOptions = {}): Promise<DrivenDoor> {
  const api = await fakeWebApi();
  Object.assign(api.answers, usualSlack);
  const hallCalls: HallCall[] = [];
  const hallAnswers: HallAnswers = { 'assistant.conversation': { open: false, meetings: [] } };
  const { inbox, stored } = memoryInbox();
  const claimed = new Set<string>();
  const door = createSlackDoor({
    connection: options.connection?.(api) ?? { kind: 'token', botToken: 'xoxb-test' },
    receiving: { kind: 'http', signingSecret },
    apiUrl: api.url,
    hall: handMadeHall(hallCalls, hallAnswers),
    inbox: options.inbox ?? inbox,
    claimAction: async (workspaceId, key) => {
      const name = `${workspaceId}:${key}`;
      return claimed.has(name) ? false : Boolean(claimed.add(name));
    },
    noteAddresses: ({ channelId }) => [
      { name: 'Krisp', url: `https://lookout.test/webhooks/krisp/${channelId}`, secret: null },
      {
        name: 'Fireflies',
        url: `https://lookout.test/webhooks/fireflies/${channelId}`,
        secret: { as: 'signing secret', value: 'made-for-this-channel' },
      },
    ],
    readFile: async ({ url }) => options.files?.[url] ?? new Uint8Array(),
    clock: options.clock ?? systemClock,
    log: silentLog,
  });
  const server = createServer(door.requestListener);
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const form = 'application/x-www-form-urlencoded';

  const post: DrivenDoor['post'] = async (path, contentType, body, headers) =>
    await fetch(`${url}${path}`, {
      method: 'POST',
      redirect: 'manual',
      headers: { 'content-type': contentType, ...sign(body), ...headers },
      body,
    });
  return {
    api,
    hallCalls,
    hallAnswers,
    url,
    workers: door.workers,
    stored,
    post,
    asked: (name) => hallCalls.filter((call) => call.name === name).map((call) => call.input),
    event: async (event, eventId = `Ev${randomUUID()}`) =>
      await post('/slack/events', 'application/json', JSON.stringify(eventBody(event, eventId))),
    work: async () =>
      await workOn(stored, async (deliveryId) => {
        await door.workers['slack.event']?.(
          { deliveryId },
          { signal: new AbortController().signal, log: silentLog },
        );
      }),
    command: async (command, text) =>
      await post('/slack/events', form, new URLSearchParams(commandBody(api, command, text)).toString()),
    interact: async (payload) =>
      await post('/slack/events', form, new URLSearchParams({ payload: JSON.stringify(payload) }).toString()),
    [Symbol.asyncDispose]: async () => {
      await door[Symbol.asyncDispose]();
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
      await api[Symbol.asyncDispose]();
    },
  };
}

/** Slack's signature of a body, made now or at a given second. */
export function sign(
  body: string,
  atSeconds = Math.floor(Date.now() / 1000),
  secret = signingSecret,
): Record<string, string> {
  const hash = createHmac('sha256', secret).update(`v0:${atSeconds}:${body}`).digest('hex');
  return { 'x-slack-request-timestamp': String(atSeconds), 'x-slack-signature': `v0=${hash}` };
}

export const eventBody = (event: Record<string, unknown>, eventId: string): Record<string, unknown> => ({
  type: 'event_callback',
  team_id: 'T1',
  api_app_id: 'A1',
  event_id: eventId,
  event_time: 1_790_000_000,
  authorizations: [
    { team_id: 'T1', enterprise_id: null, user_id: 'UBOT', is_bot: true, is_enterprise_install: false },
  ],
  event,
});

export const mention = (text: string, more: Record<string, unknown> = {}): Record<string, unknown> => ({
  type: 'app_mention',
  channel: 'C1',
  user: 'UADA',
  text,
  ts: '1790000000.000100',
  event_ts: '1790000000.000100',
  ...more,
});

const commandBody = (api: FakeWebApi, command: string, text: string): Record<string, string> => ({
  command,
  text,
  team_id: 'T1',
  channel_id: 'C1',
  user_id: 'UADA',
  trigger_id: `trigger-${randomUUID()}`,
  response_url: `${api.url}respond`,
});

/** A press of a button on a message of channel C1. */
export const press = (
  actionId: string,
  value: string,
  more: Record<string, unknown> = {},
): Record<string, unknown> => ({
  type: 'block_actions',
  team: { id: 'T1' },
  user: { id: 'UADA', team_id: 'T1' },
  channel: { id: 'C1' },
  container: {
    type: 'message',
    message_ts: '1790000000.000200',
    channel_id: 'C1',
    thread_ts: '1790000000.000100',
  },
  message: { ts: '1790000000.000200', thread_ts: '1790000000.000100' },
  trigger_id: 'trigger-1',
  response_url: 'http://127.0.0.1:1/never',
  actions: [
    {
      type: 'button',
      action_id: actionId,
      block_id: 'b',
      value,
      action_ts: '1790000001.5',
      text: { type: 'plain_text', text: 'Label' },
    },
  ],
  ...more,
});

export const monitorView = (more: Partial<MonitorView> = {}): MonitorView => ({
  monitorId: '11111111-1111-4111-8111-111111111111',
  state: 'watching',
  request: 'price of the Pro plan on https://acme.test/pricing',
  requestVersion: 1,
  intent: 'Tell you when the price of the Pro plan changes',
  condition: null,
  cadence: { kind: 'every', minutes: 30 },
  mode: 'every',
  quietHours: null,
  notify: [],
  mentions: [],
  mutedKinds: [],
  snoozedUntil: null,
  channelId: 'C1',
  threadTs: '1790000000.000100',
  createdBy: 'UADA',
  createdAt: '2026-11-22T10:00:00.000Z',
  workedOutBy: 'rules',
  failure: null,
  alerts: 2,
  sources: [
    {
      sourceId: '22222222-2222-4222-8222-222222222222',
      url: 'https://acme.test/pricing',
      title: 'Pricing',
      why: 'named in the request',
      currentValue: '$20',
      lastCheckedAt: '2026-11-22T10:00:00.000Z',
      lastGoodAt: '2026-11-22T10:00:00.000Z',
      nextCheckAt: '2026-11-22T10:30:00.000Z',
      problem: null,
      problemSince: null,
      failures: 0,
    },
  ],
  ...more,
});

const usualSlack: FakeWebApi['answers'] = {
  'auth.test': { user_id: 'UBOT', bot_id: 'B1', team_id: 'T1' },
  'users.info': { user: { id: 'UADA', tz: 'Europe/Berlin' } },
  'conversations.info': { channel: { id: 'C1', is_private: false } },
  'conversations.members': { members: ['UADA', 'UBOT'] },
  'chat.postMessage': { ts: '1790000002.000300', channel: 'C1' },
  'views.open': { view: { id: 'V1' } },
};

function memoryInbox() {
  const stored: DrivenDoor['stored'] = new Map();
  const inbox: Inbox = {
    accept: async (delivery) => {
      if (stored.has(delivery.deliveryId)) return 'duplicate';
      stored.set(delivery.deliveryId, { ...delivery, attempt: 0, done: false, problem: null });
      return 'new';
    },
    take: async (deliveryId) => {
      const row = stored.get(deliveryId);
      if (!row || row.done) return undefined;
      row.attempt += 1;
      return { ...row };
    },
    done: async (deliveryId) => void Object.assign(stored.get(deliveryId) ?? {}, { done: true }),
    failed: async (deliveryId, problem) => void Object.assign(stored.get(deliveryId) ?? {}, { problem }),
  };
  return { inbox, stored };
}

async function workOn(
  stored: DrivenDoor['stored'],
  work: (deliveryId: string) => Promise<void>,
): Promise<unknown[]> {
  const open = [...stored.values()].filter((row) => !row.done);
  const results = await Promise.allSettled(open.map((row) => work(row.deliveryId)));
  return results.flatMap((result) => (result.status === 'rejected' ? [result.reason] : []));
}

function handMadeHall(calls: HallCall[], answers: HallAnswers): Hall {
  const flow = (flowName: string, context: Parameters<Hall['as']>[0]) =>
    new Proxy(
      {},
      {
        get: (_, verb) => async (input: unknown) => {
          const name = `${flowName}.${String(verb)}`;
          calls.push({ name, input, workspaceId: context.workspaceId, userId: context.userId });
          if (!(name in answers)) throw new Error(`no answer was made for ${name}`);
          const answer = answers[name];
          return typeof answer === 'function' ? answer(input) : answer;
        },
      },
    );
  return { as: (context) => new Proxy({}, { get: (_, name) => flow(String(name), context) }) as Calls };
}
