import { expect, test } from 'vitest';
import { LinearProblem, toLinearError } from './errors.ts';

const now = new Date('2026-05-04T08:00:00Z');
const problem = (extensions: object, message = 'Argument Validation Error') =>
  LinearProblem.parse({ message, extensions });
const errorOf = (status: number, problems: LinearProblem[], headers: Record<string, string> = {}) =>
  toLinearError(status, problems, new Headers(headers), now);

test.each([
  [429, [], 'rate_limited'],
  [400, [problem({ type: 'ratelimited', code: 'RATELIMITED' })], 'rate_limited'],
  [400, [problem({ type: 'authentication error', code: 'AUTHENTICATION_ERROR' })], 'unauthenticated'],
  [401, [], 'unauthenticated'],
  [400, [problem({ type: 'forbidden' })], 'not_allowed'],
  [400, [problem({ type: 'invalid input', code: 'INPUT_ERROR' })], 'vendor_refused'],
  [200, [problem({})], 'vendor_refused'],
  [200, [problem({ code: 'INTERNAL_SERVER_ERROR' })], 'vendor_down'],
  [200, [problem({ type: 'lock timeout' })], 'vendor_down'],
  [502, [], 'vendor_down'],
] as const)('an answer with status %d and %j is %s', (status, problems, code) => {
  expect(errorOf(status, [...problems]).code).toBe(code);
});

test("Linear's own sentence for people is passed on, on one line and of bounded length", () => {
  const told = errorOf(400, [
    problem({
      type: 'invalid input',
      userPresentableMessage: `Title is too long.\n\u202E${'x'.repeat(900)}`,
    }),
  ]).humanMessage;
  expect(told).toMatch(/^Linear refused: Title is too long\. x+…$/);
  expect(told.length).toBeLessThan(330);
});

test.each([
  [{ 'retry-after': '7' }, 7_000],
  [
    { 'x-ratelimit-requests-remaining': '0', 'x-ratelimit-requests-reset': String(now.getTime() + 90_000) },
    90_000,
  ],
  [
    {
      'x-ratelimit-requests-remaining': '12',
      'x-ratelimit-requests-reset': String(now.getTime() + 90_000),
      'x-ratelimit-complexity-remaining': '0',
      'x-ratelimit-complexity-reset': String(now.getTime() + 5_000),
    },
    5_000,
  ],
  [{}, 60_000],
  [{ 'retry-after': '999999' }, 3_600_000],
])('a rate limit with headers %j waits %d ms', (headers, ms) => {
  expect(errorOf(429, [], headers as Record<string, string>).retryAfterMs).toBe(ms);
});
