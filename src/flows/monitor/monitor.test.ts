import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Proposal } from '../../contracts/discovery.ts';
import { type MonitorRoom, openMonitorRoom } from './open-monitor-room-for-test.ts';

let room: MonitorRoom;
let calls: ReturnType<MonitorRoom['as']>;
let serial = 0;

beforeAll(async () => {
  room = await openMonitorRoom();
}, 60_000);
afterAll(async () => {
  await room[Symbol.asyncDispose]();
});
beforeEach(async () => {
  await room.database.pool.query('truncate monitors, sources cascade');
  await room.forget();
  calls = room.as('T1', 'U1');
  serial += 1;
});

const request = "tell me when the Pro plan's price changes on https://a.example/pricing";
const wish = (over: object = {}) => ({
  request,
  by: 'U1',
  channelId: 'C1',
  threadTs: '1.1',
  key: `k${serial}`,
  ...over,
});
const source = (url: string, over: object = {}) => ({
  url,
  title: 'Pricing',
  kind: 'html' as const,
  why: 'named in the request',
  currentValue: '$20',
  confidence: 1,
  needsBrowser: false,
  ...over,
});
const proposal = (over: Partial<Proposal> = {}): Proposal => ({
  intent: "Tell you when the Pro plan's price changes",
  condition: { field: 'Pro plan price', operator: 'changes' },
  sources: [source('https://a.example/pricing')],
  cadence: { kind: 'every', minutes: 30 },
  mode: 'every',
  unreadable: [],
  workedOutBy: 'rules',
  ...over,
});
const propose = async (
  monitorId: string,
  over: Partial<Proposal> | null = {},
  requestVersion = 1,
  failure: string | null = null,
) => {
  await room.work('monitor.proposed', {
    workspaceId: 'T1',
    monitorId,
    requestVersion,
    proposal: over === null ? null : proposal(over),
    failure,
  });
};
const watching = async (over: object = {}, proposed: Partial<Proposal> = {}) => {
  const { monitor } = await calls.create(wish({ startAtOnce: true, ...over }));
  await propose(monitor.monitorId, proposed);
  await room.forget();
  return { monitorId: monitor.monitorId, by: 'U2' };
};
const cadencesOf = async (url: string) => {
  const { rows } = await room.database.pool.query('select cadences from sources where url = $1', [url]);
  return rows[0]?.cadences;
};
const actsOf = async (monitorId: string) => {
  const { rows } = await room.database.pool.query(
    'select actor, act from monitor_acts where monitor_id = $1 ',
    [monitorId],
  );
  return rows.map((row) => `${row.actor} ${row.act}`).sort();
};

describe('a new request', () => {
  test('is looked into in the background, with a card in the thread', async () => {
    const { monitor, alreadyWatched } = await calls.create(
      wish({ request: '  watch\u202e https://a.example/pricing \u0000' }),
    );
    expect(alreadyWatched).toBe(false);
    expect(monitor).toMatchObject({
      state: 'looking',
      request: 'watch https://a.example/pricing',
      createdBy: 'U1',
      sources: [],
      alerts: 0,
    });
    expect(await room.jobs('discovery.propose')).toEqual([
      {
        workspaceId: 'T1',
        monitorId: monitor.monitorId,
        request: 'watch https://a.example/pricing',
        requestVersion: 1,
      },
    ]);
    expect(await room.jobs('notification.card')).toHaveLength(1);
    expect(await actsOf(monitor.monitorId)).toEqual(['U1 asked']);
  });

  test('delivered twice makes one monitor', async () => {
    const one = await calls.create(wish());
    const two = await calls.create(wish());
    expect(two.monitor.monitorId).toBe(one.monitor.monitorId);
    expect(two.alreadyWatched).toBe(false);
    expect(await room.jobs('discovery.propose')).toHaveLength(1);
  });

  test('asked in other words by somebody else is recognised, unless they insist', async () => {
    const one = await calls.create(wish());
    const words = 'please watch the pro plan price at https://A.example/pricing?utm_source=x';
    const two = await calls.create(wish({ request: words, key: 'other', by: 'U9', channelId: 'C2' }));
    expect(two).toMatchObject({
      alreadyWatched: true,
      monitor: { monitorId: one.monitor.monitorId, channelId: 'C1' },
    });
    const three = await calls.create(wish({ request: words, key: 'third', by: 'U9', evenIfWatched: true }));
    expect(three.alreadyWatched).toBe(false);
    expect(three.monitor.monitorId).not.toBe(one.monitor.monitorId);
  });

  test('is not matched with a monitor that ended, with one in a direct message, or of another workspace', async () => {
    const { monitor } = await calls.create(wish());
    await calls.stop({ monitorId: monitor.monitorId, by: 'U1' });
    expect((await calls.create(wish({ key: 'again', channelId: 'D7' }))).alreadyWatched).toBe(false);
    expect((await calls.create(wish({ key: 'b', by: 'U9', channelId: 'C2' }))).alreadyWatched).toBe(false);
    expect((await room.as('T2').create(wish({ key: 'c' }))).alreadyWatched).toBe(false);
  });

  test('that wants to look too often is slowed to what is allowed; a schedule that cannot be is refused', async () => {
    const { monitor } = await calls.create(wish({ cadence: { kind: 'every', minutes: 1 } }));
    expect(monitor.cadence).toEqual({ kind: 'every', minutes: 5 });
    const bad = { kind: 'cron', expression: '99 9 * * *', timeZone: 'UTC' } as const;
    await expect(calls.create(wish({ key: 'x', cadence: bad }))).rejects.toMatchObject({ code: 'bad_input' });
  });
});

