import type { Block } from '../../../contracts/blocks.ts';
import { findWatchedPages, loadPageTexts, type WatchedPage } from '../../../store/answer-pages.ts';
import { lexemesOf } from '../../../store/answer-scope.ts';
import type { StoredVersion } from '../../../store/versions.ts';
import { cutQuote, stemsOf } from './cut-quote.ts';
import { type Evidence, relevanceOf } from './evidence.ts';
import { saysSomething } from './leave-out-padding.ts';
import { sayAddress, sayDay } from './say-where.ts';
import type { Search } from './search.ts';
import { coverageOf } from './weigh-words.ts';

/** Lines of one page that are looked at closely, and those that may answer. */
const mostRead = 60;
const mostOfPage = 3;
/** What the whole page is about counts for each of its lines, but less than the line's own words. */
const pageShare = 0.6;
/** Lines with so much less of the question than the best of their page speak of something else. */
const farFromBest = 0.25;
const preferAmount = 0.1;
const amount = /[$€£¥]\s?\d|\d\s?(?:[€£¥%]|(?:usd|eur|gbp|dollars?|euros?)\b)/i;

interface Line {
  page: WatchedPage;
  version: StoredVersion;
  block: Block;
  own: string;
  likely: number;
}

/** Lines of watched pages, as they stand now, that bear on a question. */
export async function searchPages(search: Search): Promise<Evidence[]> {
  const { query, sees, words, tenant } = search;
  if (words.weights.size === 0) return [];
  const stems = stemsOf(query.words);
  const { pages, texts } = await tenant(async (tx) => {
    const all = await findWatchedPages(tx, { sees, stems: [...stems, ...query.addresses] });
    const wanted = all.filter(({ url }) => isNamed(url, query.addresses));
    return { pages: wanted, texts: await loadPageTexts(tx, wanted) };
  });
  const lines = pages.flatMap((page) => {
    const version = texts.get(page.versionId);
    return version ? likelyLines(page, version, stems) : [];
  });
  if (lines.length === 0) return [];
  const { ofLines, ofPages } = await tenant(async (tx) => ({
    ofLines: await lexemesOf(
      tx,
      lines.map(({ own }) => own),
    ),
    ofPages: await lexemesOf(
      tx,
      pages.map(
        ({ url, title, requests }) =>
          `${sayAddress(url).replace(/[^\p{L}\p{N}]+/gu, ' ')} ${title} ${requests}`,
      ),
    ),
  }));
  const contexts = new Map(pages.map(({ sourceId }, at) => [sourceId, ofPages[at] ?? []]));
  const scored = lines.flatMap((line, at) => {
    const own = coverageOf(ofLines[at] ?? [], words);
    // A label of a table is no answer, and would take the place of a line that is.
    if (own === 0 || !saysSomething(line.block.text, query)) return [];
    const whole = coverageOf([...(ofLines[at] ?? []), ...(contexts.get(line.page.sourceId) ?? [])], words);
    const relevance = relevanceOf(own + pageShare * (whole - own), null);
    const prefers = query.asks.amount && amount.test(line.block.text) ? preferAmount : 0;
    return [
      { own, evidence: lineEvidence(line, search, { covers: whole, relevance, score: relevance + prefers }) },
    ];
  });
  return [...Map.groupBy(scored, ({ evidence }) => evidence.group).values()].flatMap((ofPage) => {
    // What the page is about is the same for all its lines: which of them is asked for their own words tell.
    const most = Math.max(...ofPage.map(({ own }) => own));
    return ofPage
      .filter(({ own }) => own >= most - farFromBest)
      .map(({ evidence }) => evidence)
      .toSorted((a, b) => b.score - a.score)
      .slice(0, mostOfPage);
  });
}

const isNamed = (url: string, addresses: readonly string[]): boolean =>
  addresses.length === 0 || addresses.some((address) => sayAddress(url).toLowerCase().includes(address));

function likelyLines(page: WatchedPage, version: StoredVersion, stems: readonly string[]): Line[] {
  return version.extraction.blocks
    .filter(({ furniture, text }) => !furniture && text.trim() !== '')
    .map((block) => {
      const own = [...block.path.slice(-2), block.label ?? '', block.text].join('\n');
      const low = own.toLowerCase();
      return { page, version, block, own, likely: stems.filter((stem) => low.includes(stem)).length };
    })
    .filter(({ likely, block }) => likely > 0 && block.kind !== 'heading')
    .toSorted((a, b) => b.likely - a.likely)
    .slice(0, mostRead);
}

function lineEvidence(
  { page, version, block }: Line,
  { query, calendar }: Search,
  worth: Pick<Evidence, 'covers' | 'relevance' | 'score'>,
): Evidence {
  const address = sayAddress(page.url);
  const place = [block.path.at(-1), block.label].filter((part) => part !== undefined && part !== '');
  const where = `${[address, ...place].join(' › ')}, read ${sayDay(version.observedAt, calendar)}`;
  const quote = cutQuote(block.text, stemsOf(query.words));
  return {
    kind: 'page_line',
    key: `line ${page.sourceId} ${place.join(' ')} ${block.text}`,
    text: [...block.path, block.label ?? '', block.text].filter((part) => part !== '').join(' › '),
    quote,
    lines: [{ quote, where, url: page.url, turn: null }],
    where,
    url: page.url,
    thread: page.thread,
    at: version.observedAt.toISOString(),
    turns: null,
    ...worth,
    says: `${address} says:`,
    group: `page ${page.sourceId}`,
  };
}
