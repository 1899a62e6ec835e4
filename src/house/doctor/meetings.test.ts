import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openTestDatabase } from '../../../test/helpers/database.ts';
import { createForgedLinear, type ForgedLinear } from '../../../test/helpers/forged-linear.ts';
import { createForgedNotion, type ForgedNotion } from '../../../test/helpers/forged-notion.ts';
import { loadConfig } from '../../config/config.ts';
import { systemClock } from '../../kit/clock.ts';
import type { Database } from '../../store/database.ts';
import { createEgress } from '../../vendors/web/egress.ts';
import { examineConnections } from './examine-connections.ts';
import { examineMeetings } from './examine-meetings.ts';

const clock = systemClock;
const stack = new AsyncDisposableStack();
let linear: ForgedLinear;
let notion: ForgedNotion;
let database: Database;
beforeAll(async () => {
  linear = stack.use(await createForgedLinear({ clock }));
  notion = stack.use(await createForgedNotion({ clock }));
  database = stack.use(await openTestDatabase());
}, 60_000);
afterAll(async () => await stack.disposeAsync());

/** What the doctor says of each, as one line. */
async function examine(env: Record<string, string> = {}): Promise<string[]> {
  const config = loadConfig({ LINEAR_API_URL: linear.apiUrl, NOTION_API_URL: notion.baseUrl, ...env });
  const allow = [linear.apiUrl, notion.baseUrl].map((url) => new URL(url).host);
  await using egress = createEgress({ allow, userAgent: 'Lookout', clock });
  const findings = await Promise.all(examineMeetings(config, clock, egress));
  return findings.map(
    ({ name, state, says, doThis }) => `${state} ${name}: ${says}${doThis ? ` → ${doThis}` : ''}`,
  );
}

describe('what the doctor says of meetings', () => {
  test('with nothing set: what can be had and how', async () => {
    expect(await examine()).toEqual([
      'off Linear: answers; people connect it for issues from Slack, with a key of their own → Set LINEAR_API_KEY for one workspace, or LINEAR_CLIENT_ID for one click.',
      'off Notion: answers; people connect it for pages from Slack, with a key of their own → Set NOTION_TOKEN for one workspace, or NOTION_CLIENT_ID for one click.',
      'off Their webhooks: LINEAR_WEBHOOK_SECRET and NOTION_WEBHOOK_TOKEN not set: changes there show within five minutes, not at once → README.md, "Connecting Linear and Notion".',
      'off Note takers: their doors are shut: transcripts come as files, pasted or over the API → Set NOTE_TAKER_SECRET.',
      'ok Transcripts: originals are kept encrypted for 30 days',
    ]);
  });

  test('with everything set: whose it is and where it is taken', async () => {
    expect(
      await examine({
        PUBLIC_URL: 'https://lookout.example',
        LINEAR_API_KEY: linear.apiKey,
        NOTION_TOKEN: notion.token,
        LINEAR_WEBHOOK_SECRET: 'lin_wh_x',
        NOTION_WEBHOOK_TOKEN: 'secret_x',
        NOTE_TAKER_SECRET: 'a-long-random-text',
        TRANSCRIPT_RETENTION_DAYS: '0',
      }),
    ).toEqual([
      expect.stringMatching(/^ok Linear: LINEAR_API_KEY connects \S/),
      expect.stringMatching(/^ok Notion: NOTION_TOKEN connects \S/),
      'ok Their webhooks: taken at https://lookout.example/webhooks/linear and /webhooks/notion',
      expect.stringMatching(/^ok Note takers: .*set FATHOM_WEBHOOK_SECRET.*set FIREFLIES_API_KEY/s),
      'ok Transcripts: originals are deleted once they are read',
    ]);
  });

  test('a key that is not taken, an address that is missing, and a vendor that is away', async () => {
    const [one, , hooks, notes] = await examine({
      LINEAR_API_KEY: 'lin_api_wrong',
      LINEAR_WEBHOOK_SECRET: 'lin_wh_x',
      NOTE_TAKER_SECRET: 'a-long-random-text',
    });
    expect(one).toMatch(/^fail Linear: .*no longer takes.*→ Check LINEAR_API_KEY/);
    expect([hooks, notes]).toEqual([
      expect.stringMatching(/^warn .*Set PUBLIC_URL/),
      expect.stringMatching(/^warn .*Set PUBLIC_URL/),
    ]);
    const away = { LINEAR_API_URL: 'http://127.0.0.1:9/graphql' };
    expect((await examine(away))[0]).toMatch(/^off Linear: cannot be reached/);
    const app = { LINEAR_CLIENT_ID: 'c', LINEAR_CLIENT_SECRET: 's', PUBLIC_URL: 'https://lookout.example' };
    expect((await examine({ ...away, ...app }))[0]).toMatch(/^fail Linear/);
    expect((await examine(app))[0]).toBe('ok Linear: answers; people connect it with one click');
  });
});

describe('what the doctor says of connections', () => {
  const connect = async (
    workspaceId: string,
    more: { place?: string; problem?: string; key?: string } = {},
  ) =>
    await database.pool.query(
      `insert into notion_connections (workspace_id, how, sealed, sealed_with, notion_workspace_id, name, data_source_id, problem, connected_by, connected_at)
       values ($1, 'key', 'x', $2, 'n', 'N', $3, $4, 'U1', now())`,
      [workspaceId, more.key ?? 'k1', more.place ?? null, more.problem ?? null],
    );
  const examined = async () => await examineConnections(database, ['k2', 'k1']);

  test('none, one without a place, one that is broken, one whose key is gone', async () => {
    expect(await examined()).toMatchObject({ state: 'ok', says: expect.stringContaining('nobody') });
    await connect('T1', { place: 'ds' });
    expect(await examined()).toMatchObject({ state: 'ok', says: expect.stringContaining('Notion for 1') });
    await connect('T2');
    expect(await examined()).toMatchObject({ state: 'warn', says: expect.stringContaining('Notion of T2') });
    await connect('T3', { problem: 'Notion no longer takes the connection.' });
    expect(await examined()).toMatchObject({
      state: 'warn',
      says: expect.stringContaining('T3: Notion no longer'),
    });
    await connect('T4', { key: 'old' });
    expect(await examined()).toMatchObject({ state: 'fail', says: expect.stringContaining('Notion of T4') });
    expect(await examineConnections(database, null)).toMatchObject({ state: 'warn' });
  });
});
