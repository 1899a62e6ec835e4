import robotsParser from 'robots-parser';
import type { Clock } from '../../kit/clock.ts';
import { codeOf, humanMessageOf } from '../../kit/errors.ts';
import type { Log } from '../../kit/log.ts';
import type { Egress } from './egress.ts';
import { problemOfCode } from './fetch-problems.ts';
import type { Politeness } from './politeness.ts';
import { readRetryAfter } from './retry-after.ts';
import type { FetchProblem } from './schema.ts';

export type RobotsVerdict =
  | { kind: 'allowed'; crawlDelayMs: number }
  | { kind: 'refused'; message: string }
  /** robots.txt itself cannot be had, so nobody knows what is allowed. */
  | { kind: 'unknown'; problem: FetchProblem; message: string; retryAfterMs?: number };

export interface Robots {
  /** Whether the site lets us read an address; asks the site once a day for each origin. */
  check(url: URL): Promise<RobotsVerdict>;
}

interface RobotsOptions {
  egress: Egress;
  politeness: Politeness;
  clock: Clock;
  log: Log;
  /** The name robots.txt groups are matched with: letters, "-" and "_" only. */
  productToken: string;
  maxCrawlDelayMs?: number;
}

interface Rules {
  isAllowed(url: string, userAgent: string): boolean | undefined;
  getCrawlDelay(userAgent: string): number | undefined;
}
/** The package exports the function itself; its types describe a default export that is not there. */
const parseRobots = robotsParser as unknown as (url: string, text: string) => Rules;
type Loaded =
  | { kind: 'rules'; rules: Rules; verdicts: Map<string, RobotsVerdict> }
  | Extract<RobotsVerdict, { kind: 'unknown' }>;
interface Cached {
  loading: Promise<Loaded>;
  expiresAt: number;
}

const rulesKeptMs = 24 * 60 * 60 * 1000;
/** After a failure the file is asked for again with one of the next checks. */
const failureKeptMs = 5 * 60 * 1000;
const maxOrigins = 10_000;
const maxVerdicts = 1000;
/** RFC 9309 2.5: at least 500 KiB must be read. */
const parsedBytes = 512 * 1024;
/** Longer than any honest path; a hostile one makes wildcard matching slow. */
const maxLineLength = 2000;
const defaultMaxCrawlDelayMs = 30_000;
const robotsCaps = { wireBytes: 2 * 1024 * 1024, bodyBytes: 2 * 1024 * 1024, wallMs: 15_000 };

/**
 * robots.txt as RFC 9309 says: a 4xx answer means there are no rules; a 5xx answer, 429 or no answer means
 * that nothing may be read until the file can be had, except that rules known from before stay in force.
 */
export function createRobots(options: RobotsOptions): Robots {
  const { egress, politeness, clock, log, productToken } = options;
  const maxDelayMs = options.maxCrawlDelayMs ?? defaultMaxCrawlDelayMs;
  const cache = new Map<string, Cached>();

  const ask = async (origin: string): Promise<Loaded> => {
    const address = new URL('/robots.txt', origin);
    try {
      const answer = await politeness.run(address, () => egress.request(address, { caps: robotsCaps }));
      if (answer.status === 429 || answer.status >= 500) {
        const retryAfterMs = readRetryAfter(answer.headers['retry-after'], clock.now());
        const problem = answer.status === 429 ? 'rate_limited' : 'server_error';
        const message = `${address.host} answered ${answer.status} when asked what may be read (robots.txt).`;
        return { kind: 'unknown', problem, message, retryAfterMs };
      }
      const text = answer.status < 300 ? new TextDecoder().decode(answer.body.subarray(0, parsedBytes)) : '';
      return parse(address, text);
    } catch (error) {
      // A file too long to be rules is no rules.
      if (codeOf(error) === 'too_large') return parse(address, '');
      return { kind: 'unknown', problem: problemOfCode(codeOf(error)), message: humanMessageOf(error) };
    }
  };

  const load = (origin: string): Promise<Loaded> => {
    const now = clock.now().getTime();
    const known = cache.get(origin);
    if (known && known.expiresAt > now) return known.loading;
    if (!known && cache.size >= maxOrigins) cache.delete(cache.keys().next().value ?? '');
    const entry: Cached = { loading: refresh(origin, known), expiresAt: now + rulesKeptMs };
    cache.set(origin, entry);
    return entry.loading;

    async function refresh(origin: string, before: Cached | undefined): Promise<Loaded> {
      const loaded = await ask(origin);
      if (loaded.kind === 'rules') return loaded;
      entry.expiresAt = clock.now().getTime() + failureKeptMs;
      const earlier = await before?.loading;
      log.info(
        { origin, problem: loaded.problem, keptRules: earlier?.kind === 'rules' },
        'robots.txt could not be read',
      );
      return earlier?.kind === 'rules' ? earlier : loaded;
    }
  };

  const judge = (url: URL, rules: Rules): RobotsVerdict => {
    if (rules.isAllowed(url.href, productToken) === false) {
      const message = `${url.host} asks in its robots.txt that this page is not read by programs.`;
      return { kind: 'refused', message };
    }
    const delayMs = (rules.getCrawlDelay(productToken) ?? 0) * 1000;
    return { kind: 'allowed', crawlDelayMs: Math.min(Math.max(delayMs, 0), maxDelayMs) };
  };

  return {
    check: async (url) => {
      const loaded = await load(url.origin);
      if (loaded.kind === 'unknown') return loaded;
      const path = url.pathname + url.search;
      const known = loaded.verdicts.get(path);
      if (known) return known;
      const verdict = judge(url, loaded.rules);
      if (loaded.verdicts.size >= maxVerdicts) loaded.verdicts.clear();
      loaded.verdicts.set(path, verdict);
      return verdict;
    },
  };
}

function parse(address: URL, text: string): Loaded {
  const sane = text
    .split(/\r\n|\r|\n/)
    .filter((line) => line.length <= maxLineLength)
    .join('\n');
  return { kind: 'rules', rules: parseRobots(address.href, sane), verdicts: new Map() };
}
