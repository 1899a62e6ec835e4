import {
  APIResponseError,
  Client,
  collectPaginatedAPI,
  isFullBlock,
  isFullPage,
  LogLevel,
} from '@notionhq/client';
import { describe, expect, test } from 'vitest';
import { createForgedNotion, type ForgedNotion } from './create-forged-notion.ts';
import type { NotionFault } from './faults.ts';
import { editBlock, editPage } from './person.ts';
import { apiRoutes } from './serve-notion.ts';
import { requestTypes } from './validate.ts';

const quiet = { retry: false, logLevel: LogLevel.ERROR } as const;
const clientOf = (notion: ForgedNotion, auth = notion.token, notionVersion = '2026-03-11') =>
  new Client({ auth, baseUrl: notion.baseUrl, notionVersion, ...quiet });

const words = (content: string) => [{ type: 'text' as const, text: { content } }];
const todo = (content: string) => ({ type: 'to_do' as const, to_do: { rich_text: words(content) } });

async function meetingsDatabase(notion: ForgedNotion) {
  const client = clientOf(notion);
  const database = await client.databases.create({
    parent: { type: 'page_id', page_id: notion.ids.workPage },
    title: words('Meetings'),
    initial_data_source: {
      properties: { Name: { title: {} }, 'Lookout id': { rich_text: {} }, Kind: { select: {} } },
    },
  });
  if (!('data_sources' in database)) throw new Error('a partial database');
  const dataSourceId = database.data_sources[0]?.id ?? '';
  const createMeeting = (name: string, lookoutId: string, children = [todo('Write to the bank')]) =>
    client.pages.create({
      parent: { data_source_id: dataSourceId },
      properties: { Name: { title: words(name) }, 'Lookout id': { rich_text: words(lookoutId) } },
      children,
    });
  const findMeetings = async (lookoutId: string) => {
    const found = await client.dataSources.query({
      data_source_id: dataSourceId,
      filter: { property: 'Lookout id', rich_text: { equals: lookoutId } },
    });
    return found.results.map((one) => one.id);
  };
  return { client, databaseId: database.id, dataSourceId, createMeeting, findMeetings };
}

const refusalOf = async (work: Promise<unknown>) => {
  const error = await work.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  return error instanceof APIResponseError
    ? { status: error.status, code: error.code, message: error.message }
    : error;
};

const said = (blocks: readonly unknown[]) =>
  blocks.map((block) => JSON.stringify(block).match(/"plain_text":"([^"]*)"/)?.[1]);

describe('a page of a meeting', () => {
  test('is made in a database, found again by its own id, and its to-do is ticked', async () => {
    await using notion = await createForgedNotion();
    const { client, createMeeting, findMeetings } = await meetingsDatabase(notion);
    const page = await createMeeting('Weekly', 'meeting-1');
    await createMeeting('Another', 'meeting-2');
    expect(await findMeetings('meeting-1')).toEqual([page.id]);
    expect(isFullPage(page) && page.url).toMatch(/^https:\/\/www\.notion\.so\/Weekly-[0-9a-f]{32}$/);

    const [block] = (await client.blocks.children.list({ block_id: page.id })).results;
    await client.blocks.update({ block_id: block?.id ?? '', to_do: { checked: true } });
    const again = await client.blocks.retrieve({ block_id: block?.id ?? '' });
    expect(isFullBlock(again) && again.type === 'to_do' && again.to_do).toMatchObject({
      checked: true,
      rich_text: [{ plain_text: 'Write to the bank' }],
    });
  });

  test('takes more blocks behind, before and between what it has, and gives them in windows', async () => {
    await using notion = await createForgedNotion();
    const { client, createMeeting } = await meetingsDatabase(notion);
    const page = await createMeeting('Weekly', 'meeting-1', [todo('one'), todo('three')]);
    const [one] = (await client.blocks.children.list({ block_id: page.id })).results;
    const append = (
      content: string,
      position: Parameters<typeof client.blocks.children.append>[0]['position'],
    ) =>
      client.blocks.children.append({
        block_id: page.id,
        children: [todo(content)],
        ...(position ? { position } : {}),
      });
    await append('two', { type: 'after_block', after_block: { id: one?.id ?? '' } });
    await append('zero', { type: 'start' });
    await append('four', undefined);

    const blocks = await collectPaginatedAPI(client.blocks.children.list, {
      block_id: page.id,
      page_size: 2,
    });
    expect(said(blocks)).toEqual(['zero', 'one', 'two', 'three', 'four']);
  });

  test('keeps what stands inside a toggle', async () => {
    await using notion = await createForgedNotion();
    const client = clientOf(notion);
    const requirements = await client.blocks.children.list({ block_id: notion.ids.requirementsPage });
    const toggle = requirements.results.find((block) => isFullBlock(block) && block.has_children);
    const inside = await client.blocks.children.list({ block_id: toggle?.id ?? '' });
    expect(said(inside.results)).toEqual([
      'People must sign in with their company account.',
      'A session ends after 12 hours without use.',
    ]);
  });

  test('goes to the bin and comes back; nothing in the bin can be edited', async () => {
    await using notion = await createForgedNotion();
    const { client, createMeeting, findMeetings } = await meetingsDatabase(notion);
    const page = await createMeeting('Weekly', 'meeting-1');
    const [block] = (await client.blocks.children.list({ block_id: page.id })).results;
    await client.pages.update({ page_id: page.id, in_trash: true });
    expect(await findMeetings('meeting-1')).toEqual([]);
    expect(
      await refusalOf(client.blocks.update({ block_id: block?.id ?? '', to_do: { checked: true } })),
    ).toMatchObject({ status: 400, message: expect.stringContaining('archived') });
    await client.pages.update({ page_id: page.id, in_trash: false });
    expect(await findMeetings('meeting-1')).toEqual([page.id]);
  });
});

