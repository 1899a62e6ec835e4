import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { openRoom, type Room } from '../../../test/helpers/open-room.ts';
import type { Condition } from '../../contracts/detection.ts';
import { createDifferenceFinder } from './difference-pool.ts';
import { engineVersion } from './engine-version.ts';
import { hourMs, playDetection, pricing, text } from './play-detection-for-test.ts';

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

const verdicts = async () => (await detection.changes()).map(({ outcome, reason }) => `${outcome} ${reason}`);
const tellsOf = async (prices: readonly string[]) => {
  const told: string[] = [];
  for (const price of prices)
    if ((await detection.showsAndTells(pricing(price))).length > 0) told.push(price);
  return told;
};

describe('back to what was', () => {
  test('a price that rises untold and falls back / is no news to who waits for a drop', async () => {
    await room.addMonitor({ condition: { field: 'price', operator: 'drops' } });
    expect(await tellsOf(['$20', '$25', '$20'])).toEqual([]);
    expect(await verdicts()).toEqual(['silent condition_not_met', 'silent back_to_known']);
    expect(await tellsOf(['$18'])).toEqual(['$18']);
  });

  test('a price that rises untold and falls below what is known / is told', async () => {
    await room.addMonitor({ condition: { field: 'price', operator: 'drops' } });
    expect(await tellsOf(['$20', '$25', '$19'])).toEqual(['$19']);
  });

  test('a fall back while the alert waits for the morning / is news, as the alert will be read', async () => {
    await room.addMonitor();
    await detection.shows(pricing('$20'));
    expect(await detection.shows(pricing('$25'))).toHaveLength(1); // nobody has seen it yet
    expect(await detection.shows(pricing('$20'))).toHaveLength(1);
  });

  test('a page that alternates twenty times / is told four times, not nineteen', async () => {
    await room.addMonitor();
    const told = await tellsOf(Array.from({ length: 20 }, (_, turn) => (turn % 2 === 0 ? '$20' : '$25')));
    expect(told).toHaveLength(4);
    expect(new Set((await verdicts()).slice(4))).toEqual(
      new Set(['silent back_and_forth', 'silent back_to_known']),
    );
  });

  test('a new value after the page alternated / is told', async () => {
    await room.addMonitor();
    await tellsOf(Array.from({ length: 12 }, (_, turn) => (turn % 2 === 0 ? '$20' : '$25')));
    expect(await tellsOf(['$30'])).toEqual(['$30']);
  });

  test('a slow roll-out, old and new copies by turns until all are new / ends with people knowing the new price', async () => {
    await room.addMonitor();
    const told = await tellsOf(['$20', '$25', '$20', '$25', '$25', '$25']);
    expect(told.at(-1)).toBe('$25');
    expect(told.length).toBeLessThanOrEqual(3);
  });
});

describe('creeping', () => {
  const condition: Condition = { field: 'price', operator: 'rises_by', value: 5, unit: '%' };
  test('2% a week up to a threshold of 5% / told once when it is passed, again when passed again', async () => {
    await room.addMonitor({ request: 'tell me when the price rises by 5%', condition });
    const weekly = ['$100.00', '$102.00', '$104.04', '$106.12', '$108.24', '$110.41', '$112.62'];
    expect(await tellsOf(weekly)).toEqual(['$106.12', '$112.62']);
  });
});