describe('what discovery answers', () => {
  test('becomes a proposal whose pages are read for a baseline', async () => {
    const { monitor } = await calls.create(wish());
    await room.forget();
    await propose(monitor.monitorId, {
      sources: [source('https://a.example/pricing'), source('https://a.example/js', { needsBrowser: true })],
    });
    const view = await calls.get({ monitorId: monitor.monitorId });
    expect(view).toMatchObject({
      state: 'proposed',
      intent: "Tell you when the Pro plan's price changes",
      cadence: { minutes: 30 },
    });
    expect(view.sources.map(({ url, currentValue }) => [url, currentValue])).toEqual([
      ['https://a.example/pricing', '$20'],
      ['https://a.example/js', '$20'],
    ]);
    expect((await room.jobs('content.schedule')).map(({ read }) => read)).toEqual(['baseline', 'baseline']);
    expect(await cadencesOf('https://a.example/pricing')).toEqual([]);
  });

  test('keeps the cadence the person asked for', async () => {
    const { monitor } = await calls.create(wish({ cadence: { kind: 'every', minutes: 60 } }));
    await propose(monitor.monitorId);
    expect((await calls.get({ monitorId: monitor.monitorId })).cadence).toEqual({
      kind: 'every',
      minutes: 60,
    });
  });

  test('starts at once when that was asked, and arriving twice changes nothing', async () => {
    const { monitor } = await calls.create(wish({ startAtOnce: true }));
    await propose(monitor.monitorId);
    await propose(monitor.monitorId);
    const view = await calls.get({ monitorId: monitor.monitorId });
    expect(view).toMatchObject({ state: 'watching', sources: [{ url: 'https://a.example/pricing' }] });
    expect(await cadencesOf('https://a.example/pricing')).toEqual([{ kind: 'every', minutes: 30 }]);
  });

  test('is left aside when the request has changed since, or the monitor has ended', async () => {
    const { monitor } = await calls.create(wish());
    await propose(monitor.monitorId, {}, 7);
    expect((await calls.get({ monitorId: monitor.monitorId })).state).toBe('looking');
    await calls.stop({ monitorId: monitor.monitorId, by: 'U1' });
    await propose(monitor.monitorId);
    expect((await calls.get({ monitorId: monitor.monitorId })).state).toBe('stopped');
  });

  test('is a failure in words when no page was found', async () => {
    const { monitor } = await calls.create(wish());
    await room.forget();
    await propose(monitor.monitorId, null, 1, 'Name a page.');
    expect(await calls.get({ monitorId: monitor.monitorId })).toMatchObject({
      state: 'failed',
      failure: 'Name a page.',
    });
    expect(await room.jobs('notification.card')).toHaveLength(1);
    expect(await room.jobs('content.schedule')).toEqual([]);
  });
});

