/** The words of a question, in the form of the words index, and how much each tells. */
export interface WeighedWords {
  /** 0..1 by word: 1 for one that stands nowhere, near 0 for one that is everywhere. */
  weights: ReadonlyMap<string, number>;
  total: number;
}

/** A word taken over from an earlier question says where to look; what is looked for are the words of this one. */
const takenOverShare = 0.35;

/** Weighs words by how rare they are among `texts` texts; words that stand together in many tell little apart. */
export function weighWords(
  words: readonly string[],
  counts: ReadonlyMap<string, number>,
  texts: number,
  takenOver: ReadonlySet<string> = new Set(),
): WeighedWords {
  const most = Math.log(1 + Math.max(1, texts));
  const weights = new Map(
    words.map((word) => {
      const rarity = Math.log(1 + Math.max(1, texts) / (1 + (counts.get(word) ?? 0))) / most;
      return [word, takenOver.has(word) ? takenOverShare * rarity : rarity];
    }),
  );
  return { weights, total: [...weights.values()].reduce((sum, weight) => sum + weight, 0) };
}

/** Share of the weight of the words that these make up, 0..1. */
export function coverageOf(found: Iterable<string>, { weights, total }: WeighedWords): number {
  let sum = 0;
  for (const word of new Set(found)) sum += weights.get(word) ?? 0;
  return total === 0 ? 0 : Math.min(1, sum / total);
}
