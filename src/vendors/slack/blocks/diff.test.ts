import type { KnownBlock } from '@slack/types';
import { describe, expect, test } from 'vitest';
import { hostile, tooLong } from '../../../../test/helpers/nasty-words.ts';
import { readDiffPlace } from '../action-ids.ts';
import { type DiffEntryShape, type DiffShape, diffBlocks } from './diff.ts';
import { limits } from './text.ts';

const line = (text: string, changed = false) => ({ parts: [{ text, changed }], cut: 0 });
const entry = (more: Partial<DiffEntryShape> = {}): DiffEntryShape => ({
  page: 0,
  op: 'changed',
  path: ['Plans'],
  label: 'Pro',
  before: line('$20', true),
  after: line('$25', true),
  part: 'asked',
  ...more,
});
const diff = (entries: DiffEntryShape[], more: Partial<DiffShape> = {}): DiffShape => ({
  alertId: 'a1',
  sentence: 'Pro rose',
  pages: [{ url: 'https://acme.test/pricing', detectedAt: '2026-11-22T10:00:00Z' }],
  entries,
  from: 0,
  total: entries.length,
  leftOut: [],
  isWhole: true,
  ...more,
});
const words = (blocks: KnownBlock[]) => JSON.stringify(blocks);
/** Every text that is shown, by its place in the view. */
const texts = (value: unknown): string[] => {
  if (Array.isArray(value)) return value.flatMap(texts);
  if (typeof value !== 'object' || value === null) return [];
  const { text } = value as { text?: unknown };
  return typeof text === 'string' ? [text] : Object.values(value).flatMap(texts);
};
const buttons = (blocks: KnownBlock[]) =>
  Object.fromEntries(
    blocks.flatMap((block) =>
      block.type === 'actions'
        ? block.elements.flatMap((element) =>
            element.type === 'button' ? [[element.text.text, readDiffPlace(element.value ?? '')]] : [],
          )
        : [],
    ),
  );

describe('what changed, as a view', () => {
  test('strikes the words that went, prints those that came in bold, and leaves the rest plain', () => {
    const before = { parts: [...line('It costs $').parts, ...line('20', true).parts], cut: 0 };
    const after = { parts: [...line('It costs $').parts, ...line('25', true).parts], cut: 0 };
    const shown = diffBlocks(diff([entry({ before, after })]), 'news').find(
      ({ type }) => type === 'rich_text',
    );
    const part = (text: string, style?: object) => ({ type: 'text', text, ...(style && { style }) });
    const section = (...elements: object[]) => ({ type: 'rich_text_section', elements });
    expect(shown).toEqual({
      type: 'rich_text',
      elements: [
        section(part('before │ ', { code: true }), part('It costs $'), part('20', { strike: true })),
        section(part('after  │ ', { code: true }), part('It costs $'), part('25', { bold: true })),
      ],
    });
  });

  test('lines that came, went or moved say so, with nothing marked in them', () => {
    const shown = words(
      diffBlocks(
        diff([
          entry({ op: 'added', before: undefined, after: line('New', true) }),
          entry({ op: 'removed', before: line('Old', true), after: undefined }),
          entry({ op: 'moved', before: undefined, after: line('Same') }),
        ]),
        'news',
      ),
    );
    expect(shown).toMatch(/added {2}│ .*removed │ .*moved {2}│ /);
    expect(shown).not.toMatch(/"(?:bold|strike)"/);
  });

  test('stand under their page, part and headings, each said once', () => {
    const entries = [
      entry(),
      entry(),
      entry({ part: 'elsewhere', path: ['Footer'], label: undefined }),
      entry({ page: 1 }),
    ];
    const pages = ['https://acme.test/a', 'https://acme.test/b'].map((url) => ({
      url,
      detectedAt: '2026-11-22T10:00:00Z',
    }));
    const shown = texts(diffBlocks(diff(entries, { pages }), 'news')).filter((text) => !/│|\$/.test(text));
    expect(shown.map((text) => text.replace(/ · <!date.*/, ''))).toEqual([
      '*Pro rose*',
      'acme.test/a',
      '*About the request*',
      'Plans › Pro',
      '*Elsewhere on the page*',
      'Footer',
      'acme.test/b',
      '*About the request*',
      'Plans › Pro',
    ]);
  });

  test('a line that was cut says how much of it is missing', () => {
    const cut = { ...line('x', true), cut: 2_105 };
    expect(
      words(diffBlocks(diff([entry({ op: 'added', before: undefined, after: cut })]), 'news')),
    ).toContain('(2,105 characters more)');
  });

  test('nothing of a page is a link or a mention, and its markup marks nothing', () => {
    const shown = diffBlocks(
      diff([entry({ path: [hostile], label: hostile, before: line(hostile, true), after: line(hostile) })], {
        sentence: hostile,
        pages: [{ url: hostile, detectedAt: '2026-11-22T10:00:00Z' }],
      }),
      'news',
    );
    const mrkdwn = shown.flatMap((block) => (block.type === 'rich_text' ? [] : texts(block)));
    for (const text of mrkdwn) expect(text.replace(/<!date\^\d+\^[^>]*>/g, '')).not.toMatch(/[<>]/);
    expect(words(shown)).not.toMatch(/[\u202A-\u202E\u2066-\u2069]/);
  });
});

