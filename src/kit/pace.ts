import PQueue from 'p-queue';
import type { Clock } from './clock.ts';
import { LookoutError } from './errors.ts';

/** Keeps one workspace within what a vendor allows: few calls at once, none while the vendor asks to wait. */
export interface Pace {
  run<T>(key: string, work: () => Promise<T>, signal?: AbortSignal): Promise<T>;
  /** No call of this key starts for so many milliseconds. */
  pause(key: string, ms: number): void;
}

/** A caller waits this long for its turn; beyond, it hears `rate_limited` and its job comes again later. */
const longestWaitMs = 15_000;
/** Idle workspaces are forgotten. */
const keysKept = 2_000;

/** `vendor` is its name for people. */
export function createPace(
  clock: Clock,
  { vendor, callsAtOnce }: { vendor: string; callsAtOnce: number },
): Pace {
  const lanes = new Map<string, { queue: PQueue; pausedUntil: number }>();

  const laneOf = (key: string) => {
    const known = lanes.get(key);
    if (known) return known;
    if (lanes.size >= keysKept) {
      const idle = [...lanes].find(([, lane]) => lane.queue.size === 0 && lane.queue.pending === 0);
      if (idle) lanes.delete(idle[0]);
    }
    const lane = { queue: new PQueue({ concurrency: callsAtOnce }), pausedUntil: 0 };
    lanes.set(key, lane);
    return lane;
  };

  return {
    run: async (key, work, signal) => {
      const lane = laneOf(key);
      const result = await lane.queue.add(async () => {
        for (;;) {
          signal?.throwIfAborted();
          const waitMs = lane.pausedUntil - clock.now().getTime();
          if (waitMs <= 0) break;
          if (waitMs > longestWaitMs) throw mustWait(vendor, waitMs);
          await clock.sleep(waitMs, signal);
        }
        return { value: await work() };
      });
      return result.value;
    },
    pause: (key, ms) => {
      const lane = laneOf(key);
      lane.pausedUntil = Math.max(lane.pausedUntil, clock.now().getTime() + ms);
    },
  };
}

function mustWait(vendor: string, waitMs: number): LookoutError {
  return new LookoutError('rate_limited', `${vendor} asked to wait`, {
    retryAfterMs: waitMs,
    humanMessage: `${vendor} asks to wait ${Math.ceil(waitMs / 1000)} seconds. Nothing is lost; it goes on then.`,
  });
}
