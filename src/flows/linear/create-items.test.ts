import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { issuesNear } from '../../store/linear-vectors.ts';
import { issueIdOf } from './issue-ids.ts';
import { openLinearRoom, permalink, workspaceId } from './linear-room-for-test.ts';

let room: Awaited<ReturnType<typeof openLinearRoom>>;
beforeAll(async () => {
  room = await openLinearRoom();
}, 60_000);
afterAll(async () => await room[Symbol.asyncDispose]());

const create = async (transcriptId: string) =>
  await room.work('linear.createItems', { workspaceId, transcriptId });
const titles = () => room.made().map((card) => card.title);
const rowsOf = async (itemIds: readonly string[]) =>
  await room.rows('select item_id, identifier, archived from linear_issues where item_id = any($1)', [
    itemIds,
  ]);
const refusalsOf = async (itemIds: readonly string[]) =>
  await room.rows<{ problem: string }>('select problem from linear_refusals where item_id = any($1)', [
    itemIds,
  ]);

describe('when a review is created', () => {
  test('each item is an issue with its fields, its sub-issues and a link to the thread', async () => {
    const { ids } = room.linear;
    const { transcriptId, itemIds } = await room.addReview([
      {
        title: 'Quote for Northwind',
        projectId: ids.project('Pricing relaunch'),
        newMilestone: 'Second quarter',
        assigneeId: ids.user('grace@sandbox.example'),
        due: '2026-05-29',
        priority: 2,
        labelIds: [ids.label('Bug')],
        subtasks: ['Ask finance', 'Ask legal'],
      },
      { title: 'Retry storm in the importer' },
      { title: 'Left out', state: 'dropped' },
    ]);
    await create(transcriptId);

    const quote = room.made().find((card) => card.title === 'Quote for Northwind');
    expect(quote).toMatchObject({
      team: 'ENG',
      assignee: { email: 'grace@sandbox.example' },
      priority: 'High',
      due: '2026-05-29',
      project: 'Pricing relaunch',
      milestone: 'Second quarter',
      labels: ['Bug'],
      attachments: [{ title: 'Slack: Weekly sync', url: permalink }],
    });
    expect(room.made().filter((card) => card.parent === quote?.identifier)).toHaveLength(2);
    expect(titles()).not.toContain('Left out');
    expect(await rowsOf(itemIds)).toHaveLength(2);
    expect(await room.take('transcript.advance')).toContainEqual({ workspaceId, transcriptId });
  });

  test('a second run of the same job makes nothing new', async () => {
    const { transcriptId, itemIds } = await room.addReview([{ title: 'Once only', subtasks: ['A part'] }]);
    await create(transcriptId);
    await room.rows('delete from linear_issues where item_id = any($1)', [itemIds]);
    await create(transcriptId);
    expect(titles().filter((title) => title === 'Once only' || title === 'A part')).toHaveLength(2);
    expect(await rowsOf(itemIds)).toHaveLength(1);
  });

  test('two workers at the same job make one issue of each item', async () => {
    const { transcriptId, itemIds } = await room.addReview([{ title: 'Raced 1' }, { title: 'Raced 2' }]);
    await Promise.all([create(transcriptId), create(transcriptId)]);
    expect(
      titles()
        .filter((title) => title.startsWith('Raced'))
        .sort(),
    ).toEqual(['Raced 1', 'Raced 2']);
    expect(await rowsOf(itemIds)).toHaveLength(2);
    expect(await refusalsOf(itemIds)).toEqual([]);
  });

  test.each(['issueBatchCreate', 'attachmentCreate'])(
    'and Linear does the work but the answer to %s is lost, the next try finds it done',
    async (field) => {
      const { transcriptId, itemIds } = await room.addReview([
        { title: `First ${field}`, subtasks: ['x', 'y'] },
        { title: `Second ${field}` },
      ]);
      room.linear.faults.add({ field, fault: 'answer_lost', times: 1 });
      await expect(create(transcriptId)).rejects.toMatchObject({ code: 'unreachable' });
      expect(await rowsOf(itemIds)).toEqual([]);
      await create(transcriptId);
      expect(titles().filter((title) => title.endsWith(field))).toHaveLength(2);
      expect(await rowsOf(itemIds)).toHaveLength(2);
    },
  );

  test('what Linear refuses is noted beside the item, and the others are made', async () => {
    const { transcriptId, itemIds } = await room.addReview([
      { title: 'Good one' },
      { title: 'Bad project', projectId: room.linear.ids.project('No such project') },
      { title: 'No team', teamId: null },
    ]);
    await create(transcriptId);
    expect(await rowsOf(itemIds)).toHaveLength(1);
    const problems = (await refusalsOf(itemIds)).map((row) => row.problem);
    expect(problems).toHaveLength(2);
    expect(problems).toContainEqual(expect.stringContaining('Pick one of Design, Engineering, Growth.'));
    expect(problems).toContainEqual(expect.stringContaining('Linear refused'));
  });

  test('and Linear asks to wait, the job waits its time and then goes on', async () => {
    const { transcriptId, itemIds } = await room.addReview([{ title: 'Patient' }]);
    room.linear.faults.add({ field: '*', fault: 'ratelimited', times: 1, retryAfterSeconds: 60 });
    await expect(create(transcriptId)).rejects.toMatchObject({ code: 'rate_limited', retryAfterMs: 60_000 });
    // Nothing is sent while it lasts.
    const before = room.linear.calls.length;
    await expect(create(transcriptId)).rejects.toMatchObject({ code: 'rate_limited' });
    expect(room.linear.calls.length).toBe(before);
    await room.clock.advance(61_000);
    await create(transcriptId);
    expect(await rowsOf(itemIds)).toHaveLength(1);
  });
});

