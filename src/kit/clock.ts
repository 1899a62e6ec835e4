import { setTimeout as delay } from 'node:timers/promises';

/** The one way the product asks what time it is or waits, so that tests can hold time in their hand. */
export interface Clock {
  now(): Date;
  /** Resolves after `ms` milliseconds, or rejects with the signal's reason. */
  sleep(ms: number, signal?: AbortSignal): Promise<void>;
}

export const systemClock: Clock = {
  now: () => new Date(),
  sleep: async (ms, signal) => {
    await delay(ms, undefined, signal ? { signal } : undefined);
  },
};

export interface ManualClock extends Clock {
  set(at: Date): void;
  /** Moves time on and wakes every sleeper whose time has come, in order. */
  advance(ms: number): Promise<void>;
}

/** A clock that only moves when told to. */
export function manualClock(start: Date): ManualClock {
  let nowMs = start.getTime();
  const sleepers: { at: number; wake: () => void }[] = [];
  const wakeDue = async () => {
    sleepers.sort((a, b) => a.at - b.at);
    while (sleepers[0] && sleepers[0].at <= nowMs) {
      sleepers.shift()?.wake();
      await Promise.resolve();
    }
  };
  return {
    now: () => new Date(nowMs),
    sleep: (ms, signal) =>
      new Promise((resolve, reject) => {
        signal?.throwIfAborted();
        signal?.addEventListener('abort', () => reject(signal.reason), { once: true });
        sleepers.push({ at: nowMs + ms, wake: resolve });
        if (ms <= 0) void wakeDue();
      }),
    set: (at) => {
      nowMs = at.getTime();
      void wakeDue();
    },
    advance: async (ms) => {
      nowMs += ms;
      await wakeDue();
    },
  };
}
