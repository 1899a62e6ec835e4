/** Pairs of texts that are alike at least so much say the same. */
export const sayTheSame = 0.35;

const stop = new Set(
  `a an the of to in on at for and or but with by from as is are was were be been being will would shall should can could
  may might must do does did done have has had i you he she it we they me him her us them my your his its our their this
  that these those there here so then than just also um uh well okay ok yeah like going gonna get got go not no if up out
  about into over after before during who what which when where how all some any each more most very really`.split(
    /\s+/,
  ),
);
const endings = ['ations', 'ation', 'ings', 'ing', 'ies', 'ers', 'er', 'ors', 'or', 'ed', 'es', 's', 'ly'];

function stem(word: string): string {
  for (const ending of endings)
    if (word.endsWith(ending) && word.length - ending.length >= 4) return word.slice(0, -ending.length);
  return word;
}

/** Content words, lower case and stemmed, without those of `drop`. */
export const contentTokens = (text: string, drop: ReadonlySet<string> = new Set()): string[] =>
  [...text.toLowerCase().matchAll(/[\p{L}\p{N}_']+/gu)]
    .map(([word]) => word)
    .filter((word) => !stop.has(word) && !drop.has(word) && [...word].length > 1)
    .map(stem);

/** The words of one or several people's names: roles and first names count. */
export function nameWords(people: string | readonly string[] | null | undefined): string[] {
  if (people === null || people === undefined) return [];
  const list = typeof people === 'string' ? [people] : people;
  return list
    .flatMap((name) => name.split(/[,;/&+]| and /))
    .flatMap((part) => [...part.matchAll(/[\p{L}\p{N}_]+/gu)].map(([word]) => word.toLowerCase()))
    .filter((word) => [...word].length > 1);
}

/** F1 of two bags of words, 0..1. */
export function tokenF1(left: readonly string[], right: readonly string[]): number {
  if (left.length === 0 || right.length === 0) return 0;
  const counts = new Map<string, number>();
  for (const word of left) counts.set(word, (counts.get(word) ?? 0) + 1);
  let hits = 0;
  for (const word of right) {
    const count = counts.get(word) ?? 0;
    if (count === 0) continue;
    counts.set(word, count - 1);
    hits += 1;
  }
  return (2 * hits) / (left.length + right.length);
}

/** F1 of the longest common subsequence, 0..1. */
export function rougeL(left: readonly string[], right: readonly string[]): number {
  if (left.length === 0 || right.length === 0) return 0;
  const row = new Array<number>(right.length + 1).fill(0);
  for (const word of left) {
    let previous = 0;
    right.forEach((other, at) => {
      const current = row[at + 1] ?? 0;
      row[at + 1] = word === other ? previous + 1 : Math.max(current, row[at] ?? 0);
      previous = current;
    });
  }
  return (2 * (row[right.length] ?? 0)) / (left.length + right.length);
}
