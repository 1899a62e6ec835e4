/** FNV-1a: the same number for the same word, on every machine. */
function hashOf(word: string): number {
  let hash = 0x811c9dc5;
  for (let index = 0; index < word.length; index++) {
    hash = Math.imul(hash ^ word.charCodeAt(index), 0x01000193) >>> 0;
  }
  return hash;
}

/**
 * A vector of length 1 for a text: its words, and their first five letters so that inflections are near, hashed into
 * `dimensions` places. Texts that share words are near each other, others are not; meaning plays no part.
 */
export function embedWords(text: string, dimensions: number): Float32Array {
  const vector = new Float32Array(dimensions);
  for (const word of text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []) {
    for (const [feature, weight] of [
      [word, 1],
      [`^${word.slice(0, 5)}`, 0.5],
    ] as const) {
      const hash = hashOf(feature);
      const place = hash % dimensions;
      vector[place] = (vector[place] ?? 0) + (hash & 0x80000000 ? weight : -weight);
    }
  }
  const size = Math.hypot(...vector);
  return size === 0 ? vector : vector.map((value) => value / size);
}
