import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Block } from '../../src/contracts/blocks.ts';
import { houseContract } from '../../src/contracts/house.ts';
import { type CallContext, systemWorkspace } from '../../src/contracts/shared.ts';
import { createHttpDoor, type HttpDoor } from '../../src/doors/http/create-http-door.ts';
import { createAssistantFlow } from '../../src/flows/assistant/index.ts';
import { createExtractor } from '../../src/flows/content/extract/extract-pool.ts';
import { classifyPage } from '../../src/flows/content/health/classify-page.ts';
import { createContentFlow } from '../../src/flows/content/index.ts';
import { createDifferenceFinder } from '../../src/flows/detection/difference-pool.ts';
import { createDetectionFlow } from '../../src/flows/detection/index.ts';
import { createDiscoveryFlow } from '../../src/flows/discovery/index.ts';
import { createMonitorFlow } from '../../src/flows/monitor/index.ts';
import { createNotificationFlow } from '../../src/flows/notification/index.ts';
import { type Calls, createHall, createRemoteHall, type Hall } from '../../src/gateway/hall.ts';
import { createCallsServer } from '../../src/gateway/serve-calls.ts';
import { LookoutError } from '../../src/kit/errors.ts';
import { newId } from '../../src/kit/ids.ts';
import { silentLog } from '../../src/kit/log.ts';
import { createMetrics } from '../../src/kit/metrics.ts';
import type { Workers } from '../../src/queue/queue.ts';
import type { FetchPage } from '../../src/vendors/web/schema.ts';
import { openRoom, type Room, workspaceId } from '../helpers/open-room.ts';
import { playSlackOffice } from '../helpers/play-slack-office.ts';

const page = 'https://shop.example/pricing';
const internalKey = 'internal-key-of-this-house';
const workspaceKey = 'key-of-workspace-one';

/** The way a call is made, with things of its own to act on, so that neither way sees what the other did. */
interface Way {
  hall: Hall;
  monitorId: string;
  spareId: string;
  changeId: string;
  alertId: string;
  versionId: string;
}

const stack = new AsyncDisposableStack();
let room: Room;
let door: HttpDoor;
let ways: [inProcess: Way, remote: Way];
let price = '$20';
let ready = true;

const body = () =>
  `<!doctype html><html lang="en"><title>Pricing</title><body><main><h1>Plans and prices</h1>
   <p>Every plan comes with unlimited projects and mail support within one working day.</p>
   <h2>Pro plan</h2><p>The Pro plan costs ${price} a month for each person of the team.</p></main></body></html>`;

const fetchPage: FetchPage = async ({ url }) => {
  const facts = { url, fetchedAt: room.clock.now(), ms: 1 };
  if (url !== page)
    return { ...facts, kind: 'failed', problem: 'gone', status: 404, message: 'The page is gone (404).' };
  return {
    ...facts,
    kind: 'fetched',
    status: 200,
    finalUrl: url,
    headers: {},
    contentType: 'text/html',
    body: Buffer.from(body()),
    validators: {},
  };
};

function openFlows() {
  const shared = { database: room.database, queue: room.queue, clock: room.clock, log: silentLog };
  const extractor = stack.use(createExtractor({ threads: 0 }));
  return {
    assistant: createAssistantFlow({ log: silentLog }),
    monitor: createMonitorFlow({ ...shared, minCadenceMinutes: 1 }),
    discovery: createDiscoveryFlow({
      ...shared,
      fetchPage,
      extractor,
      classify: classifyPage,
      embedder: noEmbedder,
    }),
    content: createContentFlow({
      ...shared,
      metrics: createMetrics(),
      fetchPage,
      extractor,
      retentionDays: 30,
      maxLeased: 100,
      maxLeasedPerOrigin: 10,
      unlimitedOrigins: [],
    }),
    detection: createDetectionFlow({
      ...shared,
      differences: stack.use(createDifferenceFinder()),
      budget: { monthlyUsd: 1, usdPerMillionInput: 1, usdPerMillionOutput: 1 },
    }),
    notification: createNotificationFlow({
      ...shared,
      slack: playSlackOffice(),
      postWebhook: async () => undefined,
      webhookSecretOf: (workspace) => `whsec_${Buffer.from(workspace).toString('base64')}`,
      modelHelp: 'set OPENAI_API_KEY to connect one',
    }),
  };
}

const noEmbedder = {
  model: 'none',
  dimensions: 2,
  embed: async (texts: string[]) => texts.map(() => Float32Array.of(1, 0)),
};

