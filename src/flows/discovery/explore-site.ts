import { canonicalUrl, shortUrl } from '../../kit/canonical-url.ts';
import { oneLine, truncate } from '../../kit/text.ts';
import type { Embedder } from '../../vendors/llm/embedder.ts';
import type { FetchPage } from '../../vendors/web/schema.ts';
import { asks } from './asks.ts';
import { type Lead, rankLinks } from './rank-links.ts';
import type { PageRead, PageUnreadable, ReadPage } from './read-page.ts';
import type { ReadRequest } from './read-request.ts';

export interface SiteTools {
  readPage: ReadPage;
  fetchPage: FetchPage;
  embedder?: Embedder;
}

export interface ExploredSite {
  home: PageRead | PageUnreadable;
  /** Other pages of the site, best first, not read yet. */
  leads: Lead[];
}

const mostSitemaps = 2;
const mostPerSitemap = 2_000;

/**
 * Looks through a site for pages that may answer the request: links of the home page, its feeds, sitemaps,
 * and the places where sites usually keep such things. Costs at most five requests.
 */
export async function exploreSite(
  tools: SiteTools,
  site: string,
  request: ReadRequest,
  signal: AbortSignal,
): Promise<ExploredSite> {
  const home = await tools.readPage(site, signal);
  const origin = new URL(site).origin;
  const leads = new Map<string, Lead>();
  const add = (address: string, lead: Omit<Lead, 'url'>) => {
    const url = canonicalUrl(URL.canParse(address, site) ? new URL(address, site).href : address);
    if (
      !url ||
      url === site ||
      !isOfSite(url, site) ||
      /\.(?:png|jpe?g|gif|svg|webp|ico|css|js|mjs|zip|gz|mp4|woff2?)(?:\?|$)/i.test(url)
    )
      return;
    const known = leads.get(url);
    if (!known || known.promise < lead.promise) leads.set(url, { url, ...lead });
  };
  const place = shortUrl(origin);
  if (home.kind === 'read') {
    for (const { url, text } of home.extraction.links) {
      const label = truncate(oneLine(text), 60);
      add(url, {
        text: label,
        promise: 0.15,
        why: label ? `linked from ${place} as “${label}”` : `linked from ${place}`,
      });
    }
    const wantsFeed = request.ask === 'news' || request.ask === 'release';
    for (const url of home.extraction.feeds)
      add(url, { text: 'feed', promise: wantsFeed ? 0.45 : 0.05, why: `feed of ${place}` });
  }
  for (const path of asks[request.ask].paths)
    add(origin + path, {
      text: path.replace(/\W+/g, ' '),
      promise: 0.05,
      why: `${asks[request.ask].noun} page of ${place}`,
    });
  if (home.kind === 'read' || home.problem !== 'egress_refused') {
    for (const url of await readSitemaps(tools.fetchPage, origin, signal))
      add(url, { text: '', promise: 0.05, why: `in the sitemap of ${place}` });
  }
  return { home, leads: await rankLinks([...leads.values()], request, tools.embedder) };
}

/** Addresses of the sitemaps that robots.txt names, else of /sitemap.xml. Only locations are read, no entity is expanded. */
async function readSitemaps(fetchPage: FetchPage, origin: string, signal: AbortSignal): Promise<string[]> {
  const robots = await readText(fetchPage, `${origin}/robots.txt`, signal);
  const named = [...robots.matchAll(/^\s*sitemap:\s*(\S+)/gim)]
    .map((match) => match[1] ?? '')
    .filter((url) => URL.canParse(url) && isOfSite(url, origin));
  const pages: string[] = [];
  const queue = named.length > 0 ? named.slice(0, mostSitemaps) : [`${origin}/sitemap.xml`];
  for (let read = 0; queue.length > 0 && read < mostSitemaps; read += 1) {
    const xml = await readText(fetchPage, queue.shift() ?? '', signal);
    const locations = [...xml.matchAll(/<loc>\s*([^<\s]{1,2000})\s*<\/loc>/gi)]
      .slice(0, mostPerSitemap)
      .map((match) => (match[1] ?? '').replaceAll('&amp;', '&'));
    if (/<sitemapindex/i.test(xml))
      queue.push(
        ...locations.filter((url) => URL.canParse(url) && isOfSite(url, origin)).slice(0, mostSitemaps),
      );
    else pages.push(...locations);
  }
  return pages;
}

async function readText(fetchPage: FetchPage, url: string, signal: AbortSignal): Promise<string> {
  const result = await fetchPage({ url, signal });
  return result.kind === 'fetched' ? new TextDecoder().decode(result.body.subarray(0, 2_000_000)) : '';
}

/** The same name, with or without "www.", or a name below it ("status.figma.com" of "figma.com"). */
function isOfSite(url: string, site: string): boolean {
  const bare = (address: string) => {
    const { hostname, port } = new URL(address);
    return `${hostname.replace(/^www\./, '')}:${port}`;
  };
  return bare(url) === bare(site) || bare(url).endsWith(`.${bare(site)}`);
}
