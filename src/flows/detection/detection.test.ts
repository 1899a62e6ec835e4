import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { openRoom, type Room, workspaceId } from '../../../test/helpers/open-room.ts';
import type { Block } from '../../contracts/blocks.ts';
import type { Condition } from '../../contracts/detection.ts';
import { newId } from '../../kit/ids.ts';
import type { ChatModel } from '../../vendors/llm/chat-model.ts';
import { createDifferenceFinder } from './difference-pool.ts';
import { blog, hourMs, minuteMs, page, playDetection, pricing, text } from './play-detection-for-test.ts';

let room: Room;
let asked: string[];
const differences = createDifferenceFinder();

beforeAll(async () => {
  room = await openRoom();
}, 60_000);
afterAll(async () => {
  await room[Symbol.asyncDispose]();
  await differences[Symbol.asyncDispose]();
});
beforeEach(async () => {
  await room.forget();
  room.clock.set(new Date('2026-05-04T08:00:00Z'));
  asked = [];
});

/** A model that finds everything worth telling, and counts how often it was asked. */
const eagerModel: ChatModel = {
  complete: async ({ schema, user }) => {
    asked.push(user);
    const value = schema.parse({
      matters: true,
      kind: 'price',
      severity: 'normal',
      sentence: 'The price of the Pro plan has changed',
      quotes: ['The Pro plan costs $25 a month.'],
    });
    return { value, usage: { inputTokens: 600_000, outputTokens: 100_000 } };
  },
};

const openDetection = (model?: ChatModel) => playDetection(room, differences, model ? { model } : {});
const changes = async () => await openDetection().changes();

describe('from a version to an alert', () => {
  test('a new monitor starts from what stands there, in silence; a later change alerts', async () => {
    const monitorId = await room.addMonitor();
    const detection = openDetection();
    expect(await detection.shows(pricing('$20'))).toEqual([]);
    expect(await changes()).toEqual([]);
    const [alertId] = await detection.shows(pricing('$25'));
    const alert = await detection.calls.getAlert({ alertId: alertId ?? '' });
    expect(alert.monitorId).toBe(monitorId);
    expect(alert.sentence).toContain('$25');
    expect(alert.changes[0]?.verdict.quotes[0]).toMatchObject({
      before: 'The Pro plan costs $20 a month.',
      after: 'The Pro plan costs $25 a month.',
    });
  });

  test('when the extractor was upgraded / the reading is compared with the old one read anew, or starts in silence', async () => {
    const detection = openDetection();
    await room.addMonitor();
    const old = await detection.addVersion([
      text('Read by the old extractor: The Pro plan costs $20 a month.'),
    ]);
    await detection.compare(old);
    const anew = await detection.addVersion(pricing('$20'), page, 'newer');
    await room.database.pool.query('update versions set rederived_from = $1 where version_id = $2', [
      old.versionId,
      anew.versionId,
    ]);
    await room.clock.advance(30 * minuteMs);
    await detection.compare(await detection.addVersion(pricing('$25'), page, 'newer'));
    expect(await room.take('notification.alert')).toHaveLength(1);
    expect(await changes()).toHaveLength(1);
    // Nothing was kept of the old reading for this one: nothing is like it, so nothing is told.
    await room.clock.advance(30 * minuteMs);
    await detection.compare(await detection.addVersion(pricing('$30'), page, 'newest'));
    expect(await room.take('notification.alert')).toEqual([]);
  });

  test('only the monitor the change answers is told, and only while it is watching', async () => {
    const wanted = await room.addMonitor({ channelId: 'C1' });
    const drops = await room.addMonitor({
      channelId: 'C2',
      condition: { field: 'price', operator: 'drops' },
    });
    await room.addMonitor({ channelId: 'C3', state: 'proposed' });
    await room.addMonitor({ channelId: 'C4', state: 'paused' });
    await room.addMonitor({ channelId: 'C5', state: 'stopped' });
    const detection = openDetection();
    await detection.shows(pricing('$20'));
    expect(await detection.shows(pricing('$25'))).toHaveLength(1);
    expect(
      (await changes()).map(({ monitor_id, outcome, reason }) => ({ monitor_id, outcome, reason })),
    ).toEqual(
      expect.arrayContaining([
        { monitor_id: wanted, outcome: 'alert', reason: 'typed_change' },
        { monitor_id: drops, outcome: 'silent', reason: 'condition_not_met' },
      ]),
    );
    expect(await changes()).toHaveLength(2);
  });

  test('A, B, A, B: each way is news about the one before', async () => {
    await room.addMonitor();
    const detection = openDetection();
    const told = [];
    for (const price of ['$20', '$25', '$20', '$25'])
      told.push((await detection.showsAndTells(pricing(price))).length);
    expect(told).toEqual([0, 1, 1, 1]);
  });

  test('A, B that is kept back, A, B: nobody hears of any', async () => {
    await room.addMonitor({ mutedKinds: ['price'] });
    const detection = openDetection();
    for (const price of ['$20', '$25', '$20', '$25'])
      expect(await detection.shows(pricing(price))).toEqual([]);
    expect((await changes()).map(({ outcome, reason }) => `${outcome} ${reason}`)).toEqual([
      'silent muted_kind',
      'silent back_to_known',
      'silent muted_kind',
    ]);
  });

  test('a price that creeps by 2% a week is told once it has fallen 5% since people last heard', async () => {
    const condition: Condition = { field: 'price', operator: 'drops_by', value: 5, unit: '%' };
    await room.addMonitor({ request: 'tell me when the price drops by 5%', condition });
    const detection = openDetection();
    const told: string[] = [];
    for (const price of ['$100.00', '$98.00', '$96.04', '$94.12', '$92.24', '$90.39', '$88.58']) {
      if ((await detection.showsAndTells(pricing(price))).length > 0) told.push(price);
    }
    expect(told).toEqual(['$94.12', '$88.58']);
  });

  test('a comparison that runs twice leaves one change, one alert and one message to write', async () => {
    await room.addMonitor();
    const detection = openDetection();
    await detection.shows(pricing('$20'));
    const version = await detection.addVersion(pricing('$25'));
    await detection.compare(version);
    await detection.compare(version);
    expect(await changes()).toHaveLength(1);
    expect(await room.rows('select * from alerts')).toHaveLength(1);
    expect(await room.take('notification.alert')).toHaveLength(1);
  });

  test('an edited monitor starts anew in silence; the next change is told', async () => {
    const monitorId = await room.addMonitor();
    const detection = openDetection();
    await detection.shows(pricing('$20'));
    await room.editMonitor(monitorId, { request_version: 2 });
    expect(await detection.shows(pricing('$25'))).toEqual([]);
    expect(await changes()).toEqual([]);
    expect(await detection.shows(pricing('$30'))).toHaveLength(1);
  });

  test('a late comparison of an older version does nothing, not even to an edited monitor', async () => {
    const monitorId = await room.addMonitor();
    const detection = openDetection();
    await detection.shows(pricing('$20'));
    const old = await detection.addVersion(pricing('$22'));
    await detection.shows(pricing('$25'));
    await detection.compare(old);
    expect(await changes()).toHaveLength(1);
    await room.editMonitor(monitorId, { request_version: 2 });
    await detection.compare(old);
    const [alertId] = await detection.shows(pricing('$30'));
    const alert = await detection.calls.getAlert({ alertId: alertId ?? '' });
    expect(alert.sentence).toContain('$25');
  });

  test('what was asked for once is done after its first alert', async () => {
    const monitorId = await room.addMonitor({ mode: 'once' });
    const detection = openDetection();
    await detection.shows(pricing('$20'));
    await detection.shows(pricing('$25'));
    expect(await room.take('monitor.done')).toEqual([{ workspaceId, monitorId }]);
  });
});