test('an issue that was just made is near to what says the same before any sweep', async () => {
  await room.take('linear.embed');
  const { transcriptId } = await room.addReview([{ title: 'Polish the brass doorknob' }]);
  await create(transcriptId);
  const [job] = await room.take('linear.embed');
  if (!job) throw new Error('no vector is wanted');
  await room.work('linear.embed', job);
  const [vector] = await room.deps.embedder.embed(['Polish the brass doorknob']);
  const near = await room.database.tenant(workspaceId, (tx) =>
    issuesNear(tx, {
      vector: vector ?? new Float32Array(),
      embedder: room.deps.embedder.model,
      limit: 1,
      openOnly: true,
      includePrivate: false,
    }),
  );
  expect(near[0]?.issue.brief.title).toBe('Polish the brass doorknob');
});

test('the link to a page that is gone is taken off an issue, and no other link', async () => {
  const issue = room.linear.issues().find((card) => card.identifier === 'ENG-2');
  const link = { workspaceId, issueId: issue?.id ?? '', url: 'https://www.notion.so/gone' };
  const links = () =>
    room.linear
      .issues()
      .find((card) => card.identifier === 'ENG-2')
      ?.attachments.map(({ url }) => url);
  const before = links();
  await room.work('linear.linkPage', { ...link, title: 'Weekly sync' });
  expect(links()).toContain(link.url);
  await room.work('linear.unlinkPage', link);
  await room.work('linear.unlinkPage', link);
  expect(links()).toEqual(before);
});

describe('when a creation is undone', () => {
  test('its issues and sub-issues are archived, and a linked issue is left alone', async () => {
    const { transcriptId, itemIds } = await room.addReview([
      { title: 'Taken back', subtasks: ['With its part'] },
      { title: 'Linked', state: 'linked' },
    ]);
    await create(transcriptId);
    await room.work('linear.undoItems', { workspaceId, transcriptId });
    const cards = room.made().filter((card) => ['Taken back', 'With its part'].includes(card.title));
    expect(cards.map((card) => card.archived)).toEqual([true, true]);
    expect(await rowsOf(itemIds)).toMatchObject([{ archived: true }]);
    expect(room.linear.issues().filter((card) => card.archived && !cards.includes(card))).not.toContainEqual(
      expect.objectContaining({ identifier: 'ENG-1' }),
    );
    // Wanted again: the same issue comes back, no second one.
    await create(transcriptId);
    expect(room.made().filter((card) => card.title === 'Taken back')).toMatchObject([{ archived: false }]);
  });

  test('what somebody has worked on since stays and is named, the rest is archived', async () => {
    const { transcriptId, itemIds } = await room.addReview([
      { title: 'Retitled by hand' },
      { title: 'Talked about' },
      { title: 'With a part', subtasks: ['Begun part'] },
      { title: 'Ticked by Lookout' },
      { title: 'Nobody touched it', due: '2026-05-29', priority: 2 },
    ]);
    await create(transcriptId);
    const card = (title: string) => room.made().find((one) => one.title === title)?.identifier ?? '';
    const { people } = room.linear;
    const names = ['Retitled by hand', 'Talked about', 'Ticked by Lookout', 'Nobody touched it'].map(card);
    const [retitled = '', commented = '', ticked = ''] = names;
    people.change('grace@sandbox.example', retitled, { title: 'Another title' });
    people.comment('grace@sandbox.example', commented, 'Half done already.');
    people.change('grace@sandbox.example', card('Begun part'), { state: 'In Progress' });
    await room.calls.updateIssue({ identifier: ticked, change: { state: 'done' }, by: 'U1' });
    await room.work('linear.undoItems', { workspaceId, transcriptId });

    const archived = (title: string) => room.made().find((one) => one.title === title)?.archived;
    expect(archived('Nobody touched it')).toBe(true);
    for (const title of ['Another title', 'Talked about', 'With a part', 'Begun part', 'Ticked by Lookout'])
      expect([title, archived(title)]).toEqual([title, false]);
    const refusals = await room.rows<{ item_id: string; problem: string; stays: boolean }>(
      'select item_id, problem, stays from linear_refusals where item_id = any($1)',
      [itemIds],
    );
    expect(refusals.map(({ stays }) => stays)).toEqual([true, true, true, true]);
    const problemOf = (at: number) => refusals.find((one) => one.item_id === itemIds[at])?.problem;
    expect(problemOf(0)).toBe(
      `${retitled} was changed since by Grace Hopper and stays; archive it in Linear.`,
    );
    expect(problemOf(3)).toBe(`${ticked} was changed since and stays; archive it in Linear.`);
  });

  test('an issue whose row was never written is archived too', async () => {
    const { transcriptId, itemIds } = await room.addReview([{ title: 'Orphan' }]);
    await create(transcriptId);
    await room.rows('delete from linear_issues where item_id = any($1)', [itemIds]);
    await room.work('linear.undoItems', { workspaceId, transcriptId });
    expect(room.linear.issues().find((card) => card.id === issueIdOf(itemIds[0] ?? ''))?.archived).toBe(true);
  });

  test('a creation that comes late makes nothing, and leaves the undoing', async () => {
    const { transcriptId } = await room.addReview([{ title: 'Too late' }]);
    await room.rows("update transcripts set state = 'undoing' where transcript_id = $1", [transcriptId]);
    await room.take('linear.undoItems');
    await create(transcriptId);
    expect(titles()).not.toContain('Too late');
    expect(await room.take('linear.undoItems')).toEqual([{ workspaceId, transcriptId }]);
  });
});
