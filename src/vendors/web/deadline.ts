import type { Clock } from '../../kit/clock.ts';
import { timedOut } from './egress-errors.ts';

export interface Deadline {
  /** Puts `abort` in charge of what is under way at `host`; called at once when time is already up. */
  guard(host: string, abort: (reason: Error) => void): void;
  clear(): void;
}

export interface Deadlines extends Disposable {
  /** The wall clock and the caller's signal as one thing, which ends whatever is under way. */
  start(wallMs: number, signal: AbortSignal | undefined): Deadline;
}

/**
 * Deadlines of many requests on one sleeper: a sleeper and its AbortError for each request cost a fifth
 * of the time of a conditional request (measured at 50 at once on loopback).
 */
export function createDeadlines(clock: Clock): Deadlines {
  const pending = new Map<() => void, number>();
  const disposed = new AbortController();
  let wakeAt = Number.POSITIVE_INFINITY;

  const sleepUntil = (at: number) => {
    wakeAt = at;
    clock.sleep(at - clock.now().getTime(), disposed.signal).then(
      () => wakeAt === at && endDue(),
      () => {},
    );
  };
  const endDue = () => {
    const now = clock.now().getTime();
    let next = Number.POSITIVE_INFINITY;
    for (const [end, at] of pending) {
      if (at <= now) {
        pending.delete(end);
        end();
      } else next = Math.min(next, at);
    }
    wakeAt = next;
    if (Number.isFinite(next)) sleepUntil(next);
  };

  return {
    start: (wallMs, signal) => {
      let isOver = signal?.aborted === true;
      let host = '';
      let abortCurrent: (reason: Error) => void = () => {};
      const reason = () => (signal?.aborted ? asError(signal.reason) : timedOut(host));
      const end = () => {
        isOver = true;
        abortCurrent(reason());
      };
      const at = clock.now().getTime() + wallMs;
      pending.set(end, at);
      if (at < wakeAt) sleepUntil(at);
      signal?.addEventListener('abort', end, { once: true });
      return {
        guard: (askedHost, abort) => {
          host = askedHost;
          abortCurrent = abort;
          if (isOver) abort(reason());
        },
        clear: () => {
          pending.delete(end);
          signal?.removeEventListener('abort', end);
        },
      };
    },
    [Symbol.dispose]: () => disposed.abort(),
  };
}

const asError = (reason: unknown): Error => (reason instanceof Error ? reason : new Error(String(reason)));