describe('a database', () => {
  test('gets missing properties; a renamed one keeps its values', async () => {
    await using notion = await createForgedNotion();
    const { client, dataSourceId, createMeeting } = await meetingsDatabase(notion);
    const page = await createMeeting('Weekly', 'meeting-1');
    await client.dataSources.update({
      data_source_id: dataSourceId,
      properties: { 'Lookout id': { name: 'Lookout key' }, When: { date: {} } },
    });
    const source = await client.dataSources.retrieve({ data_source_id: dataSourceId });
    expect(Object.keys(source.properties)).toEqual(['Name', 'Lookout key', 'Kind', 'When']);
    const after = await client.pages.retrieve({ page_id: page.id });
    expect(isFullPage(after) && after.properties['Lookout key']).toMatchObject({
      type: 'rich_text',
      rich_text: [{ plain_text: 'meeting-1' }],
    });
  });

  test('refuses properties it does not have, of another type, and filters of another type', async () => {
    await using notion = await createForgedNotion();
    const { client, dataSourceId } = await meetingsDatabase(notion);
    const parent = { data_source_id: dataSourceId };
    const create = (properties: Parameters<typeof client.pages.create>[0]['properties']) =>
      refusalOf(client.pages.create({ parent, ...(properties ? { properties } : {}) }));
    expect(await create({ Owner: { rich_text: words('Ada') } })).toMatchObject({
      message: 'Owner is not a property that exists.',
    });
    expect(await create({ Kind: { rich_text: words('Ada') } })).toMatchObject({
      message: 'Kind is expected to be select.',
    });
    expect(
      await refusalOf(
        client.dataSources.query({
          data_source_id: dataSourceId,
          filter: { property: 'Kind', rich_text: { equals: 'x' } },
        }),
      ),
    ).toMatchObject({ code: 'validation_error' });
    expect(await client.dataSources.query({ data_source_id: dataSourceId })).toMatchObject({ results: [] });
  });
});

describe('who may see what', () => {
  test('a page nobody shared does not exist for the connection, nor does search find it', async () => {
    await using notion = await createForgedNotion();
    const client = clientOf(notion);
    expect(await refusalOf(client.pages.retrieve({ page_id: notion.ids.privatePage }))).toMatchObject({
      status: 404,
      code: 'object_not_found',
    });
    const found = await client.search({ query: '' });
    expect(found.results.map((one) => one.id)).not.toContain(notion.ids.privatePage);
    expect(found.results.map((one) => one.id)).toContain(notion.ids.requirementsPage);
  });

  test('a wrong token and another version of the API are refused', async () => {
    await using notion = await createForgedNotion();
    expect(await refusalOf(clientOf(notion, 'nonsense').users.me({}))).toMatchObject({ status: 401 });
    expect(await refusalOf(clientOf(notion, notion.token, '2022-06-28').users.me({}))).toMatchObject({
      status: 400,
    });
  });

  test('a code of the consent page buys a token once, and a renewed token replaces the old one', async () => {
    await using notion = await createForgedNotion();
    const client = new Client({ baseUrl: notion.baseUrl, notionVersion: '2026-03-11', ...quiet });
    const approved = await fetch(notion.authorizationUrl, {
      method: 'POST',
      redirect: 'manual',
      body: new URLSearchParams({
        client_id: notion.clientId,
        redirect_uri: 'https://lookout.example/notion/oauth',
        response_type: 'code',
        state: 'abc',
        decision: 'allow',
      }),
    });
    const back = new URL(approved.headers.get('location') ?? '');
    expect(back.searchParams.get('state')).toBe('abc');
    const exchange = () =>
      client.oauth.token({
        client_id: notion.clientId,
        client_secret: notion.clientSecret,
        grant_type: 'authorization_code',
        code: back.searchParams.get('code') ?? '',
        redirect_uri: 'https://lookout.example/notion/oauth',
      });
    const granted = await exchange();
    await expect(exchange()).rejects.toMatchObject({
      body: expect.stringContaining('this code has been revoked'),
    });
    expect(await clientOf(notion, granted.access_token).users.me({})).toMatchObject({ type: 'bot' });

    const renewed = await client.oauth.token({
      client_id: notion.clientId,
      client_secret: notion.clientSecret,
      grant_type: 'refresh_token',
      refresh_token: granted.refresh_token ?? '',
    });
    expect(await refusalOf(clientOf(notion, granted.access_token).users.me({}))).toMatchObject({
      status: 401,
    });
    expect(await clientOf(notion, renewed.access_token).users.me({})).toMatchObject({ type: 'bot' });
  });
});

