import { describe, expect, test } from 'vitest';
import { expectGolden, expectSendable } from '../../../../test/helpers/golden.ts';
import { hostile, rightToLeft, tooLong } from '../../../../test/helpers/nasty-words.ts';
import { HealthProblem } from '../../../contracts/blocks.ts';
import { ChangeKind, type ChangeView, type Verdict } from '../../../contracts/detection.ts';
import {
  type MonitorState,
  MonitorState as MonitorStates,
  type MonitorView,
  type SourceView,
} from '../../../contracts/monitor.ts';
import { type AlertToRender, renderAlert } from './alert.ts';
import { alertMark } from './alert-mark.ts';
import { type CardOptions, renderCard } from './card.ts';
import { type HealthToRender, renderHealth } from './health.ts';
import { renderMail, renderWebhook } from './plain-alert.ts';
import { whomToMention } from './whom-to-mention.ts';

const monitorId = '8d0f6f3e-0000-4000-8000-000000000001';
const alertId = '8d0f6f3e-0000-4000-8000-000000000002';

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
  kind: 'price',
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
    ['low', { severity: 'low', kind: 'wording' }],
    ['useful', { useful: true, ratedBy: 'U0ADA00001' }],
    ['not-useful', { useful: false, ratedBy: 'U0ADA00001' }],
    ['unjudged', { changes: [change({ verdict: verdict({ judgedBy: 'unjudged' }) })] }],
    ['asked-for', { changes: [change({ verdict: verdict({ judgedBy: 'person' }) })] }],
    [
      'removed',
      {
        sentence: 'Removed from Refunds: Refunds within 30 days',
        kind: 'removed',
        changes: [
          change({ verdict: verdict({ quotes: [{ before: 'Refunds within 30 days', path: ['Refunds'] }] }) }),
        ],
      },
    ],
    [
      'added',
      {
        kind: 'release',
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

  const plans = Array.from({ length: 12 }, (_, at) => ({
    before: `$${at}`,
    after: `$${at + 1}`,
    path: [`Plan ${at}`],
  }));
  test('a large change shows its first lines and says how many more answer the request', async () => {
    const large = verdict({ quotes: plans, qualifying: 18 });
    const message = renderAlert(alert({ changes: [change({ verdict: large })] }));
    await expectGolden('alert-large', message);
    expect(JSON.stringify(message)).toContain('and 14 more in *Show diff*');
    expect(JSON.stringify(message)).not.toContain('$6');
  });

  test('an event on fifteen pages is one message with a line for each of six, by time, and a count', async () => {
    const others = Array.from({ length: 14 }, (_, at) =>
      change({
        url: `https://example.com/${at}`,
        detectedAt: `2026-05-04T15:${String(40 - at)}:00.000Z`,
        verdict: verdict({ quotes: [{ after: `Seen as ${at}`, path: [] }] }),
      }),
    );
    const twice = change({ detectedAt: '2026-05-04T15:50:00.000Z' });
    const message = renderAlert(alert({ changes: [change(), ...others, twice] }));
    await expectGolden('alert-on-fifteen-pages', message);
    const words = JSON.stringify(message);
    expect(words).toMatch(/also on example.com\/13.*also on example.com\/12.*also on example.com\/8/);
    expect(words).not.toContain('example.com/7');
    expect(words).toContain('and 8 more pages');
  });

  test('of two long lines the words that differ are in sight', async () => {
    const quote = { before: `${tooLong} It costs $20.`, after: `${tooLong} It costs $25.`, path: ['Terms'] };
    const message = renderAlert(alert({ changes: [change({ verdict: verdict({ quotes: [quote] }) })] }));
    await expectGolden('alert-long-lines', message);
    expect(JSON.stringify(message)).toContain('{"type":"text","text":"25","style":{"bold":true}}');
  });

  test('its mark tells how grave it is, then what kind of change; every kind has one', () => {
    const marks = ChangeKind.options.map((kind) => [
      alertMark('low', kind),
      alertMark('normal', kind),
      alertMark('high', kind),
    ]);
    expect(new Set(marks.map(([low]) => low))).toEqual(new Set(['⚪']));
    expect(new Set(marks.map(([, , high]) => high))).toEqual(new Set(['🔴']));
    expect(Object.fromEntries(ChangeKind.options.map((kind, at) => [kind, marks[at]?.[1]]))).toEqual({
      price: '🟠',
      availability: '🟠',
      date: '🟠',
      number: '🟠',
      status: '🟠',
      added: '🟢',
      release: '🟢',
      removed: '🟤',
      wording: '🔵',
      other: '🔵',
    });
  });
});

