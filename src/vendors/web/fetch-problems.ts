import type { ErrorCode } from '../../kit/errors.ts';
import type { FetchProblem } from './schema.ts';

/** The health of a page for a failure of our own way out; what has no name of its own is unreachable. */
export function problemOfCode(code: ErrorCode): FetchProblem {
  switch (code) {
    case 'timeout':
    case 'bad_certificate':
    case 'too_large':
    case 'rate_limited':
    case 'egress_refused':
    case 'robots_refused':
      return code;
    default:
      return 'unreachable';
  }
}

/** The health of a page for an answered status outside 200 to 299, with a sentence for a person. */
export function problemOfStatus(status: number, host: string): { problem: FetchProblem; message: string } {
  if (status === 404 || status === 410)
    return { problem: 'gone', message: `${host} says the page is not there (${status}).` };
  if (status === 429) return { problem: 'rate_limited', message: `${host} asked for fewer visits (429).` };
  if (status === 408) return { problem: 'timeout', message: `${host} gave up waiting (408).` };
  if (status >= 400 && status < 500) {
    return { problem: 'forbidden', message: `${host} does not let Lookout read the page (${status}).` };
  }
  return { problem: 'server_error', message: `${host} has a fault of its own (${status}).` };
}
