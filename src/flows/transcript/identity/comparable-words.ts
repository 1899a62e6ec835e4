/** The words of a text as they compare: lower case, one form of each letter, without punctuation. "Don't" stays one word. */
export const comparableWords = (text: string): string[] =>
  text
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll('’', "'")
    .match(/[\p{L}\p{M}\p{N}]+(?:'[\p{L}\p{M}]+)*/gu) ?? [];
