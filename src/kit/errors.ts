/**
 * Every way the product can fail, by name. Doors translate a code into a status or a sentence;
 * nobody decides anything by matching the text of a message.
 */
export const errorCodes = [
  'bad_input',
  'bad_config',
  'not_found',
  'not_allowed',
  'unauthenticated',
  'conflict',
  'rate_limited',
  'too_large',
  'timeout',
  'egress_refused',
  'unreachable',
  'bad_certificate',
  'blocked_by_site',
  'robots_refused',
  'unsupported',
  'vendor_refused',
  'vendor_down',
  'over_budget',
  'unavailable',
  'internal',
] as const;

export type ErrorCode = (typeof errorCodes)[number];

/** HTTP status for each code; total, so that a new code does not compile without a decision. */
export const httpStatusOf: Record<ErrorCode, number> = {
  bad_input: 400,
  bad_config: 500,
  not_found: 404,
  not_allowed: 403,
  unauthenticated: 401,
  conflict: 409,
  rate_limited: 429,
  too_large: 413,
  timeout: 504,
  egress_refused: 422,
  unreachable: 502,
  bad_certificate: 502,
  blocked_by_site: 502,
  robots_refused: 422,
  unsupported: 415,
  vendor_refused: 502,
  vendor_down: 502,
  over_budget: 402,
  unavailable: 503,
  internal: 500,
};

/** Codes for which trying again later, unchanged, can succeed. */
const transientCodes: ReadonlySet<ErrorCode> = new Set<ErrorCode>([
  'rate_limited',
  'timeout',
  'unreachable',
  'vendor_down',
  'unavailable',
  'internal',
]);

export interface ErrorDetails {
  cause?: unknown;
  /** How long the other side asked us to wait, in milliseconds. */
  retryAfterMs?: number;
  /** What happened and what to do, for a person; no jargon, no stack. */
  humanMessage?: string;
  /** Machine-readable context for the log; never a secret. */
  fields?: Record<string, unknown>;
}

export class LookoutError extends Error {
  override readonly name = 'LookoutError';
  readonly code: ErrorCode;
  readonly retryAfterMs: number | undefined;
  readonly humanMessage: string;
  readonly fields: Record<string, unknown>;

  constructor(code: ErrorCode, message: string, details: ErrorDetails = {}) {
    super(message, details.cause === undefined ? undefined : { cause: details.cause });
    this.code = code;
    this.retryAfterMs = details.retryAfterMs;
    this.humanMessage = details.humanMessage ?? message;
    this.fields = details.fields ?? {};
  }
}

/** The code of any thrown value; what is not ours is `internal`. */
export function codeOf(error: unknown): ErrorCode {
  return error instanceof LookoutError ? error.code : 'internal';
}

/** Whether the same call may succeed later. */
export function isTransient(error: unknown): boolean {
  return transientCodes.has(codeOf(error));
}

/** A sentence for a person about any thrown value; foreign errors never show their text. */
export function humanMessageOf(error: unknown): string {
  return error instanceof LookoutError
    ? error.humanMessage
    : 'Something went wrong inside Lookout. It is in the log; nothing was lost.';
}