describe('more than fits a view', () => {
  const many = (count: number, more: (at: number) => Partial<DiffEntryShape>) =>
    Array.from({ length: count }, (_, at) => entry(more(at)));

  test('of two thousand lines under one heading the first forty stand there, and Next leads on', () => {
    const first = diffBlocks(
      diff(
        many(40, () => ({})),
        { total: 2_000 },
      ),
      'news',
    );
    expect(words(first)).toContain('1–40 of 2,000 differences');
    expect(buttons(first)).toEqual({ Next: { alertId: 'a1', show: 'news', from: 40 } });
    const last = diffBlocks(
      diff(
        many(20, () => ({})),
        { from: 1_980, total: 2_000 },
      ),
      'news',
    );
    expect(words(last)).toContain('1,981–2,000 of 2,000 differences');
    expect(buttons(last)).toEqual({ Previous: { alertId: 'a1', show: 'news', from: 1_940 } });
  });

  test('when every line has its own page and headings fewer fit, and Next begins where this one ends', () => {
    const pages = Array.from({ length: 40 }, (_, at) => ({
      url: `https://acme.test/${at}`,
      detectedAt: '2026-11-22T10:00:00Z',
    }));
    const shown = diffBlocks(
      diff(
        many(40, (at) => ({ page: at, path: [`At ${at}`] })),
        { pages },
      ),
      'news',
    );
    expect(shown.length).toBeLessThanOrEqual(limits.viewBlocks);
    const next = buttons(shown).Next;
    expect(next?.from).toBeGreaterThan(20);
    expect(words(shown)).toContain(`acme.test/${Number(next?.from) - 1} ·`);
    expect(words(shown)).not.toContain(`acme.test/${next?.from} ·`);
  });

  test('forty long lines in letters of three bytes stay under what Slack takes of a view', () => {
    const long = line('漢'.repeat(900), true);
    const shown = diffBlocks(diff(many(40, () => ({ before: long, after: long }))), 'news');
    expect(Buffer.byteLength(words(shown))).toBeLessThan(250_000);
    expect(buttons(shown).Next?.from).toBeGreaterThan(20);
  });

  test('a page of which only noise differs says so and offers to show it', () => {
    const leftOut = [{ label: 'counters', count: 12 }];
    const shown = diffBlocks(diff([], { leftOut }), 'news');
    expect(words(shown)).toContain('Nothing differs but what is never news');
    expect(words(shown)).toContain('Left out: 12 × counters');
    expect(buttons(shown)).toEqual({
      'Show what was left out': { alertId: 'a1', show: 'all', from: 0 },
    });
  });

  test('what was left out is shown with its reason, and can be hidden again', () => {
    const noise = entry({
      part: 'left_out',
      why: 'counters',
      label: undefined,
      after: line(tooLong.slice(0, 900)),
    });
    const shown = diffBlocks(diff([noise], { leftOut: [{ label: 'counters', count: 1 }] }), 'all');
    expect(words(shown)).toContain('Plans · counters');
    expect(Object.keys(buttons(shown))).toEqual(['Hide what is never news']);
  });

  test('a record that is not whole says so', () => {
    expect(words(diffBlocks(diff([entry()], { isWhole: false }), 'news'))).toContain(
      'More differed than is kept',
    );
  });
});

test('a value that no button of ours carries leads nowhere', () => {
  for (const value of ['', 'news:1', 'some:1:a', 'news:-1:a', 'all:99999999999:a'])
    expect(readDiffPlace(value)).toBeUndefined();
});