describe('one event, one alert', () => {
  test('the same news on two pages joins, and people then know both', async () => {
    const monitorId = await room.addMonitor({ urls: [page, blog] });
    const detection = openDetection();
    await detection.shows(pricing('$20'));
    await detection.shows(pricing('$20'), blog);
    const [first] = await detection.showsAndTells(pricing('$25'));
    const [second] = await detection.showsAndTells(pricing('$25'), blog);
    expect(second).toBe(first);
    const alert = await detection.calls.getAlert({ alertId: first ?? '' });
    expect(alert.changes.map((change) => change.url)).toEqual([page, blog]);
    const pointers = await room.rows(
      'select 1 from pointers where monitor_id = $1 and observed_version_id = alerted_version_id',
      [monitorId],
    );
    expect(pointers).toHaveLength(2);
  });

  test('two monitors of one page told of different lines are two alerts', async () => {
    await room.addMonitor({ request: 'tell me when the price changes' });
    await room.addMonitor({ request: 'tell me when the storage limit changes' });
    const detection = openDetection();
    await detection.shows(pricing('$20', 'Storage limit: 10 GB for each person.'));
    const told = await detection.shows(pricing('$25', 'Storage limit: 50 GB for each person.'));
    expect(new Set(told).size).toBe(2);
  });

  test('two monitors of a channel told of the same line share the alert; another channel has its own', async () => {
    await room.addMonitor();
    await room.addMonitor({ threadTs: '1700000000.000200' });
    await room.addMonitor({ channelId: 'C0OTHER001' });
    const detection = openDetection();
    await detection.shows(pricing('$20'));
    const told = await detection.shows(pricing('$25'));
    expect(told).toHaveLength(3);
    expect(new Set(told).size).toBe(2);
  });

  test('nothing joins the alert of a monitor that is snoozed, nor one of yesterday', async () => {
    await room.addMonitor({ snoozedUntil: new Date('2026-05-11T08:00:00Z') });
    await room.addMonitor({ urls: [blog] });
    const detection = openDetection();
    await detection.shows(pricing('$20'));
    await detection.shows(pricing('$20'), blog);
    const [held] = await detection.shows(pricing('$25'));
    const [own] = await detection.shows(pricing('$25'), blog);
    expect(own).not.toBe(held);
    await room.clock.advance(24 * hourMs);
    await room.addMonitor({ urls: ['https://third.example/'] });
    await detection.shows(pricing('$20'), 'https://third.example/');
    const [late] = await detection.shows(pricing('$25'), 'https://third.example/');
    expect([held, own]).not.toContain(late);
  });
});

