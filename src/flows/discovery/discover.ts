import type { Proposal } from '../../contracts/discovery.ts';
import { codeOf, LookoutError } from '../../kit/errors.ts';
import { requestKey } from '../../kit/request-key.ts';
import { cacheProposal, findCachedProposal } from '../../store/discovery-cache.ts';
import { asks } from './asks.ts';
import { explainFailure } from './explain-failure.ts';
import { findCurrentValue } from './find-current-value.ts';
import { type Gathered, gatherPages } from './gather-pages.ts';
import type { DiscoveryDeps } from './ports.ts';
import { createPageReader, type ReadPage } from './read-page.ts';
import { type ReadRequest, readRequest } from './read-request.ts';
import { refineWithModel } from './refine-with-model.ts';

export interface Question {
  workspaceId: string;
  request: string;
  limit: number;
  signal?: AbortSignal;
}

export type Discover = (question: Question) => Promise<Proposal>;

const cacheMs = 3_600_000;
/** What has been read by then has to do. */
const deadlineMs = 40_000;

/**
 * Finds the pages that answer a request. Every page proposed has been read. Throws not_found with a sentence that
 * says why and what to do when there is none. Proposals are remembered for an hour and their pages read again;
 * failures are not remembered.
 */
export function createDiscover<Signals>(deps: DiscoveryDeps<Signals>): Discover {
  const readPage = createPageReader(deps);

  const findPages = async (
    request: ReadRequest,
    limit: number,
    signal: AbortSignal,
  ): Promise<{ gathered: Gathered; proposal: Proposal }> => {
    const gathered = await gatherPages({ ...deps, readPage }, request, limit, signal).catch((error) => {
      if (!(error instanceof LookoutError) || request.pages.length + request.sites.length > 0) throw error;
      deps.log.warn({ err: error, code: codeOf(error) }, 'the search for pages failed');
      return { candidates: [], pages: new Map(), unreadable: [] };
    });
    if (gathered.candidates.length === 0) {
      signal.throwIfAborted();
      throw explainFailure(request, gathered, deps.search !== undefined);
    }
    return { gathered, proposal: proposalOf(request, gathered) };
  };

  const refine = async (
    request: ReadRequest,
    gathered: Gathered,
    byRules: Proposal,
    signal: AbortSignal,
  ): Promise<Proposal> => {
    if (!deps.model) return byRules;
    try {
      return await refineWithModel(deps.model, request, gathered, byRules, signal);
    } catch (error) {
      deps.log.warn(
        { err: error, code: codeOf(error) },
        'the model did not restate a request, the rules did',
      );
      return byRules;
    }
  };

  return async ({ workspaceId, request: text, limit, signal }) => {
    const request = readRequest(text);
    const key = `${limit} ${request.mode} ${requestKey(text)}`;
    return await withDeadline(deps, signal, async (whole) => {
      const now = deps.clock.now();
      const cached = await deps.database.tenant(workspaceId, (tx) => findCachedProposal(tx, key, now));
      const fresh = cached && (await readAgain(readPage, request, cached, whole));
      if (fresh) return fresh;
      const { gathered, proposal: byRules } = await findPages(request, limit, whole);
      const proposal = await refine(request, gathered, byRules, whole);
      const expiresAt = new Date(now.getTime() + cacheMs);
      await deps.database.tenant(workspaceId, (tx) =>
        cacheProposal(tx, { workspaceId, requestKey: key, proposal, expiresAt, now }),
      );
      return proposal;
    });
  };
}

function proposalOf(request: ReadRequest, { candidates, unreadable }: Gathered): Proposal {
  const isFeed = candidates.every(({ kind }) => kind === 'feed');
  return {
    intent: request.intent,
    condition: request.condition,
    sources: candidates,
    cadence: {
      kind: 'every',
      minutes: isFeed ? Math.min(15, asks[request.ask].minutes) : asks[request.ask].minutes,
    },
    mode: request.mode,
    unreadable,
    workedOutBy: 'rules',
  };
}

/** A remembered proposal with the values its pages show now; null when one of them cannot be read any more. */
async function readAgain(
  readPage: ReadPage,
  request: ReadRequest,
  cached: Proposal,
  signal: AbortSignal,
): Promise<Proposal | null> {
  const pages = await Promise.all(cached.sources.map(async ({ url }) => await readPage(url, signal)));
  const sources = cached.sources.flatMap((source, index) => {
    const page = pages[index];
    if (page?.kind !== 'read') return [];
    const stillThere = page.extraction.blocks.some(
      ({ text }) => source.currentValue !== null && text.includes(source.currentValue),
    );
    const currentValue = stillThere
      ? source.currentValue
      : (findCurrentValue(page.extraction, request)?.text ?? null);
    return [{ ...source, currentValue, needsBrowser: page.needsBrowser }];
  });
  return sources.length === cached.sources.length ? { ...cached, sources } : null;
}

/** Runs with a signal that ends with the caller's or after the deadline, whichever is first. */
async function withDeadline<Result>(
  { clock }: { clock: DiscoveryDeps<unknown>['clock'] },
  outer: AbortSignal | undefined,
  work: (signal: AbortSignal) => Promise<Result>,
): Promise<Result> {
  const over = new AbortController();
  const timer = new AbortController();
  const late = new LookoutError('timeout', 'discovery took too long', {
    humanMessage: 'Looking for pages took too long. Name the page itself, or try again later.',
  });
  void clock.sleep(deadlineMs, timer.signal).then(
    () => over.abort(late),
    () => undefined,
  );
  try {
    return await work(outer ? AbortSignal.any([outer, over.signal]) : over.signal);
  } finally {
    timer.abort();
  }
}