/** A watched page that has changed once: told to one monitor, kept from its twin, which mutes prices. */
async function makeWay(hall: Hall, workers: Workers): Promise<Way> {
  await room.forget();
  price = '$20';
  const monitorId = await room.addMonitor({ urls: [page] });
  await room.clock.advance(1_000);
  await room.addMonitor({ urls: [page], mutedKinds: ['price'], threadTs: '1700000000.000300' });
  await room.clock.advance(1_000);
  const spareId = await room.addMonitor({ urls: [page], state: 'proposed', threadTs: '1700000000.000200' });
  const sourceId = await room.sourceId(page);
  for (const shown of ['$20', '$25']) {
    price = shown;
    await room.database.tenant(workspaceId, (tx) =>
      room.queue.enqueue(tx, 'content.schedule', { workspaceId, sourceId, read: 'baseline' }),
    );
    await room.drain(workers);
    await room.clock.advance(60_000);
  }
  const [alert] = await room.rows<{ alert_id: string }>('select alert_id from alerts');
  const [kept] = await room.rows<{ change_id: string; to_version_id: string }>(
    "select * from changes where outcome = 'silent'",
  );
  return {
    hall,
    monitorId,
    spareId,
    alertId: alert?.alert_id ?? '',
    changeId: kept?.change_id ?? '',
    versionId: kept?.to_version_id ?? '',
  };
}

let inProcess: Hall;
let remote: Hall;
let workers: Workers;

beforeAll(async () => {
  room = stack.use(await openRoom());
  const flows = openFlows();
  const routers = {
    assistant: flows.assistant.calls,
    monitor: flows.monitor.calls,
    discovery: flows.discovery.calls,
    content: flows.content.calls,
    detection: flows.detection.calls,
    notification: flows.notification.calls,
  };
  workers = Object.assign({}, ...Object.values(flows).map((flow) => flow.workers));
  door = stack.use(
    await createHttpDoor({
      host: '127.0.0.1',
      port: 0,
      log: silentLog,
      metrics: createMetrics(),
      keys: { workspaces: [{ workspaceId, secret: workspaceKey }], internal: internalKey },
      serveCalls: createCallsServer(routers),
      slack: (_request, response) => response.writeHead(418).end(),
      isReady: async () => ready,
    }),
  );
  inProcess = createHall(routers);
  remote = createRemoteHall({ url: `${door.url}/v1`, key: internalKey, fetch: (request) => fetch(request) });
});
afterAll(async () => {
  await stack.disposeAsync();
});

const person: CallContext = { workspaceId, userId: 'U1', requestId: 'r1' };
const clock: CallContext = { workspaceId: systemWorkspace, requestId: 'r2' };
const line = (text: string): Block => ({ kind: 'text', path: ['Pro plan'], text });

type Ask = (calls: Calls, way: Way) => Promise<unknown>;

