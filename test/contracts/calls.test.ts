import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { houseContract } from '../../src/contracts/house.ts';
import type { CallContext } from '../../src/contracts/shared.ts';
import { createHttpDoor, type HttpDoor } from '../../src/doors/http/create-http-door.ts';
import { createHall, createRemoteHall, type Hall } from '../../src/gateway/hall.ts';
import { createCallsServer } from '../../src/gateway/serve-calls.ts';
import { LookoutError } from '../../src/kit/errors.ts';
import { silentLog } from '../../src/kit/log.ts';
import { createMetrics } from '../../src/kit/metrics.ts';
import { openRoom, type Room, workspaceId } from '../helpers/open-room.ts';
import { type Ask, type AskTable, person, type Way } from './calls/ask.ts';
import { assistantAsks } from './calls/assistant-asks.ts';
import { makeWay, type World } from './calls/make-way.ts';
import { linearAsks, notionAsks, transcriptAsks } from './calls/meeting-asks.ts';
import { openFlows } from './calls/open-flows.ts';
import { playShop } from './calls/play-shop.ts';
import { playVendors } from './calls/play-vendors.ts';
import { watchingAsks } from './calls/watching-asks.ts';

const internalKey = 'internal-key-of-this-house';
const workspaceKey = 'key-of-workspace-one';

const stack = new AsyncDisposableStack();
let room: Room;
let door: HttpDoor;
let world: World;
let inProcess: Hall;
let remote: Hall;
let ready = true;

beforeAll(async () => {
  room = stack.use(await openRoom());
  const shop = playShop(room.clock);
  const vendors = stack.use(await playVendors(room.clock));
  const { routers, workers } = openFlows(stack, { room, shop, vendors });
  world = { room, shop, vendors, workers };
  inProcess = createHall(routers);
  door = stack.use(
    await createHttpDoor({
      host: '127.0.0.1',
      port: 0,
      hall: inProcess,
      log: silentLog,
      metrics: createMetrics(),
      keys: { workspaces: [{ workspaceId, secret: workspaceKey }], internal: internalKey },
      serveCalls: createCallsServer(routers),
      slack: (_request, response) => response.writeHead(418).end(),
      webhooks: async (_request, response) => {
        response.writeHead(418).end();
      },
      isReady: async () => ready,
    }),
  );
  remote = createRemoteHall({ url: `${door.url}/v1`, key: internalKey, fetch: (request) => fetch(request) });
});
afterAll(async () => {
  await stack.disposeAsync();
});

/** Every call at least once as it should be, and once as it should not. */
const asks: AskTable = { ...watchingAsks, ...transcriptAsks, ...linearAsks, ...notionAsks, ...assistantAsks };

type Outcome = { answer: string } | { code: string; status: string };

