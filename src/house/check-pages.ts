import { join } from 'node:path';
import PQueue from 'p-queue';
import type { Config } from '../config/config.ts';
import type { HealthProblem } from '../contracts/blocks.ts';
import type { Verdict } from '../contracts/detection.ts';
import { createExtractor } from '../flows/content/extract/extract-pool.ts';
import type { ReadingDeps } from '../flows/content/ports.ts';
import type { Outcome } from '../flows/content/read-source.ts';
import { readUntilSure } from '../flows/content/read-until-sure.ts';
import { compareVersions } from '../flows/detection/engine/compare-versions.ts';
import { judge } from '../flows/detection/judge/judge.ts';
import { systemClock } from '../kit/clock.ts';
import { type ErrorCode, humanMessageOf, LookoutError } from '../kit/errors.ts';
import { createLog } from '../kit/log.ts';
import type { ReadableSource } from '../store/readings.ts';
import type { Embedder } from '../vendors/llm/embedder.ts';
import { createOfflineEmbedder } from '../vendors/llm/offline-embedder.ts';
import { openWeb } from './open-web.ts';
import { createPageCopies, type PageCopies, type PageCopy } from './page-copies.ts';

export interface CheckOptions {
  /** What to be told about, in a person's words. Unset: any change of the page's own text. */
  request?: string;
  /** Forget the last copies first: every page is read as if for the first time. */
  reset?: boolean;
  signal: AbortSignal;
}

export interface CheckedPage {
  url: string;
  /** `unchanged` may carry a silent verdict: something differs, and why it is not news. */
  outcome: 'first' | 'unchanged' | 'changed' | 'failed';
  verdict?: Verdict;
  problem?: HealthProblem | ErrorCode;
  message?: string;
  /** From asking to the verdict, in milliseconds. */
  ms: number;
}

interface Tools extends ReadingDeps {
  copies: PageCopies;
  embedder: Embedder;
}

const concurrency = 4;
/** Between two readings of a page that differs suspiciously from its copy. */
const confirmMs = 5_000;
const anyChange = 'Any change of this page';
const noisy = new Set(['trace', 'debug']);

/**
 * Reads each page once and compares it with the copy of the last run in `<data directory>/check`; no Slack, no
 * database, no model. The pages come back in the order they were asked for. A page that cannot be read leaves its copy
 * as it was.
 */
export async function checkPages(
  config: Config,
  urls: readonly string[],
  options: CheckOptions,
): Promise<CheckedPage[]> {
  await using stack = new AsyncDisposableStack();
  const clock = systemClock;
  // Cron sends what is written anywhere: only faults of our own are worth a mail.
  const log = createLog(noisy.has(config.log.level) ? config.log.level : 'error');
  const web = stack.use(await openWeb(config, { clock, log }));
  const extractor = stack.use(createExtractor({ threads: config.watching.extractThreads ?? 1 }));
  const copies = createPageCopies(join(config.dataDir, 'check'), extractor);
  const tools: Tools = {
    clock,
    fetchPage: web.fetchPage,
    ...(web.renderPage ? { renderPage: web.renderPage } : {}),
    extractor,
    copies,
    embedder: stack.use(createOfflineEmbedder()),
  };
  const queue = new PQueue({ concurrency });
  return await Promise.all(urls.map((url) => queue.add(() => checkPage(tools, url, options))));
}

async function checkPage(tools: Tools, url: string, options: CheckOptions): Promise<CheckedPage> {
  const { clock, copies } = tools;
  const startedAt = clock.now();
  options.signal.throwIfAborted();
  const result = async (): Promise<Omit<CheckedPage, 'url' | 'ms'>> => {
    try {
      if (options.reset) await copies.forget(url);
      const copy = await copies.load(url);
      const outcome = await readUntilSure(tools, sourceOf(url, copy), {
        signal: options.signal,
        waitMs: confirmMs,
      });
      return await conclude(tools, copy, url, outcome, options.request);
    } catch (error) {
      // One page's misfortune is told with the others; a fault of our own ends the run.
      if (!(error instanceof LookoutError) || error.code === 'internal') throw error;
      return { outcome: 'failed', problem: error.code, message: humanMessageOf(error) };
    }
  };
  return { url, ...(await result()), ms: clock.now().getTime() - startedAt.getTime() };
}

/** The page as the content room knows a source, from what the last run left. */
function sourceOf(url: string, copy: PageCopy | undefined): ReadableSource {
  return {
    sourceId: url,
    url,
    withBrowser: false,
    ignoreRobots: false,
    cadences: [],
    phaseMs: 0,
    etag: copy?.etag ?? null,
    lastModified: copy?.lastModified ?? null,
    bodyHash: copy?.bodyHash ?? null,
    observedVersionId: null,
    observedExtractor: null,
    history: copy?.history ?? {},
    nextDueAt: null,
    lastCheckedAt: copy ? new Date(copy.readAt) : null,
    lastGoodAt: copy ? new Date(copy.readAt) : null,
    // Only good readings leave validators in a copy, so a conditional request never hides a change.
    problem: null,
    problemSince: null,
    failures: 0,
    episode: null,
    noticed: false,
  };
}

async function conclude(
  { clock, copies, embedder }: Tools,
  copy: PageCopy | undefined,
  url: string,
  outcome: Outcome,
  request: string | undefined,
): Promise<Omit<CheckedPage, 'url' | 'ms'>> {
  const readAt = clock.now().toISOString();
  switch (outcome.kind) {
    case 'unconfirmed':
      if (copy) await copies.save({ ...copy, history: outcome.history });
      return { outcome: 'unchanged' };
    case 'problem':
      // What looks like this on later runs too is the page's new state.
      if (copy && outcome.history.doubt) await copies.save({ ...copy, history: outcome.history });
      return { outcome: 'failed', problem: outcome.problem, message: adviceOn(outcome) };
    case 'not_modified':
      return { outcome: 'unchanged' };
    case 'same':
      if (copy)
        await copies.save({
          ...copy,
          ...outcome.validators,
          bodyHash: outcome.bodyHash,
          history: outcome.history,
          readAt,
        });
      return { outcome: 'unchanged' };
    case 'version': {
      const { validators, bodyHash, history, finalUrl, contentType, body, extraction } = outcome;
      const fresh: PageCopy = {
        url,
        readAt,
        ...validators,
        bodyHash,
        history,
        memory: null,
        finalUrl,
        contentType,
        body,
        extraction,
      };
      if (!copy || outcome.recovered) {
        await copies.save(fresh);
        return { outcome: 'first' };
      }
      const comparison = await compareVersions({
        request: request ?? anyChange,
        condition: null,
        before: copy.extraction.blocks,
        after: extraction.blocks,
        ...(copy.memory ? { memory: copy.memory } : {}),
        ...(request ? { embed: (texts: string[]) => embedder.embed(texts) } : {}),
      });
      const { verdict } = await judge({ request: request ?? anyChange, condition: null, ...comparison });
      await copies.save({ ...fresh, memory: comparison.memory });
      return { outcome: verdict.outcome === 'alert' ? 'changed' : 'unchanged', verdict };
    }
  }
}

function adviceOn({ problem, message }: Extract<Outcome, { kind: 'problem' }>): string {
  const sentence = /[.!?]$/.test(message) ? message : `${message}.`;
  if (problem === 'layout_changed' || problem === 'other_page' || problem === 'other_language')
    return `${sentence} If this is how the page is now, run again with --reset.`;
  if (problem === 'egress_refused') return `${sentence} EGRESS_ALLOW=host:port opens a private address.`;
  return sentence;
}
