/**
 * Failures on demand. `ratelimited` 429 with Retry-After; `server_error` 500; `timeout` no answer, no effect;
 * `answer_lost` the effect happens and the connection is cut before the answer; `slow` the answer comes after
 * `delayMs`; `error` Slack's own `{ok: false, error}` of your choice.
 */
export const faultKinds = ['ratelimited', 'server_error', 'timeout', 'answer_lost', 'slow', 'error'] as const;
type FaultKind = (typeof faultKinds)[number];

export interface Fault {
  /** A Web API method, or `*` for any. */
  method: string;
  fault: FaultKind;
  /** How many calls it hits before it is used up. */
  times: number;
  /** Seconds for `ratelimited`; 1 unless given. */
  retryAfterSeconds?: number;
  /** Milliseconds for `slow`; 5,000 unless given. */
  delayMs?: number;
  /** Slack's error name for `error`; `internal_error` unless given. */
  error?: string;
}

export interface Faults {
  add(fault: Fault): void;
  clear(): void;
  /** The fault that hits this call, counted down, or undefined. */
  take(method: string): Fault | undefined;
  /** What is still waiting to happen. */
  pending(): readonly Fault[];
}

export function createFaults(): Faults {
  let waiting: Fault[] = [];
  return {
    add: (fault) => {
      if (fault.times > 0) waiting.push({ ...fault });
    },
    clear: () => {
      waiting = [];
    },
    take: (method) => {
      const hit = waiting.find((fault) => fault.method === method || fault.method === '*');
      if (!hit) return undefined;
      hit.times -= 1;
      waiting = waiting.filter((fault) => fault.times > 0);
      return { ...hit };
    },
    pending: () => waiting,
  };
}
