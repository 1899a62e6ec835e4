import type { Extraction } from '../../contracts/blocks.ts';
import { codeOf, humanMessageOf } from '../../kit/errors.ts';
import { sha256 } from '../../kit/ids.ts';
import type { DoubtKind, PageHistory } from '../../store/page-history.ts';
import type { ReadableSource } from '../../store/readings.ts';
import type { FetchResult } from '../../vendors/web/schema.ts';
import { versionHash } from './extract/extract.ts';
import { assessReading, rememberReading } from './health/assess-reading.ts';
import { classifyPage } from './health/classify-page.ts';
import type { PageHealth } from './health/page-health.ts';
import type { Problem, ReadingDeps } from './ports.ts';
import { weighDoubt } from './weigh-doubt.ts';

export interface Validators {
  etag: string | null;
  lastModified: string | null;
}

/** What one fetch of a source came to. A problem never carries content: it cannot touch the baseline. */
export type Outcome =
  | { kind: 'not_modified'; validators: Validators }
  | { kind: 'same'; validators: Validators; bodyHash: string; history: PageHistory }
  | {
      kind: 'version';
      validators: Validators;
      bodyHash: string;
      body: Uint8Array;
      status: number;
      finalUrl: string;
      contentType: string;
      extraction: Extraction;
      versionHash: string;
      history: PageHistory;
      /** The reading before this one was not the page: this is its baseline, and nothing to tell. */
      recovered: boolean;
    }
  /** The page may look like this now, but one reading is not enough to say so. */
  | { kind: 'unconfirmed'; doubt: DoubtKind; isFirst: boolean; history: PageHistory }
  | ({ kind: 'problem'; history: PageHistory } & Problem);

/** What reading a page once needs to know of it; the evaluation knows no more. */
export type PageToRead = Pick<
  ReadableSource,
  'url' | 'withBrowser' | 'ignoreRobots' | 'etag' | 'lastModified' | 'bodyHash' | 'history' | 'problem'
>;

type Fetched = Extract<FetchResult, { kind: 'fetched' }>;

async function judgeFetched(
  deps: ReadingDeps,
  source: PageToRead,
  page: Fetched,
  usesBrowser: boolean,
): Promise<Outcome> {
  const bodyHash = sha256(page.body);
  const validators = {
    etag: page.validators.etag ?? null,
    lastModified: page.validators.lastModified ?? null,
  };
  const { doubt: _passed, ...settled } = source.history;
  // The page as it was: whatever stood there meanwhile has passed.
  if (bodyHash === source.bodyHash) return { kind: 'same', validators, bodyHash, history: settled };
  const { extraction, signals } = await deps.extractor.extract({
    body: page.body,
    contentType: page.contentType,
    url: page.finalUrl,
  });
  const { status, finalUrl } = page;
  const reading = assessReading(
    { extraction, signals, status, requestedUrl: source.url, finalUrl },
    source.history,
  );
  if (reading.kind === 'broken') return problemOf(reading.health, source.history);
  const hash = versionHash(extraction);
  const known = usesBrowser ? { ...settled, usesBrowser } : settled;
  if (hash === source.history.versionHash)
    return { kind: 'same', validators, bodyHash, history: rememberReading(known, reading.face, hash) };
  const doubt = reading.kind === 'doubtful' ? reading.doubt : undefined;
  if (reading.kind === 'doubtful') {
    const { face, health } = reading;
    const weighed = weighDoubt(
      source.history,
      { kind: reading.doubt, face, versionHash: hash },
      deps.clock.now(),
    );
    const { history } = weighed;
    if (!weighed.believed && health) return problemOf(health, history);
    if (!weighed.believed)
      return { kind: 'unconfirmed', doubt: reading.doubt, isFirst: history.doubt?.seen === 1, history };
  }
  return {
    kind: 'version',
    validators,
    bodyHash,
    body: page.body,
    status,
    finalUrl,
    contentType: page.contentType ?? '',
    extraction,
    versionHash: hash,
    history: rememberReading(known, reading.face, hash, doubt),
    recovered: doubt === 'recovered',
  };
}

const problemOf = ({ problem, why }: PageHealth, history: PageHistory): Outcome => ({
  kind: 'problem',
  problem,
  message: why,
  history,
});

function fetchOnce(
  deps: ReadingDeps,
  source: PageToRead,
  browser: boolean,
  signal: AbortSignal,
): Promise<FetchResult> {
  // After any failed run the next request is unconditional: a new ETag whose extraction failed
  // must not hide the change behind a 304 for ever.
  const validators = {
    ...(source.etag && !source.problem ? { etag: source.etag } : {}),
    ...(source.lastModified && !source.problem ? { lastModified: source.lastModified } : {}),
  };
  const request = { url: source.url, validators, ignoreRobots: source.ignoreRobots, signal };
  return browser && deps.renderPage ? deps.renderPage(request) : deps.fetchPage(request);
}

/**
 * Reads a source once: static first, with the browser when the page needs one and one is there.
 * Never throws for what a page does; only for faults of our own.
 */
export async function readSource(
  deps: ReadingDeps,
  source: PageToRead,
  signal: AbortSignal,
): Promise<Outcome> {
  const wantsBrowser = source.withBrowser || source.history.usesBrowser === true;
  const outcome = await attempt(deps, source, wantsBrowser, signal);
  const escalate =
    outcome.kind === 'problem' && outcome.problem === 'needs_browser' && !wantsBrowser && deps.renderPage;
  return escalate ? await attempt(deps, source, true, signal) : outcome;
}

/** An error page is a few lines; a large one is not read for its words. */
const mostErrorBytes = 500_000;

/** What the page under an error status says of itself: a bot check or a maintenance page is more than a refusal. */
async function nameProblem(
  deps: ReadingDeps,
  source: PageToRead,
  { status, answer, problem, message }: Extract<FetchResult, { kind: 'failed' }>,
): Promise<Pick<Problem, 'problem' | 'message'>> {
  if (status === undefined || !answer || answer.body.length === 0 || answer.body.length > mostErrorBytes)
    return { problem, message };
  try {
    const read = await deps.extractor.extract({
      body: answer.body,
      contentType: answer.contentType,
      url: answer.finalUrl,
    });
    const finding = classifyPage({
      ...read,
      status,
      requestedUrl: source.url,
      finalUrl: answer.finalUrl,
    });
    return finding ? { problem: finding.problem, message: finding.why } : { problem, message };
  } catch {
    return { problem, message }; // what cannot be read is still what its status says
  }
}

async function attempt(
  deps: ReadingDeps,
  source: PageToRead,
  browser: boolean,
  signal: AbortSignal,
): Promise<Outcome> {
  const result = await fetchOnce(deps, source, browser, signal);
  switch (result.kind) {
    case 'not_modified':
      return {
        kind: 'not_modified',
        validators: {
          etag: result.validators.etag ?? source.etag,
          lastModified: result.validators.lastModified ?? source.lastModified,
        },
      };
    case 'failed':
      return {
        kind: 'problem',
        ...(await nameProblem(deps, source, result)),
        history: source.history,
        ...(result.retryAfterMs === undefined ? {} : { retryAfterMs: result.retryAfterMs }),
      };
    case 'fetched':
      try {
        return await judgeFetched(deps, source, result, browser && deps.renderPage !== undefined);
      } catch (error) {
        const code = codeOf(error);
        if (code !== 'unsupported' && code !== 'timeout' && code !== 'too_large') throw error;
        return { kind: 'problem', problem: code, message: humanMessageOf(error), history: source.history };
      }
  }
}