describe('values that look like a mistake', () => {
  test('a price of zero for one reading / nobody hears of it, and it is on record', async () => {
    await room.addMonitor();
    expect(await tellsOf(['$20', '$0'])).toEqual([]);
    expect(await room.take('content.schedule')).toMatchObject([{ read: 'baseline' }]);
    expect(await tellsOf(['$20'])).toEqual([]);
    expect(await verdicts()).toEqual(['silent unconfirmed', 'silent no_difference']);
    expect(await tellsOf(['$25'])).toEqual(['$25']);
  });

  test('a price ten times as high that a second reading shows again / is told once', async () => {
    await room.addMonitor();
    await detection.shows(pricing('$20'));
    const version = await detection.addVersion(pricing('$200'));
    await detection.compare(version);
    await detection.compare(version); // the second reading found the page unchanged
    await detection.compare(version);
    expect(await room.take('notification.alert')).toHaveLength(1);
    expect(await verdicts()).toEqual(['alert typed_change']);
  });

  test('another currency is asked for twice, and told when more of the page has changed meanwhile', async () => {
    await room.addMonitor();
    expect(await tellsOf(['$20', '€20'])).toEqual([]);
    const more = [...pricing('€20'), text('Prices are shown in euros from today on.')];
    expect(await detection.shows(more)).toHaveLength(1);
    expect(await verdicts()).toEqual(['alert typed_change']);
  });

  test('a second reading as odd as the first, but another / is told, not doubted for ever', async () => {
    await room.addMonitor();
    expect(await tellsOf(['$20', '$0', '$2000'])).toEqual(['$2000']);
  });
});

describe('a newer engine', () => {
  test('announces nothing by itself, and decides the next change', async () => {
    await room.addMonitor();
    await detection.shows(pricing('$20'));
    await detection.showsAndTells(pricing('$25'));
    await room.rows("update changes set engine_version = 'older'");
    await room.rows("update pointers set engine_version = 'older'");
    const [last] = await detection.changes();
    const sourceId = await room.sourceId('https://shop.example/pricing');
    await detection.compare({ sourceId, versionId: last?.to_version_id ?? '' });
    expect(await room.take('notification.alert')).toEqual([]);
    await room.clock.advance(hourMs);
    expect(await detection.shows(pricing('$30'))).toHaveLength(1);
    const engines = (await detection.changes()).map((change) => change.engine_version);
    expect(engines).toEqual(['older', engineVersion]);
  });

  test('what people marked is tried once with it, and what comes out otherwise is noted in silence', async () => {
    const monitorId = await room.addMonitor();
    await detection.shows(pricing('$20'));
    const [alertId = ''] = await detection.showsAndTells(pricing('$25'));
    await detection.calls.rate({ alertId, useful: false, by: 'U1' });
    await room.rows("update pointers set engine_version = 'older'");
    for (const price of ['$26', '$27']) await detection.shows(pricing(price));
    const jobs = await room.take('detection.recheck');
    expect(jobs).toMatchObject([{ monitorId, engineVersion }]);
    for (const job of jobs) await detection.workers['detection.recheck']?.(job, detection.context);
    expect(await room.rows('select holds, replayed_with from monitor_cases')).toEqual([
      { holds: false, replayed_with: engineVersion },
    ]);
    expect(await room.take('notification.say')).toEqual([]);
  });
});

describe('a part that is another on every reading', () => {
  const praise = (line: string) => [...pricing('$20'), text(`“${line}”, says a customer.`)];
  const lines = Array.from({ length: 14 }, (_, turn) => `Word ${String.fromCharCode(97 + turn)} of praise`);

  test('is learnt, though no line ever comes back', async () => {
    await room.addMonitor({ request: 'changes of the page' });
    const told: number[] = [];
    for (const [turn, line] of lines.entries())
      if ((await detection.showsAndTells(praise(line))).length > 0) told.push(turn);
    expect(told.length).toBeGreaterThan(0);
    expect(told.at(-1)).toBeLessThan(12);
    expect((await verdicts()).at(-1)).toBe('silent learnt');
    expect(
      await detection.showsAndTells([...pricing('$25'), text('“Yet another”, says a customer.')]),
    ).toHaveLength(1);
  });

  test('is news every time where the page mostly stood still between two', async () => {
    await room.addMonitor({ request: 'changes of the page' });
    for (const line of lines) {
      await room.clock.advance(30 * 60_000);
      await detection.compare(await detection.addVersion(praise(line)));
    }
    expect(await verdicts()).not.toContain('silent learnt');
  });
});
