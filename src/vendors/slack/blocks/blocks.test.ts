import type { KnownBlock } from '@slack/types';
import { expect, test } from 'vitest';
import { dateToken } from './dates.ts';
import { type ChangeShape, diffBlocks, type HunkShape } from './diff.ts';
import { type MonitorLine, monitorList, statusLine } from './monitor-line.ts';
import { questionBlocks } from './question.ts';
import { bold, inline, limits, section, shortUrl } from './text.ts';
import { whyReport } from './why-report.ts';

const nasty = `<!channel> & <https://evil.test|click> *bold* \u202Egnp.exe ${'👩‍👩‍👧‍👦'.repeat(400)}`;

const monitor = (more: Partial<MonitorLine> = {}): MonitorLine => ({
  monitorId: '11111111-1111-4111-8111-111111111111',
  state: 'watching',
  request: 'tea',
  intent: 'Tell you when the price of tea changes',
  cadence: { kind: 'every', minutes: 30 },
  snoozedUntil: null,
  channelId: 'C1',
  createdBy: 'UADA',
  failure: null,
  alerts: 2,
  sources: [
    {
      url: 'https://www.acme.test/tea/',
      lastCheckedAt: '2026-11-22T10:00:00Z',
      nextCheckAt: '2026-11-22T10:30:00Z',
      problem: null,
      problemSince: null,
    },
  ],
  ...more,
});

/** Every mrkdwn text in some blocks, however deep. */
function mrkdwnTexts(value: unknown): string[] {
  if (Array.isArray(value)) return value.flatMap(mrkdwnTexts);
  if (typeof value !== 'object' || value === null) return [];
  const here = 'type' in value && value.type === 'mrkdwn' && 'text' in value ? [String(value.text)] : [];
  return [...here, ...Object.values(value).flatMap(mrkdwnTexts)];
}

const hunk = (more: Partial<HunkShape> = {}): HunkShape => ({
  path: ['Plans'],
  label: 'Pro',
  before: '$20',
  after: '$25',
  furniture: false,
  ...more,
});
const change = (hunks: HunkShape[]): ChangeShape => ({
  url: 'https://acme.test',
  detectedAt: '2026-11-22T10:00:00Z',
  hunks,
});
const richTexts = (blocks: KnownBlock[]) => blocks.filter((block) => block.type === 'rich_text');

test('the line of a monitor says its state, when it looked, when it looks next, and how often it spoke', () => {
  expect(statusLine(monitor())).toMatch(
    /^● Watching · checked <!date\^\d+\^\{ago\}\|.* · next <!date\^.* · 2 alerts$/,
  );
  expect(statusLine(monitor({ state: 'paused', alerts: 1 }))).toMatch(/^‖ Paused · checked .* · 1 alert$/);
});

test('a page that cannot be read is marked with what is wrong and since when', () => {
  const [source] = monitor().sources;
  const sick = monitor({
    sources: source ? [{ ...source, problem: 'bot_check', problemSince: '2026-11-22T09:10:00Z' }] : [],
  });
  expect(mrkdwnTexts(monitorList([sick], { max: 1 }))[0]).toContain(
    '▲ acme.test/tea: bot check since <!date^',
  );
});

test('two hundred monitors stay within one message and say how many are left out', () => {
  const blocks = monitorList(
    Array.from({ length: 200 }, () => monitor()),
    { menu: 'list', max: 20 },
  );
  expect(blocks.length).toBeLessThanOrEqual(limits.messageBlocks);
  expect(JSON.stringify(blocks.at(-1))).toContain('and 180 more');
});

