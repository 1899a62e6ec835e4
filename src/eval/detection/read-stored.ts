import type { Outcome, PageToRead } from '../../flows/content/read-source.ts';
import { readUntilSure } from '../../flows/content/read-until-sure.ts';
import type { Engine } from '../../house/open-engine.ts';
import { problemOfStatus } from '../../vendors/web/fetch-problems.ts';
import type { FetchResult } from '../../vendors/web/schema.ts';
import type { Side, StoredPage } from './load-page.ts';
import type { LabelledPair } from './read-labels.ts';

interface Reading {
  side: Side;
  /** The first reading, when this is the second. */
  baseline?: Extract<Outcome, { kind: 'version' }>;
  signal: AbortSignal;
}

/** Reads a stored page as the content room reads a source, with the archive in the place of the web. */
export async function readStored(
  { extractor, judging }: Engine,
  pair: LabelledPair,
  page: StoredPage,
  { side, baseline, signal }: Reading,
): Promise<Outcome> {
  const source: PageToRead = {
    url: pair.url,
    withBrowser: false,
    ignoreRobots: false,
    etag: null,
    lastModified: null,
    bodyHash: baseline?.bodyHash ?? null,
    history: baseline?.history ?? {},
    problem: null,
  };
  const { clock } = judging;
  const fetchPage = async () => answerOf(pair, page, side, clock.now());
  // An archived page stands still: a second visit would find the same.
  return await readUntilSure({ clock, extractor, fetchPage }, source, { signal, waitMs: 0 });
}

/** What the fetcher would have answered: by default the page itself, from the address asked for. */
function answerOf(
  pair: LabelledPair,
  { body, contentType }: StoredPage,
  side: Side,
  fetchedAt: Date,
): FetchResult {
  const status = (side === 'before' ? pair.before_status : pair.after_status) ?? 200;
  const finalUrl = (side === 'after' ? pair.after_url : undefined) ?? pair.url;
  const facts = { url: pair.url, fetchedAt, ms: 0 };
  const answer = { finalUrl, contentType: pair.content_type ?? contentType, body };
  return status >= 200 && status < 300
    ? { kind: 'fetched', ...facts, ...answer, status, headers: {}, validators: {} }
    : { kind: 'failed', ...facts, ...problemOfStatus(status, new URL(pair.url).host), status, answer };
}
