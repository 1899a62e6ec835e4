import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { expectGolden, expectGoldenView } from '../../../test/helpers/golden.ts';
import { hostile, rightToLeft, tooLong } from '../../../test/helpers/nasty-words.ts';
import type { AlertDiff, DiffEntry } from '../../contracts/alert-diff.ts';
import type { ChangeView, ModelSpend, WhyReport } from '../../contracts/detection.ts';
import type { MonitorView } from '../../contracts/monitor.ts';
import { LookoutError } from '../../kit/errors.ts';
import type { Message } from './door.ts';
import { type DrivenDoor, driveDoor, mention, monitorView, press } from './drive-door-for-test.ts';

const monitorId = monitorView().monitorId;
const alertId = '44444444-4444-4444-8444-444444444444';
const changeId = '55555555-5555-4555-8555-555555555555';

const change = (more: Partial<ChangeView['verdict']> = {}, words = ''): ChangeView => ({
  id: changeId,
  monitorId,
  sourceId: '22222222-2222-4222-8222-222222222222',
  url: `https://acme.test/pricing${words && `/${words}`}`,
  detectedAt: '2026-11-22T12:00:00.000Z',
  hunks: [],
  verdict: {
    outcome: 'silent',
    reason: 'not_about_request',
    kind: 'wording',
    severity: 'low',
    sentence: words || 'Wording changed: the trial lasts a fortnight',
    quotes: [
      {
        before: words || 'A 14-day trial needs no card.',
        after: `${words || 'A trial of a fortnight needs no card.'} Now.`,
        path: [words || 'Plans'],
      },
    ],
    confidence: 0.7,
    judgedBy: 'rules',
    ...more,
  },
  alertId: null,
});
const report = (words = ''): WhyReport => ({
  monitorId,
  sinceDays: 7,
  checks: 336,
  pageChanges: 41,
  alerts: 0,
  groups: [
    { reason: 'furniture_only', label: 'menus and banners', count: 38 },
    { reason: 'not_about_request', label: 'not about the request', count: 3 },
  ],
  recent: [change({}, words), change({ reason: 'muted_by_feedback' }, words)],
});

const line = (text: string, changed = false) => ({ parts: [{ text, changed }], cut: 0 });
const entry = (more: Partial<DiffEntry> = {}): DiffEntry => ({
  page: 0,
  op: 'changed',
  path: ['Plans'],
  label: 'Pro',
  before: { parts: [...line('Pro costs $').parts, ...line('20', true).parts], cut: 0 },
  after: { parts: [...line('Pro costs $').parts, ...line('25', true).parts], cut: 0 },
  part: 'asked',
  ...more,
});
const diff = (entries: DiffEntry[], more: Partial<AlertDiff> = {}): AlertDiff => ({
  alertId,
  monitorId,
  sentence: 'Pro: price rose from $20 to $25 (+25%)',
  pages: [{ changeId, url: 'https://acme.test/pricing', detectedAt: '2026-11-22T12:00:00.000Z' }],
  entries,
  from: 0,
  total: entries.length,
  leftOut: [],
  isWhole: true,
  ...more,
});
const spend = (more: Partial<ModelSpend> = {}): ModelSpend => ({
  month: '2026-11',
  inputTokens: 1_100_000,
  outputTokens: 134_567,
  usd: 4.256,
  budgetUsd: 20,
  asked: 340,
  cached: 121,
  hasModel: true,
  ...more,
});
const called = (words: string): MonitorView =>
  monitorView({
    request: words,
    intent: words,
    createdBy: words,
    sources: monitorView().sources.map((source) => ({ ...source, url: `https://x.example/${words}` })),
  });

let door: DrivenDoor;
beforeEach(async () => {
  door = await driveDoor();
  watching(monitorView());
  Object.assign(door.hallAnswers, {
    'detection.why': report(),
    'detection.describeAlert': diff([entry()]),
    'detection.spend': spend(),
    'detection.promote': { alertId },
    'detection.getChange': change(),
    'monitor.edit': monitorView(),
  });
});
afterEach(async () => door[Symbol.asyncDispose]());

