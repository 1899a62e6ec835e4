import { describe, expect, test } from 'vitest';
import { expectGolden, expectSendable } from '../../../../test/helpers/golden.ts';
import { hostile, rightToLeft, tooLong } from '../../../../test/helpers/nasty-words.ts';
import type { TranscriptView } from '../../../contracts/transcript.ts';
import { reviewActionIds } from '../../../vendors/slack/review-action-ids.ts';
import { renderReview } from './review.ts';
import { around, catalog, issue, item, meetingPage, transcript, transcriptId } from './review-for-test.ts';
import type { ReviewSurroundings } from './review-words.ts';

const made = (position: number) =>
  item(position, { state: 'created', issue: issue({ identifier: `SAL-${position + 1}` }) });

const created = (over: Partial<TranscriptView> = {}): TranscriptView =>
  transcript({
    state: 'created',
    items: [
      made(0),
      made(1),
      item(2, { state: 'linked', issue: issue({ state: 'Done', stateType: 'completed' }) }),
    ],
    page: meetingPage,
    createdWorkBy: 'U0ADA00001',
    undoUntil: '2026-05-04T12:10:00.000Z',
    ...over,
  });

const earlier = { title: 'Weekly product sync', createdAt: '2026-05-01T09:00:00.000Z' };

const states: Record<string, [TranscriptView, ReviewSurroundings]> = {
  'reading-first': [
    transcript({ state: 'reading', title: '', report: null, receipt: {}, extract: null, items: [] }),
    around(),
  ],
  reading: [
    transcript({ state: 'reading', extract: null, items: [], progress: { done: 2, of: 3 } }),
    around(),
  ],
  'reading-without-model': [
    transcript({
      state: 'reading',
      extract: null,
      items: [],
      progress: { done: 2, of: 3, modelUntil: '2026-05-04T14:32:00.000Z' },
    }),
    around(),
  ],
  rejected: [
    transcript({
      state: 'rejected',
      report: null,
      receipt: {},
      extract: null,
      items: [],
      problem: 'This is a sign-in page, not a transcript: download the file again.',
    }),
    around(),
  ],
  failed: [
    transcript({ state: 'failed', extract: null, items: [], problem: 'The model did not answer.' }),
    around(),
  ],
  duplicate: [
    transcript({ state: 'duplicate', extract: null, items: [], earlierId: transcriptId }),
    around({ earlier }),
  ],
  open: [transcript(), around()],
  corrected: [transcript({ items: [item(0)], earlierId: transcriptId }), around({ earlier })],
  'nothing-agreed': [transcript({ items: [] }), around()],
  'one-left-out-one-linked': [
    transcript({
      items: [item(0), item(1, { state: 'dropped' }), item(2, { state: 'linked', issue: issue() })],
    }),
    around(),
  ],
  'linear-ended': [
    transcript(),
    around({
      linearProblem: 'Linear no longer takes the connection. Connect it again with /lookout connect linear.',
    }),
  ],
  'repeats-elsewhere': [
    transcript({ state: 'duplicate', extract: null, items: [], earlierId: null }),
    around(),
  ],
  'nothing-connected': [
    transcript(),
    around({ catalog: null, linear: false, notion: false, notionPlace: null }),
  ],
  'notion-only': [transcript(), around({ catalog: null, linear: false })],
  'read-with-doubts': [
    transcript({
      report: {
        format: 'teams_vtt',
        turns: 1,
        speakers: [],
        spanMs: null,
        words: 9,
        notUnderstood: ['NOTE x', 'b', 'c', 'd'],
      },
      receipt: { amount: 3, secret: 1, 'card number': 2 },
      extract: {
        summary: [],
        actions: [],
        decisions: [],
        questions: [],
        ungrounded: 2,
        by: 'rules',
        degraded: 'The model did not answer, so the items were found by rules.',
      },
    }),
    around(),
  ],
  creating: [
    transcript({
      state: 'creating',
      items: [made(0), item(1, { state: 'creating' })],
      progress: { done: 1, of: 2 },
      createdWorkBy: 'U0ADA00001',
    }),
    around(),
  ],
  created: [created(), around()],
  'without-team': [
    transcript({
      items: [item(0), item(1, { fields: { teamId: null } }), item(2, { fields: { teamId: null } })],
    }),
    around(),
  ],
  'owner-outside-team': [
    transcript(),
    around({
      catalog: { ...catalog, users: catalog.users.map((user) => ({ ...user, guest: true, teamIds: [] })) },
    }),
  ],
  'in-sync': [created(), around({ inSync: [issue().issueId] })],
  'created-long-ago': [created(), around({ now: new Date('2026-05-04T13:00:00.000Z') })],
  'created-in-part': [
    created({
      items: [
        made(0),
        item(1, { state: 'failed', problem: 'Linear refused it: team Sales has no state "Backlog".' }),
      ],
      problem: 'Could not create 1 of 2 issues. The other one exists.',
    }),
    around(),
  ],
  'in-conflict': [
    created({
      conflicts: [
        {
          conflictId: transcriptId,
          itemId: item(0).itemId,
          field: 'title',
          linear: 'Send quote',
          notion: 'Send the quote',
        },
        {
          conflictId: item(1).itemId,
          itemId: item(1).itemId,
          field: 'done',
          linear: 'true',
          notion: 'false',
        },
      ],
    }),
    around(),
  ],
  undoing: [created({ state: 'undoing' }), around()],
  'undoing-refused': [
    created({ state: 'undoing', problem: 'Linear did not archive ENG-412: it is locked.' }),
    around(),
  ],
  'undone-but-for-one': [
    created({
      state: 'undone',
      items: [
        item(0, {
          state: 'linked',
          issue: issue(),
          problem: 'ENG-412 was changed since by Grace Hopper and stays; archive it in Linear.',
        }),
        item(1, { state: 'undone' }),
      ],
      page: null,
      undoUntil: null,
    }),
    around(),
  ],
  undone: [
    created({ state: 'undone', items: [item(0, { state: 'undone' })], page: null, undoUntil: null }),
    around(),
  ],
  forgotten: [created({ state: 'forgotten', report: null, receipt: {}, extract: null }), around()],
};

