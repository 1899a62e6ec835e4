import { describe, expect, test } from 'vitest';
import { expectGolden, expectSendable } from '../../../../test/helpers/golden.ts';
import { HealthProblem } from '../../../contracts/blocks.ts';
import type { ChangeView, Verdict } from '../../../contracts/detection.ts';
import {
  type MonitorState,
  MonitorState as MonitorStates,
  type MonitorView,
  type SourceView,
} from '../../../contracts/monitor.ts';
import { diffBlocks } from '../../../vendors/slack/blocks/diff.ts';
import { type AlertToRender, renderAlert } from './alert.ts';
import { type CardOptions, renderCard } from './card.ts';
import { type HealthToRender, renderHealth } from './health.ts';
import { renderMail, renderWebhook } from './plain-alert.ts';

const monitorId = '8d0f6f3e-0000-4000-8000-000000000001';
const alertId = '8d0f6f3e-0000-4000-8000-000000000002';

/** What a hostile page or person may put where words are expected. */
const hostile =
  '<!channel> <!here|all> <@U0ADA00001> <#C0GENERAL1> <https://evil.example|Click> *bold* _it_ ~no~ `code` &lt;!channel&gt; \u202Etxt.exe\u202C \u2066x\u2069 \u0007';
const long = `${'The quick brown fox jumps over the lazy dog. '.repeat(67)}`.slice(0, 3_001);
const hebrew = 'מחיר התוכנית המקצועית עלה ל־25 דולר 📈👩‍👩‍👧‍👦';

const source = (over: Partial<SourceView> = {}): SourceView => ({
  sourceId: '8d0f6f3e-0000-4000-8000-000000000003',
  url: 'https://openai.com/api/pricing',
  title: 'Pricing',
  why: 'official price list',
  currentValue: '$1.25 / 1M input tokens',
  lastCheckedAt: '2026-05-04T12:00:00.000Z',
  lastGoodAt: '2026-05-04T12:00:00.000Z',
  nextCheckAt: '2026-05-04T12:30:00.000Z',
  problem: null,
  problemSince: null,
  failures: 0,
  ...over,
});
const monitor = (over: Partial<MonitorView> = {}): MonitorView => ({
  monitorId,
  state: 'watching',
  request: 'OpenAI GPT-5 price',
  requestVersion: 1,
  intent: 'Tell you when the price of GPT-5 changes',
  condition: null,
  cadence: { kind: 'every', minutes: 30 },
  mode: 'every',
  quietHours: null,
  notify: [],
  mentions: [],
  mutedKinds: [],
  snoozedUntil: null,
  channelId: 'C0GENERAL1',
  threadTs: '1.1',
  createdBy: 'U0ADA00001',
  createdAt: '2026-05-04T11:00:00.000Z',
  workedOutBy: 'model',
  failure: null,
  alerts: 0,
  sources: [
    source(),
    source({ url: 'https://openai.com/blog', why: 'announcements that mention GPT-5', currentValue: null }),
  ],
  ...over,
});
const options: CardOptions = {
  modelHelp: 'set OPENAI_API_KEY to connect one',
  unreadable: [],
  startedAtOnce: false,
};

const verdict = (over: Partial<Verdict> = {}): Verdict => ({
  outcome: 'alert',
  reason: 'typed_change',
  kind: 'price',
  severity: 'normal',
  sentence: 'GPT-5 input price fell from $1.25 to $0.90 per 1M tokens (−28%)',
  quotes: [
    { before: 'Input: $1.25 / 1M tokens', after: 'Input: $0.90 / 1M tokens', path: ['Text tokens', 'GPT-5'] },
  ],
  confidence: 0.95,
  judgedBy: 'rules',
  ...over,
});
const change = (over: Partial<ChangeView> = {}): ChangeView => ({
  id: '8d0f6f3e-0000-4000-8000-000000000004',
  monitorId,
  sourceId: source().sourceId,
  url: 'https://openai.com/api/pricing',
  detectedAt: '2026-05-04T14:32:00.000Z',
  hunks: [],
  verdict: verdict(),
  alertId,
  ...over,
});
const alert = (over: Partial<AlertToRender> = {}): AlertToRender => ({
  alertId,
  sentence: verdict().sentence,
  severity: 'normal',
  changes: [change()],
  mentions: [],
  useful: null,
  ratedBy: null,
  ...over,
});
const health = (over: Partial<HealthToRender> = {}): HealthToRender => ({
  monitorId,
  url: 'https://openai.com/api/pricing',
  problem: 'bot_check',
  since: '2026-05-04T09:10:00.000Z',
  tries: 18,
  lastGoodAt: '2026-05-04T09:05:00.000Z',
  changedMeanwhile: false,
  at: '2026-05-04T11:40:00.000Z',
  ...over,
});

