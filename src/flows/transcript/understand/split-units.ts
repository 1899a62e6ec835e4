import type { Turn } from '../../../contracts/transcript.ts';
import { tidySpeech } from './tidy-speech.ts';

/** A sentence, or a clause of one that has a subject and a cue of its own. */
export interface Unit {
  /** Position among all units of the meeting. */
  at: number;
  turn: number;
  speaker: string;
  /** The whole sentence, verbatim. */
  sentence: string;
  /** This clause, verbatim. */
  said: string;
  /** The clause without fillers and stutters, contractions written out. */
  tidy: string;
  lower: string;
  /** What the same sentence said before this clause, tidy and in lower case. */
  before: string;
  /** Words of the meeting up to here. */
  wordsBefore: number;
  words: number;
}

/** A sentence nobody punctuated is cut after so many words, or a whole meeting would be one quote. */
const longestSentenceWords = 60;
const abbreviation =
  /(?:^|[\s(])(?:mr|mrs|ms|dr|prof|st|vs|etc|e\.g|i\.e|no|nr|approx|bzw|z\.b|usw|ca|\p{L})\.$/iu;
/** An ellipsis is a pause: recorders write one wherever somebody breathes. */
const sentenceEnd = /(?<!\.)[.?!](?!\.)[?!]*["'”’)\]]*(?=\s)|[。？！]+/gu;

/** Where a clause with a subject of its own begins: after a comma, or after a joining word. */
const clauseStart =
  /(?:[,;:–—…]\s+(?:(?:and|but|so|then|or)\s+)?|\s+(?:and|but|so|then)\s+)(?:(?:then|um+|uh+|well|okay|yeah|also)[,\s]+)*(?=(?:i|you|we|he|she|they|someone|somebody|let me|let['’]s|please|can you|could you|would you|will you|your|marketing|the\s+\w+\s+(?:will|has)|our\s+\w+|\p{Lu}\p{L}+\s+(?:will|is|has|and|can|should|needs|agreed|promised)|\p{Lu}\p{L}+,\s+(?:please|can you|could you|would you|will you|you)(?=\s))(?:['’\s]))/giu;

/** Turns to sentences and clauses, in order; linear in the length of the meeting. */
export function splitUnits(turns: readonly Turn[]): Unit[] {
  const units: Unit[] = [];
  let wordsBefore = 0;
  for (const turn of turns) {
    for (const sentence of splitSentences(turn.text)) {
      const words = countWords(sentence);
      let before = '';
      for (const said of splitClauses(sentence)) {
        const tidy = tidySpeech(said);
        if (tidy === '') continue;
        const lower = tidy.toLowerCase();
        units.push({
          at: units.length,
          turn: turn.i,
          speaker: turn.speaker,
          sentence,
          said,
          tidy,
          lower,
          before,
          wordsBefore,
          words,
        });
        before = `${before} ${lower}`.trim();
      }
      wordsBefore += words;
    }
  }
  return units;
}

/** Sentences as they stand, verbatim and without the white space around them. */
export function splitSentences(text: string): string[] {
  const sentences: string[] = [];
  let from = 0;
  for (const match of text.matchAll(sentenceEnd)) {
    const end = match.index + match[0].length;
    if (match[0] === '.' && abbreviation.test(text.slice(Math.max(from, end - 8), end))) continue;
    sentences.push(...cutLong(text.slice(from, end).trim()));
    from = end;
  }
  sentences.push(...cutLong(text.slice(from).trim()));
  return sentences.filter((sentence) => sentence !== '');
}

function cutLong(sentence: string): string[] {
  if (countWords(sentence) <= longestSentenceWords * 1.5) return [sentence];
  const parts: string[] = [];
  let from = 0;
  let words = 0;
  for (const match of sentence.matchAll(/\s+/g)) {
    words += 1;
    const isPause = /[,;]/.test(sentence[match.index - 1] ?? '');
    if (words < longestSentenceWords && !(isPause && words > longestSentenceWords / 2)) continue;
    parts.push(sentence.slice(from, match.index));
    from = match.index + match[0].length;
    words = 0;
  }
  return [...parts, sentence.slice(from)];
}

function splitClauses(sentence: string): string[] {
  const clauses: string[] = [];
  let from = 0;
  for (const match of sentence.matchAll(clauseStart)) {
    const before = sentence.slice(from, match.index);
    const after = sentence.slice(match.index + match[0].length);
    // "Poppy and Tara will" has one subject.
    const joinsNames =
      /(?:^|\s)\p{Lu}\p{L}+$/u.test(before) && /^ and /.test(match[0]) && /^\p{Lu}\p{Ll}/u.test(after);
    if (match.index === from || joinsNames) continue;
    clauses.push(sentence.slice(from, match.index));
    from = match.index + match[0].length;
  }
  return [...clauses, sentence.slice(from)];
}

const countWords = (text: string): number => {
  let words = 0;
  let inWord = false;
  for (let index = 0; index < text.length; index++) {
    const isSpace = text.charCodeAt(index) <= 32;
    if (!isSpace && !inWord) words += 1;
    inWord = !isSpace;
  }
  return words;
};
