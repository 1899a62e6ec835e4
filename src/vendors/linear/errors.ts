import * as z from 'zod';
import { type ErrorCode, LookoutError } from '../../kit/errors.ts';
import { cleanText, oneLine, truncate } from '../../kit/text.ts';

/** One entry of a GraphQL answer's `errors`, as Linear writes it. */
export const LinearProblem = z.object({
  message: z.string().catch(''),
  extensions: z
    .object({
      type: z.string().optional(),
      code: z.string().optional(),
      userPresentableMessage: z.string().optional(),
    })
    .catch({}),
});
export type LinearProblem = z.infer<typeof LinearProblem>;

/**
 * Linear's `extensions.type` ("invalid input") and `extensions.code` ("RATELIMITED"), letters only. What is not
 * here is a refusal, or judged by the status.
 */
const codes: Record<string, ErrorCode> = {
  ratelimited: 'rate_limited',
  authenticationerror: 'unauthenticated',
  forbidden: 'not_allowed',
  internalerror: 'vendor_down',
  internalservererror: 'vendor_down',
  networkerror: 'vendor_down',
  locktimeout: 'vendor_down',
  bootstraperror: 'vendor_down',
};

const codeOfStatus = (status: number): ErrorCode => {
  if (status === 429) return 'rate_limited';
  if (status === 401) return 'unauthenticated';
  if (status === 403) return 'not_allowed';
  return status >= 500 ? 'vendor_down' : 'vendor_refused';
};

/** Linear counts by the hour; where it names no time, a minute is enough for its leaky bucket to take some calls. */
const assumedWaitMs = 60_000;
const longestWaitMs = 3_600_000;

/**
 * An answer that is no success, as ours: `rate_limited` with `retryAfterMs` (from 429 and from Linear's 400 with
 * RATELIMITED alike), `unauthenticated`, `not_allowed`, `vendor_down`, and `vendor_refused` with Linear's own
 * sentence for people.
 */
export function toLinearError(
  status: number,
  problems: readonly LinearProblem[],
  headers: Headers,
  now: Date,
): LookoutError {
  const first = problems[0];
  const code = namedCode(first) ?? codeOfStatus(status);
  const fields = { status, type: first?.extensions.type, vendorCode: first?.extensions.code };
  if (code === 'rate_limited') {
    const retryAfterMs = waitOf(headers, now) ?? assumedWaitMs;
    const seconds = Math.ceil(retryAfterMs / 1000);
    return new LookoutError(code, 'Linear asks to wait', {
      retryAfterMs,
      fields,
      humanMessage: `Linear asks to wait ${seconds} seconds. Nothing is lost; it goes on then.`,
    });
  }
  const said = first?.extensions.userPresentableMessage || first?.message || `status ${status}`;
  const sentence = truncate(oneLine(cleanText(said)), 300);
  return new LookoutError(code, `Linear refused: ${sentence}`, {
    fields,
    humanMessage: humanMessage(code, sentence),
  });
}

function humanMessage(code: ErrorCode, sentence: string): string {
  if (code === 'unauthenticated') return 'Linear no longer takes the connection. Connect Linear again.';
  if (code === 'vendor_down') return 'Linear did not answer properly. Try again in a minute.';
  if (code === 'not_allowed') return `Linear does not let this connection do that: ${sentence}`;
  return `Linear refused: ${sentence}`;
}

function namedCode(problem: LinearProblem | undefined): ErrorCode | undefined {
  for (const name of [problem?.extensions.code, problem?.extensions.type]) {
    const code = name && codes[name.toLowerCase().replace(/[^a-z]/g, '')];
    if (code) return code;
  }
  return undefined;
}

/** How long the answer asks to wait: Retry-After, or the reset of the budget that is used up; undefined when neither. */
export function waitOf(headers: Headers, now: Date): number | undefined {
  const seconds = numberIn(headers, 'retry-after');
  if (seconds !== undefined) return Math.min(Math.max(0, seconds * 1000), longestWaitMs);
  const waits = ['requests', 'complexity'].flatMap((budget) => {
    const left = numberIn(headers, `x-ratelimit-${budget}-remaining`);
    const reset = numberIn(headers, `x-ratelimit-${budget}-reset`);
    return left !== undefined && left <= 0 && reset !== undefined ? [reset - now.getTime()] : [];
  });
  if (waits.length === 0) return undefined;
  return Math.min(Math.max(0, ...waits), longestWaitMs);
}

function numberIn(headers: Headers, name: string): number | undefined {
  const value = headers.get(name);
  if (value === null || value.trim() === '') return undefined;
  const number = Number(value);
  return Number.isFinite(number) ? number : undefined;
}
