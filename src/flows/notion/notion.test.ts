import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { editBlock, editPage } from '../../../test/helpers/forged-notion.ts';
import {
  addMeeting,
  blocksOf,
  type Meeting,
  openNotionRoom,
  pagesCalled,
} from '../../../test/helpers/notion-room.ts';
import type { IssueBrief } from '../../contracts/transcript.ts';
import { saveLinearCatalog } from '../../store/linear-catalogs.ts';

let house: Awaited<ReturnType<typeof openNotionRoom>>;
let workspaceId = '';
let workspaces = 0;

beforeAll(async () => {
  house = await openNotionRoom();
}, 60_000);
afterAll(async () => {
  await house[Symbol.asyncDispose]();
});
beforeEach(async () => {
  workspaces += 1;
  workspaceId = `T${workspaces}`;
  house.notion.faults.clear();
  for (const page of pagesCalled(house.notion, 'Weekly of the shop')) page.inTrash = true;
  await house.room.rows('delete from pgboss.job');
});

const calls = () => house.callsOf(workspaceId);
const pages = () => pagesCalled(house.notion, 'Weekly of the shop');
const jobs = async (name: string) =>
  (
    await house.room.rows<{ data: Record<string, unknown> }>(
      'select data from pgboss.job where name = $1 order by created_on',
      [name],
    )
  ).map((row) => row.data);

async function connect(): Promise<void> {
  await calls().connect({ token: house.notion.token, by: 'U1' });
  await calls().choosePlace({ id: house.notion.ids.workPage, kind: 'page', by: 'U1' });
}

const createPage = async ({ transcriptId }: Meeting) =>
  await house.run('notion.createPage', { workspaceId, transcriptId });

async function meetingOnPage(wish?: Parameters<typeof addMeeting>[2]) {
  await connect();
  const meeting = await addMeeting(house.room, workspaceId, wish);
  await createPage(meeting);
  const [page] = pages();
  if (!page) throw new Error('no page');
  return { ...meeting, pageId: page.id };
}

const todosOn = (pageId: string) => blocksOf(house.notion, pageId).filter(({ type }) => type === 'to_do');
const linkOf = (blockId: string): string | null => {
  const words = house.notion.state.blocks.get(blockId)?.content.rich_text;
  const [first] = Array.isArray(words) ? words : [];
  return first?.href ?? null;
};
const firstTodo = (pageId: string): string => todosOn(pageId)[0]?.id ?? '';
const event = async (pageId: string, type = 'page.content_updated') => {
  const body = {
    id: crypto.randomUUID(),
    type,
    workspace_id: house.notion.ids.workspace,
    entity: { id: pageId, type: 'page' },
  };
  await house.run('notion.event', { deliveryId: await house.store(body) });
};
const state = async (transcriptId: string, to: string) =>
  await house.room.rows('update transcripts set state = $1 where transcript_id = $2', [to, transcriptId]);