describe('the one message of a transcript', () => {
  test.each(Object.entries(states))('stands as drawn: %s', async (name, [view, surroundings]) => {
    await expectGolden(`review-${name}`, renderReview(view, surroundings));
  });

  test('of sixty items shows eight, says which, and asks before it makes them', async () => {
    const items = Array.from({ length: 60 }, (_, position) =>
      item(position, { title: `Item ${position + 1}`, likely: issue() }),
    );
    const message = renderReview(transcript({ items }), around({ page: 1 }));
    await expectGolden('review-sixty-items', message);
    const said = JSON.stringify(message);
    expect(said).toContain('page 2 of 8');
    expect(said).toContain('Next · 17–24 of 60');
    expect(said).not.toContain('*Item 17*');
    expect(said).toContain('"confirm"');
  });

  test('of ten items asks nothing', () => {
    const items = Array.from({ length: 10 }, (_, position) => item(position));
    expect(JSON.stringify(renderReview(transcript({ items }), around()))).not.toContain('"confirm"');
  });

  test('beyond its last page shows the last', () => {
    const said = JSON.stringify(renderReview(transcript(), around({ page: 7 })));
    expect(said).toContain('Send the revised quote');
  });

  test('keeps words of a meeting inert, whatever they are', async () => {
    for (const [name, words] of Object.entries({ hostile, 'right-to-left': rightToLeft, long: tooLong })) {
      const nasty = item(0, {
        title: words.slice(0, 255),
        extracted: {
          owner: { state: 'ambiguous', spoken: words, candidates: [words, words] },
          citation: { turn: 0, quote: words },
        },
        fields: { assigneeId: null, newMilestone: words.slice(0, 80) },
        speaker: words,
        likely: issue({ identifier: words, url: `javascript:${words}` }),
        problem: words,
      });
      const view = transcript({
        title: words,
        items: [
          nasty,
          { ...nasty, state: 'linked', issue: issue({ title: words, state: words, assignee: words }) },
        ],
        problem: words,
        report: { format: words, turns: 1, speakers: [words], spanMs: 1, words: 1, notUnderstood: [words] },
        receipt: { [words]: 1 },
      });
      await expectGolden(`${name}-review`, renderReview(view, around({ notionPlace: words })));
      for (const state of ['duplicate', 'created', 'creating', 'rejected', 'forgotten'] as const)
        expectSendable(
          renderReview({ ...view, state }, around({ earlier: { title: words, createdAt: view.createdAt } })),
        );
    }
  });

  test('of a finished review carries no button that creates', () => {
    const said = JSON.stringify(renderReview(created(), around()));
    expect(said).not.toContain(reviewActionIds.create);
    expect(said).toContain(reviewActionIds.undo);
  });
});

test('an item with an issue is called what the issue is called now', () => {
  const renamed = item(0, { state: 'created', title: 'Old words', issue: issue({ title: 'New words' }) });
  const drawn = JSON.stringify(renderReview(created({ items: [renamed] }), around()));
  expect(drawn).toContain('New words');
  expect(drawn).not.toContain('Old words');
});

test('an item with an issue keeps its due date in its row', () => {
  const due = item(0, { state: 'created', issue: issue({ due: '2026-11-27' }) });
  expect(JSON.stringify(renderReview(created({ items: [due] }), around()))).toContain(' · due Fri 27 Nov');
});

test('two issues that stay after an undo are named in one sentence', () => {
  const kept = (position: number, identifier: string) =>
    item(position, { state: 'linked', issue: issue({ identifier }), problem: 'It was changed since.' });
  const items = [kept(0, 'ENG-1'), kept(1, 'ENG-2'), item(2, { state: 'undone' })];
  const { text } = renderReview(created({ state: 'undone', items, page: null }), around());
  expect(text.replace(/<[^|>]+\|([^>]+)>/g, '$1')).toContain(
    'Taken back, except ENG-1 and ENG-2, which stay: the other issues are archived',
  );
});
