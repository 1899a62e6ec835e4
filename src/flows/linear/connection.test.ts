import { createRouterClient } from '@orpc/server';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { createSeal } from '../../kit/seal.ts';
import { createLinearFlow } from './index.ts';
import { openLinearRoom, workspaceId } from './linear-room-for-test.ts';

let room: Awaited<ReturnType<typeof openLinearRoom>>;
let keys: [string, string][];
beforeAll(async () => {
  room = await openLinearRoom({ withKey: false });
  keys = [...room.linear.forge.grants.keys];
}, 60_000);
afterAll(async () => await room[Symbol.asyncDispose]());
beforeEach(async () => {
  for (const table of ['linear_connections', 'linear_catalogs', 'pgboss.job'])
    await room.rows(`delete from ${table}`);
  for (const [key, user] of keys) room.linear.forge.grants.keys.set(key, user);
});

const connectByOAuth = async () => {
  const { url } = await room.calls.authorizeUrl({ by: 'U1' });
  const asked = new URL(url ?? '');
  const redirectUri = asked.searchParams.get('redirect_uri') ?? '';
  const code = room.linear.forge.grants.issueCode(
    {
      userId: room.linear.ids.user('lookout@oauthapp.linear.example'),
      scopes: ['read', 'write'],
      asApp: asked.searchParams.get('actor') === 'app',
    },
    redirectUri,
  );
  const state = asked.searchParams.get('state') ?? '';
  return { code, state, status: await room.system.finishAuthorize({ code, state }) };
};
const sealedNow = async () =>
  (await room.rows<{ sealed: string }>('select sealed from linear_connections'))[0]?.sealed;

test('a key Linear takes connects the workspace, is sealed, and its lists are fetched', async () => {
  expect(await room.calls.status({})).toMatchObject({ connected: false });
  await expect(room.calls.catalog({})).rejects.toMatchObject({ code: 'not_found' });
  await expect(room.calls.connect({ apiKey: 'lin_api_wrong', by: 'U1' })).rejects.toMatchObject({
    code: 'bad_input',
  });
  const status = await room.calls.connect({ apiKey: room.linear.apiKey, by: 'U1' });
  expect(status).toMatchObject({ connected: true, how: 'key', problem: null });
  expect(status.name).toBeTruthy();
  expect(await sealedNow()).not.toContain(room.linear.apiKey);
  expect(await room.take('linear.refresh')).toEqual([{ workspaceId }]);
  expect((await room.calls.catalog({})).teams.length).toBeGreaterThan(0);
  expect(await room.calls.disconnect({ by: 'U1' })).toMatchObject({ connected: false });
  expect(await room.rows('select 1 from linear_catalogs')).toEqual([]);
});

test('the configured key is shown as such and cannot be disconnected from Slack', async () => {
  const { calls } = createLinearFlow({
    ...room.deps,
    configured: { workspaceId: 'T1', secret: room.linear.apiKey },
  });
  const configured = createRouterClient(calls, { context: { workspaceId, requestId: 'r' } });
  expect(await configured.status({})).toMatchObject({ connected: true, how: 'config' });
  await expect(configured.disconnect({ by: 'U1' })).rejects.toMatchObject({ code: 'not_allowed' });
});

test('the key of the settings serves its one workspace and no stranger', async () => {
  const flow = createLinearFlow({
    ...room.deps,
    configured: { workspaceId: 'T1', secret: room.linear.apiKey },
  });
  const as = (who: string) =>
    createRouterClient(flow.calls, { context: { workspaceId: who, requestId: 'r' } });
  expect((await as(workspaceId).catalog({})).teams.length).toBeGreaterThan(0);
  expect(await as('T-stranger').status({})).toMatchObject({ connected: false });
  await expect(as('T-stranger').catalog({})).rejects.toMatchObject({ code: 'not_found' });
});

test('reviews that wait hear of it when Linear is connected, has other teams, or ends, and of nothing else', async () => {
  const told = async () => (await room.take('transcript.surroundings')).length;
  await room.calls.connect({ apiKey: room.linear.apiKey, by: 'U1' });
  expect(await told()).toBe(1);
  await room.work('linear.refresh', { workspaceId });
  expect(await told()).toBe(1);
  await room.work('linear.refresh', { workspaceId });
  expect(await told()).toBe(0);
  room.linear.forge.grants.keys.clear();
  await room.calls.catalog({ refresh: true }).catch(() => undefined);
  await room.calls.catalog({ refresh: true }).catch(() => undefined);
  expect(await told()).toBe(1);
});