describe('whom an alert rings', () => {
  const named = { mentions: ['U0GRACE001'], createdBy: 'U0ADA00001', channelId: 'C0GENERAL1' };
  const nobody = { ...named, mentions: [] };
  test.each<[string, Verdict['severity'], Parameters<typeof whomToMention>[1], string[]]>([
    ['nobody for a low one', 'low', named, []],
    ['whom the setting names for a normal one', 'normal', named, ['U0GRACE001']],
    ['nobody for a normal one when it names nobody', 'normal', nobody, []],
    ['whom the setting names for a high one', 'high', named, ['U0GRACE001']],
    ['who asked for a high one when it names nobody', 'high', nobody, ['U0ADA00001']],
    ['nobody when a program asked', 'high', { ...nobody, createdBy: 'key:deploy' }, []],
    ['nobody in a direct message, which rings by itself', 'high', { ...named, channelId: 'D0ADA00001' }, []],
  ])('%s', (_name, severity, monitor, rung) => expect(whomToMention(severity, monitor)).toEqual(rung));

  test('groups and the channel by their own tokens, names of programs by none', () => {
    const { blocks } = renderAlert(alert({ mentions: ['S0OPS00001', 'here', '<!channel>'] }));
    expect(JSON.stringify(blocks?.[0])).toContain('<!subteam^S0OPS00001> <!here> &lt;!channel&gt;');
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
    ['3,001 characters', tooLong],
    ['3,001 ampersands', '&'.repeat(3_001)],
    ['right to left with emoji', rightToLeft],
    ['nothing', ''],
    ['only invisible ones', '\u202E\u202C \u0000'],
  ])('%s can be sent', (_name, words) => {
    for (const message of strange(words).filter((one) => one.text !== '')) expectSendable(message);
  });

  test.each([
    ['hostile', hostile],
    ['too-long', tooLong],
    ['right-to-left', rightToLeft],
  ])('are kept as golden files: %s', async (name, words) => {
    const all = strange(words);
    const [card, posted, notice] = [all[2], all.at(-2), all.at(-1)];
    if (card) await expectGolden(`${name}-card`, card);
    if (posted) await expectGolden(`${name}-alert`, posted);
    if (notice) await expectGolden(`${name}-health`, notice);
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
  test('a letter about a large change shows its first lines and says how many more there are', () => {
    const quotes = Array.from({ length: 12 }, (_, at) => ({ after: `Line ${at}`, path: [] }));
    const { text } = renderMail({
      ...plain,
      changes: [change({ verdict: verdict({ quotes, qualifying: 40 }) })],
    });
    expect(text).toContain('after:  Line 3\n  and 36 more\n');
    expect(text).not.toContain('Line 4');
  });
  test('words of a stranger in a letter', async () => {
    const strange = verdict({ quotes: [{ before: hostile, after: `${hostile} $25`, path: [] }] });
    const { subject, text } = renderMail({
      ...plain,
      sentence: hostile,
      intent: rightToLeft,
      changes: [change({ verdict: strange })],
    });
    await expect(`${subject}\n\n${text}`).toMatchFileSnapshot(
      '../../../../test/fixtures/blocks/hostile-mail.txt',
    );
  });
  test('a subject of a stranger stays one line', () => {
    expect(renderMail({ ...plain, sentence: 'Price\r\nBcc: all@example.com' }).subject).toBe(
      'Price Bcc: all@example.com',
    );
  });
});