describe('a page followed by several monitors', () => {
  test('is one source read at the rhythms of those that watch', async () => {
    const one = await watching();
    const two = await watching({ key: 'two', cadence: { kind: 'every', minutes: 60 }, evenIfWatched: true });
    const { rows } = await room.database.pool.query('select count(*)::int as n from sources');
    expect(rows[0].n).toBe(1);
    expect(await cadencesOf('https://a.example/pricing')).toHaveLength(2);
    await calls.pause(one);
    expect(await cadencesOf('https://a.example/pricing')).toEqual([{ kind: 'every', minutes: 60 }]);
    await calls.remove(two);
    expect(await cadencesOf('https://a.example/pricing')).toEqual([]);
    await calls.resume(one);
    expect(await cadencesOf('https://a.example/pricing')).toEqual([{ kind: 'every', minutes: 30 }]);
  });
});

describe('what people do', () => {
  test('pausing says who did it, once, however often it is pressed', async () => {
    const asked = await watching();
    expect((await calls.pause(asked)).state).toBe('paused');
    expect((await calls.pause(asked)).state).toBe('paused');
    const said = await room.jobs('notification.say');
    expect(said).toMatchObject([{ channelId: 'C1', threadTs: '1.1', text: 'Paused by <@U2>.' }]);
    expect(await room.jobs('content.schedule')).toHaveLength(1);
    expect(await actsOf(asked.monitorId)).toEqual(['U1 asked', 'U2 paused', 'lookout proposed']);
  });

  test('starting and cancelling a proposal is shown by the card alone', async () => {
    const { monitor } = await calls.create(wish());
    await propose(monitor.monitorId);
    const asked = { monitorId: monitor.monitorId, by: 'U1' };
    expect((await calls.start(asked)).state).toBe('watching');
    expect((await calls.start(asked)).state).toBe('watching');
    const other = await calls.create(wish({ key: 'o', evenIfWatched: true }));
    expect((await calls.stop({ ...asked, monitorId: other.monitor.monitorId })).state).toBe('stopped');
    expect(await room.jobs('notification.say')).toEqual([]);
  });

  test('Start pressed too early counts as soon as the pages are found', async () => {
    const { monitor } = await calls.create(wish());
    expect((await calls.start({ monitorId: monitor.monitorId, by: 'U1' })).state).toBe('looking');
    await propose(monitor.monitorId);
    expect((await calls.get({ monitorId: monitor.monitorId })).state).toBe('watching');
  });

  test.each([
    ['pause', 'proposed', 'This is not being watched yet. Press Start first.'],
    ['resume', 'stopped', 'This was stopped for good. Ask again to watch it anew.'],
    ['checkNow', 'paused', 'This is paused. Resume it first.'],
    ['start', 'done', 'This was asked for once and has been told. Ask again to watch it anew.'],
    ['useBrowser', 'failed', 'No page was found for this request. Edit it, or name a page.'],
  ] as const)('%s of a monitor that is %s is refused with a sentence', async (call, state, sentence) => {
    const asked = await watching();
    await room.database.pool.query('update monitors set state = $1', [state]);
    await expect(calls[call](asked)).rejects.toMatchObject({ code: 'conflict', humanMessage: sentence });
  });

  test('a monitor of another workspace does not exist', async () => {
    const asked = await watching();
    const stranger = room.as('T2', 'U1');
    await expect(stranger.get({ monitorId: asked.monitorId })).rejects.toMatchObject({ code: 'not_found' });
    await expect(stranger.stop(asked)).rejects.toMatchObject({ code: 'not_found' });
    expect((await stranger.list({})).total).toBe(0);
  });

  test('checking now reads its pages because a person asked', async () => {
    await calls.checkNow(await watching());
    expect((await room.jobs('content.schedule')).map(({ read }) => read)).toEqual(['asked']);
  });

  test('snoozing holds alerts until a time in the reader’s zone, and 0 ends it', async () => {
    const asked = await watching();
    expect((await calls.snooze({ ...asked, minutes: 60 })).snoozedUntil).toBe('2026-05-04T09:00:00.000Z');
    expect((await calls.snooze({ ...asked, minutes: 0 })).snoozedUntil).toBeNull();
    const said = (await room.jobs('notification.say')).map(({ text }) => text).sort();
    expect(said[0]).toContain('<!date^1777885200^{date_short_pretty} {time}|');
    expect(said).toHaveLength(2);
  });

  test('a muted kind stays muted until it is unmuted', async () => {
    const asked = await watching();
    expect((await calls.muteKind({ ...asked, kind: 'wording' })).mutedKinds).toEqual(['wording']);
    expect((await calls.muteKind({ ...asked, kind: 'wording' })).mutedKinds).toEqual(['wording']);
    expect((await calls.muteKind({ ...asked, kind: 'wording', muted: false })).mutedKinds).toEqual([]);
  });

  test('a browser reads the same pages under another source', async () => {
    const asked = await watching();
    const view = await calls.useBrowser(asked);
    expect(view.sources.map(({ url }) => url)).toEqual(['https://a.example/pricing']);
    const { rows } = await room.database.pool.query(
      'select with_browser, cadences from sources order by with_browser',
    );
    expect(rows).toEqual([
      { with_browser: false, cadences: [] },
      { with_browser: true, cadences: [{ kind: 'every', minutes: 30 }] },
    ]);
    expect((await room.jobs('content.schedule')).map(({ read }) => read).sort()).toEqual(['baseline', 'no']);
  });

  test('deleting leaves no rows and a line that says who did it', async () => {
    const asked = await watching();
    await calls.remove(asked);
    await expect(calls.get({ monitorId: asked.monitorId })).rejects.toMatchObject({ code: 'not_found' });
    expect(await room.jobs('notification.say')).toMatchObject([
      { monitorId: null, text: 'Deleted with its history by <@U2>.' },
    ]);
    expect((await room.jobs('content.schedule')).map(({ read }) => read)).toEqual(['no']);
  });

  test('a monitor asked for once ends when it has told, one for every time goes on', async () => {
    const once = await watching({}, { mode: 'once' });
    await room.work('monitor.done', { workspaceId: 'T1', monitorId: once.monitorId });
    await room.work('monitor.done', { workspaceId: 'T1', monitorId: once.monitorId });
    expect((await calls.get({ monitorId: once.monitorId })).state).toBe('done');
    expect(await cadencesOf('https://a.example/pricing')).toEqual([]);
    const always = await watching({ key: 'always' });
    await room.work('monitor.done', { workspaceId: 'T1', monitorId: always.monitorId });
    expect((await calls.get({ monitorId: always.monitorId })).state).toBe('watching');
  });
});

