import { createRouterClient } from '@orpc/server';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { addMeeting, blocksOf, openNotionRoom, pagesCalled } from '../../../test/helpers/notion-room.ts';
import { createNotionFlow } from './index.ts';

let house: Awaited<ReturnType<typeof openNotionRoom>>;
let workspaceId = '';
let workspaces = 0;

beforeAll(async () => {
  house = await openNotionRoom();
}, 60_000);
afterAll(async () => {
  await house[Symbol.asyncDispose]();
});
beforeEach(() => {
  workspaces += 1;
  workspaceId = `T${workspaces}`;
  house.notion.faults.clear();
});

const calls = () => house.callsOf(workspaceId);

async function connect(): Promise<void> {
  await calls().connect({ token: house.notion.token, by: 'U1' });
  await calls().choosePlace({ id: house.notion.ids.workPage, kind: 'page', by: 'U1' });
}

describe('connecting', () => {
  test('a token is tried, sealed, and the status says whose it is', async () => {
    expect(await calls().status({})).toMatchObject({ connected: false, database: null });
    await calls().connect({ token: house.notion.token, by: 'U1' });
    expect(await calls().status({})).toMatchObject({ connected: true, name: 'Sandbox', how: 'key' });
    const [row] = await house.room.rows<{ sealed: string }>('select sealed from notion_connections');
    expect(row?.sealed).not.toContain(house.notion.token);
  });

  test('a token Notion does not take is refused in a sentence', async () => {
    await expect(calls().connect({ token: 'ntn_wrong_token', by: 'U1' })).rejects.toMatchObject({
      code: 'bad_input',
    });
    expect(await calls().status({})).toMatchObject({ connected: false });
  });

  test('a person connects by Notion’s own page, and only with a link that was given out', async () => {
    const { url } = await calls().authorizeUrl({ by: 'U1' });
    const query = new URL(url ?? '').searchParams;
    expect(query.get('redirect_uri')).toBe('https://lookout.example/notion/callback');
    house.notion.state.codes.set('code-1', query.get('redirect_uri') ?? '');
    await expect(calls().finishAuthorize({ code: 'code-1', state: 'forged.state' })).rejects.toMatchObject({
      code: 'bad_input',
    });
    const status = await house
      .callsOf('*')
      .finishAuthorize({ code: 'code-1', state: query.get('state') ?? '' });
    expect(status).toMatchObject({ connected: true, how: 'oauth', name: 'Sandbox' });
  });

  test('a token that has ended is renewed once, and only a refused renewal asks for a person', async () => {
    const query = new URL((await calls().authorizeUrl({ by: 'U1' })).url ?? '').searchParams;
    house.notion.state.codes.set('code-2', query.get('redirect_uri') ?? '');
    await calls().finishAuthorize({ code: 'code-2', state: query.get('state') ?? '' });
    const grant = house.notion.state.grants.at(-1);
    if (!grant) throw new Error('no grant');
    grant.accessToken = 'ended';
    expect((await calls().places({})).places.length).toBeGreaterThan(0);
    house.notion.state.grants.splice(house.notion.state.grants.length - 1, 1);
    await expect(calls().places({})).rejects.toMatchObject({ code: 'unauthenticated' });
    expect((await calls().status({})).problem).toContain('/lookout connect notion');
  });

  test('a page becomes the place once, however often it is chosen; a database gets only the columns it lacks', async () => {
    await connect();
    const first = await calls().status({});
    await calls().choosePlace({ id: house.notion.ids.workPage, kind: 'page', by: 'U1' });
    expect((await calls().status({})).database).toEqual(first.database);
    const source = house.notion.state.dataSources.get(first.database?.id ?? '');
    const people = source?.properties.find(({ name }) => name === 'People');
    if (!source || !people) throw new Error('no column People');
    people.name = 'Who was there';
    source.properties = source.properties.filter(({ name }) => name !== 'Source');
    await calls().choosePlace({ id: source.id, kind: 'data_source', by: 'U1' });
    const names = source.properties.map(({ name }) => name).toSorted();
    expect(names).toEqual([
      'Date',
      'Lookout id',
      'Name',
      'Owners',
      'Slack thread',
      'Source',
      'Who was there',
    ]);
    people.name = 'People';
  });

  test('the token of the settings serves its one workspace until it is taken out, and no stranger', async () => {
    const configured = createNotionFlow({
      ...house.deps,
      configured: { workspaceId, secret: house.notion.token },
    });
    const stranger = createRouterClient(configured.calls, {
      context: { workspaceId: 'T-stranger', requestId: 'r1' },
    });
    expect(await stranger.status({})).toMatchObject({ connected: false });
    await expect(stranger.places({})).rejects.toMatchObject({ code: 'not_found' });
    const context = { workspaceId, requestId: 'r1' };
    const configuredCalls = createRouterClient(configured.calls, { context });
    expect(await configuredCalls.status({})).toMatchObject({
      how: 'config',
      name: 'Sandbox',
      database: null,
    });
    await configuredCalls.choosePlace({ id: house.notion.ids.workPage, kind: 'page', by: 'U1' });
    expect(await configuredCalls.status({})).toMatchObject({ database: { title: 'Meetings' } });
    await expect(configuredCalls.disconnect({ by: 'U1' })).rejects.toMatchObject({ code: 'not_allowed' });
    await configuredCalls.choosePlace({ id: house.notion.ids.workPage, kind: 'page', by: 'U1' });
    expect(await calls().status({})).toMatchObject({ connected: false });
    const { transcriptId } = await addMeeting(house.room, workspaceId);
    await house.run('notion.createPage', { workspaceId, transcriptId });
    expect(pagesCalled(house.notion, 'Weekly of the shop')).toHaveLength(0);
    const rows = 'select 1 from notion_connections where workspace_id = $1';
    expect(await house.room.rows(rows, [workspaceId])).toEqual([]);
  });

  test('a place that is not shared is refused', async () => {
    await calls().connect({ token: house.notion.token, by: 'U1' });
    await expect(
      calls().choosePlace({ id: house.notion.ids.privatePage, kind: 'page', by: 'U1' }),
    ).rejects.toMatchObject({ code: 'bad_input' });
  });
});

