/**
 * Failures on demand. `ratelimited` HTTP 400 with code RATELIMITED; `too_many_requests` a plain 429;
 * `server_error` 500; `timeout` no answer, no effect; `answer_lost` the effect happens and the connection is cut
 * before the answer; `slow` the answer comes after `delayMs`; `error` a GraphQL error, no effect.
 */
export const linearFaultKinds = [
  'ratelimited',
  'too_many_requests',
  'server_error',
  'timeout',
  'answer_lost',
  'slow',
  'error',
] as const;

export interface LinearFault {
  /** A root field such as `issueCreate`, `oauth/token`, or `*` for any. */
  field: string;
  fault: (typeof linearFaultKinds)[number];
  /** How many requests it hits before it is used up. */
  times: number;
  /** Seconds for the two rate limits; 1 unless given. */
  retryAfterSeconds?: number;
  /** Milliseconds for `slow`; 5,000 unless given. */
  delayMs?: number;
  /** The sentence of `error`. */
  message?: string;
}

export interface LinearFaults {
  add(fault: LinearFault): void;
  clear(): void;
  /** The fault that hits a request for these fields, counted down, or undefined. */
  take(fields: readonly string[]): LinearFault | undefined;
  pending(): readonly LinearFault[];
}

export function createLinearFaults(): LinearFaults {
  let waiting: LinearFault[] = [];
  return {
    add: (fault) => {
      if (fault.times > 0) waiting.push({ ...fault });
    },
    clear: () => {
      waiting = [];
    },
    take: (fields) => {
      const hit = waiting.find((fault) => fault.field === '*' || fields.includes(fault.field));
      if (!hit) return undefined;
      hit.times -= 1;
      waiting = waiting.filter((fault) => fault.times > 0);
      return { ...hit };
    },
    pending: () => waiting,
  };
}
