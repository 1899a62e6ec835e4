import type { Clock } from '../../src/kit/clock.ts';

/** A clock that runs like the real one and can be put forward: what sleeps until then wakes. */
export interface TravelClock extends Clock {
  forward(ms: number): void;
}

/**
 * Slack's signatures and the queue use the machine's time, and so do the waits of a product under test; a
 * clock that only moves when told to would hang them. This one never stands still and never goes back.
 */
export function travelClock(): TravelClock {
  let aheadMs = 0;
  const sleepers = new Set<() => void>();
  const nowMs = () => Date.now() + aheadMs;
  return {
    now: () => new Date(nowMs()),
    sleep: (ms, signal) =>
      new Promise((resolve, reject) => {
        signal?.throwIfAborted();
        const wakeAt = nowMs() + ms;
        let timer: NodeJS.Timeout | undefined;
        const leave = () => {
          clearTimeout(timer);
          sleepers.delete(look);
          signal?.removeEventListener('abort', giveUp);
        };
        const giveUp = () => {
          leave();
          reject(signal?.reason);
        };
        const look = () => {
          clearTimeout(timer);
          const leftMs = wakeAt - nowMs();
          if (leftMs > 0) {
            timer = setTimeout(look, Math.min(leftMs, 2 ** 31 - 1));
            return;
          }
          leave();
          resolve();
        };
        sleepers.add(look);
        signal?.addEventListener('abort', giveUp, { once: true });
        look();
      }),
    forward: (ms) => {
      aheadMs += ms;
      for (const look of [...sleepers]) look();
    },
  };
}