describe('reading and notes', () => {
  test('a page of requirements is read with what is folded away, and each block can be linked to', async () => {
    await calls().connect({ token: house.notion.token, by: 'U1' });
    const id = house.notion.ids.requirementsPage.replaceAll('-', '');
    const page = await calls().readPage({ url: `https://www.notion.so/Website-${id}?pvs=4` });
    expect(page.title).toBe('Website relaunch: requirements');
    expect(page.blocks.find(({ text }) => text.includes('12 hours'))).toMatchObject({
      depth: 1,
      kind: 'bulleted_list_item',
    });
    expect(page.blocks[0]?.url).toMatch(/#[0-9a-f]{32}$/);
    await expect(calls().readPage({ url: 'https://example.com/nothing' })).rejects.toMatchObject({
      code: 'bad_input',
    });
    await expect(calls().readPage({ url: house.notion.ids.privatePage })).rejects.toMatchObject({
      code: 'not_found',
    });
  });

  test('a note is one page per key, also after a lost answer', async () => {
    const note = {
      title: 'Price alert',
      paragraphs: ['x'.repeat(4_500), 'Up.'],
      link: 'https://shop.example/',
      key: 'alert 1',
      by: 'U1',
    };
    await calls().connect({ token: house.notion.token, by: 'U1' });
    await expect(calls().saveNote(note)).rejects.toMatchObject({ code: 'conflict' });
    await connect();
    house.notion.faults.add({ route: 'PATCH /v1/blocks/:block_id/children', fault: 'answer_lost', times: 1 });
    await expect(calls().saveNote(note)).rejects.toThrow();
    const saved = await calls().saveNote(note);
    expect(await calls().saveNote(note)).toEqual(saved);
    expect(pagesCalled(house.notion, 'Price alert')).toHaveLength(1);
    expect(blocksOf(house.notion, saved.pageId).map(({ text }) => text.length)).toEqual([4_500, 3, 21]);
  });
});
