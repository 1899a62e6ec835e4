import { createHmac } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Calls, Hall } from '../../gateway/hall.ts';
import { LookoutError } from '../../kit/errors.ts';
import { silentLog } from '../../kit/log.ts';
import type { Inbox } from '../../queue/inbox.ts';
import type { NoteTaker } from '../../vendors/notetakers/verify-webhook.ts';
import { createWebhookDoor } from './create-webhook-door.ts';
import { type NoteSecrets, noteAddress, noteAddresses, readNoteAddress } from './note-address.ts';
import { mostBodyBytes } from './read-raw-body.ts';
import type { Recording } from './take-note.ts';

const now = new Date('2026-05-04T12:00:00.000Z');
const noteTakers: NoteSecrets = { addresses: 'a-secret-of-note-takers', signing: {} };
const secrets = { linear: 'linear-secret', notion: 'notion-token', noteTakers };
const hex = (secret: string, body: string) => createHmac('sha256', secret).update(body).digest('hex');

let url: string;
let close: () => Promise<void>;
let accepted: Parameters<Inbox['accept']>[0][];
let received: { workspaceId: string; input: unknown }[];
let fetched: Recording[];
let given: { secrets: { linear?: string; notion?: string; noteTakers?: NoteSecrets }; broken: boolean };

beforeEach(async () => {
  [accepted, received, fetched] = [[], [], []];
  given = { secrets, broken: false };
  const hall: Hall = {
    as: ({ workspaceId }) =>
      ({
        transcript: { receive: async (input: unknown) => void received.push({ workspaceId, input }) },
      }) as unknown as Calls,
  };
  const door = createWebhookDoor({
    hall,
    inbox: {
      accept: async (delivery) => {
        if (given.broken) throw new LookoutError('unavailable', 'the database is away');
        const known = accepted.some(({ deliveryId }) => deliveryId === delivery.deliveryId);
        if (!known) accepted.push(delivery);
        return known ? 'duplicate' : 'new';
      },
    },
    clock: { now: () => now } as never,
    log: silentLog,
    get secrets() {
      return given.secrets;
    },
    leaveFetch: async (recording) => void fetched.push(recording),
  });
  const server = createServer((request, response) => void door(request, response, request.url ?? '/'));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  close = async () => {
    server.closeAllConnections();
    server.close();
    await once(server, 'close');
  };
});
afterEach(async () => await close());

const post = async (path: string, body: string, headers: Record<string, string> = {}) => {
  const response = await fetch(`${url}${path}`, { method: 'POST', body, headers });
  return { status: response.status, text: await response.text() };
};

describe('Linear', () => {
  const body = JSON.stringify({ type: 'Issue', action: 'update', webhookTimestamp: now.getTime() });
  const signed = (text = body, delivery = 'd1') => ({
    'linear-signature': hex(secrets.linear, text),
    'linear-delivery': delivery,
  });

  test('is stored once by its delivery id, however often it is sent', async () => {
    for (let tries = 0; tries < 3; tries += 1)
      expect((await post('/webhooks/linear', body, signed())).status).toBe(200);
    expect(accepted).toEqual([
      { deliveryId: 'linear d1', workspaceId: '*', door: 'linear', body: JSON.parse(body) },
    ]);
  });

  test.each([
    ['without a signature', body, {}],
    ['signed with another secret', body, { 'linear-signature': hex('other', body) }],
    ['changed on the way', `${body} `, signed()],
    [
      'older than a minute',
      JSON.stringify({ webhookTimestamp: now.getTime() - 61_000 }),
      signed(JSON.stringify({ webhookTimestamp: now.getTime() - 61_000 })),
    ],
  ])('%s it is refused and nothing says why', async (_, sent, headers) => {
    const answer = await post('/webhooks/linear', sent, headers as Record<string, string>);
    expect(answer).toEqual({ status: 401, text: '{"ok":false}' });
    expect(accepted).toEqual([]);
  });

  test('is asked to come again when it could not be stored', async () => {
    given.broken = true;
    expect((await post('/webhooks/linear', body, signed())).status).toBe(503);
  });

  test('finds its door shut without a secret', async () => {
    given.secrets = {};
    expect((await post('/webhooks/linear', body, signed())).status).toBe(404);
  });
});

