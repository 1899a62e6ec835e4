import type { HealthProblem } from '../../contracts/blocks.ts';
import { newId } from '../../kit/ids.ts';

export interface Health {
  problem: HealthProblem | null;
  problemSince: Date | null;
  failures: number;
  /** Names the stretch from the first bad reading to the next good one. */
  episode: string | null;
  /** Whether people were told of this episode. */
  noticed: boolean;
}

export type HealthNews =
  | { kind: 'none' }
  | { kind: 'notice'; problem: HealthProblem; since: Date; tries: number; episode: string }
  | { kind: 'recovery'; since: Date; tries: number; episode: string };

/** Bad readings in a row before people hear of it: a lone 503 is nobody's business. */
const failuresUntilNotice = 3;
/** These do not pass by themselves, so the first reading says so. */
const lastingProblems: ReadonlySet<HealthProblem> = new Set<HealthProblem>([
  'needs_browser',
  'robots_refused',
  'egress_refused',
  'unsupported',
  'login',
]);

export const wellHealth: Health = {
  problem: null,
  problemSince: null,
  failures: 0,
  episode: null,
  noticed: false,
};

/** One notice an episode and one recovery, never more: what the next reading makes of a source's health. */
export function nextHealth(
  health: Health,
  problem: HealthProblem | null,
  at: Date,
): { health: Health; news: HealthNews } {
  if (!problem) {
    const told = health.noticed && health.episode && health.problemSince;
    return {
      health: wellHealth,
      news:
        told && health.episode && health.problemSince
          ? { kind: 'recovery', since: health.problemSince, tries: health.failures, episode: health.episode }
          : { kind: 'none' },
    };
  }
  const episode = health.episode ?? newId();
  const problemSince = health.problemSince ?? at;
  const failures = health.failures + 1;
  const tell = !health.noticed && (failures >= failuresUntilNotice || lastingProblems.has(problem));
  return {
    health: { problem, problemSince, failures, episode, noticed: health.noticed || tell },
    news: tell
      ? { kind: 'notice', problem, since: problemSince, tries: failures, episode }
      : { kind: 'none' },
  };
}

const firstRetryMs = 60_000;
const longestRetryMs = 60 * 60_000;

/**
 * When to try again after a bad reading: a minute, doubled each time up to an hour, never later than the
 * regular run, never sooner than the site asked.
 */
export function retryAt(at: Date, regular: Date | null, failures: number, retryAfterMs = 0): Date | null {
  if (!regular) return null;
  const backoff = Math.min(longestRetryMs, firstRetryMs * 2 ** Math.min(failures - 1, 10));
  const wanted = Math.min(at.getTime() + backoff, regular.getTime());
  return new Date(Math.max(wanted, at.getTime() + retryAfterMs));
}
