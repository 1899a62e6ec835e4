import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { addPage, blockOf, editBlock, editPage } from '../../../test/helpers/forged-notion.ts';
import { addMeeting, openNotionRoom } from '../../../test/helpers/notion-room.ts';

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
  await house.room.clock.advance(2 * 3_600_000);
  await calls().connect({ token: house.notion.token, by: 'U1' });
  await house.room.rows('delete from pgboss.job');
});

const calls = () => house.callsOf(workspaceId);
const index = async (more: object = {}) => await house.run('notion.index', { workspaceId, ...more });
const passages = async (pageId?: string) =>
  (
    await house.room.rows<{ page_id: string; body: string; url: string; embedder: string | null }>(
      'select page_id, body, url, embedder from notion_passages where workspace_id = $1 order by page_id, position',
      [workspaceId],
    )
  ).filter(({ page_id }) => pageId === undefined || page_id === pageId);
const words = async (pageId?: string) => (await passages(pageId)).map(({ body }) => body).join('\n');
const jobsLeft = async () =>
  (
    await house.room.rows<{ data: { workspaceId: string; pageId?: string } }>(
      "select data from pgboss.job where name = 'notion.index'",
    )
  ).flatMap(({ data }) => (data.workspaceId === workspaceId ? [data] : []));
const reads = () => house.notion.calls.filter(({ route }) => route.endsWith('/children')).length;
const blockThat = (said: string): string => {
  const found = [...house.notion.state.blocks.values()].find(({ content }) =>
    JSON.stringify(content).includes(said),
  );
  if (!found) throw new Error(`no block says ${said}`);
  return found.id;
};
const event = async (pageId: string, type = 'page.content_updated') => {
  const body = {
    id: crypto.randomUUID(),
    type,
    workspace_id: house.notion.ids.workspace,
    entity: { id: pageId, type: 'page' },
  };
  await house.run('notion.event', { deliveryId: await house.store(body) });
};