/** What differs from one way to the other though nothing is different: ids, times, seals, and the forges' ports. */
const madeAlike: readonly [RegExp, string][] = [
  [/[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g, '<id>'],
  [/[0-9a-f]{32}/g, '<id>'],
  [/\d{4}-\d\d-\d\dT[\d:.]+Z/g, '<time>'],
  [/state=[\w.%-]+/g, 'state=<sealed>'],
  [/127\.0\.0\.1:\d+/g, '<forge>'],
];

/** What came of it, ids of either way's own making made alike. */
async function outcomeOf(way: Way, as: CallContext, ask: Ask): Promise<Outcome> {
  try {
    const text = JSON.stringify(await ask(way.hall.as(as), way));
    return { answer: madeAlike.reduce((said, [own, alike]) => said.replace(own, alike), text) };
  } catch (error) {
    if (!(error instanceof LookoutError)) throw error;
    return { code: error.code, status: error.humanMessage };
  }
}

describe('in this process and over HTTP', () => {
  let way: Way;

  test('every call of every contract is asked', () => {
    const all = Object.entries(houseContract).flatMap(([flow, calls]) =>
      Object.keys(calls).map((call) => `${flow}.${call}`),
    );
    expect(Object.keys(asks).toSorted()).toEqual(all.toSorted());
  });

  test('every call answers, and refuses, the same way on both', async () => {
    const outcomes: Record<string, Outcome>[] = [];
    // One after the other on the same rows, so that both start from the same state.
    for (const hall of [inProcess, remote]) {
      way = await makeWay(world, hall);
      const heard: Record<string, Outcome> = {};
      for (const [name, { as = person, right, wrong }] of Object.entries(asks)) {
        heard[name] = await outcomeOf(way, as, right);
        for (const [at, [ask, code]] of wrong.entries()) {
          const refused = await outcomeOf(way, as, ask);
          heard[`${name} wrong ${at}`] = refused;
          expect.soft(refused, name).toMatchObject({ code });
        }
        expect.soft(heard[name], name).toHaveProperty('answer');
      }
      outcomes.push(heard);
    }
    expect(outcomes[1]).toEqual(outcomes[0]);
  }, 180_000);

  test("the clock's calls are refused to everybody else", async () => {
    for (const hall of [inProcess, remote]) {
      for (const { as, right } of Object.values(asks)) {
        if (as)
          expect(await outcomeOf({ ...way, hall }, person, right)).toMatchObject({ code: 'not_allowed' });
      }
    }
  });
});

const get = (path: string, headers: Record<string, string> = {}) => fetch(door.url + path, { headers });
const bearer = (key: string) => ({ authorization: `Bearer ${key}` });

describe('the HTTP door', () => {
  test('without a key or with an unknown one it answers 401 with a sentence', async () => {
    for (const headers of [{}, bearer('nobody'), { authorization: 'Basic eDp5' }]) {
      const answer = await get('/v1/monitors', headers);
      expect(answer.status).toBe(401);
      expect(await answer.json()).toMatchObject({
        code: 'UNAUTHENTICATED',
        message: expect.stringContaining('API key'),
      });
    }
  });

  test("a workspace's key speaks for that workspace only", async () => {
    expect((await get('/v1/monitors', bearer(workspaceKey))).status).toBe(200);
    expect((await get('/v1/monitors', { ...bearer(workspaceKey), 'x-lookout-workspace': 'T2' })).status).toBe(
      403,
    );
    expect((await get('/v1/monitors', { ...bearer(workspaceKey), 'x-lookout-workspace': '*' })).status).toBe(
      403,
    );
    const mine = await room.addMonitor();
    expect((await get(`/v1/monitors/${mine}`, bearer(workspaceKey))).status).toBe(200);
    expect(
      (await get(`/v1/monitors/${mine}`, { ...bearer(internalKey), 'x-lookout-workspace': 'T2' })).status,
    ).toBe(404);
  });

  test("the clock's calls need the internal key", async () => {
    const strike = (key: string) =>
      fetch(`${door.url}/v1/clock/sweep`, {
        method: 'POST',
        body: '{}',
        headers: { ...bearer(key), 'content-type': 'application/json' },
      });
    expect((await strike(workspaceKey)).status).toBe(403);
    expect((await strike(internalKey)).status).toBe(200);
  });

  test('what it does not understand is answered 400 with a sentence that names the place', async () => {
    const post = (body: string) =>
      fetch(`${door.url}/v1/notify`, {
        method: 'POST',
        body,
        headers: { ...bearer(workspaceKey), 'content-type': 'application/json' },
      });
    const wrong = await post('{"channelId": 7, "text": "x", "key": "k"}');
    expect(wrong.status).toBe(400);
    expect(await wrong.json()).toMatchObject({
      code: 'BAD_INPUT',
      message: expect.stringContaining('channelId'),
    });
    expect((await post('{"channelId":')).status).toBe(400);
    expect((await post(JSON.stringify({ text: 'x'.repeat(9 * 1024 * 1024) }))).status).toBe(413);
  });

  test('unknown paths are 404, also those that are no paths', async () => {
    expect((await get('/v1/nothing', bearer(workspaceKey))).status).toBe(404);
    expect((await get('/nothing')).status).toBe(404);
    expect((await get('//')).status).toBe(404);
    expect((await get('/healthz')).status).toBe(200);
  });

  test('/openapi.json describes every call', async () => {
    const described = (await (await get('/openapi.json')).json()) as {
      paths: Record<string, Record<string, unknown>>;
    };
    const routes = Object.entries(described.paths).flatMap(([path, methods]) =>
      Object.keys(methods).map((method) => `${method} ${path}`),
    );
    expect(routes).toHaveLength(Object.values(houseContract).flatMap((calls) => Object.keys(calls)).length);
    expect(routes).toContain('post /monitors');
  });

  test('it says whether it lives, whether it is ready, and what it counts', async () => {
    expect(await (await get('/healthz')).json()).toEqual({ ok: true });
    expect((await get('/readyz')).status).toBe(200);
    ready = false;
    expect((await get('/readyz')).status).toBe(503);
    ready = true;
    expect(await (await get('/metrics')).text()).toContain(
      'lookout_http_requests_total{route="healthz",status="200"}',
    );
    for (const path of ['/slack/events', '/webhooks/linear']) expect((await get(path)).status).toBe(418);
    // Nobody came back from Linear with this.
    expect((await get('/connect/linear/callback?code=c&state=made.up')).status).toBe(400);
  });
});
