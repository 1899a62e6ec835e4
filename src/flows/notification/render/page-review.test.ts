import { describe, expect, test } from 'vitest';
import { expectGolden, expectSendable } from '../../../../test/helpers/golden.ts';
import { hostile } from '../../../../test/helpers/nasty-words.ts';
import type { TranscriptView } from '../../../contracts/transcript.ts';
import { renderReview } from './review.ts';
import { around, issue, item, transcript } from './review-for-test.ts';
import type { ReviewSurroundings } from './review-words.ts';

const url = 'https://www.notion.so/Billing-v2-spec-0a1b';

const requirement = (position: number, title: string, quote: string) =>
  item(position, {
    title,
    speaker: position === 0 ? '' : 'Invoices',
    startMs: null,
    url: `${url}#${position}`,
    fields: { assigneeId: null, due: null, priority: 2, subtasks: position === 0 ? ['A', 'B'] : [] },
    extracted: { owner: { state: 'none' }, kind: 'open', citation: { turn: position, quote } },
  });

const items = [
  requirement(0, 'Give every invoice a number', 'Every invoice must have a number.'),
  requirement(1, 'Make sure invoices are kept for ten years', 'Invoices must be kept for ten years.'),
];
const extract = {
  summary: [],
  actions: [],
  decisions: [],
  questions: [{ text: 'Who pays?', citation: { turn: 9, quote: 'Who pays?' } }],
  ungrounded: 0,
  by: 'rules' as const,
  degraded: null,
};

const page = (over: Partial<TranscriptView> = {}): TranscriptView =>
  transcript({
    source: 'page',
    title: 'Billing v2 spec',
    fileName: null,
    sourceUrl: url,
    report: { format: 'Notion', turns: 120, speakers: [], spanMs: null, words: 900, notUnderstood: [] },
    receipt: { amount: 1 },
    items,
    extract,
    ...over,
  });

const made = items.map((one, at) => ({
  ...one,
  state: 'created' as const,
  issue: issue({ identifier: `SAL-${at}`, title: one.fields.title }),
}));
const earlier = { title: 'Billing v2 spec', createdAt: '2026-05-01T09:00:00.000Z' };

const states: Record<string, [TranscriptView, ReviewSurroundings]> = {
  reading: [page({ state: 'reading', extract: null, items: [] }), around()],
  reviewing: [page(), around()],
  'nothing-found': [page({ items: [], extract: { ...extract, questions: [] } }), around()],
  'without-linear': [page(), around({ linear: false, catalog: null })],
  'read-before': [page({ items: items.slice(1), earlierId: page().transcriptId }), around({ earlier })],
  unchanged: [
    page({ state: 'duplicate', extract: null, items: [], earlierId: page().transcriptId }),
    around({ earlier }),
  ],
  'with-care': [
    page({
      report: {
        format: 'Notion',
        turns: 2_000,
        speakers: [],
        spanMs: null,
        words: 9_000,
        notUnderstood: [],
        cut: true,
      },
      extract: { ...extract, ungrounded: 1, beyond: 12, degraded: 'Read by the rules alone: no answer.' },
    }),
    around(),
  ],
  created: [
    page({
      state: 'created',
      items: made,
      createdWorkBy: 'U0ADA00001',
      undoUntil: '2026-05-04T12:10:00.000Z',
    }),
    around(),
  ],
  undone: [page({ state: 'undone' }), around()],
};

describe('the one message of a page', () => {
  test.each(Object.entries(states))('stands as drawn: %s', async (name, [view, surroundings]) => {
    await expectGolden(`page-review-${name}`, renderReview(view, surroundings));
  });

  test('never speaks of a meeting, and offers no page of one', () => {
    for (const [view, surroundings] of Object.values(states)) {
      const said = JSON.stringify(renderReview(view, surroundings));
      expect(said).not.toMatch(
        /speaker|transcript[^_I]|turn\b|no owner named|Create the page|place in Notion|agreed|in the bin/,
      );
    }
  });

  test('keeps words and addresses of a page inert, whatever they are', () => {
    const nasty = {
      ...requirement(0, hostile.slice(0, 255), hostile),
      speaker: hostile,
      url: `javascript:${hostile}`,
    };
    const view = page({ title: hostile, sourceUrl: `https://x/${hostile}|y>`, items: [nasty] });
    const message = renderReview(view, around());
    expectSendable(message);
    expect(JSON.stringify(message)).not.toContain('<javascript:');
  });
});