test.each(['looking', 'proposed', 'watching', 'paused', 'stopped', 'done', 'failed'] as const)(
  'the menu of a monitor that is %s has at least two choices, each of which it can do',
  (state) => {
    const [line] = monitorList([monitor({ state })], { menu: 'home', max: 1 });
    const verbs = JSON.stringify(line).match(/"value":"(\w+):/g) ?? [];
    expect(verbs.length).toBeGreaterThanOrEqual(2);
    expect(verbs.some((verb) => verb.includes('pause'))).toBe(state === 'watching');
    expect(verbs.some((verb) => verb.includes('resume'))).toBe(state === 'paused');
  },
);

test('nothing a page or a person wrote becomes a mention, a link or markup, and nothing is too long', () => {
  const blocks = [
    ...monitorList([monitor({ intent: nasty, request: nasty })], { max: 1 }),
    ...questionBlocks(nasty, [{ label: nasty, text: nasty.repeat(3) }]),
    ...whyReport({
      sinceDays: 7,
      checks: 1,
      pageChanges: 1,
      alerts: 0,
      groups: [{ label: nasty, count: 1 }],
      recent: [
        {
          id: 'c',
          url: 'u',
          detectedAt: '2026-11-22T10:00:00Z',
          alertId: null,
          verdict: { outcome: 'silent', sentence: nasty },
        },
      ],
    }),
  ];
  for (const text of mrkdwnTexts(blocks)) {
    expect(text).not.toContain('<!channel>');
    expect(text).not.toContain('<https');
    expect(text).not.toContain('\u202E');
    expect(text.length).toBeLessThanOrEqual(limits.section);
  }
  const [button] = JSON.stringify(blocks).match(/"value":"<!channel>.*?"/) ?? [];
  expect(button?.length).toBeLessThan(limits.buttonValue);
});

test('an asterisk in foreign words does not end the bold they stand in', () => {
  expect(bold('5 * 3')).toBe('*5 ∗ 3*');
});

test('text is cut before it is escaped, so that no entity is cut in half', () => {
  expect(inline('&'.repeat(400), 10)).toBe(`${'&amp;'.repeat(9)}…`);
  expect(section('x'.repeat(5_000)).text?.text).toHaveLength(limits.section);
});

test('a difference shows before struck through and after in bold, and nothing of a page is a link', () => {
  const [quote] = richTexts(diffBlocks([change([hunk({ before: 'a <https://x.test>', after: 'b' })])]));
  expect(quote).toEqual({
    type: 'rich_text',
    elements: [
      {
        type: 'rich_text_section',
        elements: [
          { type: 'text', text: 'before │ ', style: { code: true } },
          { type: 'text', text: 'a <https://x.test>', style: { strike: true } },
        ],
      },
      {
        type: 'rich_text_section',
        elements: [
          { type: 'text', text: 'after │ ', style: { code: true } },
          { type: 'text', text: 'b', style: { bold: true } },
        ],
      },
    ],
  });
});

test('of five hundred differences a modal shows what fits, the page’s own words before its furniture, and counts the rest', () => {
  const furniture = Array.from({ length: 450 }, () => hunk({ furniture: true, after: 'menu' }));
  const blocks = diffBlocks([change([...furniture, ...Array.from({ length: 50 }, () => hunk())])]);
  expect(blocks.length).toBeLessThanOrEqual(limits.viewBlocks - 3);
  expect(JSON.stringify(blocks)).not.toContain('menu');
  expect(JSON.stringify(blocks.at(-1))).toContain('and 460 more differences');
});

test('differences that are never news are left out, and a page without any left says so', () => {
  expect(JSON.stringify(diffBlocks([change([hunk({ noise: 'relative_time' })])]))).toContain(
    'Nothing on the page differs',
  );
});

test('a moment is shown in the reader’s zone, with UTC where a client cannot', () => {
  expect(dateToken('2026-11-22T14:32:10.000Z')).toBe(
    '<!date^1795357930^{date_short_pretty} {time}|2026-11-22 14:32 UTC>',
  );
});

test('an address is shown as people write it', () => {
  expect(shortUrl('https://www.acme.test/tea/')).toBe('acme.test/tea');
});
