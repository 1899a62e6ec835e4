import { Piscina } from 'piscina';
import { type DifferenceInput, findDifferences } from './engine/find-differences.ts';
import type { LocatedHunk } from './engine/make-hunks.ts';

/**
 * Two readings of up to this many blocks together are compared on the spot: about 5 ms at worst. Ordinary
 * pages have some hundred; one of 20,000 all changed takes seconds, which no event may wait for.
 */
const inlineBlocks = 1_500;
/** A thread without work is let go after this time, with its memory. */
const idleTimeoutMs = 15_000;
const threadMemory = { maxOldGenerationSizeMb: 512, maxYoungGenerationSizeMb: 16 };

export interface DifferenceFinder extends AsyncDisposable {
  find(input: DifferenceInput): Promise<LocatedHunk[]>;
}

/** Compares readings without holding up the event loop: small ones at once, large ones in a worker thread. */
export function createDifferenceFinder(): DifferenceFinder {
  const pool = new Piscina({
    filename: new URL('./engine/find-differences.ts', import.meta.url).href,
    minThreads: 0,
    maxThreads: 1,
    idleTimeout: idleTimeoutMs,
    resourceLimits: threadMemory,
  });
  return {
    find: async (input) =>
      input.before.length + input.after.length <= inlineBlocks
        ? findDifferences(input)
        : ((await pool.run(input)) as LocatedHunk[]),
    [Symbol.asyncDispose]: async () => {
      await pool.destroy();
    },
  };
}
