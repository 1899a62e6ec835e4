import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { LookoutError } from '../../kit/errors.ts';
import { type DrivenDoor, driveDoor, monitorView, press } from './drive-door-for-test.ts';

const monitorId = monitorView().monitorId;
const alertId = '44444444-4444-4444-8444-444444444444';
const changeId = '55555555-5555-4555-8555-555555555555';
const change = {
  id: changeId,
  monitorId,
  sourceId: '22222222-2222-4222-8222-222222222222',
  url: 'https://acme.test/pricing',
  detectedAt: '2026-11-22T12:00:00.000Z',
  hunks: [],
  verdict: {
    outcome: 'silent',
    reason: 'not_about_request',
    kind: 'price',
    severity: 'normal',
    sentence: 'Pro rose',
    quotes: [],
    confidence: 1,
    judgedBy: 'rules',
  },
  alertId: null,
};
const report = {
  monitorId,
  sinceDays: 7,
  checks: 336,
  pageChanges: 41,
  alerts: 0,
  groups: [{ reason: 'n', label: 'menus', count: 38 }],
  recent: [change],
};

const line = (text: string) => ({ parts: [{ text, changed: true }], cut: 0 });
const diff = {
  alertId,
  monitorId,
  sentence: 'Pro rose',
  pages: [{ changeId, url: change.url, detectedAt: change.detectedAt }],
  entries: [
    { page: 0, op: 'changed', path: ['Plans'], part: 'asked', before: line('$20'), after: line('$25') },
  ],
  from: 0,
  total: 2,
  leftOut: [{ label: 'counters', count: 3 }],
  isWhole: true,
};
const spend = {
  month: '2026-11',
  inputTokens: 0,
  outputTokens: 0,
  usd: 0,
  budgetUsd: 20,
  asked: 0,
  cached: 0,
  hasModel: false,
};

let door: DrivenDoor;
beforeEach(async () => {
  door = await driveDoor();
  const same = monitorView();
  Object.assign(door.hallAnswers, {
    'monitor.get': same,
    'monitor.list': { monitors: [same], total: 1 },
    ...Object.fromEntries(
      ['start', 'stop', 'pause', 'resume', 'checkNow', 'useBrowser', 'snooze', 'muteKind', 'edit'].map(
        (verb) => [`monitor.${verb}`, same],
      ),
    ),
    'monitor.remove': { monitorId },
    'detection.getAlert': { alertId, monitorId, sentence: 'Pro rose', changes: [change] },
    'detection.getChange': change,
    'detection.why': report,
    'detection.rate': { alertId },
    'detection.forgetMark': { changeId, forgotten: true },
    'detection.describeAlert': diff,
    'detection.spend': spend,
    'detection.promote': { alertId },
  });
});
afterEach(async () => door[Symbol.asyncDispose]());

const seen = () => [...door.api.calls.map(({ method }) => method), ...door.hallCalls.map(({ name }) => name)];

/** Presses and waits for the last effect; the acknowledgement comes before any of them. */
async function pressAndSee(payload: Record<string, unknown>, lastCall: string): Promise<void> {
  expect((await door.interact(payload)).status).toBe(200);
  await expect.poll(seen).toContain(lastCall);
}

const overflow = (actionId: string, value: string, more: Record<string, unknown> = {}) =>
  press(actionId, '', {
    actions: [
      {
        type: 'overflow',
        action_id: actionId,
        block_id: 'b',
        action_ts: '1790000001.5',
        selected_option: { text: { type: 'plain_text', text: 'Choice' }, value },
      },
    ],
    ...more,
  });

const inHome = {
  channel: undefined,
  message: undefined,
  container: { type: 'view', view_id: 'VHOME' },
  view: { id: 'VHOME', type: 'home', private_metadata: '' },
};

