import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { TranscriptView } from '../../contracts/transcript.ts';
import { briefOf, openTranscriptRoom, type TranscriptRoom } from './open-transcript-room-for-test.ts';

let room: TranscriptRoom;
beforeAll(async () => {
  room = await openTranscriptRoom({
    fetchRecording: async (id) => ({ text: `Ana: I will listen to ${id}.`, title: 'Recorded' }),
  });
}, 60_000);
afterAll(async () => await room[Symbol.asyncDispose]());
beforeEach(async () => await room.reset());

const meeting = `Ana: I will fix the importer.
Chris Park: I will send the quote to Northwind.
Ana: I will book the room.`;

const by = 'U1';

async function review(): Promise<TranscriptView> {
  const { transcriptId } = await room.handIn(meeting);
  return await room.read(transcriptId);
}

/** A review on its way, both rooms connected, nothing made yet. */
async function creating(): Promise<{ id: string; ids: string[] }> {
  await room.connectLinear();
  await room.connectNotion();
  const { transcriptId, items } = await review();
  await room.calls.createWork({ transcriptId, by });
  return { id: transcriptId, ids: items.map((item) => item.itemId) };
}

const makeIssue = async (itemId: string, archived = false) =>
  await room.linearHas(briefOf(`issue-${itemId}`, { title: 'made' }), { itemId }, archived);

/** Everything made: three issues and the page. */
async function created(): Promise<{ id: string; ids: string[] }> {
  const work = await creating();
  for (const itemId of work.ids) await makeIssue(itemId);
  await room.advance(work.id);
  await room.notionHas(work.id);
  await room.advance(work.id);
  return work;
}

describe('editing a review', () => {
  it('changes an item, and refuses a change of what was edited meanwhile', async () => {
    const [item] = (await review()).items;
    const itemId = item?.itemId ?? '';
    await expect(
      room.calls.editItem({ itemId, version: 1, fields: { title: ' \u200e ' }, by }),
    ).rejects.toMatchObject({ code: 'bad_input' });
    const edited = await room.calls.editItem({ itemId, version: 1, fields: { title: 'Mend it' }, by });
    expect(edited).toMatchObject({ version: 2, fields: { title: 'Mend it' } });
    await expect(
      room.calls.editItem({ itemId, version: 1, fields: { title: 'Break it' }, by: 'U2' }),
    ).rejects.toMatchObject({ code: 'conflict' });
  });

  it('leaves an item out and takes it in again', async () => {
    const itemId = (await review()).items[0]?.itemId ?? '';
    expect((await room.calls.dropItem({ itemId, dropped: true, by })).state).toBe('dropped');
    expect((await room.calls.dropItem({ itemId, dropped: false, by })).state).toBe('proposed');
  });

  it('links an issue that exists, not one that is gone', async () => {
    const itemId = (await review()).items[0]?.itemId ?? '';
    await room.linearHas(briefOf('i1'));
    expect(await room.calls.linkItem({ itemId, issueId: 'i1', by })).toMatchObject({
      state: 'linked',
      issue: { identifier: 'ENG-12' },
    });
    await room.linearHas(briefOf('i1'), {}, true);
    await expect(room.calls.linkItem({ itemId, issueId: 'i2', by })).rejects.toMatchObject({
      code: 'not_found',
    });
  });
});

describe('a recording that a note taker says is ready', () => {
  it('is fetched and handed in, once however often it is said', async () => {
    const job = { workspaceId: 'T1', vendor: 'fireflies', recordingId: 'r1' } as const;
    await room.work('transcript.fetch', job);
    await room.work('transcript.fetch', job);
    const { transcripts } = await room.calls.list({});
    expect(transcripts).toMatchObject([{ source: 'fireflies', title: 'Recorded', state: 'reading' }]);
    expect(await room.jobs('transcript.read')).toHaveLength(1);
  });
});

