import type { Extraction, HealthProblem } from '../../contracts/blocks.ts';
import type { Clock } from '../../kit/clock.ts';
import type { Log } from '../../kit/log.ts';
import type { Queue } from '../../queue/queue.ts';
import type { Database } from '../../store/database.ts';
import type { ChatModel } from '../../vendors/llm/chat-model.ts';
import type { Embedder } from '../../vendors/llm/embedder.ts';
import type { FetchPage } from '../../vendors/web/schema.ts';
import type { SearchProvider } from '../../vendors/web/search.ts';

/** How pages are got and read; `Signals` passes from the extractor to the classifier unseen. */
export interface WebPort<Signals> {
  fetchPage: FetchPage;
  /** Reads a page with a browser; absent when no Chromium is configured or found. */
  renderPage?: FetchPage;
  extractor: {
    extract(input: {
      body: Uint8Array;
      contentType: string | undefined;
      url: string;
    }): Promise<{ extraction: Extraction; signals: Signals }>;
  };
  /** Why a reading is not a good one, or null when it is. */
  classify(reading: {
    extraction: Extraction;
    signals: Signals;
    status: number;
    requestedUrl: string;
    finalUrl: string;
  }): { problem: HealthProblem; why: string } | null;
}

/** What the discovery room is given. */
export interface DiscoveryDeps<Signals> extends WebPort<Signals> {
  database: Database;
  queue: Queue;
  clock: Clock;
  log: Log;
  /** Ranks links by meaning; absent: by words alone. */
  embedder?: Embedder;
  /** Finds pages when none is named; absent: such requests are answered with how to name one. */
  search?: SearchProvider;
  /** Restates and ranks; absent: the rules do. */
  model?: ChatModel;
}
