const marks = /[\u0300-\u036f]/g;

/**
 * Text as the wall phrases are written: without the accents of Latin and Cyrillic letters, straight apostrophes,
 * single spaces. Japanese, Korean and Arabic marks stay: there they make another letter.
 */
export function foldWallText(text: string): string {
  return text
    .normalize('NFD')
    .replace(marks, '')
    .normalize('NFC')
    .replace(/ı/g, 'i')
    .replace(/ł/g, 'l')
    .replace(/Ł/g, 'L')
    .replace(/[\u2018\u2019\u02bc`]/g, "'")
    .replace(/\s+/g, ' ')
    .trim();
}

/** What says a thing in a sentence, and what says it by being all of a title or heading. */
export interface WallPhrases {
  sentences: RegExp;
  titles: RegExp;
}

/** Phrases are written with their accents and folded here, as the text of pages is. */
export const wallPhrases = (sentences: readonly string[], titles: readonly string[] = []): WallPhrases => ({
  sentences: anyOf(sentences),
  titles:
    titles.length === 0
      ? /(?!)/
      : new RegExp(`^[^\\p{L}\\p{N}]*(?:${folded(titles)})[^\\p{L}\\p{N}]*$`, 'iu'),
});

export const anyOf = (alternatives: readonly string[]): RegExp => new RegExp(folded(alternatives), 'iu');

const folded = (alternatives: readonly string[]): string =>
  alternatives.map((one) => `(?:${foldWallText(one)})`).join('|');