test('comments are made, answered in their discussion, changed and deleted', async () => {
  await using notion = await createForgedNotion();
  const client = clientOf(notion);
  const first = await client.comments.create({
    parent: { page_id: notion.ids.workPage },
    rich_text: words('Shall we?'),
    display_name: { type: 'custom', custom: { name: 'Ada (Slack)' } },
  });
  const discussion = 'discussion_id' in first ? first.discussion_id : '';
  const second = await client.comments.create({ discussion_id: discussion, rich_text: words('Yes') });
  await client.comments.update({ comment_id: second.id, rich_text: words('Yes, today') });
  const listed = await client.comments.list({ block_id: notion.ids.workPage });
  expect(said(listed.results)).toEqual(['Shall we?', 'Yes, today']);
  expect(listed.results[0]?.display_name).toEqual({ type: 'custom', resolved_name: 'Ada (Slack)' });
  await client.comments.delete({ comment_id: second.id });
  expect((await client.comments.list({ block_id: notion.ids.workPage })).results).toHaveLength(1);
});

test('a person ticks and retitles; the page says who did', async () => {
  await using notion = await createForgedNotion();
  const { client, createMeeting } = await meetingsDatabase(notion);
  const page = await createMeeting('Weekly', 'meeting-1');
  const [block] = (await client.blocks.children.list({ block_id: page.id })).results;
  editBlock(notion.forge, 'grace', block?.id ?? '', { checked: true, text: 'Call the bank' });
  editPage(notion.forge, 'grace', page.id, { title: 'Weekly meeting' });
  expect(await client.blocks.retrieve({ block_id: block?.id ?? '' })).toMatchObject({
    to_do: { checked: true, rich_text: [{ plain_text: 'Call the bank' }] },
    last_edited_by: { id: notion.ids.grace },
  });
  expect(await client.pages.retrieve({ page_id: page.id })).toMatchObject({
    properties: { Name: { title: [{ plain_text: 'Weekly meeting' }] } },
  });
});

describe('failures on demand', () => {
  const ways: [NotionFault['fault'], Partial<NotionFault>, object | undefined, number][] = [
    [
      'rate_limited',
      { retryAfterSeconds: 90, reason: 'workspace' },
      { status: 429, code: 'rate_limited' },
      0,
    ],
    ['conflict', {}, { status: 409, code: 'conflict_error' }, 0],
    ['overloaded', {}, { status: 529, code: 'service_overload' }, 0],
    ['unavailable', {}, { status: 503, code: 'service_unavailable' }, 0],
    ['server_error', {}, { status: 500 }, 0],
    ['server_error_after', {}, { status: 500 }, 1],
    ['answer_lost', {}, { message: expect.stringContaining('fetch failed') }, 1],
    ['slow', { delayMs: 5 }, undefined, 1],
  ];
  test.each(ways)('%s', async (fault, more, refusal, pagesMade) => {
    await using notion = await createForgedNotion();
    const { createMeeting, findMeetings } = await meetingsDatabase(notion);
    notion.faults.add({ route: 'POST /v1/pages', fault, times: 1, ...more });
    const seen = await refusalOf(createMeeting('Weekly', 'meeting-1'));
    if (refusal === undefined) expect(seen).toBeUndefined();
    else expect(seen).toMatchObject(refusal);
    expect(await findMeetings('meeting-1')).toHaveLength(pagesMade);
  });

  test('the answer to too many requests says how long to wait and whose budget is spent', async () => {
    await using notion = await createForgedNotion();
    notion.faults.add({
      route: '*',
      fault: 'rate_limited',
      times: 1,
      retryAfterSeconds: 90,
      reason: 'workspace',
    });
    const error = await clientOf(notion)
      .users.me({})
      .catch((reason: unknown) => reason);
    expect(error).toMatchObject({ additional_data: { rate_limit_reason: 'workspace_rate_limit' } });
    const headers: unknown = error instanceof APIResponseError ? error.headers : undefined;
    expect(headers instanceof Headers && headers.get('retry-after')).toBe('90');
  });
});

test('every call that writes or searches is checked against the client’s own types', () => {
  const withBody = Object.keys(apiRoutes).filter((route) => /^(POST|PATCH) /.test(route));
  expect(Object.keys(requestTypes).toSorted()).toEqual(withBody.toSorted());
});
