import { createHmac } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { LogLevel, SocketModeClient } from '@slack/socket-mode';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type ManualClock, manualClock } from '../../src/kit/clock.ts';
import { createSandbox, type Sandbox } from '../../src/sandbox/create-sandbox.ts';
import { closeServer, listen } from '../../src/sandbox/listen.ts';
import { person } from '../helpers/slack-person.ts';

type Hit = { headers: IncomingMessage['headers']; body: string };

let clock: ManualClock;
let sandbox: Sandbox;
let hits: Hit[];
let answer: (hit: Hit, response: ServerResponse) => void;
let arrived: () => void = () => undefined;

const server = () =>
  createServer(async (request, response) => {
    let body = '';
    for await (const chunk of request) body += chunk;
    const hit = { headers: request.headers, body };
    hits.push(hit);
    answer(hit, response);
    arrived();
  });
let app: ReturnType<typeof server>;

/** Resolves when the app has been asked this many times in all. */
const asked = (times: number) =>
  new Promise<void>((resolve) => {
    arrived = () => {
      if (hits.length >= times) resolve();
    };
    arrived();
  });

beforeEach(async () => {
  hits = [];
  clock = manualClock(new Date('2026-11-22T10:00:00Z'));
  app = server();
  const url = await listen(app, '127.0.0.1', 0);
  sandbox = await createSandbox({ clock, eventsUrl: `${url}/slack/events` });
});
afterEach(async () => {
  await sandbox[Symbol.asyncDispose]();
  await closeServer(app);
});

const ok = (_hit: Hit, response: ServerResponse) => void response.writeHead(200).end();
const fail = (_hit: Hit, response: ServerResponse) => void response.writeHead(500).end();
const speak = () => person(sandbox, sandbox.ids.ada).say(sandbox.ids.dmAda, 'hello');
const retries = () =>
  hits.map(({ headers }) => [headers['x-slack-retry-num'], headers['x-slack-retry-reason']]);

describe('an event on its way over HTTP', () => {
  it('is signed over its raw bytes with the time', async () => {
    answer = ok;
    speak();
    await asked(1);
    const { headers, body } = hits[0] ?? { headers: {}, body: '' };
    const time = headers['x-slack-request-timestamp'];
    expect(time).toBe(String(clock.now().getTime() / 1_000));
    expect(headers['x-slack-signature']).toBe(
      `v0=${createHmac('sha256', sandbox.signingSecret).update(`v0:${time}:${body}`).digest('hex')}`,
    );
    expect(JSON.parse(body)).toMatchObject({
      type: 'event_callback',
      team_id: sandbox.ids.team,
      api_app_id: sandbox.appId,
      event: { type: 'message', channel_type: 'im', text: 'hello', blocks: [{ type: 'rich_text' }] },
      authorizations: [{ user_id: sandbox.bot.userId, is_bot: true }],
    });
  });

  it('comes again at once, after a minute and after five, and then waits to be asked for', async () => {
    answer = fail;
    speak();
    await asked(2);
    await sandbox.link.idle();
    expect(hits).toHaveLength(2);
    await clock.advance(60_000);
    await asked(3);
    await sandbox.link.idle();
    await clock.advance(299_000);
    await sandbox.link.idle();
    expect(hits).toHaveLength(3);
    await clock.advance(1_000);
    await asked(4);
    await sandbox.link.idle();
    expect(retries()).toEqual([
      [undefined, undefined],
      ['1', 'http_error'],
      ['2', 'http_error'],
      ['3', 'http_error'],
    ]);
    expect(new Set(hits.map(({ body }) => JSON.parse(body).event_id)).size).toBe(1);
    expect(sandbox.link.events()[0]?.state).toBe('waiting');
    answer = ok;
    sandbox.link.redeliverNow();
    await asked(5);
    await sandbox.link.idle();
    expect(sandbox.link.events()[0]?.state).toBe('acknowledged');
  });

  it('comes again when the app is silent for three seconds', async () => {
    answer = () => undefined;
    speak();
    await asked(1);
    answer = ok;
    await clock.advance(3_000);
    await asked(2);
    expect(retries()[1]).toEqual(['1', 'http_timeout']);
  });

  it('does not come again after X-Slack-No-Retry', async () => {
    answer = (_hit, response) => void response.writeHead(500, { 'x-slack-no-retry': '1' }).end();
    speak();
    await asked(1);
    await sandbox.link.idle();
    expect(sandbox.link.events()[0]?.state).toBe('refused');
  });

  it('can come twice although it was taken, as it does in life', async () => {
    answer = ok;
    speak();
    await asked(1);
    await sandbox.link.idle();
    const id = sandbox.link.events()[0]?.eventId ?? '';
    await sandbox.link.repeat(id);
    expect(hits.map(({ body }) => JSON.parse(body).event_id)).toEqual([id, id]);
  });
});

