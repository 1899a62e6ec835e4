import { Piscina } from 'piscina';
import { toUnitLength } from './cosine.ts';
import { type Embedder, embeddingDimensions } from './embedder.ts';

export interface OfflineEmbedder extends Embedder, AsyncDisposable {}

export interface OfflineEmbedderOptions {
  /** The model's thread ends after this long without work and its memory goes with it. */
  idleMs?: number;
  /** How many recent texts keep their vector, 2 KB each. */
  cacheSize?: number;
}

/** Texts to one call of the worker: long enough to be worth the trip, short enough to let others in between. */
const batchSize = 32;
/** Longer texts are cut: the model was made for sentences and takes time in proportion. */
const longestText = 600;

/**
 * English sentence vectors without any network: the model is in the package and runs in a worker thread, started
 * with the first text and ended when idle, so that the event loop stays free and memory is only held while used.
 */
export function createOfflineEmbedder(options: OfflineEmbedderOptions = {}): OfflineEmbedder {
  const cacheSize = options.cacheSize ?? 2000;
  const cache = new Map<string, Float32Array>();
  let pool: Piscina<string[], Float32Array[]> | undefined;
  const start = () =>
    new Piscina<string[], Float32Array[]>({
      filename: new URL('./offline-embedder-worker.ts', import.meta.url).href,
      minThreads: 0,
      maxThreads: 1,
      idleTimeout: options.idleMs ?? 60_000,
    });

  async function embedNew(texts: string[]): Promise<void> {
    for (let from = 0; from < texts.length; from += batchSize) {
      const batch = texts.slice(from, from + batchSize);
      pool ??= start();
      const vectors = await pool.run(batch);
      for (const [index, text] of batch.entries()) {
        const vector = vectors[index];
        if (vector) cache.set(text, toUnitLength(vector));
      }
    }
  }

  return {
    model: 'energetic-ai-en-0.2',
    dimensions: embeddingDimensions,
    async embed(texts) {
      const cut = texts.map((text) => text.replace(/\s+/g, ' ').trim().slice(0, longestText));
      const wanted = [...new Set(cut)];
      const known = new Map<string, Float32Array>();
      for (const text of wanted) {
        const vector = text === '' ? new Float32Array(embeddingDimensions) : cache.get(text);
        if (vector) known.set(text, vector);
      }
      await embedNew(wanted.filter((text) => !known.has(text)));
      const vectors = cut.map(
        (text) => known.get(text) ?? cache.get(text) ?? new Float32Array(embeddingDimensions),
      );
      // Used texts move to the young end of the map; the oldest fall out.
      for (const text of wanted) {
        const vector = cache.get(text);
        if (vector && cache.delete(text)) cache.set(text, vector);
      }
      for (const oldest of cache.keys()) {
        if (cache.size <= cacheSize) break;
        cache.delete(oldest);
      }
      return vectors;
    },
    async [Symbol.asyncDispose]() {
      const closing = pool;
      pool = undefined;
      cache.clear();
      await closing?.destroy();
    },
  };
}