/** Every call at least once as it should be, and once as it should not. */
const asks: Record<string, { as?: CallContext; right: Ask; wrong: [Ask, string][] }> = {
  'assistant.understand': {
    right: (calls) => calls.assistant.understand({ text: `tell me when the price changes on ${page}` }),
    wrong: [[(calls) => calls.assistant.understand({ text: 'x'.repeat(9_000) }), 'bad_input']],
  },
  'content.readPage': {
    right: (calls) => calls.content.readPage({ url: page }),
    wrong: [[(calls) => calls.content.readPage({ url: 'not an address' }), 'bad_input']],
  },
  'content.getVersion': {
    right: (calls, { versionId }) => calls.content.getVersion({ versionId }),
    wrong: [
      [(calls) => calls.content.getVersion({ versionId: newId() }), 'not_found'],
      [(calls) => calls.content.getVersion({ versionId: 'seven' }), 'bad_input'],
    ],
  },
  'content.claimDue': {
    as: clock,
    right: (calls) => calls.content.claimDue({}),
    wrong: [[(calls) => calls.content.claimDue({ limit: 0 }), 'bad_input']],
  },
  'content.sweep': { as: clock, right: (calls) => calls.content.sweep({}), wrong: [] },
  'detection.compare': {
    right: (calls) =>
      calls.detection.compare({
        request: 'price changes',
        before: [line('It costs $20.')],
        after: [line('It costs $25.')],
      }),
    wrong: [
      [(calls) => calls.detection.compare({ request: 'x', before: [], after: [{} as Block] }), 'bad_input'],
    ],
  },
  'detection.why': {
    right: (calls, { monitorId }) => calls.detection.why({ monitorId, sinceDays: 3 }),
    wrong: [
      [(calls) => calls.detection.why({ monitorId: newId() }), 'not_found'],
      [(calls, { monitorId }) => calls.detection.why({ monitorId, sinceDays: 1_000 }), 'bad_input'],
    ],
  },
  'detection.getChange': {
    right: (calls, { changeId }) => calls.detection.getChange({ changeId }),
    wrong: [[(calls) => calls.detection.getChange({ changeId: newId() }), 'not_found']],
  },
  'detection.getAlert': {
    right: (calls, { alertId }) => calls.detection.getAlert({ alertId }),
    wrong: [[(calls) => calls.detection.getAlert({ alertId: newId() }), 'not_found']],
  },
  'detection.describeAlert': {
    right: (calls, { alertId }) => calls.detection.describeAlert({ alertId, show: 'all', limit: 5 }),
    wrong: [
      [(calls) => calls.detection.describeAlert({ alertId: newId() }), 'not_found'],
      [(calls, { alertId }) => calls.detection.describeAlert({ alertId, limit: 1_000 }), 'bad_input'],
    ],
  },
  'detection.promote': {
    right: (calls, { changeId }) => calls.detection.promote({ changeId, by: 'U1' }),
    wrong: [[(calls) => calls.detection.promote({ changeId: newId(), by: 'U1' }), 'not_found']],
  },
  'detection.rate': {
    right: (calls, { alertId }) => calls.detection.rate({ alertId, useful: true, by: 'U1' }),
    wrong: [[(calls) => calls.detection.rate({ alertId: newId(), useful: true, by: 'U1' }), 'not_found']],
  },
  'detection.forgetMark': {
    right: (calls, { changeId }) => calls.detection.forgetMark({ changeId, by: 'U1' }),
    wrong: [[(calls) => calls.detection.forgetMark({ changeId: newId(), by: 'U1' }), 'not_found']],
  },
  'detection.replay': {
    right: (calls, { monitorId }) =>
      calls.detection.replay({ monitorId, request: 'tell me when the price drops', sinceDays: 30 }),
    wrong: [
      [(calls) => calls.detection.replay({ monitorId: newId() }), 'not_found'],
      [(calls, { monitorId }) => calls.detection.replay({ monitorId, sinceDays: 0 }), 'bad_input'],
    ],
  },
  'detection.spend': { right: (calls) => calls.detection.spend({}), wrong: [] },
  'discovery.discover': {
    right: (calls) =>
      calls.discovery.discover({ request: `tell me when the Pro plan's price changes on ${page}` }),
    wrong: [[(calls) => calls.discovery.discover({ request: '' }), 'bad_input']],
  },
  'monitor.create': {
    right: (calls) =>
      calls.monitor.create({
        request: 'tell me about something new',
        by: 'U1',
        key: 'k1',
        channelId: 'C0GENERAL1',
        threadTs: '1.2',
      }),
    wrong: [[(calls) => calls.monitor.create({ request: 'x', by: 'U1', key: '' }), 'bad_input']],
  },
  'monitor.get': {
    right: (calls, { monitorId }) => calls.monitor.get({ monitorId }),
    wrong: [[(calls) => calls.monitor.get({ monitorId: newId() }), 'not_found']],
  },
  'monitor.list': {
    right: (calls) =>
      calls.monitor.list({
        channelId: 'C0GENERAL1',
        visibleChannels: ['C0GENERAL1', 'C0OTHER001'],
        limit: 1,
        offset: 1,
      }),
    wrong: [[(calls) => calls.monitor.list({ limit: 500 }), 'bad_input']],
  },
  'monitor.checkNow': act('checkNow'),
  'monitor.useBrowser': act('useBrowser'),
  'monitor.pause': act('pause'),
  'monitor.resume': act('resume'),
  'monitor.start': {
    right: (calls, { spareId }) => calls.monitor.start({ monitorId: spareId, by: 'U1' }),
    wrong: [[(calls) => calls.monitor.start({ monitorId: newId(), by: 'U1' }), 'not_found']],
  },
  'monitor.snooze': {
    right: (calls, { monitorId }) => calls.monitor.snooze({ monitorId, by: 'U1', minutes: 60 }),
    wrong: [
      [(calls, { monitorId }) => calls.monitor.snooze({ monitorId, by: 'U1', minutes: -1 }), 'bad_input'],
    ],
  },
  'monitor.muteKind': {
    right: (calls, { monitorId }) => calls.monitor.muteKind({ monitorId, by: 'U1', kind: 'price' }),
    wrong: [
      [
        (calls, { monitorId }) => calls.monitor.muteKind({ monitorId, by: 'U1', kind: 'noise' as 'price' }),
        'bad_input',
      ],
    ],
  },
  'monitor.edit': {
    right: (calls, { monitorId }) =>
      calls.monitor.edit({
        monitorId,
        by: 'U1',
        cadence: { kind: 'every', minutes: 60 },
        quietHours: null,
        mentions: ['U2'],
      }),
    wrong: [
      [
        (calls, { monitorId }) =>
          calls.monitor.edit({
            monitorId,
            by: 'U1',
            cadence: { kind: 'cron', expression: 'every now and then', timeZone: 'UTC' },
          }),
        'bad_input',
      ],
    ],
  },
  'monitor.pauseAll': {
    right: (calls) => calls.monitor.pauseAll({ by: 'U1' }),
    wrong: [[(calls) => calls.monitor.pauseAll({} as { by: string }), 'bad_input']],
  },
  'monitor.stop': act('stop'),
  'monitor.remove': {
    right: (calls, { spareId }) => calls.monitor.remove({ monitorId: spareId, by: 'U1' }),
    wrong: [[(calls, { spareId }) => calls.monitor.remove({ monitorId: spareId, by: 'U1' }), 'not_found']],
  },
  'notification.notify': {
    right: (calls) => calls.notification.notify({ channelId: 'C0GENERAL1', text: 'Hello', key: 'n1' }),
    wrong: [
      [(calls) => calls.notification.notify({ channelId: 'C0GENERAL1', text: '', key: 'n1' }), 'bad_input'],
    ],
  },
  'notification.listDeliveries': {
    right: (calls, { monitorId }) =>
      calls.notification.listDeliveries({ monitorId, state: 'sent', limit: 5 }),
    wrong: [[(calls) => calls.notification.listDeliveries({ state: 'lost' as 'sent' }), 'bad_input']],
  },
  'notification.webhookSecret': { right: (calls) => calls.notification.webhookSecret({}), wrong: [] },
  'notification.releaseDue': {
    as: clock,
    right: (calls) => calls.notification.releaseDue({}),
    wrong: [[(calls) => calls.notification.releaseDue({ limit: 1.5 }), 'bad_input']],
  },
};

