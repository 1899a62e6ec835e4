import type { Clock } from '../../kit/clock.ts';
import { humanMessageOf, LookoutError } from '../../kit/errors.ts';

/** `off`: not configured, and Lookout works without it. */
export type State = 'ok' | 'warn' | 'fail' | 'off';

export interface Finding {
  /** What was looked at, two or three words. */
  name: string;
  state: State;
  says: string;
  /** What to do about it, when there is something to do. */
  doThis?: string;
}

type Verdict = Omit<Finding, 'name'>;

export const ok = (says: string): Verdict => ({ state: 'ok', says });
export const off = (says: string, doThis?: string): Verdict => ({
  state: 'off',
  says,
  ...(doThis ? { doThis } : {}),
});
export const warn = (says: string, doThis?: string): Verdict => ({
  state: 'warn',
  says,
  ...(doThis ? { doThis } : {}),
});
export const fail = (says: string, doThis?: string): Verdict => ({
  state: 'fail',
  says,
  ...(doThis ? { doThis } : {}),
});

const deadlineMs = 20_000;

/**
 * One look, which never throws and never takes longer than 20 s: what goes wrong in it is what it found.
 * `doThis` is the advice that goes with whatever goes wrong.
 */
export async function look(
  clock: Clock,
  name: string,
  doThis: string,
  examine: (signal: AbortSignal) => Promise<Verdict>,
): Promise<Finding> {
  const late = new AbortController();
  const settled = new AbortController();
  const tooLate = clock.sleep(deadlineMs, settled.signal).then(
    () => {
      late.abort();
      return fail(`no answer within ${deadlineMs / 1000} seconds`, doThis);
    },
    () => fail('interrupted'),
  );
  try {
    return { name, ...(await Promise.race([examine(late.signal), tooLate])) };
  } catch (error) {
    return { name, ...fail(sayingOf(error), doThis) };
  } finally {
    settled.abort();
  }
}

/** Foreign errors are shown here as they are: whoever runs the doctor wants to know. Secrets are taken out at the end. */
export function sayingOf(error: unknown): string {
  if (error instanceof LookoutError) return humanMessageOf(error);
  if (error instanceof AggregateError && error.errors.length > 0) return sayingOf(error.errors[0]);
  return error instanceof Error ? error.message || error.name : String(error);
}
