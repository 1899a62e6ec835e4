/** -1..1 for two vectors of one length; 0 when either is all zeros. */
export function cosine(left: Float32Array, right: Float32Array): number {
  let product = 0;
  let leftSquares = 0;
  let rightSquares = 0;
  for (let index = 0; index < left.length; index++) {
    const x = left[index] ?? 0;
    const y = right[index] ?? 0;
    product += x * y;
    leftSquares += x * x;
    rightSquares += y * y;
  }
  const size = Math.sqrt(leftSquares * rightSquares);
  return size === 0 ? 0 : product / size;
}

/** The vector scaled to length 1, in place; a zero vector stays as it is. */
export function toUnitLength(vector: Float32Array): Float32Array {
  const size = Math.hypot(...vector);
  if (size > 0)
    for (let index = 0; index < vector.length; index++) vector[index] = (vector[index] ?? 0) / size;
  return vector;
}
