import type { Clock } from '../../kit/clock.ts';
import { LookoutError } from '../../kit/errors.ts';
import { readAllowList } from './allow-list.ts';

export interface PolitenessOptions {
  clock: Clock;
  /** Requests a second to one origin, on average. */
  perSecond: number;
  /** Requests to one origin that may go out at once after a pause. */
  burst: number;
  /** Requests to one origin under way at once. */
  concurrency: number;
  /** Hosts ("host" or "host:port") without rate or concurrency: one's own. Retry-After holds there too. */
  unlimited?: readonly string[];
  /** Nobody waits longer than this for a turn; the caller is told when to come back instead. */
  maxWaitMs?: number;
}

export interface Politeness {
  /**
   * Runs a task when its origin's turn has come. `spacingMs` widens the gap between requests (Crawl-delay).
   * Throws rate_limited with retryAfterMs when the turn is too far away.
   */
  run<T>(
    url: URL,
    task: () => Promise<T>,
    options?: { spacingMs?: number; signal?: AbortSignal },
  ): Promise<T>;
  /** The origin asked to be left alone for this long (Retry-After). */
  holdOff(url: URL, ms: number): void;
}

interface OriginState {
  /** When the bucket will be full again, in epoch milliseconds (the generic cell rate algorithm). */
  fullAt: number;
  heldUntil: number;
  running: number;
  waiting: (() => void)[];
}

const defaultMaxWaitMs = 60_000;
const sweepFromOrigins = 1000;

/** One token bucket and one concurrency limit for each origin, in memory. */
export function createPoliteness(options: PolitenessOptions): Politeness {
  const { clock, burst, concurrency } = options;
  const intervalMs = 1000 / options.perSecond;
  const maxWaitMs = options.maxWaitMs ?? defaultMaxWaitMs;
  const isUnlimited = readAllowList(options.unlimited ?? []);
  const origins = new Map<string, OriginState>();
  let sweepAt = sweepFromOrigins;

  const stateOf = (origin: string): OriginState => {
    const known = origins.get(origin);
    if (known) return known;
    if (origins.size >= sweepAt) {
      const now = clock.now().getTime();
      for (const [name, state] of origins) if (isIdle(state, now)) origins.delete(name);
      sweepAt = Math.max(sweepFromOrigins, origins.size * 2);
    }
    const fresh: OriginState = { fullAt: 0, heldUntil: 0, running: 0, waiting: [] };
    origins.set(origin, fresh);
    return fresh;
  };

  const refuseIfFar = (url: URL, waitMs: number) => {
    if (waitMs <= maxWaitMs) return;
    throw new LookoutError('rate_limited', `${url.host} is to be left alone for now`, {
      humanMessage: `${url.host} asked for fewer visits, so Lookout waits before it looks again.`,
      retryAfterMs: waitMs,
      fields: { host: url.host },
    });
  };

  const takeTurn = async (
    url: URL,
    state: OriginState,
    spacingMs: number,
    signal: AbortSignal | undefined,
  ) => {
    const now = clock.now().getTime();
    const gapMs = Math.max(intervalMs, spacingMs);
    // A crawl delay is a gap between any two requests: it leaves no room for a burst.
    const allowanceMs = spacingMs > intervalMs ? 0 : (burst - 1) * gapMs;
    const turnAt = Math.max(now, state.heldUntil, state.fullAt - allowanceMs);
    refuseIfFar(url, turnAt - now);
    state.fullAt = Math.max(state.fullAt, turnAt) + gapMs;
    if (turnAt > now) await clock.sleep(turnAt - now, signal);
  };

  const runLimited = async <T>(url: URL, task: () => Promise<T>, spacingMs: number, signal?: AbortSignal) => {
    const state = stateOf(url.origin);
    if (state.running >= concurrency) await waitForSlot(state, signal);
    else state.running += 1;
    try {
      await takeTurn(url, state, spacingMs, signal);
      return await task();
    } finally {
      const next = state.waiting.shift();
      if (next) next();
      else state.running -= 1;
    }
  };

  return {
    run: (url, task, { spacingMs = 0, signal } = {}) => {
      if (!isUnlimited(url)) return runLimited(url, task, spacingMs, signal);
      const heldUntil = origins.get(url.origin)?.heldUntil;
      return heldUntil === undefined ? task() : runHeld(heldUntil - clock.now().getTime(), url, task, signal);
    },
    holdOff: (url, ms) => {
      const state = stateOf(url.origin);
      state.heldUntil = Math.max(state.heldUntil, clock.now().getTime() + ms);
    },
  };

  async function runHeld<T>(
    waitMs: number,
    url: URL,
    task: () => Promise<T>,
    signal?: AbortSignal,
  ): Promise<T> {
    refuseIfFar(url, waitMs);
    if (waitMs > 0) await clock.sleep(waitMs, signal);
    return task();
  }
}

const isIdle = (state: OriginState, now: number): boolean =>
  state.running === 0 && state.fullAt <= now && state.heldUntil <= now;

/** The slot of whoever finishes next is handed over, so `running` does not change. */
function waitForSlot(state: OriginState, signal: AbortSignal | undefined): Promise<void> {
  signal?.throwIfAborted();
  return new Promise((resolve, reject) => {
    const giveUp = () => {
      state.waiting.splice(state.waiting.indexOf(take), 1);
      reject(signal?.reason);
    };
    const take = () => {
      signal?.removeEventListener('abort', giveUp);
      resolve();
    };
    state.waiting.push(take);
    signal?.addEventListener('abort', giveUp, { once: true });
  });
}
