import { createOfflineEmbedder } from '../../vendors/llm/offline-embedder.ts';
import { sentences } from './make-page.ts';
import { serveParent } from './serve-parent.ts';

const embedder = createOfflineEmbedder();

const handlers = {
  /** Embeds so many sentences that were never embedded before; answers the milliseconds it took. */
  embed: async ({ count, seed }: { count: number; seed: number }) => {
    const texts = sentences(seed, count);
    const startedAt = performance.now();
    const vectors = await embedder.embed(texts);
    if (vectors.length !== count) throw new Error(`${vectors.length} of ${count} sentences were embedded`);
    return { ms: performance.now() - startedAt };
  },
};
export type EmbedTextsProcess = typeof handlers;

serveParent(handlers, async () => await embedder[Symbol.asyncDispose]());
