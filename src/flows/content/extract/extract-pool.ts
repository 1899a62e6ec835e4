import { type Clock, systemClock } from '../../../kit/clock.ts';
import { createThreads } from '../../../kit/threads.ts';
import { type ExtractedPage, type ExtractInput, extractPage } from './extract.ts';
import { mediaType } from './sniff.ts';

/** Bodies up to this size are read on the spot: under 3 ms, less than the way to a thread and back costs. */
export const inlineBytes = 24 * 1024;
const deadline = {
  ms: 10_000,
  humanMessage: 'The page is too large or too tangled to be read within 10 seconds.',
};
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
  const pool = createThreads<ExtractInput, ExtractedPage>({
    file: new URL('./extract-worker.ts', import.meta.url),
    most: threads,
    memory: threadMemory,
    clock,
    deadline,
  });
  return {
    extract: async (input) => {
      if (isSmall(input)) return await extractPage(input);
      // Not `slice`: a Buffer's shares its memory, and handing it over would empty the caller's.
      const body = new Uint8Array(input.body);
      const fields = { url: input.url, bytes: body.length };
      return await pool.run({ ...input, body }, { transfer: [body.buffer], fields });
    },
    [Symbol.asyncDispose]: async () => await pool[Symbol.asyncDispose](),
  };
}

const isSmall = ({ body, contentType }: ExtractInput): boolean =>
  body.length <= inlineBytes && !mediaType(contentType).includes('pdf') && body[0] !== 0x25;