describe('an edit', () => {
  test('of the rhythm is one act and no new version; the same edit again is nothing', async () => {
    const asked = await watching();
    const edit = {
      ...asked,
      cadence: { kind: 'every' as const, minutes: 60 },
      mode: 'once' as const,
      mentions: ['U7', 'here'],
    };
    expect(await calls.edit(edit)).toMatchObject({
      requestVersion: 1,
      cadence: { minutes: 60 },
      mode: 'once',
      mentions: ['U7', 'here'],
    });
    await calls.edit(edit);
    expect((await room.jobs('notification.say')).map(({ text }) => text)).toEqual([
      'Edited by <@U2>: looks every hour, tells once, whom alerts mention.',
    ]);
    expect(await cadencesOf('https://a.example/pricing')).toEqual([{ kind: 'every', minutes: 60 }]);
    expect(await room.jobs('discovery.propose')).toEqual([]);
  });

  test('of the request alone looks for pages again, beginning with those it has, and goes on watching meanwhile', async () => {
    const asked = await watching();
    const view = await calls.edit({ ...asked, request: 'tell me when the Team plan gets cheaper' });
    expect(view).toMatchObject({ state: 'watching', requestVersion: 2 });
    expect(await room.jobs('discovery.propose')).toMatchObject([
      { requestVersion: 2, request: 'tell me when the Team plan gets cheaper\nhttps://a.example/pricing' },
    ]);
    expect((await room.jobs('content.schedule')).map(({ read }) => read)).toEqual(['baseline']);
    await propose(
      asked.monitorId,
      { intent: 'Tell you when the Team plan gets cheaper', sources: [source('https://a.example/team')] },
      2,
    );
    const after = await calls.get({ monitorId: asked.monitorId });
    expect(after).toMatchObject({ state: 'watching', sources: [{ url: 'https://a.example/team' }] });
    expect(await cadencesOf('https://a.example/pricing')).toEqual([]);
  });

  test('of the pages follows exactly those, whatever discovery thinks of them', async () => {
    const asked = await watching();
    const urls = ['https://b.example/one?utm_source=x', 'https://b.example/two'];
    expect((await calls.edit({ ...asked, urls })).sources.map(({ url }) => url)).toEqual([
      'https://b.example/one',
      'https://b.example/two',
    ]);
    expect(await cadencesOf('https://a.example/pricing')).toEqual([]);
    await propose(asked.monitorId, { sources: [source('https://b.example/two', { currentValue: '$9' })] }, 2);
    const view = await calls.get({ monitorId: asked.monitorId });
    expect(view.sources.map(({ url, currentValue }) => [url, currentValue])).toEqual([
      ['https://b.example/one', null],
      ['https://b.example/two', '$9'],
    ]);
  });

  test('that discovery cannot follow keeps the old pages and says so', async () => {
    const asked = await watching();
    await calls.edit({ ...asked, request: 'tell me when c.example/x changes' });
    await room.forget();
    await propose(asked.monitorId, null, 2, 'No page about <that> could be read.');
    expect(await calls.get({ monitorId: asked.monitorId })).toMatchObject({
      state: 'watching',
      sources: [{ url: 'https://a.example/pricing' }],
    });
    expect((await room.jobs('notification.say')).map(({ text }) => text)).toEqual([
      'No page about &lt;that&gt; could be read. The pages stay as they are.',
    ]);
  });

  test('of a failed request looks again', async () => {
    const { monitor } = await calls.create(wish());
    await propose(monitor.monitorId, null, 1, 'Nothing.');
    const view = await calls.edit({
      monitorId: monitor.monitorId,
      by: 'U1',
      request: 'watch https://b.example/x',
    });
    expect(view).toMatchObject({ state: 'looking', failure: null });
  });

  test('what a person set by hand is not undone by a later proposal', async () => {
    const asked = await watching();
    await calls.edit({ ...asked, mode: 'once', cadence: { kind: 'every', minutes: 60 } });
    await calls.edit({ ...asked, request: 'tell me when the Team plan gets cheaper' });
    await propose(asked.monitorId, { mode: 'every', cadence: { kind: 'every', minutes: 30 } }, 2);
    expect(await calls.get({ monitorId: asked.monitorId })).toMatchObject({
      mode: 'once',
      cadence: { minutes: 60 },
    });
  });

  test.each([
    [{ mentions: ['<!channel>'] }],
    [{ quietHours: { from: '22:00', to: '07:00', timeZone: 'Mars/Olympus' } }],
    [{ urls: ['ftp://a.example/x'] }],
  ])('with %o is refused', async (edit) => {
    const asked = await watching();
    await expect(calls.edit({ ...asked, ...edit })).rejects.toMatchObject({ code: 'bad_input' });
  });
});