describe('the card', () => {
  const failure = 'No page about that could be read. Name a page, or say it in other words.';
  test.each(MonitorStates.options)('reads as it should when %s', async (state: MonitorState) => {
    await expectGolden(
      `card-${state}`,
      renderCard(monitor({ state, failure: state === 'failed' ? failure : null }), options),
    );
  });

  test.each<[string, Partial<MonitorView>, Partial<CardOptions>]>([
    ['started-at-once', {}, { startedAtOnce: true }],
    ['with-alerts', { alerts: 2 }, { startedAtOnce: true }],
    [
      'worked-out-by-rules',
      { state: 'proposed', workedOutBy: 'rules' },
      { unreadable: [{ url: 'https://x.example/a', reason: 'asks for a login' }] },
    ],
    ['every-minute', { cadence: { kind: 'every', minutes: 1 } }, {}],
    [
      'weekdays-once',
      { cadence: { kind: 'cron', expression: '0 9 * * 1-5', timeZone: 'Europe/Berlin' }, mode: 'once' },
      {},
    ],
    [
      'told-elsewhere-quiet-snoozed',
      {
        notify: [
          { kind: 'email', address: 'ops@example.com' },
          { kind: 'webhook', url: 'https://hooks.example/x' },
        ],
        quietHours: { from: '22:00', to: '07:00', timeZone: 'Europe/Berlin' },
        snoozedUntil: '2026-05-05T12:00:00.000Z',
      },
      {},
    ],
    [
      'blind',
      { sources: [source({ problem: 'bot_check', failures: 5, problemSince: '2026-05-04T09:10:00.000Z' })] },
      {},
    ],
    [
      'first-check',
      { sources: [source({ lastCheckedAt: null, nextCheckAt: null, currentValue: null })] },
      {},
    ],
  ])('reads as it should: %s', async (name, over, more) => {
    await expectGolden(`card-${name}`, renderCard(monitor(over), { ...options, ...more }));
  });

  test('with ten long pages shows every one of them', () => {
    const sources = Array.from({ length: 10 }, (_, at) =>
      source({
        url: `https://example.com/${at}/${'p'.repeat(200)}`,
        currentValue: `<${at}> ${'v&'.repeat(150)}`,
        why: 'w<'.repeat(200),
      }),
    );
    const message = renderCard(monitor({ sources }), options);
    expectSendable(message);
    for (let at = 1; at <= 10; at += 1)
      expect(JSON.stringify(message)).toMatch(new RegExp(`["n]${at}\\. example`));
  });
});

describe('the alert', () => {
  const also = change({
    url: 'https://openai.com/blog',
    detectedAt: '2026-05-04T15:10:00.000Z',
    verdict: verdict({ quotes: [{ after: 'New GPT-5 prices', path: [] }] }),
  });
  test.each<[string, Partial<AlertToRender>]>([
    ['plain', {}],
    ['high-with-mention', { severity: 'high', mentions: ['U0ADA00001', 'U0GRACE001'] }],
    ['also-elsewhere', { changes: [change(), also] }],
    ['rated', { useful: false, ratedBy: 'U0ADA00001' }],
    ['unjudged', { changes: [change({ verdict: verdict({ judgedBy: 'unjudged' }) })] }],
    ['asked-for', { changes: [change({ verdict: verdict({ judgedBy: 'person' }) })] }],
    [
      'added',
      {
        sentence: 'New on the page: "Node 26.1.0"',
        changes: [
          change({
            verdict: verdict({ quotes: [{ after: 'Node 26.1.0', path: ['Releases'], label: 'v26' }] }),
          }),
        ],
      },
    ],
    ['without-changes', { changes: [] }],
  ])('reads as it should: %s', async (name, over) => {
    await expectGolden(`alert-${name}`, renderAlert(alert(over)));
  });

  test('many quotes are cut, and it says how many are behind the button', async () => {
    const quotes = Array.from({ length: 12 }, (_, at) => ({
      before: `$${at}`,
      after: `$${at + 1}`,
      path: [`Plan ${at}`],
    }));
    await expectGolden(
      'alert-many-quotes',
      renderAlert(alert({ changes: [change({ verdict: verdict({ quotes }) })] })),
    );
  });
});

