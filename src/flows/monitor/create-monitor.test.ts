import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type MonitorRoom, openMonitorRoom, sourceWith } from './open-monitor-room-for-test.ts';

let room: MonitorRoom;
beforeAll(async () => {
  room = await openMonitorRoom();
}, 60_000);
afterAll(async () => {
  await room[Symbol.asyncDispose]();
});
beforeEach(async () => {
  await room.reset();
});

describe('a new request', () => {
  test('is looked into in the background, with a card in the thread', async () => {
    const { monitor, alreadyWatched } = await room.calls.create(
      room.wish({ request: '  watch\u202e https://a.example/pricing \u0000' }),
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
    expect(await room.actsOf(monitor.monitorId)).toEqual(['U1 asked']);
  });

  test('delivered twice makes one monitor', async () => {
    const one = await room.calls.create(room.wish());
    const two = await room.calls.create(room.wish());
    expect(two.monitor.monitorId).toBe(one.monitor.monitorId);
    expect(two.alreadyWatched).toBe(false);
    expect(await room.jobs('discovery.propose')).toHaveLength(1);
  });

  test('asked in other words by somebody else is recognised, unless they insist', async () => {
    const one = await room.calls.create(room.wish());
    const words = 'please watch the pro plan price at https://A.example/pricing?utm_source=x';
    const two = await room.calls.create(
      room.wish({ request: words, key: 'other', by: 'U9', channelId: 'C2' }),
    );
    expect(two).toMatchObject({
      alreadyWatched: true,
      monitor: { monitorId: one.monitor.monitorId, channelId: 'C1' },
    });
    const three = await room.calls.create(
      room.wish({ request: words, key: 'third', by: 'U9', evenIfWatched: true }),
    );
    expect(three.alreadyWatched).toBe(false);
    expect(three.monitor.monitorId).not.toBe(one.monitor.monitorId);
  });

  test('is not matched with a monitor that ended, with one in a direct message, or of another workspace', async () => {
    const { monitor } = await room.calls.create(room.wish());
    await room.calls.stop({ monitorId: monitor.monitorId, by: 'U1' });
    expect((await room.calls.create(room.wish({ key: 'again', channelId: 'D7' }))).alreadyWatched).toBe(
      false,
    );
    expect((await room.calls.create(room.wish({ key: 'b', by: 'U9', channelId: 'C2' }))).alreadyWatched).toBe(
      false,
    );
    expect((await room.as('T2').create(room.wish({ key: 'c' }))).alreadyWatched).toBe(false);
  });

  test('that wants to look too often is slowed to what is allowed; a schedule that cannot be is refused', async () => {
    const { monitor } = await room.calls.create(room.wish({ cadence: { kind: 'every', minutes: 1 } }));
    expect(monitor.cadence).toEqual({ kind: 'every', minutes: 5 });
    const bad = { kind: 'cron', expression: '99 9 * * *', timeZone: 'UTC' } as const;
    await expect(room.calls.create(room.wish({ key: 'x', cadence: bad }))).rejects.toMatchObject({
      code: 'bad_input',
    });
  });
});

describe('what discovery answers', () => {
  test('becomes a proposal whose pages are read for a baseline', async () => {
    const { monitor } = await room.calls.create(room.wish());
    await room.forget();
    await room.propose(monitor.monitorId, {
      sources: [
        sourceWith('https://a.example/pricing'),
        sourceWith('https://a.example/js', { needsBrowser: true }),
      ],
    });
    const view = await room.calls.get({ monitorId: monitor.monitorId });
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
    expect(await room.cadencesOf('https://a.example/pricing')).toEqual([]);
  });

  test('keeps the cadence the person asked for', async () => {
    const { monitor } = await room.calls.create(room.wish({ cadence: { kind: 'every', minutes: 60 } }));
    await room.propose(monitor.monitorId);
    expect((await room.calls.get({ monitorId: monitor.monitorId })).cadence).toEqual({
      kind: 'every',
      minutes: 60,
    });
  });

  test('starts at once when that was asked, and arriving twice changes nothing', async () => {
    const { monitor } = await room.calls.create(room.wish({ startAtOnce: true }));
    await room.propose(monitor.monitorId);
    await room.propose(monitor.monitorId);
    const view = await room.calls.get({ monitorId: monitor.monitorId });
    expect(view).toMatchObject({ state: 'watching', sources: [{ url: 'https://a.example/pricing' }] });
    expect(await room.cadencesOf('https://a.example/pricing')).toEqual([{ kind: 'every', minutes: 30 }]);
  });

  test('is left aside when the request has changed since, or the monitor has ended', async () => {
    const { monitor } = await room.calls.create(room.wish());
    await room.propose(monitor.monitorId, {}, 7);
    expect((await room.calls.get({ monitorId: monitor.monitorId })).state).toBe('looking');
    await room.calls.stop({ monitorId: monitor.monitorId, by: 'U1' });
    await room.propose(monitor.monitorId);
    expect((await room.calls.get({ monitorId: monitor.monitorId })).state).toBe('stopped');
  });

  test('is a failure in words when no page was found', async () => {
    const { monitor } = await room.calls.create(room.wish());
    await room.forget();
    await room.propose(monitor.monitorId, null, 1, 'Name a page.');
    expect(await room.calls.get({ monitorId: monitor.monitorId })).toMatchObject({
      state: 'failed',
      failure: 'Name a page.',
    });
    expect(await room.jobs('notification.card')).toHaveLength(1);
    expect(await room.jobs('content.schedule')).toEqual([]);
  });
});

describe('a page followed by several monitors', () => {
  test('is one source read at the rhythms of those that watch', async () => {
    const one = await room.watching();
    const two = await room.watching({
      key: 'two',
      cadence: { kind: 'every', minutes: 60 },
      evenIfWatched: true,
    });
    const { rows } = await room.database.pool.query('select count(*)::int as n from sources');
    expect(rows[0].n).toBe(1);
    expect(await room.cadencesOf('https://a.example/pricing')).toHaveLength(2);
    await room.calls.pause(one);
    expect(await room.cadencesOf('https://a.example/pricing')).toEqual([{ kind: 'every', minutes: 60 }]);
    await room.calls.remove(two);
    expect(await room.cadencesOf('https://a.example/pricing')).toEqual([]);
    await room.calls.resume(one);
    expect(await room.cadencesOf('https://a.example/pricing')).toEqual([{ kind: 'every', minutes: 30 }]);
  });
});

describe('the list', () => {
  test('is filtered, counted and paged, newest first', async () => {
    for (const [index, channelId] of ['C1', 'C2', 'D3'].entries()) {
      room.clock.set(new Date(Date.UTC(2026, 4, 5, index)));
      await room.calls.create(
        room.wish({
          key: `l${index}`,
          channelId,
          by: `U${index}`,
          request: `watch number ${index} please`,
          threadTs: `${index}.0`,
        }),
      );
    }
    const channels = async (filter: object) =>
      (await room.calls.list(filter)).monitors.map(({ channelId }) => channelId);
    expect(await channels({})).toEqual(['D3', 'C2', 'C1']);
    expect(await room.calls.list({ limit: 1, offset: 1 })).toMatchObject({
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