test('a key that Linear no longer takes is a problem the status shows, and items say so', async () => {
  await room.calls.connect({ apiKey: room.linear.apiKey, by: 'U1' });
  room.linear.forge.grants.keys.clear();
  const { transcriptId, itemIds } = await room.addReview([{}, {}]);
  await room.work('linear.createItems', { workspaceId, transcriptId });
  expect(await room.rows('select 1 from linear_refusals where item_id = any($1)', [itemIds])).toHaveLength(2);
  expect(await room.take('transcript.advance')).toHaveLength(1);
  expect(await room.calls.status({})).toMatchObject({
    connected: true,
    problem: expect.stringContaining('/lookout connect linear'),
  });
});

test('a key sealed with an older encryption key is sealed anew when it is used', async () => {
  await room.calls.connect({ apiKey: room.linear.apiKey, by: 'U1' });
  const keys = [
    { id: 'k2', key: new Uint8Array(32).fill(8) },
    { id: 'k1', key: new Uint8Array(32).fill(7) },
  ];
  const { calls } = createLinearFlow({ ...room.deps, seal: createSeal(keys) });
  const rotated = createRouterClient(calls, { context: { workspaceId, requestId: 'r' } });
  expect((await rotated.catalog({})).teams.length).toBeGreaterThan(0);
  expect(await room.rows('select sealed_with from linear_connections')).toEqual([{ sealed_with: 'k2' }]);
  expect((await rotated.issuesOf({})).issues.length).toBeGreaterThan(0);
});

test('a person connects by OAuth; an answer nobody asked for, or a late one, is refused', async () => {
  const { code, state, status } = await connectByOAuth();
  expect(status).toMatchObject({ connected: true, how: 'oauth' });
  expect((await room.calls.catalog({})).teams.length).toBeGreaterThan(0);
  // Only once, only for this workspace, only with a state of ours, only in time.
  await expect(room.system.finishAuthorize({ code, state })).rejects.toMatchObject({
    code: 'unauthenticated',
  });
  await expect(room.as('T2').finishAuthorize({ code, state })).rejects.toMatchObject({ code: 'bad_input' });
  await expect(room.system.finishAuthorize({ code, state: `${state}x.y` })).rejects.toMatchObject({
    code: 'bad_input',
  });
  await room.clock.advance(16 * 60_000);
  await expect(room.system.finishAuthorize({ code, state })).rejects.toMatchObject({ code: 'bad_input' });
});

test('tokens that end are changed once, however many ask at the same time, and stored before they are used', async () => {
  await connectByOAuth();
  const before = await sealedNow();
  await room.clock.advance(23.99 * 3_600_000);
  const changes = () => room.linear.calls.filter((call) => call.fields.includes('oauth/token')).length;
  const already = changes();
  const asked = [1, 2, 3].map(() => room.calls.issuesOf({}));
  let open = true;
  const all = Promise.all(asked).finally(() => {
    open = false;
  });
  // Those that wait look again twice a second.
  while (open) {
    await new Promise((resolve) => setImmediate(resolve));
    await room.clock.advance(500);
  }
  expect((await all)[0]?.issues.length).toBeGreaterThan(0);
  expect(changes()).toBe(already + 1);
  expect(await sealedNow()).not.toBe(before);
});

test('a process that died while it changed tokens gives way after its lease', async () => {
  await connectByOAuth();
  await room.clock.advance(23.99 * 3_600_000);
  const until = new Date(room.clock.now().getTime() + 30_000);
  await room.rows('update linear_connections set refreshing_until = $1', [until]);
  const asked = room.calls.issuesOf({});
  let open = true;
  void asked.finally(() => {
    open = false;
  });
  while (open) {
    await new Promise((resolve) => setImmediate(resolve));
    await room.clock.advance(500);
  }
  expect((await asked).issues.length).toBeGreaterThan(0);
  expect(room.clock.now().getTime()).toBeGreaterThanOrEqual(until.getTime());
});

test('a connection that was taken back says so', async () => {
  await connectByOAuth();
  room.linear.revokeApp();
  await room.clock.advance(25 * 3_600_000);
  await expect(room.calls.issuesOf({})).rejects.toMatchObject({ code: 'unauthenticated' });
  expect((await room.calls.status({})).problem).toBeTruthy();
});
