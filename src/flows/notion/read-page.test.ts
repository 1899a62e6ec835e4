import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { addPage, askNotion, blockOf, editPage } from '../../../test/helpers/forged-notion.ts';
import { openNotionRoom } from '../../../test/helpers/notion-room.ts';

let house: Awaited<ReturnType<typeof openNotionRoom>>;
const workspaceId = 'T1';

beforeAll(async () => {
  house = await openNotionRoom();
  await calls().connect({ token: house.notion.token, by: 'U1' });
}, 60_000);
afterAll(async () => {
  await house[Symbol.asyncDispose]();
});

const calls = () => house.callsOf(workspaceId);
const read = async (pageId: string) => await calls().readPage({ url: `https://www.notion.so/${pageId}` });
const write = async (title: string, blocks: object[] = []) =>
  await addPage(house.notion, { under: house.notion.ids.workPage, title, blocks });
const linesOf = ({ blocks }: Awaited<ReturnType<typeof read>>) =>
  blocks.map(({ depth, kind, text }) => `${'  '.repeat(depth)}${kind}: ${text}`);

const column = (words: string) => ({ type: 'column', column: { children: [blockOf('paragraph', words)] } });
const words = (content: string) => [{ type: 'text', text: { content } }];

describe('a page is read whole', () => {
  test('what is folded away, in columns, in tables and ticked', async () => {
    const id = await write('Deep', [
      blockOf('toggle', 'Folded', [
        blockOf('bulleted_list_item', 'Inside', [blockOf('paragraph', 'Deeper')]),
      ]),
      { type: 'column_list', column_list: { children: [column('Left'), column('Right')] } },
      {
        type: 'table',
        table: {
          table_width: 3,
          children: [
            ['ID', 'What', 'Rank'],
            ['1', '', 'High'],
          ].map((cells) => ({
            type: 'table_row',
            table_row: { cells: cells.map(words) },
          })),
        },
      },
      { type: 'to_do', to_do: { rich_text: words('Done'), checked: true } },
      { type: 'divider', divider: {} },
    ]);
    const page = await read(id);
    expect(linesOf(page)).toEqual([
      'toggle: Folded',
      '  bulleted_list_item: Inside',
      '    paragraph: Deeper',
      '    paragraph: Left',
      '    paragraph: Right',
      '  table_row: ID | What | Rank',
      '  table_row: 1 |  | High',
      'to_do: Done',
    ]);
    expect(page.blocks.at(-1)?.done).toBe(true);
    expect(page.cut).toBe(false);
  });

  test('a synced block is read from its original, and once', async () => {
    const id = await write('Synced', [
      {
        type: 'synced_block',
        synced_block: { synced_from: null, children: [blockOf('paragraph', 'Said once')] },
      },
    ]);
    const original =
      [...house.notion.state.blocks.values()].find(({ type }) => type === 'synced_block')?.id ?? '';
    const copy = {
      type: 'synced_block',
      synced_block: { synced_from: { type: 'block_id', block_id: original } },
    };
    await askNotion(house.notion, 'PATCH', `/blocks/${id}/children`, { children: [copy] });
    expect(linesOf(await read(id))).toEqual(['  paragraph: Said once']);
    const other = await write('Copy', [copy]);
    expect(linesOf(await read(other))).toEqual(['  paragraph: Said once']);
  });

  test('the pages right below it, and the titles of the rows of its databases', async () => {
    const id = await write('Above');
    const child = await addPage(house.notion, {
      under: id,
      title: 'Below',
      blocks: [blockOf('paragraph', 'Said below')],
    });
    await addPage(house.notion, {
      under: child,
      title: 'Far below',
      blocks: [blockOf('paragraph', 'Said far below')],
    });
    const database = await askNotion(house.notion, 'POST', '/databases', {
      parent: { type: 'page_id', page_id: id },
      title: words('Wishes'),
      initial_data_source: { properties: { Name: { title: {} } } },
    });
    const source = house.notion.state.databases.get(database.id)?.dataSourceIds[0];
    for (const title of ['Export', 'Import']) {
      await askNotion(house.notion, 'POST', '/pages', {
        parent: { type: 'data_source_id', data_source_id: source },
        properties: { Name: { title: words(title) } },
      });
      await house.room.clock.advance(60_000);
    }
    const page = await read(id);
    expect(linesOf(page)).toEqual([
      'child_page: Below',
      '  paragraph: Said below',
      '  child_page: Far below',
      'child_database: Wishes',
      '  database_row: Export',
      '  database_row: Import',
    ]);
    const said = page.blocks.find(({ text }) => text === 'Said below');
    expect(said?.url).toContain(`${child.replaceAll('-', '')}#`);

    const wishes = await read(database.id);
    expect(wishes).toMatchObject({ title: 'Wishes' });
    expect(linesOf(wishes)).toEqual(['database_row: Export', 'database_row: Import']);
  });
});

test('a page of five thousand blocks is read as far as two thousand, and says that it goes on', async () => {
  const id = await write('Long', []);
  const page = house.notion.state.pages.get(id);
  const first = await askNotion(house.notion, 'PATCH', `/blocks/${id}/children`, {
    children: [blockOf('paragraph', 'Line 0')],
  });
  expect(first).toBeDefined();
  const [model] = [...house.notion.state.blocks.values()].filter(({ content }) =>
    JSON.stringify(content).includes('Line 0'),
  );
  for (let at = 1; at < 5_000 && model && page; at += 1) {
    const block = { ...model, id: crypto.randomUUID() };
    house.notion.state.blocks.set(block.id, block);
    page.children.push(block.id);
  }
  const calledBefore = house.notion.calls.length;
  const { blocks, cut } = await read(id);
  expect(blocks).toHaveLength(2_000);
  expect(cut).toBe(true);
  expect(house.notion.calls.length - calledBefore).toBeLessThan(25);
}, 30_000);

describe('a page that cannot be read is refused with what to do', () => {
  test.each([
    ['no page at all', () => 'https://example.com/pricing', 'bad_input', /Copy link/],
    ['not shared', () => house.notion.ids.privatePage, 'not_found', /Connections/],
  ])('%s', async (_, url, code, sentence) => {
    await expect(calls().readPage({ url: url() })).rejects.toMatchObject({
      code,
      humanMessage: expect.stringMatching(sentence),
    });
  });

  test('in the bin', async () => {
    const id = await write('Binned');
    editPage(house.notion.forge, 'ada', id, { inTrash: true });
    await expect(read(id)).rejects.toMatchObject({ humanMessage: expect.stringMatching(/bin/) });
  });

  test('without a connection', async () => {
    await expect(house.callsOf('T2').readPage({ url: house.notion.ids.billingPage })).rejects.toMatchObject({
      humanMessage: expect.stringMatching(/not connected/),
    });
  });
});