describe('creating work', () => {
  it('says what to connect when there is nowhere to create it', async () => {
    const { transcriptId } = await review();
    await expect(room.calls.createWork({ transcriptId, by })).rejects.toMatchObject({
      humanMessage: expect.stringContaining('Connect Linear or Notion'),
    });
  });

  it('gives a team to items that were proposed before Linear was connected', async () => {
    const { transcriptId } = await review();
    await room.connectLinear();
    const view = await room.calls.createWork({ transcriptId, by });
    expect(view.items.map((item) => [item.state, item.fields.teamId])).toEqual([
      ['creating', 'team-eng'],
      ['creating', 'team-eng'],
      ['creating', 'team-eng'],
    ]);
  });

  it('goes issues, page, links, done; every step any number of times, every job once', async () => {
    const { id, ids } = await creating();
    await room.calls.createWork({ transcriptId: id, by });
    expect(await room.jobs('linear.createItems')).toHaveLength(1);

    await makeIssue(ids[0] ?? '');
    expect((await room.advance(id)).progress).toEqual({ done: 1, of: 3 });
    for (const itemId of ids.slice(1)) await makeIssue(itemId);
    await room.advance(id);
    await room.advance(id);
    expect(await room.jobs('notion.createPage')).toHaveLength(1);

    await room.notionHas(id, { complete: false });
    expect((await room.advance(id)).state).toBe('creating');
    await room.notionHas(id);
    const view = await room.advance(id);
    await room.advance(id);
    expect(view).toMatchObject({
      state: 'created',
      createdWorkBy: by,
      undoUntil: '2026-05-04T08:10:00.000Z',
      page: { url: 'https://notion.so/p' },
      problem: null,
    });
    expect(view.items.map((item) => item.state)).toEqual(['created', 'created', 'created']);
    expect(await room.jobs('notion.createPage')).toHaveLength(1);
    expect(await room.jobs('linear.linkPage')).toHaveLength(3);
  });

  it('has nothing to create when every item was left out, but keeps linked ones in step', async () => {
    await room.connectLinear();
    const { transcriptId, items } = await review();
    for (const { itemId } of items) await room.calls.dropItem({ itemId, dropped: true, by });
    await expect(room.calls.createWork({ transcriptId, by })).rejects.toMatchObject({ code: 'conflict' });
    await room.linearHas(briefOf('i1'));
    await room.calls.linkItem({ itemId: items[0]?.itemId ?? '', issueId: 'i1', by });
    await room.calls.createWork({ transcriptId, by });
    expect(await room.advance(transcriptId)).toMatchObject({ state: 'created', problem: null });
  });

  it('makes a page alone where Linear is not connected', async () => {
    await room.connectNotion();
    const { transcriptId } = await review();
    await room.calls.createWork({ transcriptId, by });
    expect(await room.jobs('linear.createItems')).toHaveLength(0);
    await room.advance(transcriptId);
    await room.notionHas(transcriptId);
    const view = await room.advance(transcriptId);
    expect(view.state).toBe('created');
    expect(view.items[0]).toMatchObject({ state: 'created', issue: null });
    expect(await room.jobs('linear.linkPage')).toHaveLength(0);
  });

  it('keeps what was made when Linear refuses one, and tries that one again', async () => {
    const { id, ids } = await creating();
    const [refused = '', ...others] = ids;
    for (const itemId of others) await makeIssue(itemId);
    await room.linearRefuses(refused, 'The team has no state "Backlog".');
    await room.advance(id);
    await room.notionHas(id);
    const view = await room.advance(id);
    expect(view.problem).toBe('Could not create 1 of 3 issues. The other 2 exist.');
    expect(view.items[0]).toMatchObject({ state: 'failed', problem: 'The team has no state "Backlog".' });

    await room.clock.advance(1_000);
    expect((await room.calls.createWork({ transcriptId: id, by })).items[0]?.state).toBe('creating');
    expect((await room.advance(id)).items[0]?.state).toBe('creating');
    await makeIssue(refused);
    expect(await room.advance(id)).toMatchObject({ state: 'created', problem: null });
    expect(await room.jobs('linear.createItems')).toHaveLength(2);
  });

  it('has what a later try made brought onto the page, and nothing else', async () => {
    const { id, ids } = await creating();
    const [refused = '', met = '', dropped = ''] = ids;
    for (const itemId of [met, dropped]) await makeIssue(itemId);
    await room.linearRefuses(refused, 'The team has no state "Backlog".');
    await room.advance(id);
    await room.notionHas(id);
    for (const itemId of [refused, met]) await room.todoHas(itemId, 'made', false); // the third was left out then
    await room.advance(id);
    expect(await room.jobs('notion.addTodos')).toEqual([]);

    await room.clock.advance(1_000);
    await room.calls.createWork({ transcriptId: id, by });
    await makeIssue(refused);
    await room.advance(id);
    const { rows } = await room.database.pool.query('select attempt from transcripts');
    expect(rows).toEqual([{ attempt: 2 }]);
    expect(await room.jobs('notion.addTodos')).toMatchObject([
      { transcriptId: id, itemIds: [refused, dropped] },
    ]);
    await room.todoHas(dropped, 'made', false);
    await room.advance(id);
    await room.advance(id);
    expect(await room.jobs('notion.addTodos')).toHaveLength(1);
  });
});

