import PQueue from 'p-queue';
import type { Clock } from '../../kit/clock.ts';
import { codeOf, humanMessageOf, LookoutError } from '../../kit/errors.ts';
import type { Log } from '../../kit/log.ts';
import type { Egress, EgressResponse } from './egress.ts';
import { problemOfCode, problemOfStatus } from './fetch-problems.ts';
import type { Politeness } from './politeness.ts';
import { readRetryAfter } from './retry-after.ts';
import type { Robots } from './robots.ts';
import type { FailedPage, FetchPage, FetchRequest, FetchResult, Validators } from './schema.ts';

interface PageFetcherParts {
  egress: Egress;
  robots: Robots;
  politeness: Politeness;
  clock: Clock;
  log: Log;
  /** Requests under way at once, to all sites together. */
  concurrency: number;
}

const pageHeaders = {
  accept:
    'text/html,application/xhtml+xml,application/atom+xml,application/rss+xml;q=0.9,application/json;q=0.9,application/pdf;q=0.9,text/plain;q=0.8,*/*;q=0.5',
  'accept-language': 'en;q=0.9,*;q=0.5',
};

/** One polite, conditional GET of a page: robots.txt, then the origin's turn, then the request. */
export function createPageFetcher(parts: PageFetcherParts): FetchPage {
  const { egress, robots, politeness, clock, log } = parts;
  // Inside the origin's turn: who waits for a slow site's turn holds no place of the others.
  const places = new PQueue({ concurrency: parts.concurrency });

  const fetchAllowed = async (url: URL, request: FetchRequest): Promise<FetchResult> => {
    const fail = (failure: Omit<FailedPage, 'kind' | 'url' | 'fetchedAt' | 'ms'>): FailedPage => ({
      kind: 'failed',
      url: url.href,
      fetchedAt: clock.now(),
      ms: 0,
      ...failure,
    });
    let spacingMs = 0;
    if (request.ignoreRobots) log.info({ url: url.href }, 'robots.txt is ignored for this page by its owner');
    else {
      const verdict = await robots.check(url);
      if (verdict.kind === 'refused') return fail({ problem: 'robots_refused', message: verdict.message });
      if (verdict.kind === 'unknown') {
        const { problem, message, retryAfterMs } = verdict;
        return fail({ problem, message, retryAfterMs });
      }
      spacingMs = verdict.crawlDelayMs;
    }
    const { signal } = request;
    const headers = { ...pageHeaders, ...conditions(request.validators) };
    const answer = await politeness.run(
      url,
      () => places.add(() => egress.request(url, { headers, signal })),
      {
        spacingMs,
        signal,
      },
    );
    return readAnswer(url, request, answer);
  };

  const readAnswer = (url: URL, request: FetchRequest, answer: EgressResponse): FetchResult => {
    const { status, headers, finalUrl } = answer;
    const facts = { url: url.href, fetchedAt: answer.timing.startedAt, ms: answer.timing.ms };
    if (status >= 200 && status < 300) {
      const validators = validatorsIn(headers);
      return {
        kind: 'fetched',
        ...facts,
        status,
        finalUrl,
        headers,
        contentType: headers['content-type'],
        body: answer.body,
        validators,
      };
    }
    if (status === 304 && (request.validators?.etag || request.validators?.lastModified)) {
      return {
        kind: 'not_modified',
        ...facts,
        status,
        finalUrl,
        validators: { ...request.validators, ...validatorsIn(headers) },
      };
    }
    const answered = new URL(finalUrl);
    const retryAfterMs = readRetryAfter(headers['retry-after'], clock.now());
    if (retryAfterMs !== undefined && (status === 429 || status === 503))
      politeness.holdOff(answered, retryAfterMs);
    return {
      kind: 'failed',
      ...facts,
      status,
      retryAfterMs,
      ...problemOfStatus(status, answered.host),
      answer: { finalUrl, contentType: headers['content-type'], body: answer.body },
    };
  };

  return async (request) => {
    const startedAt = clock.now();
    try {
      return await fetchAllowed(egress.checkUrl(request.url), request);
    } catch (error) {
      if (request.signal?.aborted) throw request.signal.reason;
      // What is not a known way for a page to fail is a fault of ours, and stays one.
      if (!(error instanceof LookoutError)) throw error;
      return {
        kind: 'failed',
        url: request.url,
        fetchedAt: startedAt,
        ms: clock.now().getTime() - startedAt.getTime(),
        problem: problemOfCode(codeOf(error)),
        retryAfterMs: error.retryAfterMs,
        message: humanMessageOf(error),
      };
    }
  };
}

function conditions(validators: Validators | undefined): Record<string, string> {
  const headers: Record<string, string> = {};
  if (validators?.etag) headers['if-none-match'] = validators.etag;
  if (validators?.lastModified) headers['if-modified-since'] = validators.lastModified;
  return headers;
}

function validatorsIn(headers: Record<string, string>): Validators {
  const validators: Validators = {};
  if (headers.etag) validators.etag = headers.etag;
  if (headers['last-modified']) validators.lastModified = headers['last-modified'];
  return validators;
}
