import { expect, test } from 'vitest';
import type { Hall } from '../../gateway/hall.ts';
import { manualClock } from '../../kit/clock.ts';
import { silentLog } from '../../kit/log.ts';
import { createMetrics } from '../../kit/metrics.ts';
import { createClockDoor, runClockDoor } from './create-clock-door.ts';

const minuteMs = 60_000;

/** A hall of the clock's own calls that counts what it is asked. */
function open(claims: () => number = () => 0) {
  const asked: string[] = [];
  const clock = manualClock(new Date('2026-05-04T08:00:00Z'));
  const answer =
    <Result>(name: string, result: () => Result) =>
    async () => {
      asked.push(name);
      return result();
    };
  const hall = {
    as: () => ({
      content: {
        claimDue: answer('claim', () => ({ claimed: claims() })),
        sweep: answer('sweep', () => ({ snapshots: 0, blobs: 0 })),
      },
      notification: { releaseDue: answer('release', () => ({ released: 0 })) },
      assistant: { releaseWeekly: answer('release weekly', () => ({ released: 0 })) },
      linear: { reconcileAll: answer('reconcile Linear', () => ({ workspaces: 0 })) },
      notion: { reconcileAll: answer('reconcile Notion', () => ({ workspaces: 0 })) },
      transcript: {
        closeUndo: answer('close undo', () => ({ closed: 0 })),
        sweep: answer('sweep transcripts', () => ({ forgotten: 0 })),
      },
    }),
  } as unknown as Hall;
  const housekeep = answer('housekeep', () => undefined);
  return { asked, clock, door: createClockDoor({ hall, clock, metrics: createMetrics(), housekeep }) };
}

test('every stroke claims due sources and releases held deliveries; sweeping waits, then comes once a day', async () => {
  const { asked, clock, door } = open();
  await door.tick();
  expect(asked).toEqual([
    'claim',
    'release',
    'release weekly',
    'close undo',
    'reconcile Linear',
    'reconcile Notion',
  ]);
  await clock.advance(10 * minuteMs);
  for (let stroke = 0; stroke < 3; stroke += 1) await door.tick();
  expect(asked.filter((name) => name === 'sweep' || name === 'housekeep')).toEqual(['sweep', 'housekeep']);
  await clock.advance(24 * 60 * minuteMs);
  await door.tick();
  expect(asked.filter((name) => name === 'sweep')).toHaveLength(2);
});

test('Linear and Notion are compared with at the start, and then every five minutes', async () => {
  const { asked, clock, door } = open();
  await door.tick();
  expect(asked.filter((name) => name === 'reconcile Linear')).toHaveLength(1);
  for (let minute = 0; minute < 11; minute += 1) {
    await clock.advance(minuteMs);
    await door.tick();
  }
  expect(asked.filter((name) => name === 'reconcile Linear')).toHaveLength(3);
  expect(asked.filter((name) => name === 'reconcile Notion')).toHaveLength(3);
});

test('while there is much to claim the strokes come faster', async () => {
  let claimed = 500;
  const { door } = open(() => claimed);
  await door.tick();
  const busy = door.pauseMs();
  claimed = 3;
  await door.tick();
  expect(busy).toBeLessThan(door.pauseMs());
});

test('a stroke that fails is tried again at the next one, until the stop', async () => {
  let fails = true;
  const stop = new AbortController();
  const { asked, clock, door } = open(() => {
    if (!fails) stop.abort();
    fails = !fails;
    if (!fails) throw new Error('the database is away');
    return 0;
  });
  const running = runClockDoor(
    door,
    { clock: { ...clock, sleep: async () => undefined }, log: silentLog },
    stop.signal,
  );
  await running;
  expect(asked).toEqual([
    'claim',
    'claim',
    'release',
    'release weekly',
    'close undo',
    'reconcile Linear',
    'reconcile Notion',
  ]);
});
