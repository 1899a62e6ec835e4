import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { IssueBrief } from '../../contracts/transcript.ts';
import { briefOf, openTranscriptRoom, type TranscriptRoom } from './open-transcript-room-for-test.ts';

let room: TranscriptRoom;
let id = '';
let itemId = '';
beforeAll(async () => {
  room = await openTranscriptRoom();
}, 60_000);
afterAll(async () => await room[Symbol.asyncDispose]());

/** A meeting with one issue and a page, in step. */
beforeEach(async () => {
  await room.reset();
  await room.connectLinear();
  await room.connectNotion();
  const { transcriptId } = await room.handIn('Ana Ruiz: I will fix the importer.');
  const view = await room.read(transcriptId);
  id = transcriptId;
  itemId = view.items[0]?.itemId ?? '';
  await room.calls.createWork({ transcriptId, by: 'U1' });
  await room.linearHas(briefOf('i1'), { itemId });
  await room.advance(id);
  await room.todoHas(itemId, 'Fix the importer', false);
  await room.notionHas(id);
  await room.advance(id);
  await room.forgetJobs();
});

const inLinear = async (over: Partial<IssueBrief>, exists = true, archived = false) => {
  const issue = briefOf('i1', over);
  await room.linearHas(issue, { itemId }, !exists);
  await room.work('transcript.issueChanged', {
    workspaceId: 'T1',
    issue,
    exists,
    archived,
    by: null,
  });
};
const onPage = async (text: string, checked: boolean) => {
  await room.todoHas(itemId, text, checked);
  const todo = { blockId: `block-${itemId}`, text, checked };
  await room.work('transcript.todoChanged', { workspaceId: 'T1', todo, by: null });
};
const said = async () => (await room.jobs('notification.say')).map((job) => job.text);
const applied = async (name: 'notion.apply' | 'linear.apply') =>
  (await room.jobs(name)).map((job) =>
    name === 'notion.apply' ? { checked: job.checked, text: job.text } : job.change,
  );
const link = '<https://linear.app/a/issue/ENG-12|ENG-12>';

describe('what happens in Linear', () => {
  it.each<[string, Partial<IssueBrief>, object[], string[]]>([
    [
      'done',
      { stateType: 'completed' },
      [{ checked: true, text: 'Fix the importer' }],
      ['is done in Linear · now ticked in Notion'],
    ],
    [
      'cancelled',
      { stateType: 'canceled' },
      [{ checked: true, text: 'Fix the importer' }],
      ['was cancelled in Linear · now ticked in Notion'],
    ],
    [
      'retitled',
      { title: 'Mend <it>' },
      [{ checked: false, text: 'Mend <it>' }],
      ['is now called “Mend &lt;it&gt;”'],
    ],
    ['reassigned', { assignee: 'Chris Park' }, [], ['is now with Chris Park']],
    ['begun', { state: 'In Progress', stateType: 'started' }, [], []],
  ])('%s: the page and the thread follow, once', async (_, change, page, lines) => {
    await inLinear(change);
    await inLinear(change);
    expect(await applied('notion.apply')).toEqual(page);
    expect(await said()).toEqual(lines.map((line) => `${link} ${line}`));
    expect((await room.calls.get({ transcriptId: id })).items[0]?.issue).toMatchObject(change);
  });

  it('reopened: the to-do is unticked again', async () => {
    await inLinear({ stateType: 'completed' });
    await onPage('Fix the importer', true); // the echo of ours
    await inLinear({ stateType: 'unstarted' });
    expect((await applied('notion.apply')).map((one) => (one as { checked: boolean }).checked)).toEqual([
      true,
      false,
    ]);
    expect((await said())[1]).toBe(`${link} was reopened in Linear · now unticked in Notion`);
    expect(await applied('linear.apply')).toEqual([]);
  });

  it('deleted: told once, and no longer kept in step', async () => {
    await inLinear({}, false);
    await inLinear({}, false);
    await onPage('Fix the importer', true);
    expect(await said()).toEqual([`${link} was deleted in Linear`]);
    expect(await applied('linear.apply')).toEqual([]);
  });

  it('archived and unarchived: told as what it is, and kept in step again', async () => {
    await inLinear({}, false, true);
    await onPage('Fix the importer', true);
    expect(await applied('linear.apply')).toEqual([]);
    expect((await room.calls.get({ transcriptId: id })).items[0]?.problem).toBe(
      'The issue was archived in Linear.',
    );
    await onPage('Fix the importer', false);
    await inLinear({});
    expect(await said()).toEqual([`${link} was archived in Linear`, `${link} was unarchived in Linear`]);
    expect((await room.calls.get({ transcriptId: id })).items[0]?.problem).toBeNull();
    await onPage('Fix the importer', true);
    expect(await applied('linear.apply')).toEqual([{ state: 'done' }]);
  });

  it('its owner or date: the line under the to-do follows', async () => {
    await inLinear({ assignee: 'Chris Park', due: '2026-06-01' });
    await inLinear({ assignee: 'Chris Park', due: '2026-06-01' });
    expect(await room.jobs('notion.details')).toMatchObject([
      { workspaceId: 'T1', itemId, before: { identifier: 'ENG-12', assignee: 'Ana Ruiz', due: null } },
    ]);
  });

  it('told out of order, ends as it is now', async () => {
    await room.linearHas(briefOf('i1', { stateType: 'unstarted', title: 'Newest' }), { itemId });
    const old = briefOf('i1', { stateType: 'completed', title: 'Old' });
    await room.work('transcript.issueChanged', {
      workspaceId: 'T1',
      issue: old,
      exists: true,
      archived: false,
      by: null,
    });
    expect(await applied('notion.apply')).toEqual([{ checked: false, text: 'Newest' }]);
  });
});

