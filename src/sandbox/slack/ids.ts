import type { Clock } from '../../kit/clock.ts';

export interface Ids {
  /** A Slack-shaped id: the prefix and nine letters or digits, never the same twice. */
  next(prefix: string): string;
  /** A message timestamp `seconds.microseconds` by the clock, strictly later than the one before. */
  ts(): string;
}

/** Counters rather than chance, so that two runs of a story give the same ids. */
export function createIds(clock: Clock): Ids {
  let counter = 0;
  let lastMicros = 0;
  return {
    next: (prefix) => {
      counter += 1;
      return `${prefix}0${counter.toString(36).toUpperCase().padStart(8, '0')}`;
    },
    ts: () => {
      lastMicros = Math.max(lastMicros + 1, clock.now().getTime() * 1_000);
      const seconds = Math.floor(lastMicros / 1_000_000);
      return `${seconds}.${String(lastMicros % 1_000_000).padStart(6, '0')}`;
    },
  };
}
