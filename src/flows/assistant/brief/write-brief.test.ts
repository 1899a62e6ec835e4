import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Brief, BriefSubject, Sees } from '../../../contracts/answers.ts';
import type { ExtractedAction, IssueBrief } from '../../../contracts/transcript.ts';
import { saveIssue } from '../../../store/linear-issues.ts';
import { updateTranscript } from '../../../store/transcripts.ts';
import type { ChatModel } from '../../../vendors/llm/chat-model.ts';
import { idOf, inChannels, openKnownWorkspace } from '../answer/known-workspace-for-test.ts';
import { writeBrief } from './write-brief.ts';

let room: Awaited<ReturnType<typeof openKnownWorkspace>>;

const promise: ExtractedAction = {
  title: 'Send the Northwind quote',
  description: '',
  owner: { state: 'named', spoken: 'Linus' },
  due: '2026-11-27',
  dueSpoken: 'by Friday',
  priority: 0,
  subtasks: [],
  kind: 'accepted',
  certainty: 'firm',
  citation: { turn: 1, quote: 'I will send the Northwind quote by Friday' },
};

beforeAll(async () => {
  room = await openKnownWorkspace();
  await room.meeting({
    name: 'Sales sync',
    channelId: 'C1',
    heldAt: new Date('2026-11-18T10:00:00Z'),
    lines: ['Mira: Northwind gets twelve percent.', 'Linus: I will send the Northwind quote by Friday.'],
    extract: {
      decisions: [
        {
          text: 'Northwind gets twelve percent',
          citation: { turn: 0, quote: 'Northwind gets twelve percent.' },
        },
      ],
      questions: [{ text: 'Who signs?', citation: { turn: 1, quote: 'by Friday' } }],
    },
  });
  await room.meeting({
    name: 'Secret review',
    channelId: 'C-secret',
    heldAt: new Date('2026-11-19T10:00:00Z'),
    lines: ['Vera: Northwind will be dropped as a client.'],
  });
  await room.issue('ENG-7', 'Northwind import fails', { due: '2026-11-10' });
  await room.issue('SEC-1', 'Northwind breach', { isPrivate: true });
  await room.watched('https://northwind.example/news', 'C1', 'Northwind opens in Oslo', {
    sentence: 'Northwind opens in Oslo',
    at: new Date('2026-11-19T09:00:00Z'),
  });
  await room.deps.database.tenant('T1', async (tx) => {
    await tx
      .insertInto('work_items')
      .values({
        item_id: idOf('item'),
        workspace_id: 'T1',
        transcript_id: idOf('Sales sync'),
        position: 0,
        state: 'proposed',
        extracted: JSON.stringify(promise),
        fields: JSON.stringify({ title: promise.title, due: promise.due }),
        changed_at: room.deps.clock.now(),
      })
      .execute();
  });
}, 90_000);
afterAll(async () => await room[Symbol.asyncDispose]());

const brief = async (about: BriefSubject, sees: Sees = inChannels('C1')): Promise<Brief> =>
  await writeBrief(room.deps, { workspaceId: 'T1', about, sees });

const lines = ({ sections }: Brief, heading: string): string[] =>
  sections.find((section) => section.heading === heading)?.lines.map(({ text }) => text) ?? [];

const isCited = ({ sections, passages }: Brief): boolean =>
  sections.every((section) =>
    section.lines.every((line) =>
      line.passages.every((n) => passages[n - 1]?.n === n && line.passages.length > 0),
    ),
  );

describe('a client in short', () => {
  test('is what was said, promised, filed and told, each cited', async () => {
    const report = await brief({ kind: 'client', name: 'Northwind' });
    expect(lines(report, 'Last came up')).toEqual(['Sales sync, 18 Nov']);
    expect(lines(report, 'Work')).toEqual(['Send the Northwind quote · proposed · Linus · due 27 Nov']);
    expect(lines(report, 'Issues')).toEqual(['ENG-7 is In Progress, assigned to Ana Ruiz, due 10 Nov.']);
    expect(lines(report, 'News')).toEqual(['19 Nov: Northwind opens in Oslo']);
    expect(isCited(report)).toBe(true);
  });

  test('says nothing of hidden channels and private teams', async () => {
    const report = JSON.stringify(await brief({ kind: 'client', name: 'Northwind' }));
    expect(report).not.toMatch(/dropped|breach|Secret review/);
    expect(JSON.stringify(await brief({ kind: 'client', name: 'Northwind' }, 'all'))).toContain('dropped');
  });

  test('shows a guest no issues, which are the workspace’s', async () => {
    const guest: Sees = { channelIds: ['C1'], unplaced: false, guest: true };
    const report = await brief({ kind: 'client', name: 'Northwind' }, guest);
    expect(lines(report, 'Last came up')).toEqual(['Sales sync, 18 Nov']);
    expect(lines(report, 'Issues')).toEqual([]);
    const week = await brief({ kind: 'weekly', since: '2026-11-16T00:00:00Z', channelId: null }, guest);
    expect(lines(week, 'Overdue')).toEqual([]);
  });

  test('says so when nobody knows it', async () => {
    const report = await brief({ kind: 'client', name: 'Globex' });
    expect(report).toMatchObject({ sections: [], empty: expect.stringContaining('Globex') });
  });
});

