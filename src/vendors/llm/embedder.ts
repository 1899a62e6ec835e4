/** Length of every vector the product stores, whichever embedder made it. */
export const embeddingDimensions = 512;

/** Texts to unit-length vectors. Vectors of two different `model`s must never be compared. */
export interface Embedder {
  readonly model: string;
  readonly dimensions: number;
  embed(texts: string[]): Promise<Float32Array[]>;
}