describe('taking work back', () => {
  it('asks both rooms, and is over when they are', async () => {
    const { id, ids } = await created();
    expect((await room.calls.undoWork({ transcriptId: id, by })).state).toBe('undoing');
    await room.advance(id);
    await room.advance(id);
    expect(await room.jobs('linear.undoItems')).toHaveLength(1);
    expect(await room.jobs('notion.undoPage')).toHaveLength(1);
    for (const itemId of ids) await makeIssue(itemId, true);
    expect((await room.advance(id)).state).toBe('undoing');
    await room.notionHas(id, { trashed: true });
    const view = await room.advance(id);
    expect(view).toMatchObject({ state: 'undone', page: null, undoUntil: null });
    expect(view.items.map((item) => item.state)).toEqual(['undone', 'undone', 'undone']);
  });

  it('is refused after ten minutes, with what to do instead', async () => {
    const { id } = await created();
    await room.clock.advance(600_001);
    await expect(room.calls.undoWork({ transcriptId: id, by })).rejects.toMatchObject({
      humanMessage: expect.stringContaining('ten minutes'),
    });
    room.clock.set(new Date('2026-05-04T08:00:00Z'));
  });

  it('is no longer offered then: the review is drawn anew, once', async () => {
    const { id } = await created();
    expect(await room.clockCalls.closeUndo({})).toEqual({ closed: 0 });
    await room.clock.advance(600_001);
    await room.forgetJobs();
    expect(await room.clockCalls.closeUndo({})).toEqual({ closed: 1 });
    expect(await room.clockCalls.closeUndo({})).toEqual({ closed: 0 });
    expect(await room.jobs('notification.review')).toHaveLength(1);
    expect((await room.calls.get({ transcriptId: id })).undoUntil).toBeNull();
    await expect(room.calls.closeUndo({})).rejects.toMatchObject({ code: 'not_allowed' });
    room.clock.set(new Date('2026-05-04T08:00:00Z'));
  });

  it('stops a creation under way; an issue that is made all the same is taken back', async () => {
    const { id, ids } = await creating();
    const [first = '', second = ''] = ids;
    await makeIssue(first);
    const view = await room.calls.undoWork({ transcriptId: id, by });
    expect(view.items.map((item) => item.state)).toEqual(['undone', 'undone', 'undone']);
    await room.advance(id);
    await makeIssue(first, true);
    expect((await room.advance(id)).state).toBe('undone');

    await makeIssue(second);
    expect((await room.advance(id)).state).toBe('undoing');
    expect(await room.jobs('linear.undoItems')).toHaveLength(2);
    await makeIssue(second, true);
    expect((await room.advance(id)).state).toBe('undone');
    expect(await room.jobs('notion.createPage')).toHaveLength(0);
  });

  it('that Linear refuses waits for a person, who tries again or leaves the issue; then it is over', async () => {
    const { id, ids } = await created();
    const [first = '', ...others] = ids;
    await room.calls.undoWork({ transcriptId: id, by });
    await room.advance(id);
    await room.clock.advance(1_000);
    for (const itemId of others) await makeIssue(itemId, true);
    await room.linearRefuses(first, 'it is locked.');
    await room.notionHas(id, { trashed: true });
    expect(await room.advance(id)).toMatchObject({
      state: 'undoing',
      problem: 'Linear did not archive ENG-12: it is locked.',
    });

    await room.clock.advance(1_000);
    await room.calls.undoWork({ transcriptId: id, by });
    expect((await room.advance(id)).problem).toBeNull();
    expect(await room.jobs('linear.undoItems')).toHaveLength(2);
    await room.clock.advance(1_000);
    await room.linearRefuses(first, 'it is locked.');
    await room.advance(id);

    await room.calls.leaveIssues({ transcriptId: id, by });
    const view = await room.advance(id);
    expect(view).toMatchObject({ state: 'undone', problem: null });
    expect(view.items[0]).toMatchObject({
      state: 'linked',
      problem: 'ENG-12 stays, as Linear did not archive it: it is locked.',
    });
    expect(await room.jobs('linear.unlinkPage')).toMatchObject([
      { workspaceId: 'T1', issueId: `issue-${first}`, url: 'https://notion.so/p' },
    ]);
    room.clock.set(new Date('2026-05-04T08:00:00Z'));
  });

  it('leaves nothing behind while Linear still is at it', async () => {
    const { id } = await created();
    await expect(room.calls.leaveIssues({ transcriptId: id, by })).rejects.toMatchObject({
      code: 'conflict',
    });
    await room.calls.undoWork({ transcriptId: id, by });
    await room.calls.leaveIssues({ transcriptId: id, by });
    expect((await room.advance(id)).state).toBe('undoing');
  });

  it('lets the meeting be reviewed again, with items of their own', async () => {
    const { id, ids } = await created();
    await room.calls.undoWork({ transcriptId: id, by });
    for (const itemId of ids) await makeIssue(itemId, true);
    await room.notionHas(id, { trashed: true });
    await room.advance(id);
    const again = await room.calls.goOn({ transcriptId: id, by });
    expect((await room.calls.goOn({ transcriptId: id, by })).transcriptId).toBe(again.transcriptId);
    expect(again.transcriptId).not.toBe(id);
    const view = await room.read(again.transcriptId);
    expect(view.state).toBe('reviewing');
    expect(view.items).toHaveLength(3);
    expect(view.items.some((item) => ids.includes(item.itemId))).toBe(false);
  });

  it('reviewed again, an issue that stayed is linked and not made twice, and the meeting is one', async () => {
    const { id, ids } = await created();
    const [first = '', ...others] = ids;
    await room.calls.undoWork({ transcriptId: id, by });
    await room.advance(id);
    await room.clock.advance(1_000);
    for (const itemId of others) await makeIssue(itemId, true);
    await room.linearRefuses(first, 'it is locked.');
    await room.notionHas(id, { trashed: true });
    await room.advance(id);
    await room.calls.leaveIssues({ transcriptId: id, by });
    expect((await room.advance(id)).state).toBe('undone');

    const again = await room.calls.goOn({ transcriptId: id, by });
    const view = await room.read(again.transcriptId);
    expect(view.items.map(({ state, issue }) => [state, issue?.issueId ?? null])).toEqual([
      ['linked', `issue-${first}`],
      ['proposed', null],
      ['proposed', null],
    ]);
    const listed = async () =>
      (await room.calls.list({ channelId: 'C1', once: 'yes' })).transcripts.map((one) => one.transcriptId);
    expect(await listed()).toEqual([again.transcriptId]);
    expect((await room.calls.list({ channelId: 'C1' })).transcripts).toHaveLength(2);

    const repeated = await room.handIn(meeting);
    expect((await room.read(repeated.transcriptId)).state).toBe('duplicate');
    expect(await listed()).toEqual([again.transcriptId]);

    await room.calls.forget({ transcriptId: again.transcriptId, by });
    const states = (await room.calls.list({ channelId: 'C1' })).transcripts.map(({ state }) => state);
    expect(states).toEqual(['forgotten', 'forgotten', 'forgotten']);
    room.clock.set(new Date('2026-05-04T08:00:00Z'));
  });
});
