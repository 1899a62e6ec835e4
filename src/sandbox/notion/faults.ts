/**
 * Failures on demand. `rate_limited` 429 with Retry-After and the limit that was hit; `conflict` 409; `overloaded` 529;
 * `unavailable` 503; `server_error` 500 before anything happened; `server_error_after` 500 although the work is done;
 * `timeout` no answer, no effect; `answer_lost` the work is done and the connection is cut; `slow` the answer comes
 * after `delayMs`; `error` a status and code of your choice.
 */
export const notionFaultKinds = [
  'rate_limited',
  'conflict',
  'overloaded',
  'unavailable',
  'server_error',
  'server_error_after',
  'timeout',
  'answer_lost',
  'slow',
  'error',
] as const;

export interface NotionFault {
  /** A route as in the table (`POST /v1/pages`), or `*` for any. */
  route: string;
  fault: (typeof notionFaultKinds)[number];
  /** How many calls it hits before it is used up. */
  times: number;
  /** How many matching calls pass first; 0 unless given. */
  skip?: number | undefined;
  /** For `rate_limited` and `overloaded`; 1 unless given. */
  retryAfterSeconds?: number | undefined;
  /** For `rate_limited`: whose budget is spent; the connection's unless given. */
  reason?: 'connection' | 'workspace' | undefined;
  /** Milliseconds for `slow`; 5,000 unless given. */
  delayMs?: number | undefined;
  /** For `error`. */
  status?: number | undefined;
  code?: string | undefined;
  message?: string | undefined;
}

export interface NotionFaults {
  add(fault: NotionFault): void;
  clear(): void;
  /** The fault that hits this call, counted down, or undefined. */
  take(route: string): NotionFault | undefined;
  pending(): readonly NotionFault[];
}

export function createNotionFaults(): NotionFaults {
  let waiting: NotionFault[] = [];
  return {
    add: (fault) => {
      if (fault.times > 0) waiting.push({ ...fault });
    },
    clear: () => {
      waiting = [];
    },
    take: (route) => {
      const hit = waiting.find((fault) => fault.route === route || fault.route === '*');
      if (!hit) return undefined;
      if (hit.skip !== undefined && hit.skip > 0) {
        hit.skip -= 1;
        return undefined;
      }
      hit.times -= 1;
      waiting = waiting.filter((fault) => fault.times > 0);
      return { ...hit };
    },
    pending: () => waiting,
  };
}
