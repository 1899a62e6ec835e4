import type { Job } from 'pg-boss';
import { LookoutError } from '../kit/errors.ts';
import type { Database } from '../store/database.ts';

/** Linear counts by the hour; whoever asks for more is asked again by then. */
const longestMs = 3_600_000;
const shortestMs = 1_000;
/** A day of full hours. After that a wait is a failed try like any other. */
const mostWaits = 24;

/** How often a job was put off; those starts were no tries. */
export function waitsOf({ data }: Job<object>): number {
  const { waits } = data as { waits?: unknown };
  return typeof waits === 'number' ? waits : 0;
}

/** How long the other side asked to wait, in milliseconds; undefined when it did not, or has done so all day. */
export function askedWaitMs(error: unknown, job: Job<object>): number | undefined {
  if (!(error instanceof LookoutError) || error.code !== 'rate_limited' || error.retryAfterMs === undefined)
    return undefined;
  return waitsOf(job) < mostWaits ? Math.min(Math.max(error.retryAfterMs, shortestMs), longestMs) : undefined;
}

/**
 * Puts off a job that runs now, under its own id and key, without spending a try: pg-boss counts the next start as
 * one more, so it is allowed one more. It tells starts apart by that count, which is why it is not simply left as it
 * was: the settling of this start, which comes after, must not hit the next one.
 */
export async function postponeJob(
  { pool }: Pick<Database, 'pool'>,
  schema: string,
  name: string,
  job: Job<object>,
  waitMs: number,
): Promise<void> {
  await pool.query(
    `update ${schema}.job set
       state = 'retry', start_after = ${schema}.job_now() + $4 * interval '1 millisecond', heartbeat_on = null,
       retry_limit = retry_limit + 1, data = data || jsonb_build_object('waits', $5::int)
     where name = $1 and id = $2 and state = 'active' and retry_count = $3`,
    [name, job.id, job.retryCount, waitMs, waitsOf(job) + 1],
  );
}