describe('the page of a meeting', () => {
  test('has summary, decisions, to-dos linked to their issues, and the transcript folded away', async () => {
    const { pageId, transcriptId, itemIds } = await meetingOnPage();
    const blocks = blocksOf(house.notion, pageId);
    expect(blocks.map(({ type, text }) => `${type}: ${text}`)).toEqual([
      'heading_2: Summary',
      'bulleted_list_item: The shop opens in May. (Ana 00:00)',
      'heading_2: Decisions',
      'bulleted_list_item: We open in May. (Ana 00:00)',
      'heading_2: To-dos',
      'to_do: Write to the bank',
      'to_do: Book the room',
      'heading_2: Open questions',
      'bulleted_list_item: Who pays? (Ana 00:00)',
      'toggle: Transcript',
    ]);
    expect(blocks[5]?.below.map(({ text }) => text)).toEqual(['ENG-1 · Ana · due 2026-05-08']);
    expect(blocks.at(-1)?.below.map(({ text }) => text)).toEqual([
      'Ana 00:00 Turn number 0.',
      'Ben 00:01 Turn number 1.',
      'Ana 00:02 Turn number 2.',
    ]);
    expect(await jobs('transcript.advance')).toHaveLength(1);
    const properties = [...(house.notion.state.pages.get(pageId)?.properties.values() ?? [])];
    expect(JSON.stringify(properties)).toContain('"name":"Ben"');
    expect(properties).toContain('https://slack.example/C1/1700000000.000100');
    const todos = await house.room.rows('select item_id, checked from notion_todos where page_id = $1', [
      pageId,
    ]);
    expect(todos).toHaveLength(itemIds.length);
    const [row] = await house.room.rows('select * from notion_pages where page_id = $1', [pageId]);
    expect(row).toMatchObject({ transcript_id: transcriptId, complete: true, blocks_written: 13 });
  });

  test.each([
    ['POST /v1/pages', 'server_error_after', 0],
    ['POST /v1/pages', 'answer_lost', 0],
    ['PATCH /v1/blocks/:block_id/children', 'server_error_after', 0],
    ['PATCH /v1/blocks/:block_id/children', 'answer_lost', 0],
    ['PATCH /v1/blocks/:block_id/children', 'answer_lost', 1],
    ['PATCH /v1/blocks/:block_id/children', 'answer_lost', 2],
  ] as const)(
    'when %s does its work and %s after %i calls, nothing is there twice',
    async (route, fault, skip) => {
      await connect();
      const meeting = await addMeeting(house.room, workspaceId, { turns: 230 });
      house.notion.faults.add({ route, fault, times: 1, skip });
      await expect(createPage(meeting)).rejects.toThrow();
      await createPage(meeting);
      await createPage(meeting);
      expect(pages()).toHaveLength(1);
      const blocks = blocksOf(house.notion, pages()[0]?.id ?? '');
      expect(blocks).toHaveLength(10);
      const said = blocks.at(-1)?.below.map(({ text }) => text) ?? [];
      expect(said).toHaveLength(230);
      expect(new Set(said).size).toBe(230);
      expect(
        await house.room.rows('select 1 from notion_todos where workspace_id = $1', [workspaceId]),
      ).toHaveLength(2);
    },
  );

  const owned = async (): Promise<unknown> => {
    await connect();
    const meeting = await addMeeting(house.room, workspaceId, { titles: ['One', 'Two', 'Three', 'Four'] });
    const user = (id: string, email: string) => ({
      id,
      name: 'Ada Lovelace',
      displayName: id,
      email,
      active: true,
    });
    // Of the same name as Ada but not her, and one nobody in Notion is.
    const users = [user('u1', 'Ada@Sandbox.example'), user('u2', 'ada@elsewhere.example'), user('u3', '')];
    const catalog = {
      teams: [],
      projects: [],
      milestones: [],
      users,
      states: [],
      labels: [],
      fetchedAt: null,
    };
    await house.room.database.tenant(workspaceId, (tx) =>
      saveLinearCatalog(tx, { workspaceId, catalog, at: house.room.clock.now() }),
    );
    for (const [at, { id }] of users.entries())
      await house.room.rows(
        `update work_items set fields = jsonb_set(fields, '{assigneeId}', to_jsonb($1::text)) where item_id = $2`,
        [id, meeting.itemIds[at]],
      );
    await createPage(meeting);
    const page = house.notion.state.pages.get(pages()[0]?.id ?? '');
    const values = [...(page?.properties.values() ?? [])].flat() as ({
      object?: string;
      id?: string;
    } | null)[];
    return values.filter((value) => value?.object === 'user').map((value) => value?.id);
  };

  test('names those as owners whose e-mail is that of an assignee in Linear, and nobody by name', async () => {
    expect(await owned()).toEqual([house.notion.ids.ada]);
  });

  test('names no owners where Notion does not show its people, and is made all the same', async () => {
    const refusal = { status: 403, code: 'restricted_resource', message: 'no user capabilities' };
    house.notion.faults.add({ route: 'GET /v1/users', fault: 'error', times: 1, ...refusal });
    expect(await owned()).toEqual([]);
    expect(todosOn(pages()[0]?.id ?? '')).toHaveLength(4);
  });

  test('two workers at once leave one page with everything on it once', async () => {
    await connect();
    const meeting = await addMeeting(house.room, workspaceId, { turns: 230 });
    await Promise.allSettled([createPage(meeting), createPage(meeting), createPage(meeting)]);
    await createPage(meeting);
    expect(pages()).toHaveLength(1);
    const blocks = blocksOf(house.notion, pages()[0]?.id ?? '');
    expect(blocks).toHaveLength(10);
    expect(blocks.at(-1)?.below).toHaveLength(230);
  });

  test('of a very long transcript stays within what Notion takes', async () => {
    const { pageId } = await meetingOnPage({ turns: 2_100 });
    const said = blocksOf(house.notion, pageId).at(-1)?.below ?? [];
    expect(said).toHaveLength(700);
    expect(said.at(-1)?.text).toContain('Turn number 2099.');
  });

  test('gets what a later try made: a link for the line that was there, a line for what was missing', async () => {
    const { pageId, transcriptId, itemIds } = await meetingOnPage({
      titles: ['Write to the bank', 'Book the room', 'Call Ben'],
    });
    const [linked, missing, forgotten = ''] = itemIds;
    // As the first try left it: one was refused, one was left out.
    for (const [title, itemId] of [
      ['Book the room', missing],
      ['Call Ben', forgotten],
    ] as const) {
      const block = todosOn(pageId).find(({ text }) => text === title);
      await house.room.rows('delete from notion_todos where item_id = $1', [itemId]);
      editBlock(house.notion.forge, 'ada', block?.id ?? '', { inTrash: true });
    }
    editBlock(house.notion.forge, 'ada', firstTodo(pageId), { text: 'Write to the bank' });
    expect(linkOf(firstTodo(pageId))).toBeNull();
    await state(transcriptId, 'created');
    const route = 'PATCH /v1/blocks/:block_id/children';
    house.notion.faults.add({ route, fault: 'answer_lost', times: 1 });
    const order = { workspaceId, transcriptId, itemIds: [linked, missing] };
    await expect(house.run('notion.addTodos', order)).rejects.toThrow();
    await house.run('notion.addTodos', order);
    await house.run('notion.addTodos', order);
    expect(todosOn(pageId).map(({ text }) => text)).toEqual(['Write to the bank', 'Book the room']);
    for (const [at, { id }] of todosOn(pageId).entries())
      expect(linkOf(id)).toBe(`https://linear.app/shop/issue/ENG-${at + 1}`);
    expect(
      blocksOf(house.notion, pageId)
        .map(({ type }) => type)
        .slice(4, 8),
    ).toEqual(['heading_2', 'to_do', 'to_do', 'heading_2']);
    const rows = 'select item_id from notion_todos where page_id = $1';
    expect(await house.room.rows(rows, [pageId])).toHaveLength(2);
    expect((await jobs('transcript.advance')).length).toBeGreaterThan(1);
  });

  test('is not gone on with when the creation is undone meanwhile, and lands in the bin', async () => {
    await connect();
    const meeting = await addMeeting(house.room, workspaceId);
    house.notion.faults.add({ route: 'POST /v1/pages', fault: 'answer_lost', times: 1 });
    await expect(createPage(meeting)).rejects.toThrow();
    expect(pages()).toHaveLength(1);
    await state(meeting.transcriptId, 'undone');
    await createPage(meeting);
    expect(pages()).toHaveLength(0);
  });

  test('that Notion refuses for good becomes a problem people can read, and the rest goes on', async () => {
    await connect();
    const meeting = await addMeeting(house.room, workspaceId);
    house.notion.faults.add({
      route: 'POST /v1/pages',
      fault: 'error',
      status: 403,
      code: 'restricted_resource',
      message: 'Insufficient permissions.',
      times: 1,
    });
    await createPage(meeting);
    expect((await calls().status({})).problem).toContain('Insufficient permissions');
    expect(await jobs('transcript.advance')).toHaveLength(1);
    await house.run('notion.reconcile', { workspaceId });
    expect((await calls().status({})).problem).toBeNull();
  });

  test('waits when Notion asks to', async () => {
    await connect();
    const meeting = await addMeeting(house.room, workspaceId);
    house.notion.faults.add({
      route: 'POST /v1/pages',
      fault: 'rate_limited',
      reason: 'workspace',
      retryAfterSeconds: 300,
      times: 1,
    });
    await expect(createPage(meeting)).rejects.toMatchObject({ code: 'rate_limited', retryAfterMs: 300_000 });
    const before = house.notion.calls.length;
    await expect(createPage(meeting)).rejects.toMatchObject({ code: 'rate_limited' });
    expect(house.notion.calls.length).toBe(before);
    await house.room.clock.advance(300_000);
    await createPage(meeting);
    expect(pages()).toHaveLength(1);
  });

  test('is made for nobody who is not connected, and the creation goes on', async () => {
    const meeting = await addMeeting(house.room, workspaceId);
    await createPage(meeting);
    expect(await jobs('transcript.advance')).toHaveLength(1);
    expect(pages()).toHaveLength(0);
  });

  test('goes into the bin on undo, once', async () => {
    const { transcriptId, pageId } = await meetingOnPage();
    await house.run('notion.undoPage', { workspaceId, transcriptId });
    await house.run('notion.undoPage', { workspaceId, transcriptId });
    expect(pages()).toHaveLength(0);
    expect(await house.room.rows('select trashed from notion_pages where page_id = $1', [pageId])).toEqual([
      { trashed: true },
    ]);
    await event(pageId);
    expect(await jobs('notification.say')).toEqual([]);
  });
});