describe('what happens on the page', () => {
  it('a tick closes the issue, once, and its echo says nothing', async () => {
    await onPage('Fix the importer', true);
    await onPage('Fix the importer', true);
    expect(await applied('linear.apply')).toEqual([{ state: 'done' }]);
    expect(await said()).toEqual([`${link} was ticked in Notion · now done in Linear`]);
    await room.forgetJobs();
    await inLinear({ stateType: 'completed', state: 'Done' });
    expect(await applied('notion.apply')).toEqual([]);
    expect(await applied('linear.apply')).toEqual([]);
  });

  it('an edit retitles the issue', async () => {
    await onPage('Mend the importer', false);
    expect(await applied('linear.apply')).toEqual([{ title: 'Mend the importer' }]);
  });

  it('an old value that is read while ours is under way changes nothing', async () => {
    await inLinear({ stateType: 'completed' });
    await onPage('Fix the importer', false);
    expect(await applied('linear.apply')).toEqual([]);
  });
});

describe('while the page was written', () => {
  /** Back to where the page is there and nobody has looked at it yet. */
  const looksAnew = async () => {
    await room.database.pool.query('update work_items set agreed = agreed || \'{"notion": null}\'');
    await room.advance(id);
  };

  it('an issue was retitled: the page follows', async () => {
    await room.todoHas(itemId, 'An older title', false);
    await looksAnew();
    await looksAnew();
    expect((await applied('notion.apply'))[0]).toEqual({ checked: false, text: 'Fix the importer' });
    expect(await applied('linear.apply')).toEqual([]);
  });

  it('somebody ticked it already: the issue follows', async () => {
    await room.todoHas(itemId, 'Fix the importer', true);
    await looksAnew();
    expect(await applied('notion.apply')).toEqual([]);
    await onPage('Fix the importer', true);
    expect(await applied('linear.apply')).toEqual([{ state: 'done' }]);
  });
});

describe('when both sides changed', () => {
  const both = async () => {
    await room.todoHas(itemId, 'On the page', false);
    await inLinear({ title: 'In Linear' });
    const [conflict] = (await room.calls.get({ transcriptId: id })).conflicts;
    return conflict;
  };

  it('it is shown with both values, and nothing is overwritten', async () => {
    expect(await both()).toMatchObject({ field: 'title', linear: 'In Linear', notion: 'On the page' });
    expect(await applied('notion.apply')).toEqual([]);
    expect(await applied('linear.apply')).toEqual([]);
    expect(await said()).toHaveLength(1);
  });

  it.each([
    ['linear' as const, [{ checked: false, text: 'In Linear' }], []],
    ['notion' as const, [], [{ title: 'On the page' }]],
  ])('a person chooses %s, and the other side follows, once', async (keep, page, issue) => {
    const conflictId = (await both())?.conflictId ?? '';
    const view = await room.calls.resolveConflict({ conflictId, keep, by: 'U1' });
    await room.calls.resolveConflict({ conflictId, keep: 'notion', by: 'U2' });
    expect(view.conflicts).toEqual([]);
    expect(await applied('notion.apply')).toEqual(page);
    expect(await applied('linear.apply')).toEqual(issue);
    if (keep === 'linear') await onPage('In Linear', false);
    else await inLinear({ title: 'On the page' });
    expect((await room.calls.get({ transcriptId: id })).conflicts).toEqual([]);
    expect(await applied('notion.apply')).toEqual(page);
  });

  it('it is settled when both come to say the same', async () => {
    await both();
    await onPage('In Linear', false);
    expect((await room.calls.get({ transcriptId: id })).conflicts).toEqual([]);
  });

  it('to the same, there is nothing to settle', async () => {
    await room.todoHas(itemId, 'Fix the importer', true);
    await inLinear({ stateType: 'completed' });
    expect((await room.calls.get({ transcriptId: id })).conflicts).toEqual([]);
    expect(await applied('notion.apply')).toEqual([]);
  });
});
