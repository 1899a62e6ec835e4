import type { Clock } from '../../kit/clock.ts';

/** Linear's numbers for an API key (linear.app/developers/rate-limiting, read 2026-11). */
export const linearLimits = {
  requestsPerHour: 5_000,
  complexityPerHour: 250_000,
  /** The most one query may cost. */
  complexityPerQuery: 10_000,
};
const hourMs = 3_600_000;

interface Spending {
  allowed: boolean;
  /** Whole seconds until the request would be allowed. */
  retryAfterSeconds: number;
  headers: Record<string, string>;
}

/** Leaky buckets, two per credential: requests and points. */
export interface Budget {
  spend(credential: string, complexity: number): Spending;
  /** Other limits than Linear's, for everybody, from full buckets. */
  limit(limits: { requestsPerHour?: number; complexityPerHour?: number }): void;
}

interface Bucket {
  used: number;
  at: number;
}

export function createBudget(clock: Clock): Budget {
  let limits = { ...linearLimits };
  const buckets = new Map<string, Bucket>();

  const levelOf = (name: string, perHour: number): Bucket => {
    const now = clock.now().getTime();
    const bucket = buckets.get(name) ?? { used: 0, at: now };
    const leaked = ((now - bucket.at) / hourMs) * perHour;
    const level = { used: Math.max(0, bucket.used - leaked), at: now };
    buckets.set(name, level);
    return level;
  };

  const describe = (kind: string, bucket: Bucket, perHour: number): Record<string, string> => ({
    [`x-ratelimit-${kind}-limit`]: String(perHour),
    [`x-ratelimit-${kind}-remaining`]: String(Math.max(0, Math.floor(perHour - bucket.used))),
    [`x-ratelimit-${kind}-reset`]: String(Math.ceil(bucket.at + (bucket.used / perHour) * hourMs)),
  });

  return {
    spend: (credential, complexity) => {
      const requests = levelOf(`${credential} requests`, limits.requestsPerHour);
      const points = levelOf(`${credential} points`, limits.complexityPerHour);
      const over = Math.max(
        (requests.used + 1 - limits.requestsPerHour) / limits.requestsPerHour,
        (points.used + complexity - limits.complexityPerHour) / limits.complexityPerHour,
      );
      const allowed = over <= 0;
      if (allowed) {
        requests.used += 1;
        points.used += complexity;
      }
      return {
        allowed,
        retryAfterSeconds: allowed ? 0 : Math.max(1, Math.ceil((over * hourMs) / 1_000)),
        headers: {
          'x-complexity': String(complexity),
          ...describe('requests', requests, limits.requestsPerHour),
          ...describe('complexity', points, limits.complexityPerHour),
        },
      };
    },
    limit: (given) => {
      limits = { ...linearLimits, ...given };
      buckets.clear();
    },
  };
}