describe('buttons of a monitor', () => {
  test.each([
    ['monitor_start', 'monitor.start'],
    ['monitor_cancel', 'monitor.stop'],
    ['monitor_undo', 'monitor.stop'],
    ['monitor_pause', 'monitor.pause'],
    ['monitor_resume', 'monitor.resume'],
    ['monitor_stop', 'monitor.stop'],
    ['monitor_check', 'monitor.checkNow'],
    ['monitor_use_browser', 'monitor.useBrowser'],
  ])('%s asks for %s by whoever pressed', async (actionId, call) => {
    await pressAndSee(press(actionId, monitorId), call);
    expect(door.asked(call)).toEqual([{ monitorId, by: 'UADA' }]);
  });

  test('the same press delivered twice acts once; pressing again acts again', async () => {
    await pressAndSee(press('monitor_check', monitorId), 'chat.postEphemeral');
    await door.interact(press('monitor_check', monitorId));
    const again = press('monitor_check', monitorId);
    const [action] = again.actions as Record<string, unknown>[];
    await door.interact({ ...again, actions: [{ ...action, action_ts: '1790000009.1' }] });
    await expect.poll(() => door.asked('monitor.checkNow').length).toBe(2);
    expect(door.api.of('chat.postEphemeral').length).toBeLessThanOrEqual(2);
  });

  test('an outsider of a private channel is refused in words that name who may', async () => {
    door.api.answers['conversations.info'] = { channel: { is_private: true } };
    door.api.answers['conversations.members'] = { members: ['UBOB'] };
    await pressAndSee(press('monitor_pause', monitorId), 'chat.postEphemeral');
    expect(door.asked('monitor.pause')).toEqual([]);
    expect(door.api.of('chat.postEphemeral')).toMatchObject([
      { text: expect.stringMatching(/Only members of <#C1> .*<@UADA>/), thread_ts: '1790000000.000100' },
    ]);
  });

  test('membership is asked of Slack once a minute, not once a press', async () => {
    for (const value of ['1.1', '1.2', '1.3']) {
      const payload = press('monitor_pause', monitorId);
      const [action] = payload.actions as Record<string, unknown>[];
      await door.interact({ ...payload, actions: [{ ...action, action_ts: value }] });
    }
    await expect.poll(() => door.asked('monitor.pause').length).toBe(3);
    expect(door.api.of('conversations.members')).toHaveLength(1);
  });

  test('following adds the person to whom its alerts mention', async () => {
    await pressAndSee(press('monitor_follow', monitorId), 'chat.update');
    expect(door.asked('monitor.edit')).toEqual([{ monitorId, by: 'UADA', mentions: ['UADA'] }]);
  });

  test('"why so quiet?" opens at once and is filled after, with a way to object', async () => {
    await pressAndSee(press('monitor_why', monitorId), 'views.update');
    expect(JSON.stringify(door.api.of('views.open')[0])).toContain('Loading');
    const filled = JSON.stringify(door.api.of('views.update')[0]);
    expect(filled).toContain('38 × menus');
    expect(filled).toContain(changeId);
  });

  test('editing opens at once and is filled with what is set now', async () => {
    await pressAndSee(press('monitor_edit', monitorId), 'views.update');
    const [{ view } = {}] = door.api.of('views.update');
    expect(view).toMatchObject({
      callback_id: 'edit_monitor',
      private_metadata: JSON.stringify({ monitorId, fromHome: false }),
    });
    expect(JSON.stringify(view)).toContain('"initial_value":"https://acme.test/pricing"');
    expect(JSON.stringify(view)).toContain(
      '"initial_option":{"text":{"type":"plain_text","text":"Every 30 minutes"',
    );
  });

  test('a monitor that is gone is said in the modal, not left loading', async () => {
    door.hallAnswers['monitor.get'] = () => {
      throw new LookoutError('not_found', 'x', { humanMessage: 'This monitor no longer exists.' });
    };
    await pressAndSee(press('monitor_edit', monitorId), 'views.update');
    expect(JSON.stringify(door.api.of('views.update')[0])).toContain('no longer exists');
  });
});

test('pressing in a list that only one person sees answers by the address of that list', async () => {
  const hidden = {
    container: { type: 'message', message_ts: '1790000000.000700', channel_id: 'C1', is_ephemeral: true },
    message: undefined,
    response_url: `${door.api.url}respond`,
  };
  await pressAndSee(overflow('list_more', `pause:${monitorId}`, hidden), 'respond');
  expect(door.asked('monitor.pause')).toEqual([{ monitorId, by: 'UADA' }]);
  expect(door.api.of('chat.postEphemeral')).toEqual([]);
});

describe('buttons of an alert', () => {
  test('useful and not useful are remembered with who said so', async () => {
    await pressAndSee(press('alert_useful', alertId), 'detection.rate');
    expect(door.asked('detection.rate')).toEqual([{ alertId, useful: true, by: 'UADA' }]);
  });

  test.each([
    ['snooze60', 60],
    ['snooze1440', 1_440],
    ['snooze10080', 10_080],
  ])('%s holds back for %d minutes', async (verb, minutes) => {
    await pressAndSee(overflow('alert_more', `${verb}:${alertId}`), 'monitor.snooze');
    expect(door.asked('monitor.snooze')).toEqual([{ monitorId, by: 'UADA', minutes }]);
  });

  test('muting mutes the kind of the change behind the alert', async () => {
    await pressAndSee(overflow('alert_more', `mute:${alertId}`), 'monitor.muteKind');
    expect(door.asked('monitor.muteKind')).toEqual([{ monitorId, by: 'UADA', kind: 'price', muted: true }]);
  });

  test('Undo takes back what was said of every change behind the alert', async () => {
    await pressAndSee(press('alert_unrate', alertId), 'detection.forgetMark');
    expect(door.asked('detection.forgetMark')).toEqual([{ changeId, by: 'UADA' }]);
  });

  test('an outsider of a private channel sees no difference of its pages', async () => {
    door.api.answers['conversations.info'] = { channel: { is_private: true } };
    door.api.answers['conversations.members'] = { members: ['UBOB'] };
    await pressAndSee(press('alert_diff', alertId), 'views.update');
    expect(JSON.stringify(door.api.of('views.update')[0])).toContain('Only members of <#C1>');
    expect(JSON.stringify(door.api.of('views.update')[0])).not.toContain('$20');
  });

  test('the difference opens at once and is filled after; its buttons turn the pages in place', async () => {
    await pressAndSee(press('alert_diff', alertId), 'views.update');
    expect(JSON.stringify(door.api.of('views.open')[0])).toContain('Loading');
    expect(door.asked('detection.describeAlert')).toEqual([{ alertId, show: 'news', from: 0, limit: 40 }]);
    expect(JSON.stringify(door.api.of('views.update')[0])).toContain(`"value":"news:1:${alertId}"`);
    const view = { id: 'V1', type: 'modal', private_metadata: '' };
    const inModal = { ...inHome, view, container: { type: 'view', view_id: 'V1' } };
    await door.interact(press('diff_next', `news:1:${alertId}`, inModal));
    await expect.poll(() => door.asked('detection.describeAlert').at(-1)).toMatchObject({ from: 1 });
    await expect.poll(() => door.api.of('views.update').length).toBe(2);
    expect(door.api.of('views.update')[1]).toMatchObject({ view_id: 'V1' });
    await door.interact(press('diff_show', `all:0:${alertId}`, { ...inModal, view: { ...view, id: 'V2' } }));
    await expect.poll(() => door.asked('detection.describeAlert').at(-1)).toMatchObject({ show: 'all' });
  });

  test('a choice that no menu of ours offers does nothing', async () => {
    expect((await door.interact(overflow('alert_more', `explode:${alertId}`))).status).toBe(200);
    expect(door.hallCalls).toEqual([]);
  });

  test('"you should have told me" in the modal promotes the change and shows the list anew', async () => {
    const view = { id: 'V1', type: 'modal', private_metadata: JSON.stringify({ monitorId }) };
    await pressAndSee(
      press('change_promote', changeId, { ...inHome, view, container: { type: 'view', view_id: 'V1' } }),
      'views.update',
    );
    expect(door.asked('detection.promote')).toEqual([{ changeId, by: 'UADA' }]);
    expect(JSON.stringify(door.api.of('views.update')[0])).toContain('Told now');
  });
});

describe('App Home', () => {
  test('opening it shows the person’s monitors with their state and a menu', async () => {
    await door.event({ type: 'app_home_opened', tab: 'home', user: 'UADA', channel: 'D1', event_ts: '1' });
    expect(await door.work()).toEqual([]);
    expect(door.asked('monitor.list')).toMatchObject([{ createdBy: 'UADA' }]);
    const home = JSON.stringify(door.api.of('views.publish')[0]);
    expect(home).toContain('● Watching');
    expect(home).toContain(`pause:${monitorId}`);
  });

  test('an empty one teaches the first step', async () => {
    door.hallAnswers['monitor.list'] = { monitors: [], total: 0 };
    await door.event({ type: 'app_home_opened', tab: 'home', user: 'UADA', channel: 'D1', event_ts: '1' });
    await door.work();
    expect(JSON.stringify(door.api.of('views.publish')[0])).toContain('/invite @Lookout');
  });

  test('acting from it shows it anew with what was done; what is refused stands there too', async () => {
    await pressAndSee(overflow('home_more', `pause:${monitorId}`, inHome), 'views.publish');
    expect(JSON.stringify(door.api.of('views.publish')[0])).toContain('Paused.');
    door.hallAnswers['monitor.resume'] = () => {
      throw new LookoutError('conflict', 'x', { humanMessage: 'It is stopped for good.' });
    };
    await door.interact(
      overflow('home_more', `resume:${monitorId}`, {
        ...inHome,
        container: { type: 'view', view_id: 'VHOME2' },
        view: { ...inHome.view, id: 'VHOME2' },
      }),
    );
    await expect
      .poll(() => JSON.stringify(door.api.of('views.publish').at(-1)))
      .toContain('stopped for good');
  });

  test('deleting from its menu asks first', async () => {
    await pressAndSee(overflow('home_more', `delete:${monitorId}`, inHome), 'views.update');
    expect(door.asked('monitor.remove')).toEqual([]);
    expect(door.api.of('views.update')[0]).toMatchObject({
      view: { callback_id: 'confirm_delete', submit: { text: 'Delete' } },
    });
  });
});

describe('the buttons under a question', () => {
  test('pressing one settles the question and says its words in that thread', async () => {
    Object.assign(door.hallAnswers, {
      'assistant.understand': {
        kind: 'watch',
        request: 'tea prices',
        urls: [],
        cadence: null,
        mode: 'every',
      },
      'monitor.create': { monitor: monitorView(), alreadyWatched: false },
    });
    await pressAndSee(press('clarify_1', 'watch tea prices'), 'monitor.create');
    expect(door.api.of('chat.update')).toMatchObject([
      { ts: '1790000000.000200', text: '→ Label · <@UADA>' },
    ]);
    expect(door.asked('monitor.create')).toMatchObject([
      { threadTs: '1790000000.000100', evenIfWatched: false },
    ]);
  });

  test('"Watch anyway" makes a second monitor of the same', async () => {
    Object.assign(door.hallAnswers, {
      'assistant.understand': {
        kind: 'watch',
        request: 'tea prices',
        urls: [],
        cadence: null,
        mode: 'every',
      },
      'monitor.create': { monitor: monitorView(), alreadyWatched: false },
    });
    await pressAndSee(press('clarify_watch_anyway', 'watch tea prices'), 'monitor.create');
    expect(door.asked('monitor.create')).toMatchObject([{ evenIfWatched: true }]);
  });
});
