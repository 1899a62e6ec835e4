import type { Config } from '../config/config.ts';
import type { Clock } from '../kit/clock.ts';
import type { Log } from '../kit/log.ts';
import { createBrowser } from '../vendors/web/browser.ts';
import { createEgress, type Egress } from '../vendors/web/egress.ts';
import { createPageFetcher } from '../vendors/web/fetch-page.ts';
import { findChromium } from '../vendors/web/find-chromium.ts';
import { createPoliteness } from '../vendors/web/politeness.ts';
import { createRobots } from '../vendors/web/robots.ts';
import type { FetchPage } from '../vendors/web/schema.ts';
import {
  createBraveSearch,
  createSearxngSearch,
  createTavilySearch,
  type SearchProvider,
} from '../vendors/web/search.ts';

export interface Web extends AsyncDisposable {
  egress: Egress;
  fetchPage: FetchPage;
  /** Absent when no Chromium is configured or found. */
  renderPage?: FetchPage;
  search?: SearchProvider;
  /** Sources of one origin that may be claimed at once: what its bucket lets through in a lease. */
  mostPerOrigin: number;
  /** Origins of EGRESS_ALLOW: neither bucket nor claim limit holds there. */
  ownOrigins: string[];
}

/** Seconds of one origin's bucket that may be claimed ahead; well within a lease. */
const claimAheadSeconds = 60;
const burst = 5;

function openSearch(config: Config, egress: Egress): SearchProvider | undefined {
  const { search } = config;
  if (!search || search.provider === 'openai') return undefined;
  const key = search.key?.reveal() ?? '';
  switch (search.provider) {
    case 'searxng':
      return createSearxngSearch({ egress, baseUrl: search.url ?? '' });
    case 'brave':
      return createBraveSearch({
        egress,
        baseUrl: search.url ?? 'https://api.search.brave.com',
        apiKey: key,
      });
    case 'tavily':
      return createTavilySearch({ egress, baseUrl: search.url ?? 'https://api.tavily.com', apiKey: key });
  }
}

/** The way out: one egress, and what reads pages through it. */
export async function openWeb(config: Config, { clock, log }: { clock: Clock; log: Log }): Promise<Web> {
  await using stack = new AsyncDisposableStack();
  const allow = config.egress.allow.map(({ host, port }) => `${host}:${port}`);
  const { userAgent } = config.egress;
  const egress = stack.use(createEgress({ allow, userAgent, clock }));
  const { originRequestsPerSecond: perSecond, originConcurrency: concurrency } = config.watching;
  const politeness = createPoliteness({ clock, perSecond, burst, concurrency, unlimited: allow });
  const robots = createRobots({ egress, politeness, clock, log, productToken: 'Lookout' });
  const fetchPage = createPageFetcher({
    egress,
    robots,
    politeness,
    clock,
    log,
    concurrency: config.watching.fetchConcurrency,
  });
  const executablePath = await findChromium(config.watching.chromiumPath);
  const browser =
    executablePath && stack.use(createBrowser({ executablePath, egress, fetchPage, userAgent, clock, log }));
  const search = openSearch(config, egress);
  const owned = stack.move();
  return {
    egress,
    fetchPage,
    ...(browser ? { renderPage: browser.renderPage } : {}),
    ...(search ? { search } : {}),
    mostPerOrigin: Math.max(50, Math.ceil(perSecond * claimAheadSeconds)),
    ownOrigins: allow.flatMap((host) => [`http://${host}`, `https://${host}`]),
    [Symbol.asyncDispose]: async () => await owned.disposeAsync(),
  };
}