describe('to-dos', () => {
  test('a tick and new words by a person reach the transcript room once', async () => {
    const { pageId } = await meetingOnPage();
    const blockId = firstTodo(pageId);
    editBlock(house.notion.forge, 'ada', blockId, { checked: true, text: 'Write to the other bank' });
    await event(pageId);
    await event(pageId);
    expect((await jobs('transcript.todoChanged')).map(({ todo }) => todo)).toEqual([
      { blockId, text: 'Write to the other bank', checked: true },
    ]);
  });

  test('follow their issue, and the room hears what was written', async () => {
    const { pageId } = await meetingOnPage();
    const blockId = firstTodo(pageId);
    const order = { workspaceId, blockId, checked: true, text: 'Write to the bank today', key: 'k' };
    await house.run('notion.apply', order);
    await house.run('notion.apply', order);
    expect(todosOn(pageId)[0]).toMatchObject({ checked: true, text: 'Write to the bank today' });
    expect(JSON.stringify(house.notion.state.blocks.get(blockId)?.content)).toContain('issue/ENG-1');
    expect((await jobs('transcript.todoChanged'))[0]?.todo).toEqual({
      blockId,
      checked: true,
      text: 'Write to the bank today',
    });
    await event(pageId);
    expect(await jobs('transcript.todoChanged')).toHaveLength(2);
  });

  test('a person’s own words are not written over: the room is told instead', async () => {
    const { pageId } = await meetingOnPage();
    const blockId = firstTodo(pageId);
    editBlock(house.notion.forge, 'ada', blockId, { text: 'Call the bank' });
    await house.run('notion.apply', { workspaceId, blockId, checked: true, text: 'Mail the bank', key: 'k' });
    expect(todosOn(pageId)[0]).toMatchObject({ checked: true, text: 'Call the bank' });
    expect((await jobs('transcript.todoChanged')).map(({ todo }) => todo)).toEqual([
      { blockId, checked: true, text: 'Call the bank' },
    ]);
  });

  test('an order that a later one has overtaken does nothing', async () => {
    const { pageId, itemIds } = await meetingOnPage();
    const agreed = JSON.stringify({ done: false, title: 'Write to the bank' });
    await house.room.rows('update work_items set agreed = $1 where item_id = $2', [agreed, itemIds[0]]);
    await house.run('notion.apply', {
      workspaceId,
      blockId: firstTodo(pageId),
      checked: true,
      text: 'Write to the bank',
      key: 'k',
    });
    expect(todosOn(pageId)[0]?.checked).toBe(false);
  });

  test('the line under one follows the owner and the date of its issue, unless a person wrote there', async () => {
    const { pageId, itemIds } = await meetingOnPage();
    const [itemId = ''] = itemIds;
    const line = () =>
      [...house.notion.state.blocks.values()]
        .filter(({ parent }) => JSON.stringify(parent).includes(firstTodo(pageId)))
        .map(({ id, content }) => ({ id, words: JSON.stringify(content) }))[0];
    const [{ issue } = { issue: null }] = await house.room.rows<{ issue: IssueBrief | null }>(
      'select issue from work_items where item_id = $1',
      [itemId],
    );
    if (!issue) throw new Error('the item has no issue');
    const becomes = async (before: IssueBrief, now: IssueBrief) => {
      await house.room.rows('update work_items set issue = $1 where item_id = $2', [
        JSON.stringify(now),
        itemId,
      ]);
      await house.run('notion.details', { workspaceId, itemId, before });
    };
    const moved = { ...issue, assignee: 'Margaret Hamilton', due: '2026-03-03' };
    await becomes(issue, moved);
    expect(line()?.words).toContain('Margaret Hamilton');
    expect(line()?.words).toContain('due 2026-03-03');
    editBlock(house.notion.forge, 'ada', line()?.id ?? '', { text: 'Ask Bob first' });
    await becomes(moved, issue);
    expect(line()?.words).toContain('Ask Bob first');
  });

  test('one that was thrown away is no longer kept in step', async () => {
    const { pageId } = await meetingOnPage();
    const blockId = firstTodo(pageId);
    editBlock(house.notion.forge, 'ada', blockId, { inTrash: true });
    await event(pageId);
    expect(await house.room.rows('select 1 from notion_todos where page_id = $1', [pageId])).toHaveLength(1);
    await house.run('notion.apply', { workspaceId, blockId, checked: true, text: 'x', key: 'k' });
    expect(await jobs('transcript.todoChanged')).toEqual([]);
  });

  test('a page in the bin is told of once, and is kept in step again when it comes out', async () => {
    const { pageId } = await meetingOnPage();
    const blockId = firstTodo(pageId);
    editPage(house.notion.forge, 'ada', pageId, { inTrash: true });
    await event(pageId, 'page.deleted');
    await event(pageId, 'page.deleted');
    expect(await jobs('notification.say')).toHaveLength(1);
    editPage(house.notion.forge, 'ada', pageId, { inTrash: false });
    editBlock(house.notion.forge, 'ada', blockId, { checked: true });
    await event(pageId, 'page.undeleted');
    expect(await jobs('transcript.todoChanged')).toHaveLength(1);
    expect(await house.room.rows('select trashed from notion_pages where page_id = $1', [pageId])).toEqual([
      { trashed: false },
    ]);
  });

  test('the sweep finds what no webhook told, in and out of the bin', async () => {
    const first = await meetingOnPage();
    const second = await addMeeting(house.room, workspaceId);
    await createPage(second);
    const other = pages().find(({ id }) => id !== first.pageId);
    editBlock(house.notion.forge, 'ada', firstTodo(first.pageId), { checked: true });
    editPage(house.notion.forge, 'ada', other?.id ?? '', { inTrash: true });
    expect((await house.callsOf('*').reconcileAll({ limit: 10 })).workspaces).toBeGreaterThan(0);
    await house.run('notion.reconcile', { workspaceId });
    expect(await jobs('transcript.todoChanged')).toHaveLength(1);
    expect(await jobs('notification.say')).toHaveLength(1);
  });

  test('a database that is gone is said in the status', async () => {
    await connect();
    const { database } = await calls().status({});
    const source = house.notion.state.dataSources.get(database?.id ?? '');
    if (!source) throw new Error('no data source');
    source.inTrash = true;
    await house.run('notion.reconcile', { workspaceId });
    expect((await calls().status({})).problem).toContain('Choose a place again');
    source.inTrash = false;
    await house.run('notion.reconcile', { workspaceId });
    expect((await calls().status({})).problem).toBeNull();
  });
});
