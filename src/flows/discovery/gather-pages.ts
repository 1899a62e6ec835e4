import type { Candidate } from '../../contracts/discovery.ts';
import { canonicalUrl, shortUrl } from '../../kit/canonical-url.ts';
import type { SearchProvider } from '../../vendors/web/search.ts';
import { asks } from './asks.ts';
import { exploreSite, type SiteTools } from './explore-site.ts';
import { judgePage } from './judge-page.ts';
import type { Lead } from './rank-links.ts';
import type { PageRead, PageUnreadable } from './read-page.ts';
import type { ReadRequest } from './read-request.ts';

export interface Gathered {
  candidates: Candidate[];
  /** The readings behind the candidates, by address. */
  pages: Map<string, PageRead>;
  unreadable: { url: string; reason: string }[];
}

export interface Tools extends SiteTools {
  search?: SearchProvider;
}

/** Pages of a site that are read besides its home page, and results of a search. With exploring about 15 requests. */
const mostRead = 8;
const atOnce = 4;
/** Pages below this are not worth a person's look. */
const leastConfidence = 0.35;

/** Reads the pages the request names, else looks through the sites it names, else searches. Nothing is proposed unread. */
export async function gatherPages(
  tools: Tools,
  request: ReadRequest,
  limit: number,
  signal: AbortSignal,
): Promise<Gathered> {
  if (request.pages.length > 0) return await readNamed(tools, request.pages, request, signal);
  if (request.sites.length > 0) {
    const found = await lookThrough(tools, request, limit, signal);
    if (found.candidates.length > 0 || request.frontPages.length === 0) return found;
    return await readNamed(tools, request.frontPages, request, signal);
  }
  return await searchFor(tools, request, limit, signal);
}

async function readNamed(
  tools: Tools,
  named: readonly string[],
  request: ReadRequest,
  signal: AbortSignal,
): Promise<Gathered> {
  const leads = named.slice(0, 10).map((url) => ({ url, text: '', why: 'named in the request', promise: 1 }));
  const gathered = newGathered();
  await readAll(tools, leads, signal, (page, lead) => take(gathered, page, lead, request, true));
  gathered.candidates.sort((one, other) => named.indexOf(one.url) - named.indexOf(other.url));
  return gathered;
}

async function lookThrough(
  tools: Tools,
  request: ReadRequest,
  limit: number,
  signal: AbortSignal,
): Promise<Gathered> {
  const gathered = newGathered();
  for (const site of request.sites.slice(0, 3)) {
    const { home, leads } = await exploreSite(tools, site, request, signal);
    if (home.kind === 'unreadable') gathered.unreadable.push({ url: site, reason: home.reason });
    const homeLead: Lead = {
      url: site,
      text: '',
      why: `home page of ${shortUrl(site)}`,
      promise: request.ask === 'page' ? 1 : 0.2,
    };
    if (home.kind === 'read')
      take(gathered, home, homeLead, request, request.ask === 'page' && request.words.length === 0);
    const refused = home.kind === 'unreadable' && home.problem === 'egress_refused';
    if (refused || (request.ask === 'page' && request.words.length === 0 && home.kind === 'read')) continue;
    await readAll(tools, leads.slice(0, mostRead), signal, (page, lead) => {
      if (page.kind === 'read') take(gathered, page, lead, request, false);
    });
  }
  return best(gathered, limit);
}

async function searchFor(
  tools: Tools,
  request: ReadRequest,
  limit: number,
  signal: AbortSignal,
): Promise<Gathered> {
  const gathered = newGathered();
  if (!tools.search) return gathered;
  const query = `${request.subject} ${asks[request.ask].noun}`.trim() || request.clause;
  const results = await tools.search.search(query, { limit: mostRead, signal });
  const leads = results.flatMap(({ url, title }, index): Lead[] => {
    const canonical = canonicalUrl(url);
    return canonical
      ? [
          {
            url: canonical,
            text: title,
            why: `found by a search for “${query}”`,
            promise: 0.9 - 0.08 * index,
          },
        ]
      : [];
  });
  await readAll(tools, leads, signal, (page, lead) => take(gathered, page, lead, request, false));
  return best(gathered, limit);
}

const newGathered = (): Gathered => ({ candidates: [], pages: new Map(), unreadable: [] });

function take(
  gathered: Gathered,
  page: PageRead | PageUnreadable,
  lead: Lead,
  request: ReadRequest,
  isNamed: boolean,
): void {
  if (page.kind === 'unreadable') {
    gathered.unreadable.push({ url: page.url, reason: page.reason });
    return;
  }
  if (gathered.pages.has(page.url)) return;
  gathered.pages.set(page.url, page);
  gathered.candidates.push(judgePage(page, lead, request, isNamed));
}

/** Reads leads a few at a time. When time is up, what has been read by then has to do. */
async function readAll(
  tools: Tools,
  leads: readonly Lead[],
  signal: AbortSignal,
  onRead: (page: PageRead | PageUnreadable, lead: Lead) => void,
): Promise<void> {
  for (let at = 0; at < leads.length && !signal.aborted; at += atOnce) {
    const group = leads.slice(at, at + atOnce);
    const pages = await Promise.all(
      group.map(async (lead) => await tools.readPage(lead.url, signal).catch(unlessAborted(signal))),
    );
    pages.forEach((page, index) => {
      const lead = group[index];
      if (page && lead) onRead(page, lead);
    });
  }
}

const unlessAborted = (signal: AbortSignal) => (error: unknown) => {
  if (signal.aborted) return null;
  throw error;
};

/** The few that answer best. A page that shows the value comes before one that only mentions the words. */
function best(gathered: Gathered, limit: number): Gathered {
  const ranked = gathered.candidates
    .filter(({ confidence }) => confidence >= leastConfidence)
    .sort((one, other) => other.confidence - one.confidence);
  const top = ranked[0]?.confidence ?? 0;
  const candidates = ranked.filter(({ confidence }) => confidence >= top - 0.25).slice(0, limit);
  return { ...gathered, candidates, unreadable: gathered.unreadable.slice(0, 5) };
}