describe('a week in short', () => {
  test('has the meetings, decisions, late work and alerts of that time', async () => {
    const report = await brief({ kind: 'weekly', since: '2026-11-16T00:00:00Z', channelId: null });
    expect(lines(report, 'Meetings')).toEqual(['Sales sync, 18 Nov · 2 speakers']);
    expect(lines(report, 'Decisions')).toEqual(['Northwind gets twelve percent']);
    expect(lines(report, 'Overdue')).toEqual(['Ana Ruiz: ENG-7 Northwind import fails, due 10 Nov']);
    expect(lines(report, 'Alerts')).toHaveLength(1);
    expect(isCited(report)).toBe(true);
  });

  test('of a channel leaves other channels out, whoever asks', async () => {
    const week = { kind: 'weekly' as const, since: '2026-11-16T00:00:00Z' };
    const report = await brief({ ...week, channelId: 'C-secret' }, 'all');
    expect(lines(report, 'Meetings')).toEqual(['Secret review, 19 Nov · 1 speaker']);
    expect(report.sections.map(({ heading }) => heading)).toEqual(['Meetings']);
    expect((await brief({ ...week, channelId: 'C-secret' })).empty).toContain(
      'Nothing happened since 16 Nov',
    );
  });
});

describe('a meeting in short', () => {
  test('is the last one of the channel, with decisions, actions and what is open', async () => {
    const report = await brief({ kind: 'meeting', transcriptId: null, channelId: 'C1' });
    expect(report.title).toBe('Sales sync, 18 Nov');
    expect(report.sections.map(({ heading }) => heading)).toEqual(['Decisions', 'Actions', 'Open questions']);
    expect(report.passages[0]).toMatchObject({ where: 'Sales sync, 18 Nov, Mira at 00:00' });
    expect(isCited(report)).toBe(true);
  });

  test('of a channel one does not read is not opened by its id', async () => {
    const about = { kind: 'meeting' as const, transcriptId: idOf('Secret review'), channelId: 'C1' };
    expect((await brief(about)).empty).toContain('No meeting');
  });
});

describe('a thread in short', () => {
  const thread: BriefSubject = {
    kind: 'thread',
    channelId: 'C1',
    threadTs: '1.1',
    messages: [
      { author: 'Mira', text: 'The import took 42 minutes. Shall we drop CSV?', ts: '1795000000.1' },
      {
        author: 'Linus',
        text: "Let's go with Parquet. I will change the exporter tomorrow.",
        ts: '1795000100.1',
      },
      { author: 'Tom', text: 'Nice weather here. Who tells the customers?', ts: '1795000200.1' },
    ],
  };

  test('is its own telling sentences, by message', async () => {
    const report = await brief(thread);
    expect(lines(report, 'Decided')).toEqual(["Linus: Let's go with Parquet."]);
    expect(lines(report, 'To do')).toEqual(['Linus: I will change the exporter tomorrow.']);
    expect(lines(report, 'Open')).toEqual(['Tom: Who tells the customers?']);
    expect(lines(report, 'Said')).toEqual(['Mira: The import took 42 minutes.']);
    expect(JSON.stringify(report)).not.toContain('weather');
    expect(report.by).toBe('rules');
  });

  test('by a model leaves out what no message says', async () => {
    const model: ChatModel = {
      complete: async ({ schema }) => ({
        value: schema.parse({
          sections: [
            {
              heading: 'Decided',
              lines: [
                { text: 'Linus goes with Parquet.', messages: [2] },
                { text: 'The budget is 900 euros.', messages: [1] },
              ],
            },
          ],
        }),
        usage: { inputTokens: 1, outputTokens: 1 },
      }),
    };
    const report = await writeBrief(
      { ...room.deps, model },
      { workspaceId: 'T1', about: thread, sees: 'all' },
    );
    expect(report.by).toBe('model');
    expect(lines(report, 'Decided')).toEqual(['Linus goes with Parquet.']);
  });
});