describe('Notion', () => {
  const body = JSON.stringify({ id: 'event-1', type: 'page.content_updated' });

  test('is stored once by the id of its event', async () => {
    const headers = { 'x-notion-signature': `sha256=${hex(secrets.notion, body)}` };
    await post('/webhooks/notion', body, headers);
    expect((await post('/webhooks/notion', body, headers)).status).toBe(200);
    expect(accepted).toMatchObject([{ deliveryId: 'notion event-1', door: 'notion' }]);
  });

  test('with a wrong signature is refused', async () => {
    expect((await post('/webhooks/notion', body, { 'x-notion-signature': 'sha256=00' })).status).toBe(401);
  });

  test('shakes hands only while no token is known', async () => {
    const handshake = JSON.stringify({ verification_token: 'secret_abc' });
    expect((await post('/webhooks/notion', handshake)).status).toBe(401);
    given.secrets = {};
    expect((await post('/webhooks/notion', handshake)).status).toBe(200);
    expect((await post('/webhooks/notion', body)).status).toBe(404);
    expect(accepted).toEqual([]);
  });
});

describe('note takers', () => {
  const address = (vendor: NoteTaker, channelId: string | null = 'C1') =>
    noteAddress(noteTakers.addresses, { vendor, workspaceId: 'T1', channelId });
  const krisp = JSON.stringify({ event: 'transcript_created', data: { raw_content: 'Jane | 00:01\nHello' } });
  const fathom = JSON.stringify({ title: 'Sync', transcript: [{ text: 'Hello' }] });
  const signFathom = (
    text: string,
    atSeconds = now.getTime() / 1_000,
    secret: string | Buffer = noteTakers.addresses,
  ) => {
    const mac = createHmac('sha256', secret).update(`msg_1.${atSeconds}.${text}`).digest('base64');
    return {
      'webhook-id': 'msg_1',
      'webhook-timestamp': String(atSeconds),
      'webhook-signature': `v2,xyz v1,${mac}`,
    };
  };

  test("a Krisp transcript goes to the address's workspace and channel; the same again is the same", async () => {
    expect((await post(address('krisp'), krisp)).status).toBe(200);
    await post(address('krisp'), krisp);
    expect(received).toMatchObject([
      { workspaceId: 'T1', input: { source: 'krisp', text: krisp, channelId: 'C1' } },
      { workspaceId: 'T1' },
    ]);
    const keys = received.map(({ input }) => (input as { key: string }).key);
    expect(new Set(keys).size).toBe(1);
    expect(accepted).toEqual([]);
  });

  test('Fathom is taken by its signature and the id of its message', async () => {
    expect((await post(address('fathom'), fathom, signFathom(fathom))).status).toBe(200);
    expect(received).toMatchObject([{ input: { source: 'fathom', key: 'fathom msg_1' } }]);
  });

  test.each([
    ['no signature', {}],
    ['a wrong one', { ...signFathom(fathom), 'webhook-signature': 'v1,AAAA' }],
    ['one of ten minutes ago', signFathom(fathom, now.getTime() / 1_000 - 600)],
  ])('Fathom with %s is refused', async (_, headers) => {
    expect((await post(address('fathom'), fathom, headers as Record<string, string>)).status).toBe(401);
    expect(received).toEqual([]);
  });

  test.each([
    [{ meetingId: 'r1', eventType: 'Transcription completed' }, ''],
    [{ meeting_id: 'r1', event: 'meeting.transcribed', timestamp: now.getTime() }, 'sha256='],
  ])('Fireflies says that a recording is ready, and it is fetched: %j', async (said, prefix) => {
    const body = JSON.stringify(said);
    const headers = { 'x-hub-signature': `${prefix}${hex(noteTakers.addresses, body)}` };
    expect((await post(address('fireflies'), body, headers)).status).toBe(200);
    expect(fetched).toEqual([{ workspaceId: 'T1', vendor: 'fireflies', recordingId: 'r1', channelId: 'C1' }]);
    expect((await post(address('fireflies'), body)).status).toBe(401);
  });

  const ready = JSON.stringify({ meetingId: 'r1', eventType: 'Transcription completed' });
  const shownFor = (vendor: string, channelId: string, own = noteTakers) =>
    noteAddresses('', own, { workspaceId: 'T1', channelId }).find(({ url }) => url.includes(vendor));
  const signed = (secret = '') => ({ 'x-hub-signature': hex(secret, ready) });

  test("an address's own secret signs for it, and for no other channel's", async () => {
    const [one, other] = [shownFor('fireflies', 'C1'), shownFor('fireflies', 'C2')];
    expect(one?.secret).toEqual({ as: 'signing secret', value: expect.stringMatching(/^[\w-]{32}$/) });
    expect((await post(one?.url ?? '', ready, signed(one?.secret?.value))).status).toBe(200);
    expect((await post(other?.url ?? '', ready, signed(one?.secret?.value))).status).toBe(401);
    expect(fetched).toHaveLength(1);
  });

  test('a note taker with secrets of its own takes each of them, and no longer the common one', async () => {
    const key = Buffer.from('key of the second webhook');
    const fathomSecrets = ['whsec_Zmlyc3Q=', `whsec_${key.toString('base64')}`];
    const signing = { fathom: fathomSecrets, fireflies: ['of-one-account', 'of-another-one'] };
    given.secrets = { noteTakers: { ...noteTakers, signing } };
    expect((await post(address('fathom'), fathom, signFathom(fathom, undefined, key))).status).toBe(200);
    expect((await post(address('fathom'), fathom, signFathom(fathom))).status).toBe(401);
    for (const secret of [...signing.fireflies, shownFor('fireflies', 'C1')?.secret?.value])
      expect((await post(address('fireflies'), ready, signed(secret))).status).toBe(200);
    for (const secret of [noteTakers.addresses, 'whsec_Zmlyc3Q='])
      expect((await post(address('fireflies'), ready, signed(secret))).status).toBe(401);
  });

  test('Krisp is asked for a bearer where one is set, and shown the one of its address', async () => {
    const own = { ...noteTakers, signing: { krisp: ['a-bearer-for-everywhere'] } };
    given.secrets = { noteTakers: own };
    const shown = shownFor('krisp', 'C1', own)?.secret;
    expect(shown?.as).toBe('bearer');
    for (const bearer of [shown?.value, 'a-bearer-for-everywhere']) {
      const headers = { authorization: `Bearer ${bearer}` };
      expect((await post(address('krisp'), krisp, headers)).status).toBe(200);
    }
    expect((await post(address('krisp'), krisp)).status).toBe(401);
    expect(
      (await post(address('krisp', 'C2'), krisp, { authorization: `Bearer ${shown?.value}` })).status,
    ).toBe(401);
    expect(shownFor('krisp', 'C1')?.secret).toBeNull();
  });

  test('Zapier hands in for a workspace without a channel', async () => {
    const body = JSON.stringify({ title: 'Sync', transcript: 'Jane: hello' });
    expect((await post(address('zapier', null), body)).status).toBe(200);
    expect(received).toMatchObject([{ input: { source: 'zapier', channelId: null } }]);
  });

  test('what nobody asked for is taken and left alone', async () => {
    expect((await post(address('krisp'), '{"event":"outline_generated","data":{}}')).status).toBe(200);
    expect(received).toEqual([]);
  });

  test('an address that was not made here, or for another workspace or vendor, is refused', async () => {
    const other = address('krisp').replace('T1', 'T2');
    expect((await post(other, krisp)).status).toBe(401);
    expect((await post(address('krisp').replace('krisp', 'zapier'), krisp)).status).toBe(401);
    expect((await post(`${address('krisp').slice(0, -1)}é`, krisp)).status).toBe(401);
    expect((await post('/webhooks/otter/T1.C1.x', krisp)).status).toBe(404);
    expect(readNoteAddress('another secret', address('krisp'))).toBeUndefined();
    expect(received).toEqual([]);
  });

  test('no JSON, a body beyond all measure and a look with GET are refused', async () => {
    expect((await post(address('krisp'), 'hello')).status).toBe(400);
    expect((await fetch(`${url}${address('krisp')}`)).status).toBe(405);
    const large = await post(address('krisp'), 'x'.repeat(mostBodyBytes + 1)).catch(() => ({ status: 413 }));
    expect(large.status).toBe(413);
  });
});
