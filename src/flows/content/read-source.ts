import type { Extraction } from '../../contracts/blocks.ts';
import { codeOf, humanMessageOf } from '../../kit/errors.ts';
import { sha256 } from '../../kit/ids.ts';
import type { PageHistory, ReadableSource } from '../../store/readings.ts';
import type { FetchResult } from '../../vendors/web/schema.ts';
import { versionHash } from './extract/extract.ts';
import { classifyPage } from './health/classify-page.ts';
import type { Problem, ReadingDeps } from './ports.ts';

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
    }
  | ({ kind: 'problem'; history: PageHistory } & Problem);

type Fetched = Extract<FetchResult, { kind: 'fetched' }>;

/**
 * A reading that differs suspiciously from the page's own past (most of it gone, another language) is held
 * back. When it was the same so often for so long, it is the page's new state: an overload page passes
 * within a day, a redesign does not.
 */
const readingsUntilBelieved = 4;
const dayMs = 86_400_000;

async function extractFetched(deps: ReadingDeps, source: ReadableSource, page: Fetched) {
  const { extraction, signals } = await deps.extractor.extract({
    body: page.body,
    contentType: page.contentType,
    url: page.finalUrl,
  });
  const finding = classifyPage({
    extraction,
    signals,
    status: page.status,
    requestedUrl: source.url,
    finalUrl: page.finalUrl,
    previous: source.history.textChars === undefined ? undefined : source.history,
  });
  return { extraction, finding };
}

function believe(
  source: ReadableSource,
  finding: { problem: string } | null,
  hash: string,
  at: Date,
): { believed: boolean; history: PageHistory } {
  if (!finding) return { believed: true, history: source.history };
  if (finding.problem !== 'layout_changed') return { believed: false, history: source.history };
  const known =
    source.history.doubt?.versionHash === hash
      ? source.history.doubt
      : { versionHash: hash, seen: 0, since: at.toISOString() };
  const doubt = { ...known, seen: known.seen + 1 };
  const believed = doubt.seen >= readingsUntilBelieved && at.getTime() - Date.parse(doubt.since) >= dayMs;
  return { believed, history: { ...source.history, doubt } };
}

const titlesKept = 5;

function remember(
  history: PageHistory,
  extraction: Extraction,
  hash: string,
  usesBrowser: boolean,
): PageHistory {
  const titles = [extraction.title, ...(history.titles ?? [])].filter(
    (title, index, all) => title && all.indexOf(title) === index,
  );
  return {
    textChars: extraction.blocks.reduce((total, block) => total + block.text.length, 0),
    titles: titles.slice(0, titlesKept),
    ...(extraction.language ? { language: extraction.language } : {}),
    versionHash: hash,
    ...(usesBrowser ? { usesBrowser } : {}),
  };
}

async function judgeFetched(
  deps: ReadingDeps,
  source: ReadableSource,
  page: Fetched,
  usesBrowser: boolean,
): Promise<Outcome> {
  const validators = {
    etag: page.validators.etag ?? null,
    lastModified: page.validators.lastModified ?? null,
  };
  const bodyHash = sha256(page.body);
  if (bodyHash === source.bodyHash) {
    const { doubt: _passed, ...history } = source.history; // the page as it was: whatever stood there meanwhile has passed
    return { kind: 'same', validators, bodyHash, history };
  }
  const { extraction, finding } = await extractFetched(deps, source, page);
  const hash = versionHash(extraction);
  const { believed, history } = believe(source, finding, hash, deps.clock.now());
  if (finding && !believed)
    return { kind: 'problem', problem: finding.problem, message: finding.why, history };
  const learnt = remember(history, extraction, hash, usesBrowser);
  if (hash === source.history.versionHash) return { kind: 'same', validators, bodyHash, history: learnt };
  return {
    kind: 'version',
    validators,
    bodyHash,
    body: page.body,
    status: page.status,
    finalUrl: page.finalUrl,
    contentType: page.contentType ?? '',
    extraction,
    versionHash: hash,
    history: learnt,
  };
}

function fetchOnce(
  deps: ReadingDeps,
  source: ReadableSource,
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
  source: ReadableSource,
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
  source: ReadableSource,
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
  source: ReadableSource,
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
