import { comparableWords } from './identity/comparable-words.ts';

/* Both figures: thirteen pairs of titles with the bundled embedder. It is a suggestion; a person decides. */

/** Nearer than this, two titles ask for the same however they are worded (0.85 and up; others below 0.76). */
const sameFrom = 0.82;
/** As near as this with most of the words in common: the same thing said a little differently (0.66 to 0.69). */
const nearFrom = 0.64;
const wordsFrom = 0.6;

/** Whether two titles likely name the same work. @param likeness cosine of their vectors */
export const isLikelySame = (left: string, right: string, likeness: number): boolean =>
  !isContrast(left, right) &&
  (likeness >= sameFrom || (likeness >= nearFrom && sharedWords(left, right) >= wordsFrom));

/** "... bug on iOS", "... bug on Android": the same sentence about something else. The first word is the verb, which may vary. */
function isContrast(left: string, right: string): boolean {
  const [a, b] = [comparableWords(left), comparableWords(right)];
  if (a.length !== b.length) return false;
  const places = a.flatMap((word, at) => (word === b[at] ? [] : [at]));
  return places.length === 1 && places[0] !== 0;
}

/** Share of the words of the shorter text that stand in the other; words of up to three letters are not counted. */
function sharedWords(left: string, right: string): number {
  const longOnes = (text: string) => new Set(comparableWords(text).filter((word) => word.length > 3));
  const [a, b] = [longOnes(left), longOnes(right)];
  const shared = [...a].filter((word) => b.has(word)).length;
  const fewer = Math.min(a.size, b.size);
  return fewer < 2 ? 0 : shared / fewer;
}
