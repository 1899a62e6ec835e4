import type { Embedder } from '../../vendors/llm/embedder.ts';
import { type Ask, asks } from './asks.ts';
import { type ReadRequest, wordsOf } from './read-request.ts';

/** A page of a site that may answer the request. */
export interface Lead {
  url: string;
  /** Text of the link that leads there, or of the search result. */
  text: string;
  /** Why it is proposed, in a few words. */
  why: string;
  /** 0..1 before it has been read. */
  promise: number;
}

/** At most this many link texts are embedded for one site. */
const mostEmbedded = 64;

/** Links ranked against the request: by words of the address and the link, then by meaning where there is an embedder. */
export async function rankLinks(
  leads: readonly Lead[],
  request: ReadRequest,
  embedder?: Embedder,
): Promise<Lead[]> {
  const scored = leads.map((lead) => ({
    ...lead,
    promise: Math.min(1, lead.promise + lexical(lead, request)),
  }));
  scored.sort(byPromise);
  if (!embedder || scored.length < 2) return scored;
  const near = scored.slice(0, mostEmbedded);
  const [asked, ...vectors] = await embedder.embed([
    `${request.clause} ${request.subject}`,
    ...near.map(describe),
  ]);
  return near
    .map((lead, index) => ({
      ...lead,
      promise: Math.min(1, lead.promise * 0.75 + 0.25 * Math.max(0, dot(asked, vectors[index]))),
    }))
    .sort(byPromise);
}

/** 0..0.8: what the link says of what is asked, and of what it is about. */
function lexical({ url, text }: Lead, { ask, words }: ReadRequest): number {
  const { pathname } = new URL(url);
  const path = wordsOf(pathname.replace(/[/_-]+/g, ' '));
  const link = wordsOf(text);
  const asked = asks[ask].linkWords;
  const saysAsk =
    (path.some((word) => asked.includes(word)) ? 0.3 : 0) +
    (link.some((word) => asked.includes(word)) ? 0.15 : 0);
  const about =
    words.length === 0
      ? 0
      : words.filter((word) => path.includes(word) || link.includes(word)).length / words.length;
  const depth = pathname.split('/').filter(Boolean).length;
  return Math.max(
    0,
    saysAsk + 0.35 * about - 0.04 * Math.max(0, depth - 1) - (isElsewhere(pathname, ask) ? 0.3 : 0),
  );
}

/** Parts of a site that hold many pages about everything. */
const isElsewhere = (pathname: string, ask: Ask): boolean =>
  /\/(?:login|signin|signup|register|account|cart|search|tag|author|contact|cookie)/i.test(pathname) ||
  (ask !== 'wording' && /\/(?:privacy|terms|legal|imprint|impressum)/i.test(pathname)) ||
  (ask !== 'news' && ask !== 'release' && /\/(?:blog|news|press|20\d\d)\//i.test(pathname));

const byPromise = (one: Lead, other: Lead): number => other.promise - one.promise;
const describe = ({ url, text }: Lead): string =>
  `${text} ${new URL(url).pathname.replace(/[/_-]+/g, ' ')}`.trim().slice(0, 200);
const dot = (one: Float32Array | undefined, other: Float32Array | undefined): number =>
  one && other ? one.reduce((sum, value, index) => sum + value * (other[index] ?? 0), 0) : 0;