describe('the list', () => {
  test('is filtered, counted and paged, newest first', async () => {
    for (const [index, channelId] of ['C1', 'C2', 'D3'].entries()) {
      room.clock.set(new Date(Date.UTC(2026, 4, 5, index)));
      await calls.create(
        wish({
          key: `l${index}`,
          channelId,
          by: `U${index}`,
          request: `watch number ${index} please`,
          threadTs: `${index}.0`,
        }),
      );
    }
    const channels = async (filter: object) =>
      (await calls.list(filter)).monitors.map(({ channelId }) => channelId);
    expect(await channels({})).toEqual(['D3', 'C2', 'C1']);
    expect(await calls.list({ limit: 1, offset: 1 })).toMatchObject({
      total: 3,
      monitors: [{ channelId: 'C2' }],
    });
    expect(await channels({ channelId: 'C1' })).toEqual(['C1']);
    expect(await channels({ createdBy: 'U2' })).toEqual(['D3']);
    expect(await channels({ threadTs: '1.0' })).toEqual(['C2']);
    expect(await channels({ visibleChannels: ['C1'] })).toEqual(['C2', 'C1']); // C2: the asker U1 made it
    expect((await room.as('T1', 'U8').list({ visibleChannels: [] })).total).toBe(0);
  });
});
