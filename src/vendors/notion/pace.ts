import PQueue from 'p-queue';
import type { Clock } from '../../kit/clock.ts';
import { LookoutError } from '../../kit/errors.ts';

/** One queue of calls a workspace, which stands still while Notion asks to wait. */
export interface Pace {
  run<T>(workspaceId: string, call: () => Promise<T>): Promise<T>;
  holdFor(workspaceId: string, ms: number): void;
}

/** About what Notion gives one connection, given its answers take a third of a second to a second. */
const callsAtOnce = 3;
/** Whoever would have to wait longer hears `rate_limited`, and its job comes again later. */
const patienceMs = 15_000;

interface Lane {
  calls: PQueue;
  heldUntilMs: number;
}

export function createPace(clock: Clock): Pace {
  const lanes = new Map<string, Lane>();
  const laneOf = (workspaceId: string): Lane => {
    const lane = lanes.get(workspaceId) ?? {
      calls: new PQueue({ concurrency: callsAtOnce }),
      heldUntilMs: 0,
    };
    lanes.set(workspaceId, lane);
    return lane;
  };
  const waitForTurn = async (lane: Lane): Promise<void> => {
    for (;;) {
      const waitMs = lane.heldUntilMs - clock.now().getTime();
      if (waitMs <= 0) return;
      if (waitMs > patienceMs) {
        throw new LookoutError('rate_limited', 'Notion asked to wait', {
          retryAfterMs: waitMs,
          humanMessage: `Notion asks to wait ${Math.ceil(waitMs / 1000)} seconds. Nothing is lost; it goes on then.`,
        });
      }
      await clock.sleep(waitMs);
    }
  };
  return {
    run: async (workspaceId, call) => {
      const lane = laneOf(workspaceId);
      const { answer } = await lane.calls.add(async () => {
        await waitForTurn(lane);
        return { answer: await call() };
      });
      if (lane.calls.size === 0 && lane.calls.pending === 0 && lane.heldUntilMs <= clock.now().getTime())
        lanes.delete(workspaceId);
      return answer;
    },
    holdFor: (workspaceId, ms) => {
      const lane = laneOf(workspaceId);
      lane.heldUntilMs = Math.max(lane.heldUntilMs, clock.now().getTime() + ms);
    },
  };
}