function watching(...monitors: MonitorView[]): void {
  Object.assign(door.hallAnswers, {
    'monitor.get': monitors[0],
    'monitor.list': { monitors, total: monitors.length },
  });
}
const understood = (kind: unknown) => {
  door.hallAnswers['assistant.understand'] = kind;
};

/** What the last call of a method showed to people, without where. */
async function shown(method: string): Promise<Message> {
  await expect.poll(() => door.api.of(method).length).toBeGreaterThan(0);
  const { text, blocks } = door.api.of(method).at(-1) as unknown as Message;
  return { text, ...(blocks ? { blocks } : {}) };
}
async function shownView(method: 'views.open' | 'views.update' | 'views.publish'): Promise<unknown> {
  await expect.poll(() => door.api.of(method).length).toBeGreaterThan(0);
  return door.api.of(method).at(-1)?.view;
}
const say = async (words = 'words', more = {}) => {
  await door.event(mention(`<@UBOT> ${words}`, more));
  expect(await door.work()).toEqual([]);
};
const inThread = { thread_ts: monitorView().threadTs ?? '' };
const openHome = async () => {
  await door.event({ type: 'app_home_opened', tab: 'home', user: 'UADA', channel: 'D1', event_ts: '1' });
  await door.work();
  return await shownView('views.publish');
};
/** The modal behind a button, once it is filled. */
const modal = async (actionId: string, value: string) => {
  await door.interact(press(actionId, value));
  return await shownView('views.update');
};

describe('App Home', () => {
  test('of somebody who watches nothing', async () => {
    watching();
    await expectGoldenView('home-first-words', await openHome());
  });

  test.each<[string, ModelSpend]>([
    ['watching', spend()],
    ['budget-used-up', spend({ usd: 20.4 })],
    ['without-model', spend({ hasModel: false })],
  ])('with monitors and what the model cost: %s', async (name, cost) => {
    door.hallAnswers['detection.spend'] = cost;
    const states: MonitorView['state'][] = [
      'watching',
      'paused',
      'stopped',
      'done',
      'failed',
      'proposed',
      'looking',
    ];
    watching(
      ...states.map((state) => monitorView({ state, failure: state === 'failed' ? 'Nothing read.' : null })),
    );
    await expectGoldenView(`home-${name}`, await openHome());
  });

  test('of somebody with two hundred monitors', async () => {
    watching(...Array.from({ length: 200 }, () => monitorView()));
    await expectGoldenView('home-two-hundred', await openHome());
  });

  test('when the spend cannot be read, without it', async () => {
    door.hallAnswers['detection.spend'] = () => {
      throw new LookoutError('vendor_down', 'away');
    };
    expect(JSON.stringify(await openHome())).not.toContain('anguage model');
  });
});

describe('lists and questions', () => {
  test('/monitors', async () => {
    await door.command('/monitors', 'all');
    await expectGolden('list-monitors', await shown('respond'));
  });
  test('/monitors where nothing is watched', async () => {
    watching();
    await door.command('/monitors', '');
    await expectGolden('list-empty', await shown('respond'));
  });
  test('/monitors of two hundred', async () => {
    watching(...Array.from({ length: 200 }, () => monitorView()));
    await door.command('/monitors', 'all');
    await expectGolden('list-two-hundred', await shown('respond'));
  });
  test('help', async () => {
    await door.command('/lookout', 'help');
    await expectGolden('help', await shown('respond'));
  });
  test('one monitor shown', async () => {
    understood({ kind: 'show', target: null });
    await say('show', inThread);
    await expectGolden('monitor-shown', await shown('chat.postEphemeral'));
  });
  test('which of several', async () => {
    watching(monitorView(), monitorView({ state: 'paused' }));
    understood({ kind: 'pause', target: 'price' });
    await say('pause the price one');
    await expectGolden('question-which-one', await shown('chat.postEphemeral'));
  });
  test('a question with four choices', async () => {
    const options = ['Watch it', 'List', 'Help', 'Nothing'].map((label) => ({ label, text: label }));
    understood({ kind: 'unclear', question: 'What should happen with this page?', options });
    await say('https://acme.test');
    await expectGolden('question-unclear', await shown('chat.postMessage'));
  });
  test('the same is watched already', async () => {
    understood({ kind: 'watch', request: 'tea prices', urls: [], cadence: null, mode: 'every' });
    door.hallAnswers['monitor.create'] = { monitor: monitorView(), alreadyWatched: true };
    await say('watch tea prices');
    await expectGolden('question-already-watched', await shown('chat.postMessage'));
  });
  test('what a slash command leaves in the channel', async () => {
    understood({ kind: 'watch', request: 'tea prices', urls: [], cadence: null, mode: 'every' });
    door.hallAnswers['monitor.create'] = { monitor: monitorView(), alreadyWatched: false };
    await door.command('/watch', 'tea prices');
    await expectGolden('said-asked-to-watch', await shown('chat.postMessage'));
  });
});