describe('the words of pages', () => {
  test('are known after connecting: those of shared pages, found by what they mean, each with its block', async () => {
    await calls().connect({ token: house.notion.token, by: 'U1' });
    expect(await jobsLeft()).toHaveLength(1);
    await index();
    const { billingPage, requirementsPage } = house.notion.ids;
    const known = await passages(billingPage);
    expect(known[0]?.body).toBe('Billing v2: requirements');
    const passage = known.find(({ body }) => body.includes('10 seconds'));
    expect(passage?.body).toContain('B-1 | An invoice is ready within 10 seconds | High');
    expect(known.every(({ embedder }) => embedder !== null)).toBe(true);
    expect(await words(requirementsPage)).toContain('A session ends after 12 hours without use.');
    expect(known.at(1)?.url).toMatch(/#[0-9a-f]{32}$/);
    expect(await words()).not.toContain('Private plans');
  });

  test('are read again only where somebody wrote, and say what the page says now', async () => {
    await index();
    await house.room.clock.advance(10 * 60_000);
    const before = reads();
    await index();
    expect(reads()).toBe(before);
    editBlock(house.notion.forge, 'ada', blockThat('12 hours'), { text: 'A session ends after one hour.' });
    await house.room.clock.advance(10 * 60_000);
    await index();
    expect(await words(house.notion.ids.requirementsPage)).toMatch(/after one hour/);
    expect(await words(house.notion.ids.requirementsPage)).not.toMatch(/12 hours/);
    editBlock(house.notion.forge, 'ada', blockThat('after one hour'), {
      text: 'A session ends after 12 hours without use.',
    });
  });

  test('of a page edited twice within a minute are those of the second time', async () => {
    const under = house.notion.ids.workPage;
    const pageId = await addPage(house.notion, {
      under,
      title: 'Twice',
      blocks: [blockOf('paragraph', 'First.')],
    });
    await index();
    expect(await words(pageId)).toContain('First.');
    editBlock(house.notion.forge, 'ada', blockThat('First.'), { text: 'Second.' });
    await house.room.clock.advance(5 * 60_000);
    await index();
    expect(await words(pageId)).toBe('Twice\nSecond.');
    editPage(house.notion.forge, 'ada', pageId, { inTrash: true });
  });

  test('that stayed keep their vector', async () => {
    await index();
    await house.room.rows("update notion_passages set embedder = 'kept' where workspace_id = $1", [
      workspaceId,
    ]);
    const { replacePassages } = await import('../../store/notion-passages.ts');
    const page = { workspaceId, pageId: 'p1', title: 'P', editedAt: house.room.clock.now() };
    const two = ['Same words', 'Other words'].map((body) => ({ blockId: body, url: 'u', body }));
    const { tenant } = house.room.database;
    await tenant(workspaceId, (tx) => replacePassages(tx, page, two));
    await house.room.rows(
      "update notion_passages set embedding = '[1,2]', embedder = 'e' where page_id = 'p1'",
    );
    await tenant(workspaceId, (tx) =>
      replacePassages(tx, page, [{ blockId: 'x', url: 'u', body: 'New words' }, ...two.slice(0, 1)]),
    );
    expect((await passages('p1')).map(({ body, embedder }) => [body, embedder])).toEqual([
      ['New words', null],
      ['Same words', 'e'],
    ]);
  });

  test('of a page in the bin are gone when the event comes, and of one no longer shared with the sweep', async () => {
    const under = house.notion.ids.workPage;
    const page = async (title: string) =>
      await addPage(house.notion, { under, title, blocks: [blockOf('paragraph', `About ${title}.`)] });
    const [binned, unshared] = [await page('Binned'), await page('Unshared')];
    await index();
    expect(await words(binned)).toContain('About Binned.');
    editPage(house.notion.forge, 'ada', binned, { inTrash: true });
    await event(binned, 'page.deleted');
    const order = (await jobsLeft()).find(({ pageId }) => pageId === binned);
    await index({ pageId: order?.pageId });
    expect(await words(binned)).toBe('');

    const state = house.notion.state.pages.get(unshared);
    if (state) state.parent = { type: 'workspace', workspace: true };
    await index();
    expect(await words(unshared)).not.toBe('');
    await index({ everything: true });
    expect(await words(unshared)).toBe('');
    expect(await words(house.notion.ids.billingPage)).not.toBe('');
  });

  test('of an event are read at once, and a burst of events is one job', async () => {
    const { requirementsPage } = house.notion.ids;
    await event(requirementsPage);
    await event(requirementsPage);
    expect(await jobsLeft()).toMatchObject([{ pageId: requirementsPage }]);
    await index({ pageId: requirementsPage });
    expect(await words(requirementsPage)).toContain('filter results by date');
    expect(await words(house.notion.ids.billingPage)).toBe('');
  });

  test('of pages Lookout made itself are left out: they are known as meetings', async () => {
    await calls().choosePlace({ id: house.notion.ids.workPage, kind: 'page', by: 'U1' });
    const { transcriptId } = await addMeeting(house.room, workspaceId);
    await house.run('notion.createPage', { workspaceId, transcriptId });
    await index();
    expect(await words()).not.toContain('Turn number 0');
    expect(await words()).not.toContain('Weekly of the shop');
    const [page] = await house.room.rows<{ page_id: string }>(
      'select page_id from notion_pages where workspace_id = $1',
      [workspaceId],
    );
    await index({ pageId: page?.page_id });
    expect(await words()).not.toContain('Weekly of the shop');
  });

  test('are forgotten with the connection, and a pass under way keeps nothing', async () => {
    await index();
    expect(await passages()).not.toEqual([]);
    await calls().disconnect({ by: 'U1' });
    expect(await passages()).toEqual([]);
    await index();
    expect(await passages()).toEqual([]);
  });

  test('of many pages are read pass by pass, the newest first, and a killed pass goes on', async () => {
    const under = house.notion.ids.workPage;
    const ids: string[] = [];
    for (let at = 0; at < 60; at += 1)
      ids.push(
        await addPage(house.notion, {
          under,
          title: `Many ${at}`,
          blocks: [blockOf('paragraph', `No ${at}.`)],
        }),
      );
    await house.room.clock.advance(10 * 60_000);
    const known = async () => new Set((await passages()).map(({ page_id }) => page_id)).size;
    await index();
    expect(await known()).toBe(50);
    expect(await jobsLeft()).toHaveLength(1);
    const lost = { fault: 'error', status: 500, times: 2, skip: 5 } as const;
    house.notion.faults.add({ route: 'GET /v1/blocks/:block_id/children', ...lost });
    await expect(index()).rejects.toThrow();
    expect(await known()).toBeGreaterThanOrEqual(54);
    const before = reads();
    await index();
    expect(reads() - before).toBeLessThan(25);
    expect(await known()).toBeGreaterThanOrEqual(63);
    expect(await jobsLeft()).toHaveLength(1);
    for (const id of ids) editPage(house.notion.forge, 'ada', id, { inTrash: true });
  });
});
