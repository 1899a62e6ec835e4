import type { Extraction, HealthProblem } from '../../contracts/blocks.ts';
import { shortUrl } from '../../kit/canonical-url.ts';
import { humanMessageOf, LookoutError } from '../../kit/errors.ts';
import type { FetchPage } from '../../vendors/web/schema.ts';
import type { WebPort } from './ports.ts';

export interface PageRead {
  kind: 'read';
  /** As asked for. */
  url: string;
  extraction: Extraction;
  needsBrowser: boolean;
}

export interface PageUnreadable {
  kind: 'unreadable';
  url: string;
  problem: HealthProblem;
  /** For a person: what is the matter and what can be done. */
  reason: string;
}

export type ReadPage = (url: string, signal: AbortSignal) => Promise<PageRead | PageUnreadable>;

/** Reads candidates before they are proposed: plainly first, with a browser when the page turns out to need one. */
export function createPageReader<Signals>({
  fetchPage,
  renderPage,
  extractor,
  classify,
}: WebPort<Signals>): ReadPage {
  const readWith = async (
    fetch: FetchPage,
    url: string,
    needsBrowser: boolean,
    signal: AbortSignal,
  ): Promise<PageRead | PageUnreadable> => {
    const unreadable = (problem: HealthProblem, why: string): PageUnreadable => ({
      kind: 'unreadable',
      url,
      problem,
      reason: reasonFor(problem, why, url),
    });
    const result = await fetch({ url, signal });
    if (result.kind === 'failed') return unreadable(result.problem, result.message);
    if (result.kind === 'not_modified') return unreadable('empty', 'the page gave no content');
    try {
      const { body, contentType, finalUrl, status } = result;
      const { extraction, signals } = await extractor.extract({ body, contentType, url: finalUrl });
      const health = classify({ extraction, signals, status, requestedUrl: url, finalUrl });
      return health
        ? unreadable(health.problem, health.why)
        : { kind: 'read', url, extraction, needsBrowser };
    } catch (error) {
      if (!(error instanceof LookoutError)) throw error;
      return unreadable('unsupported', humanMessageOf(error));
    }
  };
  return async (url, signal) => {
    const plainly = await readWith(fetchPage, url, false, signal);
    const wantsBrowser = plainly.kind === 'unreadable' && plainly.problem === 'needs_browser';
    return wantsBrowser && renderPage ? await readWith(renderPage, url, true, signal) : plainly;
  };
}

/** What a person can do about it, where there is something. */
const advice: Partial<Record<HealthProblem, (url: URL) => string>> = {
  egress_refused: (url) =>
    `To allow a private address, add ${url.hostname}:${url.port || (url.protocol === 'https:' ? '443' : '80')} to EGRESS_ALLOW.`,
  needs_browser: () => 'Connect a Chromium to read it.',
  login: () => 'Name a page that can be read without signing in.',
  gone: () => 'Check the address.',
  robots_refused: () => 'Name another page, or set robots.txt aside for it in Edit.',
};

function reasonFor(problem: HealthProblem, why: string, url: string): string {
  const sentence = why
    .trim()
    .replace(/[.\s]+$/, '')
    .replaceAll('!', '.');
  const todo = advice[problem]?.(new URL(url));
  const said =
    sentence === ''
      ? `${shortUrl(url)} could not be read`
      : sentence.charAt(0).toUpperCase() + sentence.slice(1);
  return todo && !said.includes('EGRESS_ALLOW') ? `${said}. ${todo}` : `${said}.`;
}