describe('what people were told', () => {
  test('an alert that is delivered late, or asked for afterwards, does not take them back', async () => {
    const monitorId = await room.addMonitor();
    const detection = openDetection();
    await detection.shows(pricing('$20'));
    const [early] = await detection.shows(pricing('$25'));
    const [late] = await detection.showsAndTells(pricing('$30'));
    const told = async () =>
      await room.rows('select alerted_version_id, observed_version_id from pointers where monitor_id = $1', [
        monitorId,
      ]);
    const before = await told();
    expect(before[0]?.alerted_version_id).toBe(before[0]?.observed_version_id);
    await detection.deliver(early ?? '');
    expect(await told()).toEqual(before);
    expect(early).not.toBe(late);
  });

  test('"You should have told me" makes a kept change an alert, once', async () => {
    await room.addMonitor({ mutedKinds: ['price'] });
    const detection = openDetection();
    await detection.shows(pricing('$20'));
    await detection.shows(pricing('$25'));
    const [kept] = await changes();
    const changeId = kept?.change_id ?? '';
    const { alertId } = await detection.calls.promote({ changeId, by: 'U1' });
    expect(await detection.calls.promote({ changeId, by: 'U2' })).toEqual({ alertId });
    expect(await room.take('notification.alert')).toEqual([{ workspaceId, alertId }]);
    expect((await detection.calls.getChange({ changeId })).verdict).toMatchObject({
      outcome: 'alert',
      judgedBy: 'person',
    });
  });

  test('a rating is kept and shown on the message', async () => {
    await room.addMonitor();
    const detection = openDetection();
    await detection.shows(pricing('$20'));
    const [alertId = ''] = await detection.shows(pricing('$25'));
    await detection.calls.rate({ alertId, useful: false, by: 'U1' });
    expect(await room.rows('select useful, rated_by from alerts')).toEqual([
      { useful: false, rated_by: 'U1' },
    ]);
    expect(await room.take('notification.alert')).toEqual([{ workspaceId, alertId }]);
  });
});

describe('why so quiet', () => {
  test('checks, changes and alerts are counted, and what was kept back is shown with its reason', async () => {
    const monitorId = await room.addMonitor({ mutedKinds: ['availability'] });
    const detection = openDetection();
    const sourceId = await room.sourceId(page);
    await room.rows(
      `insert into source_days (source_id, workspace_id, day, checks) values ($1, 'T1', '2026-05-04', 48)`,
      [sourceId],
    );
    const menu: Block = { kind: 'item', path: [], text: 'Summer party on Friday', furniture: true };
    await detection.shows(pricing('$20'));
    await detection.shows([...pricing('$20'), menu]);
    await detection.shows(pricing('$25'));
    const report = await detection.calls.why({ monitorId });
    expect(report).toMatchObject({ checks: 48, pageChanges: 2, alerts: 1 });
    expect(report.groups).toMatchObject([{ reason: 'furniture_only', label: 'menus and banners', count: 1 }]);
    expect(report.recent).toHaveLength(1);
    await expect(detection.calls.why({ monitorId: newId() })).rejects.toMatchObject({ code: 'not_found' });
  });
});

describe('the budget of the model', () => {
  test('when it is used up / the rules judge, and one thread hears of it once', async () => {
    await room.addMonitor();
    const detection = openDetection(eagerModel);
    await detection.shows(pricing('$20'));
    const [first = ''] = await detection.shows(pricing('$25'));
    expect(asked).toHaveLength(1);
    expect((await detection.calls.getAlert({ alertId: first })).changes[0]?.verdict.judgedBy).toBe('model');
    const [second = ''] = await detection.shows(pricing('$30'));
    await detection.shows(pricing('$35'));
    expect(asked).toHaveLength(1);
    expect((await detection.calls.getAlert({ alertId: second })).changes[0]?.verdict.judgedBy).toBe('rules');
    expect(await room.take('notification.say')).toMatchObject([{ key: 'budget:T1:2026-05' }]);
  });
});
