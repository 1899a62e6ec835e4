import { afterAll, beforeAll, expect, test } from 'vitest';
import { openRoom, type Room } from '../../test/helpers/open-room.ts';
import { createDifferenceFinder } from '../flows/detection/difference-pool.ts';
import { playDetection, pricing } from '../flows/detection/play-detection-for-test.ts';
import type { JudgingDeps } from '../flows/detection/ports.ts';
import { newId } from '../kit/ids.ts';
import { replayFrom } from './replay-history.ts';

let room: Room;
const differences = createDifferenceFinder();
const budget = { monthlyUsd: 0, usdPerMillionInput: 0, usdPerMillionOutput: 0 };
const judging = (): JudgingDeps => ({ clock: room.clock, differences, database: room.database, budget });

beforeAll(async () => {
  room = await openRoom();
}, 60_000);
afterAll(async () => {
  await room[Symbol.asyncDispose]();
  await differences[Symbol.asyncDispose]();
});

test('a monitor’s past is judged again by its id alone, for other words with the condition these hold', async () => {
  const monitorId = await room.addMonitor();
  const detection = playDetection(room, differences);
  for (const price of ['$20', '$25', '$12']) await detection.shows(pricing(price));
  const under = async (request?: string) => {
    const report = await replayFrom(room.database, judging(), { monitorId, request, sinceDays: 90 });
    return report.changes.map(({ verdict }) => verdict.outcome);
  };
  expect(await under()).toEqual(['alert', 'alert']);
  expect(await under('tell me when the Pro plan drops below $15')).toEqual(['silent', 'alert']);
});

test.each([
  ['that does not exist', newId()],
  ['whose id is none', 'nope'],
])('a monitor %s is said not to be there', async (_, monitorId) => {
  await expect(replayFrom(room.database, judging(), { monitorId, sinceDays: 90 })).rejects.toMatchObject({
    code: 'not_found',
    humanMessage: expect.stringContaining(`There is no monitor ${monitorId}`),
  });
});
