import { randomBytes } from 'node:crypto';
import type { Installation } from '@slack/oauth';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openTestDatabase } from '../../test/helpers/database.ts';
import { manualClock } from '../kit/clock.ts';
import { createSeal } from '../kit/seal.ts';
import type { Database } from './database.ts';
import { createActionClaims } from './handled-actions.ts';
import { createInstallationStore } from './installations.ts';

const clock = manualClock(new Date('2026-11-22T10:00:00Z'));
const old = { id: 'old', key: randomBytes(32) };
const fresh = { id: 'new', key: randomBytes(32) };
let database: Database;

beforeAll(async () => {
  database = await openTestDatabase();
}, 60_000);

afterAll(async () => database[Symbol.asyncDispose]());

const installation = (teamId: string, token: string): Installation<'v2', false> => ({
  team: { id: teamId, name: 'Acme' },
  enterprise: undefined,
  user: { id: 'U1', token: undefined, scopes: undefined },
  bot: { id: 'B1', userId: 'UBOT', token, scopes: ['chat:write', 'commands'] },
  isEnterpriseInstall: false,
});
const of = (teamId: string) => ({ teamId, enterpriseId: undefined, isEnterpriseInstall: false as const });
const stored = async (key: string) =>
  (
    await database.pool.query(
      'select sealed, sealed_with, bot_scopes from installations where installation_key = $1',
      [key],
    )
  ).rows[0];

test('an installation comes back whole, its token is nowhere in the row, and the workspace has its name', async () => {
  const store = createInstallationStore({ database, clock, seal: createSeal([old]) });
  await store.storeInstallation(installation('T1', 'xoxb-one'));
  expect((await store.fetchInstallation(of('T1'))).bot?.token).toBe('xoxb-one');
  expect(await store.botToken('T1')).toBe('xoxb-one');
  const row = await stored('T1');
  expect(JSON.stringify(row)).not.toContain('xoxb');
  expect(row.bot_scopes).toEqual(['chat:write', 'commands']);
  const { rows } = await database.pool.query("select name from workspaces where workspace_id = 'T1'");
  expect(rows[0].name).toBe('Acme');
});

test('after a new key is put in front, reading a row seals it with the new key', async () => {
  await createInstallationStore({ database, clock, seal: createSeal([old]) }).storeInstallation(
    installation('T2', 'xoxb-two'),
  );
  const rotated = createInstallationStore({ database, clock, seal: createSeal([fresh, old]) });
  expect(await rotated.botToken('T2')).toBe('xoxb-two');
  expect((await stored('T2')).sealed_with).toBe('new');
  const withoutOld = createInstallationStore({ database, clock, seal: createSeal([fresh]) });
  expect(await withoutOld.botToken('T2')).toBe('xoxb-two');
});

test('a workspace that uninstalls is not found, its token is gone from the disk, and it may come back', async () => {
  const store = createInstallationStore({ database, clock, seal: createSeal([fresh]) });
  await store.storeInstallation(installation('T3', 'xoxb-three'));
  await store.revokeInstallation(of('T3'));
  await expect(store.fetchInstallation(of('T3'))).rejects.toMatchObject({ code: 'not_found' });
  expect((await stored('T3')).sealed).toBe('');
  await store.storeInstallation(installation('T3', 'xoxb-again'));
  expect(await store.botToken('T3')).toBe('xoxb-again');
});

test('a workspace of an organisation uses the organisation-wide installation', async () => {
  const store = createInstallationStore({ database, clock, seal: createSeal([fresh]) });
  const org: Installation<'v2', true> = {
    team: undefined,
    enterprise: { id: 'E1', name: 'Acme Group' },
    user: { id: 'U1', token: undefined, scopes: undefined },
    bot: { id: 'B1', userId: 'UBOT', token: 'xoxb-org', scopes: [] },
    isEnterpriseInstall: true,
  };
  await store.storeInstallation(org);
  const found = await store.fetchInstallation({
    teamId: 'T9',
    enterpriseId: 'E1',
    isEnterpriseInstall: true,
  });
  expect(found.bot?.token).toBe('xoxb-org');
});

test('of two people handling the same press one gets it, and another workspace has its own', async () => {
  const claim = createActionClaims({ database, clock });
  const both = await Promise.all([claim('T1', 'view:1'), claim('T1', 'view:1')]);
  expect(both.toSorted()).toEqual([false, true]);
  expect(await claim('T2', 'view:1')).toBe(true);
});
