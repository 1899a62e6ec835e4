import { expect, test } from 'vitest';
import { dateToken } from './dates.ts';
import { type MonitorLine, monitorList } from './monitor-line.ts';
import { statusLine } from './monitor-status.ts';
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
      failures: 0,
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

test('the line of a monitor says its state, when it looked, when it looks next, and how often it spoke', () => {
  expect(statusLine(monitor())).toMatch(
    /^● Watching · checked <!date\^\d+\^\{ago\}\|.* · next <!date\^\d+\^\{ago\}\|.* · 2 alerts$/,
  );
  expect(statusLine(monitor({ alerts: 0, cadence: { kind: 'every', minutes: 1 } }))).toMatch(
    /^● Watching · checked [^·]*$/,
  );
  expect(statusLine(monitor({ state: 'paused', alerts: 1 }))).toMatch(
    /^❚❚ Paused · last checked .* · 1 alert$/,
  );
  expect(statusLine(monitor({ state: 'failed', failure: 'Name a <page>.' }))).toBe(
    '▲ No page found · Name a &lt;page&gt;.',
  );
});

test('a page that cannot be read is marked with what is wrong and since when; after three tries the whole line is', () => {
  const [source] = monitor().sources;
  const sick = (failures: number) =>
    monitor({
      sources: source
        ? [{ ...source, problem: 'bot_check', problemSince: '2026-11-22T09:10:00Z', failures }]
        : [],
    });
  const [words = ''] = mrkdwnTexts(monitorList([sick(3)], { max: 1 }));
  expect(words).toContain('▲ acme.test/tea has answered with a bot check since <!date^');
  expect(words).toContain('▲ Watching · 1 page cannot be read: it answers with a bot check');
  expect(statusLine(sick(2))).toMatch(/^● Watching · checked/);
});

test('a name that is no Slack user of whoever asked rings nobody', () => {
  const line = JSON.stringify(monitorList([monitor({ createdBy: '<!channel>' })], { max: 1 }));
  expect(line).toContain('asked by &lt;!channel&gt;');
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
          why: 'Not about the request.',
          verdict: {
            outcome: 'silent',
            sentence: nasty,
            quotes: [{ before: nasty, after: `${nasty} x`, path: [nasty], label: nasty }],
          },
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

test('a moment is shown in the reader’s zone, with UTC where a client cannot', () => {
  expect(dateToken('2026-11-22T14:32:10.000Z')).toBe(
    '<!date^1795357930^{date_short_pretty} {time}|2026-11-22 14:32 UTC>',
  );
});

test('an address is shown as people write it', () => {
  expect(shortUrl('https://www.acme.test/tea/')).toBe('acme.test/tea');
});
