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
  /** One stroke: claim due sources, release held deliveries and weekly reports, now and then reconcile, once a day sweep. Tests call it in their own time. */
  tick(): Promise<void>;
  /** How long until the next stroke, in milliseconds: sooner while many sources are due at once. */
  pauseMs(): number;
}

const tickMs = 1_000;
/** A stroke that claimed this many has probably left some: 256 a second would be the most for ever. */
const manyClaimed = 100;
const busyTickMs = 200;
const sweepEveryMs = 24 * 3_600_000;
/** The first sweep waits until the rush of a start is over. */
const firstSweepMs = 10 * 60_000;
/** How often what webhooks missed is looked for; first at the start, which may come after a long pause. */
const reconcileEveryMs = 5 * 60_000;

/** Time's way in: asks the rooms, second by second, to do what is due. Several processes may tick at once. */
export function createClockDoor({ hall, clock, metrics, housekeep }: ClockDoorOptions): ClockDoor {
  let sweepAt = clock.now().getTime() + firstSweepMs;
  let reconcileAt = clock.now().getTime();
  let lastClaimed = 0;

  const tick = async (): Promise<void> => {
    const calls = hall.as({ workspaceId: systemWorkspace, requestId: newId() });
    const { claimed } = await calls.content.claimDue({});
    metrics.due.set(claimed);
    lastClaimed = claimed;
    await calls.notification.releaseDue({});
    await calls.assistant.releaseWeekly({});
    await calls.transcript.closeUndo({});
    const now = clock.now().getTime();
    if (now >= reconcileAt) {
      await calls.linear.reconcileAll({});
      await calls.notion.reconcileAll({});
      reconcileAt = now + reconcileEveryMs;
    }
    if (now >= sweepAt) {
      await calls.content.sweep({});
      await calls.transcript.sweep({});
      await housekeep();
      sweepAt = now + sweepEveryMs;
    }
  };

  return { tick, pauseMs: () => (lastClaimed >= manyClaimed ? busyTickMs : tickMs) };
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
    await clock.sleep(door.pauseMs(), signal).catch(() => undefined);
  }
}
