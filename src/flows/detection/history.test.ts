import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { openRoom, type Room, workspaceId } from '../../../test/helpers/open-room.ts';
import { newId } from '../../kit/ids.ts';
import { createDifferenceFinder } from './difference-pool.ts';
import { blog, page, playDetection, pricing, text } from './play-detection-for-test.ts';

let room: Room;
let detection: ReturnType<typeof playDetection>;
const differences = createDifferenceFinder();

beforeAll(async () => {
  room = await openRoom();
  detection = playDetection(room, differences);
}, 60_000);
afterAll(async () => {
  await room[Symbol.asyncDispose]();
  await differences[Symbol.asyncDispose]();
});
beforeEach(async () => {
  await room.forget();
  room.clock.set(new Date('2026-05-04T08:00:00Z'));
});

const newest = async () => (await detection.changes()).at(-1);

describe('what another request would have told', () => {
  test('history is judged anew, beside what was told then', async () => {
    const monitorId = await room.addMonitor();
    for (const price of ['$20', '$25', '$22', '$30']) await detection.showsAndTells(pricing(price));
    const report = await detection.calls.replay({ monitorId, request: 'tell me when the price drops' });
    expect(report).toMatchObject({ compared: 3, wouldAlert: 1, toldThen: 3 });
    expect(report.changes.map(({ url, toldThen, verdict }) => [url, toldThen, verdict.outcome])).toEqual([
      [page, true, 'silent'],
      [page, true, 'alert'],
      [page, true, 'silent'],
    ]);
    expect(report.changes[1]?.verdict.sentence).toContain('$22');
  });

  test('its own request comes out as it was told, and nothing is stored or sent', async () => {
    const monitorId = await room.addMonitor({ condition: { field: 'price', operator: 'drops' } });
    for (const price of ['$20', '$25', '$20', '$18']) await detection.showsAndTells(pricing(price));
    const before = await detection.changes();
    const report = await detection.calls.replay({ monitorId });
    expect(report.changes.map(({ verdict }) => verdict.reason)).toEqual(
      before.map((change) => change.reason),
    );
    expect(report.changes.map(({ toldThen }) => toldThen)).toEqual([false, false, true]);
    expect(await detection.changes()).toEqual(before);
    expect(await room.take('notification.alert')).toEqual([]);
  });

  test('drift is measured from what would have been told last', async () => {
    const monitorId = await room.addMonitor();
    for (const price of ['$100.00', '$98.00', '$96.04', '$94.12']) await detection.shows(pricing(price));
    const report = await detection.calls.replay({ monitorId, request: 'tell me when the price drops by 5%' });
    expect(report.changes.map(({ verdict }) => verdict.outcome)).toEqual(['silent', 'silent', 'alert']);
  });

  test('readings of two extractors are not compared, and only the days asked for count', async () => {
    const monitorId = await room.addMonitor({ urls: [page, blog] });
    for (const price of ['$20', '$25']) await detection.shows(pricing(price), blog);
    await room.clock.advance(60_000);
    await detection.addVersion(pricing('$40'), blog, 'newer');
    await room.clock.advance(10 * 86_400_000);
    await detection.addVersion(pricing('$50'), blog, 'newer');
    const all = (await detection.calls.replay({ monitorId })).changes;
    expect(all.map(({ verdict }) => verdict.sentence)).toEqual([
      expect.stringContaining('$25'),
      expect.stringContaining('$50'),
    ]);
    const lately = await detection.calls.replay({ monitorId, sinceDays: 5 });
    expect(lately.changes.map(({ verdict }) => verdict.sentence)).toEqual([expect.stringContaining('$50')]);
  });

  test('a monitor nobody knows is not found', async () => {
    await expect(detection.calls.replay({ monitorId: newId() })).rejects.toMatchObject({ code: 'not_found' });
  });
});

describe('after an edit', () => {
  test('the thread hears once what the new request would have done', async () => {
    const monitorId = await room.addMonitor();
    for (const price of ['$20', '$25', '$22']) await detection.showsAndTells(pricing(price));
    await room.editMonitor(monitorId, { request: 'tell me when the price drops', request_version: 2 });
    const job = { workspaceId, monitorId, requestVersion: 2 };
    for (let twice = 0; twice < 2; twice++)
      await detection.workers['detection.reconsider']?.(job, detection.context);
    expect(await room.take('notification.say')).toMatchObject([
      {
        monitorId,
        text: 'Of 2 page changes in the last 90 days, this request would have told 1; 2 were told then.',
      },
    ]);
  });

  test('nothing is said without history, nor for a request that was edited again', async () => {
    const monitorId = await room.addMonitor();
    await detection.shows(pricing('$20'));
    for (const requestVersion of [1, 7])
      await detection.workers['detection.reconsider']?.(
        { workspaceId, monitorId, requestVersion },
        detection.context,
      );
    expect(await room.take('notification.say')).toEqual([]);
  });
});

const note = (words: string) => text(words, ['Pricing', 'Footnotes']);
const footnotes = ['Batch prices are half.', 'Batch prices are listed apart.', 'Batch prices ended in May.'];