function act(name: 'checkNow' | 'useBrowser' | 'pause' | 'resume' | 'stop'): (typeof asks)[string] {
  return {
    right: (calls, { monitorId }) => calls.monitor[name]({ monitorId, by: 'U1' }),
    wrong: [[(calls) => calls.monitor[name]({ monitorId: newId(), by: 'U1' }), 'not_found']],
  };
}

type Outcome = { answer: string } | { code: string; status: string };

/** What came of it, ids of either way's own making made alike. */
async function outcomeOf(way: Way, as: CallContext, ask: Ask): Promise<Outcome> {
  try {
    const answer = await ask(way.hall.as(as), way);
    const text = JSON.stringify(answer).replace(
      /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g,
      '<id>',
    );
    return { answer: text.replace(/\d{4}-\d\d-\d\dT[\d:.]+Z/g, '<time>') };
  } catch (error) {
    if (!(error instanceof LookoutError)) throw error;
    return { code: error.code, status: error.humanMessage };
  }
}

describe('in this process and over HTTP', () => {
  beforeAll(async () => {
    // One after the other on the same rows, so that both start from the same state.
    ways = [
      await makeWay(inProcess, workers),
      { hall: remote, monitorId: '', spareId: '', changeId: '', alertId: '', versionId: '' },
    ];
  });

  test('every call of every contract is asked', () => {
    const all = Object.entries(houseContract).flatMap(([flow, calls]) =>
      Object.keys(calls).map((call) => `${flow}.${call}`),
    );
    expect(Object.keys(asks).toSorted()).toEqual(all.toSorted());
  });

  test('every call answers, and refuses, the same way on both', async () => {
    const outcomes: Record<string, Outcome>[] = [];
    for (const way of ways) {
      const own = way.monitorId ? way : await makeWay(way.hall, workers);
      const heard: Record<string, Outcome> = {};
      for (const [name, { as = person, right, wrong }] of Object.entries(asks)) {
        heard[name] = await outcomeOf(own, as, right);
        for (const [at, [ask, code]] of wrong.entries()) {
          const refused = await outcomeOf(own, as, ask);
          heard[`${name} wrong ${at}`] = refused;
          expect.soft(refused, name).toMatchObject({ code });
        }
        expect.soft(heard[name], name).toHaveProperty('answer');
      }
      outcomes.push(heard);
    }
    expect(outcomes[1]).toEqual(outcomes[0]);
  }, 60_000);

  test("the clock's calls are refused to everybody else", async () => {
    for (const hall of [inProcess, remote]) {
      for (const name of Object.keys(asks).filter((call) => asks[call]?.as)) {
        const [way] = ways;
        expect(
          await outcomeOf({ ...way, hall }, person, asks[name]?.right ?? (async () => undefined)),
        ).toMatchObject({ code: 'not_allowed' });
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
    expect((await get('/slack/events')).status).toBe(418);
  });
});