describe('what is said of a press', () => {
  test.each([
    ['monitor_check', 'said-checking', 'monitor.checkNow', 'chat.postEphemeral'],
    ['monitor_use_browser', 'said-with-a-browser', 'monitor.useBrowser', 'chat.postEphemeral'],
    ['monitor_follow', 'said-follows', 'monitor.edit', 'chat.update'],
  ])('%s', async (actionId, name, call, method) => {
    door.hallAnswers[call] = monitorView();
    await door.interact(press(actionId, monitorId));
    const { text } = await shown(method);
    await expectGolden(name, { text });
  });

  test('what went wrong', async () => {
    door.hallAnswers['monitor.get'] = () => {
      throw new Error('the wires are crossed');
    };
    await door.interact(press('monitor_pause', monitorId));
    await expectGolden('error-inside', await shown('chat.postEphemeral'));
  });
  test('who may not', async () => {
    door.api.answers['conversations.info'] = { channel: { is_private: true } };
    door.api.answers['conversations.members'] = { members: ['UBOB'] };
    await door.interact(press('monitor_pause', monitorId));
    await expectGolden('error-not-allowed', await shown('chat.postEphemeral'));
  });
});

describe('why so quiet', () => {
  test('in the thread', async () => {
    understood({ kind: 'why', target: null });
    await say('why so quiet?', inThread);
    await expectGolden('why-in-thread', await shown('chat.postMessage'));
  });
  test('as a modal', async () => {
    await expectGoldenView('why-modal', await modal('monitor_why', monitorId));
  });
  test('when nothing was kept back', async () => {
    door.hallAnswers['detection.why'] = { ...report(), pageChanges: 0, groups: [], recent: [] };
    await expectGoldenView('why-nothing', await modal('monitor_why', monitorId));
  });
  test('news that was told before is said with when', async () => {
    const told = { ...change({ reason: 'already_told' }), toldBy: alertId };
    door.hallAnswers['detection.why'] = { ...report(), recent: [told] };
    door.hallAnswers['detection.getAlert'] = { alertId, monitorId, sentence: 'x', changes: [change()] };
    const view = await modal('monitor_why', monitorId);
    await expectGoldenView('why-already-told', view);
    expect(JSON.stringify(view)).toMatch(/told in this channel before: <!date/);
  });
  test('after "You should have told me"', async () => {
    const view = { id: 'V1', type: 'modal', private_metadata: JSON.stringify({ monitorId }) };
    const inModal = {
      channel: undefined,
      message: undefined,
      container: { type: 'view', view_id: 'V1' },
      view,
    };
    await door.interact(press('change_promote', changeId, inModal));
    await expectGoldenView('why-told-now', await shownView('views.update'));
  });
});

