import type { Clock } from '../../../kit/clock.ts';

type EnvelopeKind = 'events_api' | 'slash_commands' | 'interactive';

/** What is sent to the app: the same payload whether by HTTP or by socket. */
export interface Envelope {
  kind: EnvelopeKind;
  payload: Record<string, unknown>;
  /** 0 the first time. */
  attempt: number;
  /** Why the attempt before failed, in Slack's words. */
  retryReason?: string;
}

/** How the app took it. `body` is the acknowledgement's payload: parsed JSON, or text, or undefined when empty. */
export type Answer = { ok: true; body: unknown } | { ok: false; reason: FailureReason; noRetry?: boolean };

/** The values of x-slack-retry-reason. */
export type FailureReason = 'http_timeout' | 'http_error' | 'connection_failed' | 'unknown_error';

export interface Transport {
  connected(): boolean;
  /** Resolves once something could be sent; rejects when the sandbox closes. */
  ready(signal: AbortSignal): Promise<void>;
  send(envelope: Envelope): Promise<Answer>;
}

/** `work`, or a timeout after `ms` by the clock; the signal given to `work` aborts then. */
export async function withDeadline(
  clock: Clock,
  ms: number,
  lifetime: AbortSignal,
  work: (signal: AbortSignal) => Promise<Answer>,
): Promise<Answer> {
  const over = new AbortController();
  const timer = new AbortController();
  const timeout = clock
    .sleep(ms, AbortSignal.any([timer.signal, lifetime]))
    .then((): Answer => ({ ok: false, reason: 'http_timeout' }))
    .catch((): Answer => ({ ok: false, reason: 'unknown_error' }));
  const done = work(over.signal);
  try {
    return await Promise.race([timeout, done]);
  } finally {
    over.abort();
    timer.abort();
    // The loser of the race must not become an unhandled rejection.
    done.catch(() => undefined);
  }
}
