import type { Route } from 'playwright-core';
import { codeOf } from '../../kit/errors.ts';
import type { Egress } from './egress.ts';

export interface PageBudget {
  /** Requests one page may make. */
  requests: number;
  /** Bytes all of them may bring. */
  bytes: number;
}

/** Pictures, films, fonts and reports change no text. */
const unwantedTypes = new Set([
  'image',
  'media',
  'font',
  'texttrack',
  'manifest',
  'beacon',
  'ping',
  'cspreport',
]);
/** True of the answer as it came over the wire, not of the unpacked body handed to the browser. */
const wireHeaders = ['content-encoding', 'content-length', 'transfer-encoding', 'connection'];

/**
 * Answers one request of a page by our own way out, so that rules E1 to E4 hold for it as for any other.
 * Redirects are followed here and never handed to the browser: it would follow them by itself, unguarded.
 */
export async function answerSubrequest(
  route: Route,
  egress: Egress,
  budget: PageBudget,
  signal: AbortSignal,
): Promise<void> {
  const request = route.request();
  if (unwantedTypes.has(request.resourceType()) || budget.requests <= 0 || budget.bytes <= 0) {
    return route.abort('blockedbyclient');
  }
  budget.requests -= 1;
  const { host: _, ...headers } = await request.allHeaders();
  try {
    const answer = await egress.request(request.url(), {
      method: request.method(),
      headers,
      body: request.postDataBuffer() ?? undefined,
      caps: { bodyBytes: budget.bytes, wireBytes: budget.bytes },
      signal,
    });
    budget.bytes -= answer.body.length;
    const kept = { ...answer.headers };
    for (const name of wireHeaders) delete kept[name];
    await route.fulfill({ status: answer.status, headers: kept, body: Buffer.from(answer.body) });
  } catch (error) {
    await route.abort(codeOf(error) === 'egress_refused' ? 'blockedbyclient' : 'failed');
  }
}
