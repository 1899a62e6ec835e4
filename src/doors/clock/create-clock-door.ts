import { systemWorkspace } from '../../contracts/shared.ts';
import type { Hall } from '../../gateway/hall.ts';
import type { Clock } from '../../kit/clock.ts';
import { newId } from '../../kit/ids.ts';
import type { Log } from '../../kit/log.ts';
import type { Metrics } from '../../kit/metrics.ts';

export interface ClockDoorOptions {
  hall: Hall;
  clock: Clock;
  metrics: Metrics;
  /** What else is due once a day and belongs to no flow. */
  housekeep: () => Promise<void>;
}

export interface ClockDoor {
  /** One stroke: claim due sources, release held deliveries, once a day sweep. Tests call it in their own time. */
  tick(): Promise<void>;
}

const tickMs = 1_000;
const sweepEveryMs = 24 * 3_600_000;

/** Time's way in: asks the rooms, second by second, to do what is due. Several processes may tick at once. */
export function createClockDoor({ hall, clock, metrics, housekeep }: ClockDoorOptions): ClockDoor {
  let sweptAt: number | undefined;

  const tick = async (): Promise<void> => {
    const calls = hall.as({ workspaceId: systemWorkspace, requestId: newId() });
    const { claimed } = await calls.content.claimDue({});
    metrics.due.set(claimed);
    await calls.notification.releaseDue({});
    const now = clock.now().getTime();
    if (sweptAt === undefined || now - sweptAt >= sweepEveryMs) {
      await calls.content.sweep({});
      await housekeep();
      sweptAt = now;
    }
  };

  return { tick };
}

/** Ticks until aborted. A failed tick is logged and the next one tries again: nothing is lost, only late. */
export async function runClockDoor(
  door: ClockDoor,
  { clock, log }: { clock: Clock; log: Log },
  signal: AbortSignal,
): Promise<void> {
  while (!signal.aborted) {
    try {
      await door.tick();
    } catch (error) {
      log.error({ err: error }, 'a tick of the clock failed');
    }
    await clock.sleep(tickMs, signal).catch(() => undefined);
  }
}
