import PQueue from 'p-queue';
import { Piscina } from 'piscina';
import { type Clock, systemClock } from '../../../kit/clock.ts';
import { LookoutError } from '../../../kit/errors.ts';
import { type ExtractedPage, type ExtractInput, extractPage } from './extract.ts';
import type { ExtractAnswer } from './extract-worker.ts';
import { mediaType } from './sniff.ts';

/** Bodies up to this size are read on the spot: under 3 ms, less than the way to a thread and back costs. */
export const inlineBytes = 24 * 1024;
const deadlineMs = 10_000;
/** A thread without work is let go after this time, with its memory. */
const idleTimeoutMs = 15_000;
/**
 * Enough for a 15 MB page; a page that needs more fails alone, not the process. The small young generation keeps
 * two threads at 280 MB for the whole process instead of 460 MB, at the same speed.
 */
const threadMemory = { maxOldGenerationSizeMb: 256, maxYoungGenerationSizeMb: 8 };

export interface ExtractorOptions {
  /** Most threads at once. 0 = read everything on the calling thread. */
  threads: number;
  clock?: Clock;
}

export interface Extractor extends AsyncDisposable {
  /** As `extractPage`, and also throws `timeout` for a page that takes longer than 10 s. */
  extract(input: ExtractInput): Promise<ExtractedPage>;
}

/** Reads pages without holding up the event loop: small ones at once, large ones and PDFs in worker threads. */
export function createExtractor({ threads, clock = systemClock }: ExtractorOptions): Extractor {
  if (threads < 1) return { extract: extractPage, [Symbol.asyncDispose]: async () => {} };
  const pool = new Piscina({
    filename: new URL('./extract-worker.ts', import.meta.url).href,
    minThreads: 0,
    maxThreads: threads,
    idleTimeout: idleTimeoutMs,
    resourceLimits: threadMemory,
  });
  // Pages wait here and not inside the pool, so that waiting does not count against a page's deadline.
  const queue = new PQueue({ concurrency: threads });
  return {
    extract: (input) =>
      isSmall(input) ? extractPage(input) : queue.add(() => extractInThread(pool, clock, input)),
    [Symbol.asyncDispose]: async () => {
      queue.clear();
      await pool.destroy();
    },
  };
}

const isSmall = ({ body, contentType }: ExtractInput): boolean =>
  body.length <= inlineBytes && !mediaType(contentType).includes('pdf') && body[0] !== 0x25;

async function extractInThread(pool: Piscina, clock: Clock, input: ExtractInput): Promise<ExtractedPage> {
  // Not `slice`: a Buffer's shares its memory, and handing it over would empty the caller's.
  const body = new Uint8Array(input.body);
  const abandoned = new AbortController();
  const settled = new AbortController();
  const tooLate = clock.sleep(deadlineMs, settled.signal).then(
    () => abandoned.abort(),
    () => {},
  );
  try {
    const answer: ExtractAnswer = await pool.run(
      { ...input, body },
      { transferList: [body.buffer], signal: abandoned.signal },
    );
    if ('page' in answer) return answer.page;
    const { code, message, humanMessage } = answer.error;
    throw new LookoutError(code, message, { humanMessage });
  } catch (error) {
    if (error instanceof LookoutError) throw error;
    if (abandoned.signal.aborted) {
      throw new LookoutError('timeout', 'extraction took too long', {
        humanMessage: 'The page is too large or too tangled to be read within 10 seconds.',
        cause: error,
        fields: { url: input.url, bytes: input.body.length },
      });
    }
    throw new LookoutError('internal', 'extraction thread failed', {
      cause: error,
      fields: { url: input.url, bytes: input.body.length },
    });
  } finally {
    settled.abort();
    await tooLate;
  }
}
