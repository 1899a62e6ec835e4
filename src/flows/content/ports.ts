import type { Extraction, HealthProblem } from '../../contracts/blocks.ts';
import type { Clock } from '../../kit/clock.ts';
import type { Log } from '../../kit/log.ts';
import type { Metrics } from '../../kit/metrics.ts';
import type { Queue } from '../../queue/queue.ts';
import type { Database } from '../../store/database.ts';
import type { FetchResult } from '../../vendors/web/schema.ts';
import type { PageSignals } from './extract/page-signals.ts';

export interface PageRequest {
  url: string;
  validators?: { etag?: string; lastModified?: string };
  ignoreRobots?: boolean;
  signal?: AbortSignal;
}

export type FetchPage = (request: PageRequest) => Promise<FetchResult>;

export interface Extractor {
  extract(input: {
    body: Uint8Array;
    contentType: string | undefined;
    url: string;
  }): Promise<{ extraction: Extraction; signals: PageSignals }>;
}

/** What the content room is given. */
export interface ContentDeps {
  database: Database;
  queue: Queue;
  clock: Clock;
  log: Log;
  metrics: Metrics;
  fetchPage: FetchPage;
  /** Reads a page with a browser; absent when no Chromium is configured or found. */
  renderPage?: FetchPage;
  extractor: Extractor;
  /** Raw snapshots are kept this long, in days. */
  retentionDays: number;
  /** Sources being read at once, over all processes. */
  maxLeased: number;
  /** Of one origin at once. */
  maxLeasedPerOrigin: number;
  /** Origins of one's own (EGRESS_ALLOW), which need no protection. */
  unlimitedOrigins: readonly string[];
}

export interface Problem {
  problem: HealthProblem;
  message: string;
  retryAfterMs?: number;
}

/** What reading one page needs of that; `lookout check` has no more. */
export type ReadingDeps = Pick<ContentDeps, 'clock' | 'fetchPage' | 'renderPage' | 'extractor'>;