describe('"You should have told me"', () => {
  test('what changes in that place is told from then on; elsewhere nothing changes', async () => {
    const monitorId = await room.addMonitor();
    for (const words of footnotes.slice(0, 2)) await detection.shows([...pricing('$20'), note(words)]);
    const kept = await newest();
    expect(kept).toMatchObject({ outcome: 'silent', reason: 'not_about_request' });
    await detection.calls.promote({ changeId: kept?.change_id ?? '', by: 'U1' });
    await room.take('notification.alert');
    expect(await detection.shows([...pricing('$20'), note(footnotes[2] ?? '')])).toHaveLength(1);
    expect(await newest()).toMatchObject({ reason: 'like_promoted' });
    const about = text('We are a team of ten people.', ['About']);
    expect(await detection.shows([...pricing('$20'), note(footnotes[2] ?? ''), about])).toEqual([]);
    const report = await detection.calls.replay({ monitorId });
    expect(report.changes.map(({ verdict }) => verdict.outcome)).toEqual(['alert', 'alert', 'silent']);
  });

  test('it wins over a kind that is muted', async () => {
    await room.addMonitor({ mutedKinds: ['price'] });
    await detection.shows(pricing('$20'));
    await detection.shows(pricing('$25'));
    await detection.calls.promote({ changeId: (await newest())?.change_id ?? '', by: 'U1' });
    await room.take('notification.alert');
    expect(await detection.shows(pricing('$30'))).toHaveLength(1);
  });

  test('taken back / it is as before', async () => {
    await room.addMonitor();
    for (const words of footnotes.slice(0, 2)) await detection.shows([...pricing('$20'), note(words)]);
    const changeId = (await newest())?.change_id ?? '';
    await detection.calls.promote({ changeId, by: 'U1' });
    await room.take('notification.alert');
    expect(await detection.calls.forgetMark({ changeId, by: 'U1' })).toEqual({ changeId, forgotten: true });
    expect(await detection.calls.forgetMark({ changeId, by: 'U1' })).toEqual({ changeId, forgotten: false });
    expect(await detection.shows([...pricing('$20'), note(footnotes[2] ?? '')])).toEqual([]);
  });
});

describe('"Not useful"', () => {
  const lines = (storage: string) => `Storage costs ${storage} for each extra terabyte.`;

  test('that line is kept back from then on, with its reason; other lines are told', async () => {
    await room.addMonitor();
    await detection.shows(pricing('$20', lines('$5')));
    const [alertId = ''] = await detection.showsAndTells(pricing('$20', lines('$6')));
    await detection.calls.rate({ alertId, useful: false, by: 'U1' });
    await room.take('notification.alert');
    expect(await detection.shows(pricing('$20', lines('$7')))).toEqual([]);
    expect(await newest()).toMatchObject({ outcome: 'silent', reason: 'muted_by_feedback' });
    expect(await detection.shows(pricing('$25', lines('$8')))).toHaveLength(1);
  });

  test('"Useful" afterwards, or asking for one of what was kept back, takes it back', async () => {
    await room.addMonitor();
    await detection.shows(pricing('$20'));
    const [alertId = ''] = await detection.showsAndTells(pricing('$21'));
    await detection.calls.rate({ alertId, useful: false, by: 'U1' });
    await room.take('notification.alert');
    expect(await detection.shows(pricing('$22'))).toEqual([]);
    await detection.calls.promote({ changeId: (await newest())?.change_id ?? '', by: 'U2' });
    await room.take('notification.alert');
    const [again = ''] = await detection.showsAndTells(pricing('$23'));
    expect(again).not.toBe('');
    await detection.calls.rate({ alertId: again, useful: false, by: 'U1' });
    await detection.calls.rate({ alertId: again, useful: true, by: 'U1' });
    await room.take('notification.alert');
    expect(await detection.shows(pricing('$24'))).toHaveLength(1);
  });
});

describe('marked changes as cases', () => {
  test('an edit that would not keep them says how many and which', async () => {
    const monitorId = await room.addMonitor({ mutedKinds: ['wording'] });
    await detection.shows(pricing('$20'));
    await detection.shows(pricing('$22'));
    const [alertId = ''] = await detection.showsAndTells(pricing('$21'));
    await detection.calls.rate({ alertId, useful: false, by: 'U1' });
    await detection.shows(pricing('$21', 'Storage limit: 10 GB for each person.'));
    const promoted = (await newest())?.change_id ?? '';
    await detection.calls.promote({ changeId: promoted, by: 'U1' });
    const own = await detection.calls.replay({ monitorId });
    expect(own.cases).toMatchObject({ marked: 2, kept: 0 }); // the words alone do not know what marks teach
    const rises = await detection.calls.replay({
      monitorId,
      request: 'tell me when the price rises',
    });
    expect(rises.cases).toMatchObject({ marked: 2, kept: 1 });
    expect(rises.cases.failing).toMatchObject([{ changeId: promoted, expected: 'alert', url: page }]);
  });
});
