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

describe('what people do', () => {
  test('pausing says who did it, once, however often it is pressed', async () => {
    const asked = await room.watching();
    expect((await room.calls.pause(asked)).state).toBe('paused');
    expect((await room.calls.pause(asked)).state).toBe('paused');
    const said = await room.jobs('notification.say');
    expect(said).toMatchObject([{ channelId: 'C1', threadTs: '1.1', text: 'Paused by <@U2>.' }]);
    expect(await room.jobs('content.schedule')).toHaveLength(1);
    expect(await room.actsOf(asked.monitorId)).toEqual(['U1 asked', 'U2 paused', 'lookout proposed']);
  });

  test('starting and cancelling a proposal is shown by the card alone', async () => {
    const { monitor } = await room.calls.create(room.wish());
    await room.propose(monitor.monitorId);
    const asked = { monitorId: monitor.monitorId, by: 'U1' };
    expect((await room.calls.start(asked)).state).toBe('watching');
    expect((await room.calls.start(asked)).state).toBe('watching');
    const other = await room.calls.create(room.wish({ key: 'o', evenIfWatched: true }));
    expect((await room.calls.stop({ ...asked, monitorId: other.monitor.monitorId })).state).toBe('stopped');
    expect(await room.jobs('notification.say')).toEqual([]);
  });

  test('Start pressed too early counts as soon as the pages are found', async () => {
    const { monitor } = await room.calls.create(room.wish());
    expect((await room.calls.start({ monitorId: monitor.monitorId, by: 'U1' })).state).toBe('looking');
    await room.propose(monitor.monitorId);
    expect((await room.calls.get({ monitorId: monitor.monitorId })).state).toBe('watching');
  });

  test.each([
    ['pause', 'proposed', 'This is not being watched yet. Press Start first.'],
    ['pause', 'stopped', 'This was stopped for good. Ask again to watch it anew.'],
    ['resume', 'proposed', 'This is not being watched yet. Press Start first.'],
    ['checkNow', 'paused', 'This is paused. Resume it first.'],
    ['start', 'done', 'This was asked for once and has been told. Ask again to watch it anew.'],
    ['useBrowser', 'failed', 'No page was found for this request. Edit it, or name a page.'],
  ] as const)('%s of a monitor that is %s is refused with a sentence', async (call, state, sentence) => {
    const asked = await room.watching();
    await room.database.pool.query('update monitors set state = $1', [state]);
    await expect(room.calls[call](asked)).rejects.toMatchObject({ code: 'conflict', humanMessage: sentence });
  });

  test.each(['stopped', 'done'])(
    'watched again after it was %s / starts from the page as it is now',
    async (state) => {
      const asked = await room.watching();
      const before = await room.calls.get(asked);
      await room.database.pool.query('update monitors set state = $1', [state]);
      const after = await room.calls.resume(asked);
      expect(after).toMatchObject({ state: 'watching', requestVersion: before.requestVersion + 1 });
      expect((await room.jobs('content.schedule')).map(({ read }) => read)).toEqual(['baseline']);
    },
  );

  test('when Lookout leaves a workspace / all that is watched there rests, and only there', async () => {
    const asked = await room.watching();
    const stranger = room.as('T2', 'U1');
    expect(await stranger.pauseAll({ by: 'lookout' })).toEqual({ paused: 0 });
    expect((await room.calls.get(asked)).state).toBe('watching');
    expect(await room.calls.pauseAll({ by: 'lookout' })).toEqual({ paused: 1 });
    expect((await room.calls.get(asked)).state).toBe('paused');
  });

  test('a monitor of another workspace does not exist', async () => {
    const asked = await room.watching();
    const stranger = room.as('T2', 'U1');
    await expect(stranger.get({ monitorId: asked.monitorId })).rejects.toMatchObject({ code: 'not_found' });
    await expect(stranger.stop(asked)).rejects.toMatchObject({ code: 'not_found' });
    expect((await stranger.list({})).total).toBe(0);
  });

  test('checking now reads its pages because a person asked', async () => {
    await room.calls.checkNow(await room.watching());
    expect((await room.jobs('content.schedule')).map(({ read }) => read)).toEqual(['asked']);
  });

  test('snoozing holds alerts until a time in the reader’s zone, and 0 ends it', async () => {
    const asked = await room.watching();
    expect((await room.calls.snooze({ ...asked, minutes: 60 })).snoozedUntil).toBe(
      '2026-05-04T09:00:00.000Z',
    );
    expect((await room.calls.snooze({ ...asked, minutes: 0 })).snoozedUntil).toBeNull();
    const said = (await room.jobs('notification.say')).map(({ text }) => text).sort();
    expect(said[0]).toContain('<!date^1777885200^{date_short_pretty} {time}|');
    expect(said).toHaveLength(2);
  });

  test('a muted kind stays muted until it is unmuted', async () => {
    const asked = await room.watching();
    expect((await room.calls.muteKind({ ...asked, kind: 'wording' })).mutedKinds).toEqual(['wording']);
    expect((await room.calls.muteKind({ ...asked, kind: 'wording' })).mutedKinds).toEqual(['wording']);
    expect((await room.calls.muteKind({ ...asked, kind: 'wording', muted: false })).mutedKinds).toEqual([]);
  });

  test('a browser reads the same pages under another source', async () => {
    const asked = await room.watching();
    const view = await room.calls.useBrowser(asked);
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
    const asked = await room.watching();
    await room.calls.remove(asked);
    await expect(room.calls.get({ monitorId: asked.monitorId })).rejects.toMatchObject({ code: 'not_found' });
    expect(await room.jobs('notification.say')).toMatchObject([
      { monitorId: null, text: 'Deleted with its history by <@U2>.' },
    ]);
    expect((await room.jobs('content.schedule')).map(({ read }) => read)).toEqual(['no']);
  });

  test('a monitor asked for once ends when it has told, one for every time goes on', async () => {
    const once = await room.watching({}, { mode: 'once' });
    await room.work('monitor.done', { workspaceId: 'T1', monitorId: once.monitorId });
    await room.work('monitor.done', { workspaceId: 'T1', monitorId: once.monitorId });
    expect((await room.calls.get({ monitorId: once.monitorId })).state).toBe('done');
    expect(await room.cadencesOf('https://a.example/pricing')).toEqual([]);
    const always = await room.watching({ key: 'always' });
    await room.work('monitor.done', { workspaceId: 'T1', monitorId: always.monitorId });
    expect((await room.calls.get({ monitorId: always.monitorId })).state).toBe('watching');
  });
});

