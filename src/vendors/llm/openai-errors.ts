import OpenAI from 'openai';
import { LookoutError } from '../../kit/errors.ts';

const longestWaitMs = 10 * 60_000;

/** What the SDK threw, as ours; decided by class and status, never by text. The vendor's text stays out of messages. */
export function toLookoutError(error: unknown): unknown {
  if (error instanceof LookoutError || error instanceof OpenAI.APIUserAbortError) return error;
  if (error instanceof OpenAI.APIConnectionTimeoutError) {
    return new LookoutError('timeout', 'the language model did not answer in time', { cause: error });
  }
  if (error instanceof OpenAI.APIConnectionError) {
    return new LookoutError('unreachable', 'the language model cannot be reached', { cause: error });
  }
  if (!(error instanceof OpenAI.APIError)) {
    return new LookoutError('vendor_refused', 'the language model gave no usable answer', {
      cause: error,
      fields: { why: 'invalid_output' },
    });
  }
  const fields = { status: error.status, vendorCode: error.code, requestId: error.requestID };
  // A used-up quota answers 429 too, but waiting does not bring it back.
  if (error.status === 429 && error.code === 'insufficient_quota') {
    return new LookoutError('over_budget', 'the language model account has no credit left', {
      cause: error,
      fields,
    });
  }
  if (error.status === 429) {
    const retryAfterMs = retryAfterOf(error.headers);
    return new LookoutError('rate_limited', 'the language model asks to wait', {
      cause: error,
      fields,
      ...(retryAfterMs === undefined ? {} : { retryAfterMs }),
    });
  }
  if (error.status === undefined || error.status >= 500 || error.status === 408 || error.status === 409) {
    return new LookoutError('vendor_down', 'the language model service has a problem', {
      cause: error,
      fields,
    });
  }
  return new LookoutError('vendor_refused', 'the language model service refused the request', {
    cause: error,
    fields,
  });
}

function retryAfterOf(headers: Headers | undefined): number | undefined {
  const inMs = Number(headers?.get('retry-after-ms') ?? Number.NaN);
  const inSeconds = Number(headers?.get('retry-after') ?? Number.NaN);
  const wait = Number.isFinite(inMs) ? inMs : inSeconds * 1000;
  return Number.isFinite(wait) && wait >= 0 ? Math.min(wait, longestWaitMs) : undefined;
}
