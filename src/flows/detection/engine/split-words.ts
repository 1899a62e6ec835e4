const word =
  /\p{sc=Han}|\p{sc=Hiragana}+|\p{sc=Katakana}+|[\p{L}\p{N}]+(?:['’.,:/-][\p{L}\p{N}]+)*|\p{Sc}|%/gu;

/** The words of a text for counting likeness; lower case, CJK by character or run, punctuation dropped. */
export const wordsOf = (folded: string): string[] => folded.toLowerCase().match(word) ?? [];

const segmenter = new Intl.Segmenter(undefined, { granularity: 'word' });

/** The text cut into words, white space and marks, in order and complete: joined again they are the text. */
export const segmentsOf = (text: string): string[] =>
  Array.from(segmenter.segment(text), ({ segment }) => segment);
