import type OpenAI from 'openai';
import { LookoutError } from '../../kit/errors.ts';
import { toUnitLength } from './cosine.ts';
import { type Embedder, embeddingDimensions } from './embedder.ts';
import { toLookoutError } from './openai-errors.ts';

/** Half of the vendor's 2,048, which also keeps well under its 300,000 tokens a request for texts of this length. */
const batchSize = 256;
/** About 700 tokens; the vendor takes 8,192, a block that long is not one thought. */
const longestText = 3000;

/** Vectors from the vendor, shortened by its `dimensions` parameter so that both embedders fill one column. */
export function openAIEmbedder(client: OpenAI, model = 'text-embedding-3-small'): Embedder {
  return {
    model,
    dimensions: embeddingDimensions,
    async embed(texts) {
      const vectors: Float32Array[] = [];
      for (let start = 0; start < texts.length; start += batchSize) {
        // An empty input is refused, and one refusal would lose the batch.
        const input = texts.slice(start, start + batchSize).map((text) => text.slice(0, longestText) || ' ');
        const answer = await client.embeddings
          .create({ model, input, dimensions: embeddingDimensions, encoding_format: 'float' })
          .catch((error: unknown) => {
            throw toLookoutError(error);
          });
        const inOrder = [...answer.data].sort((x, y) => x.index - y.index);
        if (
          inOrder.length !== input.length ||
          inOrder.some(({ embedding }) => embedding.length !== embeddingDimensions)
        ) {
          throw new LookoutError(
            'vendor_refused',
            'the embedding service answered with vectors of another count or length',
            {
              fields: { wanted: input.length, got: inOrder.length, dimensions: inOrder[0]?.embedding.length },
            },
          );
        }
        vectors.push(...inOrder.map(({ embedding }) => toUnitLength(Float32Array.from(embedding))));
      }
      return vectors;
    },
  };
}