describe('what became of work', () => {
  const issue = async (
    identifier: string,
    stateType: IssueBrief['stateType'],
    more: Partial<IssueBrief> = {},
  ) =>
    await room.deps.database.tenant('T1', (tx) =>
      saveIssue(tx, 'T1', {
        brief: {
          issueId: identifier,
          identifier,
          url: `https://linear.app/a/issue/${identifier}`,
          title: `Work ${identifier}`,
          state: stateType,
          stateType,
          assignee: 'Linus Berg',
          due: null,
          priority: 0,
          ...more,
        },
        description: '',
        isPrivate: false,
        assigneeId: null,
        archived: false,
        updatedAt: new Date(stateType === 'started' ? '2026-10-01T00:00:00Z' : '2026-11-19T10:00:00Z'),
      }),
    );
  const change = async (issueId: string, kind: 'created' | 'changed', undone = false) =>
    await room.deps.database.pool.query(
      `insert into issue_changes (change_id, workspace_id, change_key, issue_id, kind, after, asked_by, asked_at, undone_at)
       values ($1, 'T1', $2, $2, $3, '{}', 'U1', '2026-11-19T10:00:00Z', $4)`,
      [idOf(`change ${issueId}`), issueId, kind, undone ? '2026-11-19T11:00:00Z' : null],
    );
  const agreed = async (name: string, state: string, identifier: string | null) =>
    await room.deps.database.tenant('T1', async (tx) => {
      await tx
        .insertInto('work_items')
        .values({
          item_id: idOf(`item of ${name} ${state}`),
          workspace_id: 'T1',
          transcript_id: idOf(name),
          position: 1,
          state,
          extracted: JSON.stringify(promise),
          fields: JSON.stringify({ title: promise.title, due: promise.due }),
          issue_id: identifier,
          issue: identifier && JSON.stringify({ identifier }),
          changed_at: room.deps.clock.now(),
        })
        .execute();
    });
  const week = { kind: 'weekly' as const, since: '2026-11-16T00:00:00Z' };

  beforeAll(async () => {
    await room.meeting({
      name: 'Growth weekly',
      channelId: 'C-growth',
      heldAt: new Date('2026-11-17T10:00:00Z'),
      lines: ['Linus: I will send the Northwind quote by Friday.'],
    });
    await issue('GRO-1', 'unstarted');
    await issue('GRO-2', 'started');
    await issue('GRO-3', 'backlog');
    await issue('OPS-1', 'started');
    await issue('ENG-20', 'backlog', { assignee: null });
    await issue('ENG-21', 'completed');
    await issue('ENG-22', 'unstarted');
    await issue('ENG-23', 'unstarted');
    await agreed('Growth weekly', 'created', 'GRO-1');
    await change('ENG-20', 'created');
    await change('ENG-21', 'changed');
    await change('ENG-22', 'changed');
    await change('ENG-23', 'changed', true);
  });

  test('in work is what is started, beside it what Lookout made and changed that week', async () => {
    const report = await brief({ ...week, channelId: 'C-growth' }, 'all');
    expect(lines(report, 'In work')).toEqual(['Linus Berg: GRO-2 Work GRO-2']);
    expect(lines(report, 'New')).toEqual([
      'Linus Berg: GRO-1 Work GRO-1',
      'Without an owner: ENG-20 Work ENG-20',
    ]);
    expect(lines(report, 'Done')).toEqual(['Linus Berg: ENG-21 Work ENG-21']);
    expect(lines(report, 'Changed')).toEqual(['Linus Berg: ENG-22 Work ENG-22']);
    expect(isCited(report)).toBe(true);
    const everywhere = await brief({ ...week, channelId: null }, 'all');
    expect(lines(everywhere, 'In work')).toContain('Linus Berg: GRO-2 Work GRO-2; OPS-1 Work OPS-1');
  });

  test('what was agreed stays in the summary when its issues were taken back, as not created', async () => {
    await agreed('Growth weekly', 'undone', 'GRO-3');
    const report = await brief({ kind: 'meeting', transcriptId: null, channelId: 'C-growth' }, 'all');
    expect(lines(report, 'Actions')).toContain('Send the Northwind quote · not created · Linus · due 27 Nov');
  });

  test('a meeting whose work was taken back and that is read again is told once', async () => {
    await room.meeting({
      name: 'Growth weekly anew',
      channelId: 'C-growth',
      heldAt: new Date('2026-11-17T10:00:00Z'),
      lines: ['Linus: I will send the Northwind quote by Friday.'],
    });
    await room.deps.database.tenant('T1', async (tx) => {
      await updateTranscript(tx, idOf('Growth weekly'), { state: 'undone' });
      await updateTranscript(tx, idOf('Growth weekly anew'), { earlier_id: idOf('Growth weekly') });
    });
    const report = await brief({ ...week, channelId: 'C-growth' }, 'all');
    expect(lines(report, 'Meetings')).toEqual(['Growth weekly anew, 17 Nov · 1 speaker']);
  });
});