describe('an edit', () => {
  test('of the rhythm is one act and no new version; the same edit again is nothing', async () => {
    const asked = await room.watching();
    const edit = {
      ...asked,
      cadence: { kind: 'every' as const, minutes: 60 },
      mode: 'once' as const,
      mentions: ['U7', 'here'],
    };
    expect(await room.calls.edit(edit)).toMatchObject({
      requestVersion: 1,
      cadence: { minutes: 60 },
      mode: 'once',
      mentions: ['U7', 'here'],
    });
    await room.calls.edit(edit);
    expect((await room.jobs('notification.say')).map(({ text }) => text)).toEqual([
      'Edited by <@U2>: looks every hour, tells once, whom alerts mention.',
    ]);
    expect(await room.cadencesOf('https://a.example/pricing')).toEqual([{ kind: 'every', minutes: 60 }]);
    expect(await room.jobs('discovery.propose')).toEqual([]);
  });

  test('of the request alone looks for pages again, beginning with those it has, and goes on watching meanwhile', async () => {
    const asked = await room.watching();
    const view = await room.calls.edit({ ...asked, request: 'tell me when the Team plan gets cheaper' });
    expect(view).toMatchObject({ state: 'watching', requestVersion: 2 });
    expect(await room.jobs('discovery.propose')).toMatchObject([
      { requestVersion: 2, request: 'tell me when the Team plan gets cheaper\nhttps://a.example/pricing' },
    ]);
    expect((await room.jobs('content.schedule')).map(({ read }) => read)).toEqual(['baseline']);
    await room.propose(
      asked.monitorId,
      { intent: 'Tell you when the Team plan gets cheaper', sources: [sourceWith('https://a.example/team')] },
      2,
    );
    const after = await room.calls.get({ monitorId: asked.monitorId });
    expect(after).toMatchObject({ state: 'watching', sources: [{ url: 'https://a.example/team' }] });
    expect(await room.cadencesOf('https://a.example/pricing')).toEqual([]);
  });

  test('of the pages follows exactly those, whatever discovery thinks of them', async () => {
    const asked = await room.watching();
    const urls = ['https://b.example/one?utm_source=x', 'https://b.example/two'];
    expect((await room.calls.edit({ ...asked, urls })).sources.map(({ url }) => url)).toEqual([
      'https://b.example/one',
      'https://b.example/two',
    ]);
    expect(await room.cadencesOf('https://a.example/pricing')).toEqual([]);
    await room.propose(
      asked.monitorId,
      { sources: [sourceWith('https://b.example/two', { currentValue: '$9' })] },
      2,
    );
    const view = await room.calls.get({ monitorId: asked.monitorId });
    expect(view.sources.map(({ url, currentValue }) => [url, currentValue])).toEqual([
      ['https://b.example/one', null],
      ['https://b.example/two', '$9'],
    ]);
  });

  test('that discovery cannot follow keeps the old pages and says so', async () => {
    const asked = await room.watching();
    await room.calls.edit({ ...asked, request: 'tell me when c.example/x changes' });
    await room.forget();
    await room.propose(asked.monitorId, null, 2, 'No page about <that> could be read.');
    expect(await room.calls.get({ monitorId: asked.monitorId })).toMatchObject({
      state: 'watching',
      sources: [{ url: 'https://a.example/pricing' }],
    });
    expect((await room.jobs('notification.say')).map(({ text }) => text)).toEqual([
      'No page about &lt;that&gt; could be read. The pages stay as they are.',
    ]);
  });

  test('of a failed request looks again', async () => {
    const { monitor } = await room.calls.create(room.wish());
    await room.propose(monitor.monitorId, null, 1, 'Nothing.');
    const view = await room.calls.edit({
      monitorId: monitor.monitorId,
      by: 'U1',
      request: 'watch https://b.example/x',
    });
    expect(view).toMatchObject({ state: 'looking', failure: null });
  });

  test('what a person set by hand is not undone by a later proposal', async () => {
    const asked = await room.watching();
    await room.calls.edit({ ...asked, mode: 'once', cadence: { kind: 'every', minutes: 60 } });
    await room.calls.edit({ ...asked, request: 'tell me when the Team plan gets cheaper' });
    await room.propose(asked.monitorId, { mode: 'every', cadence: { kind: 'every', minutes: 30 } }, 2);
    expect(await room.calls.get({ monitorId: asked.monitorId })).toMatchObject({
      mode: 'once',
      cadence: { minutes: 60 },
    });
  });

  test.each([
    [{ mentions: ['<!channel>'] }],
    [{ quietHours: { from: '22:00', to: '07:00', timeZone: 'Mars/Olympus' } }],
    [{ urls: ['ftp://a.example/x'] }],
  ])('with %o is refused', async (edit) => {
    const asked = await room.watching();
    await expect(room.calls.edit({ ...asked, ...edit })).rejects.toMatchObject({ code: 'bad_input' });
  });
});