describe('health', () => {
  test.each(HealthProblem.options)('says what is wrong: %s', async (problem) => {
    await expectGolden(`health-${problem}`, renderHealth(health({ problem })));
  });
  test.each<[string, Partial<HealthToRender>]>([
    ['never-readable', { problem: 'needs_browser', tries: 1, lastGoodAt: null }],
    ['over', { problem: null }],
    ['over-and-changed', { problem: null, changedMeanwhile: true }],
  ])('reads as it should: %s', async (name, over) => {
    await expectGolden(`health-${name}`, renderHealth(health(over)));
  });
});

/** Every text of a message that Slack reads as mrkdwn: the only places where foreign words could do something. */
function mrkdwnOf(value: unknown): string[] {
  if (Array.isArray(value)) return value.flatMap(mrkdwnOf);
  if (typeof value !== 'object' || value === null) return [];
  const { type, text } = value as { type?: unknown; text?: unknown };
  if (type === 'mrkdwn' && typeof text === 'string') return [text];
  return Object.values(value).flatMap(mrkdwnOf);
}

describe('words of strangers', () => {
  const strange = (words: string) => [
    ...MonitorStates.options.map((state) =>
      renderCard(
        monitor({
          state,
          request: words,
          intent: words,
          failure: words,
          sources: [source({ url: `https://x.example/${words}`, why: words, currentValue: words })],
        }),
        { ...options, unreadable: [{ url: words, reason: words }] },
      ),
    ),
    renderAlert(
      alert({
        sentence: words,
        changes: [
          change({
            verdict: verdict({
              quotes: [{ before: words, after: words, path: [words, words], label: words }],
            }),
          }),
          change({
            url: `https://y.example/${words}`,
            verdict: verdict({ quotes: [{ after: words, path: [words] }] }),
          }),
        ],
      }),
    ),
    renderHealth(health({ url: `https://x.example/${words}` })),
    {
      text: 'diff',
      blocks: diffBlocks([
        {
          url: words,
          detectedAt: '2026-05-04T12:00:00.000Z',
          hunks: [{ path: [words], label: words, before: words, after: words, furniture: false }],
        },
      ]),
    },
  ];

  test('mentions, links, broadcasts and bidi controls are inert everywhere', () => {
    for (const message of strange(hostile)) {
      expectSendable(message);
      const ours = /<!date\^\d+\^[^>|]*\|[^>]*>/g;
      for (const text of [message.text, ...mrkdwnOf(message.blocks)])
        expect(text.replace(ours, '')).not.toMatch(/[<>]/);
      expect(JSON.stringify(message)).not.toMatch(/[\u202A-\u202E\u2066-\u2069]|\\u0007/);
    }
  });

  test.each([
    ['3,001 characters', long],
    ['3,001 ampersands', '&'.repeat(3_001)],
    ['right to left with emoji', hebrew],
    ['nothing', ''],
    ['only invisible ones', '\u202E\u202C \u0000'],
  ])('%s can be sent', (_name, words) => {
    for (const message of strange(words).filter((one) => one.text !== '')) expectSendable(message);
  });

  test('a change of 500 lines fits the modal and says how many are left', async () => {
    const hunks = Array.from({ length: 500 }, (_, at) => ({
      path: ['Plans'],
      before: `$${at} ${long}`,
      after: `$${at + 1} ${long}`,
      furniture: false,
    }));
    const blocks = diffBlocks([{ url: 'https://x.example', detectedAt: '2026-05-04T12:00:00.000Z', hunks }]);
    expect(blocks.length).toBeLessThanOrEqual(95);
    expect(JSON.stringify(blocks).length).toBeLessThan(250_000);
    expect(JSON.stringify(blocks)).toContain('and 460 more differences');
  });
});

describe('elsewhere', () => {
  const plain = { alertId, sentence: verdict().sentence, intent: monitor().intent, changes: [change()] };
  test('the letter', async () => {
    const { subject, text } = renderMail(plain);
    await expect(`${subject}\n\n${text}`).toMatchFileSnapshot('../../../../test/fixtures/blocks/mail.txt');
  });
  test('the webhook', async () => {
    await expect(`${JSON.stringify(renderWebhook(plain), null, 2)}\n`).toMatchFileSnapshot(
      '../../../../test/fixtures/blocks/webhook.json',
    );
  });
  test('a subject of a stranger stays one line', () => {
    expect(renderMail({ ...plain, sentence: 'Price\r\nBcc: all@example.com' }).subject).toBe(
      'Price Bcc: all@example.com',
    );
  });
});