describe('forms', () => {
  test('while what belongs in it is looked up', async () => {
    await door.interact(press('monitor_edit', monitorId));
    await expectGoldenView('modal-loading', await shownView('views.open'));
  });
  test('edit, with everything set', async () => {
    const full = monitorView({
      cadence: { kind: 'cron', expression: '0 9 * * 1-5', timeZone: 'Europe/Berlin' },
      quietHours: { from: '22:00', to: '07:00', timeZone: 'Europe/Berlin' },
      notify: [
        { kind: 'email', address: 'ops@acme.test' },
        { kind: 'webhook', url: 'https://hooks.acme.test/x' },
      ],
      mentions: ['UADA'],
      mode: 'once',
    });
    watching(full);
    await expectGoldenView('modal-edit', await modal('monitor_edit', monitorId));
  });
  test('what cannot be opened', async () => {
    door.hallAnswers['monitor.get'] = () => {
      throw new LookoutError('not_found', 'x', { humanMessage: 'This monitor no longer exists.' });
    };
    await expectGoldenView('modal-gone', await modal('monitor_edit', monitorId));
  });
  test('before deleting', async () => {
    const chosen = { text: { type: 'plain_text', text: 'Delete…' }, value: `delete:${monitorId}` };
    const action = {
      type: 'overflow',
      action_id: 'home_more',
      block_id: 'b',
      action_ts: '1.5',
      selected_option: chosen,
    };
    await door.interact(press('home_more', '', { actions: [action] }));
    await expectGoldenView('modal-delete', await shownView('views.update'));
  });
});

describe('what changed', () => {
  const many = (count: number, at: number) =>
    Array.from({ length: count }, (_, index) =>
      entry({ label: `Line ${at + index}`, part: at + index < 18 ? 'asked' : 'elsewhere' }),
    );
  test.each<[string, AlertDiff]>([
    ['plain', diff([entry()])],
    [
      'every-kind',
      diff(
        [
          entry(),
          entry({ op: 'added', label: undefined, before: undefined, after: line('A new plan', true) }),
          entry({ op: 'removed', part: 'elsewhere', before: line('Free shipping', true), after: undefined }),
          entry({
            page: 1,
            path: [],
            label: undefined,
            after: { ...line('x'.repeat(900), true), cut: 2_101 },
          }),
          entry({
            page: 1,
            op: 'moved',
            part: 'left_out',
            why: 'lines that only changed places',
            before: undefined,
            after: line('Contact'),
          }),
        ],
        {
          pages: ['pricing', 'blog'].map((path) => ({
            changeId,
            url: `https://acme.test/${path}`,
            detectedAt: '2026-11-22T12:00:00.000Z',
          })),
          leftOut: [{ label: 'lines that only changed places', count: 1 }],
          isWhole: false,
        },
      ),
    ],
    ['only-noise', diff([], { leftOut: [{ label: 'counters', count: 12 }] })],
    ['two-thousand-lines', diff(many(40, 0), { total: 2_000 })],
    ['two-thousand-lines-last', diff(many(40, 1_960), { from: 1_960, total: 2_000 })],
  ])('%s', async (name, answer) => {
    door.hallAnswers['detection.describeAlert'] = answer;
    await expectGoldenView(`diff-${name}`, await modal('alert_diff', alertId));
  });
});

describe('words of strangers', () => {
  test.each([
    ['hostile', hostile],
    ['too-long', tooLong],
    ['right-to-left', rightToLeft],
  ])('%s: in Home, lists, questions, why, the form and the diff', async (name, words) => {
    watching(called(words), called(words));
    door.hallAnswers['detection.why'] = report(words);
    door.hallAnswers['detection.describeAlert'] = diff(
      [entry({ path: [words], label: words, before: line(words, true), after: line(words) })],
      { sentence: words, leftOut: [{ label: words, count: 1 }] },
    );
    await expectGoldenView(`${name}-home`, await openHome());
    await door.command('/monitors', 'all');
    await expectGolden(`${name}-list`, await shown('respond'));
    understood({ kind: 'unclear', question: words, options: [{ label: words, text: words }] });
    await say('x');
    await expectGolden(`${name}-question`, await shown('chat.postMessage'));
    await expectGoldenView(`${name}-why`, await modal('monitor_why', monitorId));
    const views = () => door.api.of('views.update').length;
    let before = views();
    await door.interact(press('monitor_edit', monitorId));
    await expect.poll(views).toBe(before + 1);
    await expectGoldenView(`${name}-edit`, await shownView('views.update'));
    before = views();
    await door.interact(press('alert_diff', alertId));
    await expect.poll(views).toBe(before + 1);
    await expectGoldenView(`${name}-diff`, await shownView('views.update'));
  });
});
