import { isHTTPResponseError, isNotionClientError, RequestTimeoutError } from '@notionhq/client';
import { type ErrorCode, LookoutError } from '../../kit/errors.ts';
import { cleanText, oneLine, truncate } from '../../kit/text.ts';

/** Notion's budget of a connection is of 60-second windows; where it names no time, one of them is waited for. */
const assumedWaitMs = 60_000;
/** A workspace's own limit may ask for longer than a minute, but nobody believes more than an hour. */
const longestWaitMs = 3_600_000;

const codeOfStatus = (status: number, vendorCode: string): ErrorCode => {
  if (status === 429 || status === 529) return 'rate_limited';
  if (status === 401) return 'unauthenticated';
  if (status === 403) return 'not_allowed';
  if (status === 404) return 'not_found';
  if (status === 409 && vendorCode === 'conflict_error') return 'unavailable';
  return status >= 500 ? 'vendor_down' : 'vendor_refused';
};

/**
 * Whatever a call of the client threw, as ours: `rate_limited` with `retryAfterMs` (429 and 529), `unauthenticated`,
 * `not_allowed`, `not_found` (gone, or not shared with the connection), `unavailable` (409, a conflict while saving),
 * `vendor_down`, `vendor_refused` with Notion's own sentence, `timeout`, `unreachable`.
 */
export function toNotionError(error: unknown, now: Date): LookoutError {
  if (error instanceof LookoutError) return error;
  if (RequestTimeoutError.isRequestTimeoutError(error)) {
    return new LookoutError('timeout', 'Notion did not answer in time', {
      cause: error,
      humanMessage: 'Notion did not answer in time. Try again in a minute.',
    });
  }
  if (isHTTPResponseError(error)) return ofAnswer(error, now);
  if (isNotionClientError(error) || error instanceof SyntaxError) {
    return new LookoutError('vendor_refused', 'Notion was not asked or answered as expected', {
      cause: error,
      humanMessage: 'Notion answered in a way Lookout does not understand.',
    });
  }
  return new LookoutError('unreachable', 'Notion cannot be reached', {
    cause: error,
    humanMessage: 'Notion cannot be reached. Try again in a minute.',
  });
}

interface RefusedAnswer {
  status: number;
  code: string;
  message: string;
  headers: unknown;
  additional_data?: Record<string, string | string[]> | undefined;
}

function ofAnswer(error: RefusedAnswer, now: Date): LookoutError {
  const { status } = error;
  const code = codeOfStatus(status, error.code);
  const reason = error.additional_data?.rate_limit_reason;
  const fields = { status, vendorCode: error.code, ...(reason ? { reason } : {}) };
  if (code === 'rate_limited') {
    const retryAfterMs = waitOf(error.headers, now) ?? assumedWaitMs;
    return new LookoutError(code, 'Notion asks to wait', {
      retryAfterMs,
      fields,
      humanMessage: `Notion asks to wait ${Math.ceil(retryAfterMs / 1000)} seconds. Nothing is lost; it goes on then.`,
    });
  }
  const sentence = truncate(oneLine(cleanText(error.message)), 300);
  return new LookoutError(code, `Notion refused (${status} ${error.code}): ${sentence}`, {
    fields,
    humanMessage: humanMessage(code, sentence),
  });
}

function humanMessage(code: ErrorCode, sentence: string): string {
  if (code === 'unauthenticated') return 'Notion no longer takes the connection. Connect Notion again.';
  if (code === 'not_allowed') return `Notion does not let this connection do that: ${sentence}`;
  if (code === 'not_found') return 'This is gone from Notion, or not shared with Lookout.';
  if (code === 'vendor_down' || code === 'unavailable')
    return 'Notion did not answer properly. Try again in a minute.';
  return `Notion refused: ${sentence}`;
}

/** How long Retry-After asks to wait, given in seconds or as a date; undefined when it is not there. */
function waitOf(headers: unknown, now: Date): number | undefined {
  const value = headers instanceof Headers ? headers.get('retry-after')?.trim() : undefined;
  if (!value) return undefined;
  const seconds = Number(value);
  const ms = Number.isFinite(seconds) ? seconds * 1000 : Date.parse(value) - now.getTime();
  return Number.isFinite(ms) ? Math.min(Math.max(0, ms), longestWaitMs) : undefined;
}