describe('an event on its way through sockets', () => {
  type Envelope = {
    envelope_id: string;
    body: { event_id: string };
    retry_num: number;
    ack(): Promise<void>;
  };

  const connect = async (to: Sandbox, take: (envelope: Envelope) => unknown) => {
    const client = new SocketModeClient({
      appToken: to.appToken,
      autoReconnectEnabled: false,
      logLevel: LogLevel.ERROR,
      clientOptions: { slackApiUrl: to.apiUrl },
    });
    client.on('slack_event', take);
    await client.start();
    return client;
  };

  it('goes to one of several connections, each in its turn', async () => {
    await using socketed = await createSandbox({ mode: 'socket' });
    const taken: string[] = [];
    const taker = (name: string) => (envelope: Envelope) => {
      taken.push(name);
      return envelope.ack();
    };
    const clients = [await connect(socketed, taker('first')), await connect(socketed, taker('second'))];
    const ada = person(socketed, socketed.ids.ada);
    for (const text of ['1', '2', '3', '4']) ada.say(socketed.ids.dmAda, text);
    await socketed.link.idle();
    expect(taken.toSorted()).toEqual(['first', 'first', 'second', 'second']);
    expect(
      socketed.link.events().every(({ state, attempts }) => state === 'acknowledged' && attempts === 1),
    ).toBe(true);
    for (const client of clients) await client.disconnect();
  });

  it('waits while nobody is connected and comes again when a connection dies before the acknowledgement', async () => {
    await using socketed = await createSandbox({ mode: 'socket' });
    person(socketed, socketed.ids.ada).say(socketed.ids.dmAda, 'early');
    const died = Promise.withResolvers<Envelope>();
    const first = await connect(socketed, died.resolve);
    const unacknowledged = await died.promise;
    socketed.sockets.cut();
    const again = Promise.withResolvers<Envelope>();
    const second = await connect(socketed, again.resolve);
    const retried = await again.promise;
    expect([unacknowledged.retry_num, retried.retry_num]).toEqual([0, 1]);
    expect(retried.body.event_id).toBe(unacknowledged.body.event_id);
    await retried.ack();
    await socketed.link.idle();
    expect(socketed.link.events()[0]?.state).toBe('acknowledged');
    await Promise.all([first, second].map((client) => client.disconnect()));
  });
});

describe('an app that is down', () => {
  it('is shown as not connected until it answers again', async () => {
    const connections: boolean[] = [];
    sandbox.on((event) => {
      if (event.type === 'connection') connections.push(event.connected);
    });
    answer = (_hit, response) => void response.destroy();
    speak();
    await asked(2);
    await sandbox.link.idle();
    expect(sandbox.link.connected()).toBe(false);
    answer = ok;
    sandbox.link.redeliverNow();
    await asked(3);
    await sandbox.link.idle();
    expect(connections).toEqual([false, true]);
  });
});

describe('what runs out', () => {
  const press = async () => {
    const { forge } = sandbox;
    return forge.triggers.issue({ user: sandbox.ids.ada });
  };
  const open = (trigger_id: string) =>
    fetch(`${sandbox.apiUrl}views.open`, {
      method: 'POST',
      headers: { authorization: `Bearer ${sandbox.botToken}`, 'content-type': 'application/json' },
      body: JSON.stringify({
        trigger_id,
        view: { type: 'modal', title: { type: 'plain_text', text: 'x' }, blocks: [] },
      }),
    }).then((response) => response.json());

  it('is a trigger, after three seconds', async () => {
    const [inTime, late] = [await press(), await press()];
    await clock.advance(2_900);
    expect(await open(inTime)).toMatchObject({ ok: true });
    await clock.advance(200);
    expect(await open(late)).toMatchObject({ ok: false, error: 'expired_trigger_id' });
  });

  it('is a response_url, after five uses or half an hour', async () => {
    answer = ok;
    const target = { channel: sandbox.ids.general, user: sandbox.ids.ada };
    const use = async (path: string) => {
      const response = await fetch(`${sandbox.baseUrl}${path}`, {
        method: 'POST',
        body: JSON.stringify({ text: 'x' }),
      });
      return [response.status, (await response.json()).error];
    };
    const path = sandbox.forge.responseUrls.issue(target);
    for (let use5 = 0; use5 < 5; use5 += 1) expect(await use(path)).toEqual([200, undefined]);
    expect(await use(path)).toEqual([404, 'used_url']);
    const old = sandbox.forge.responseUrls.issue(target);
    await clock.advance(30 * 60_000 + 1);
    expect(await use(old)).toEqual([404, 'expired_url']);
  });

  it('tells the person when a command gets no answer', async () => {
    answer = () => undefined;
    const ada = person(sandbox, sandbox.ids.ada);
    const running = ada.command(sandbox.ids.general, '/watch', 'x');
    await asked(1);
    await clock.advance(3_000);
    await running;
    expect(ada.messages(sandbox.ids.general).at(-1)?.text).toBe(
      '/watch failed with the error "operation_timeout"',
    );
  });
});
