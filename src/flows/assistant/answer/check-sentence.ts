import { stemsOf } from './cut-quote.ts';
import { isFrameWord } from './frame-words.ts';

const figure = /\d+(?:[.,:]\d+)*/g;
const quoted = /["“”„«»]([^"“”„«»]{2,})["“”„«»]/g;
const link = /\b(?:https?:\/\/|www\.)\S+/gi;
/** Of a sentence's longer words, this share must stand in what it cites. */
const leastShared = 0.34;

/**
 * Why a model's sentence may not be said, or null when it may: every figure, date, name, quotation and address in it
 * stands in the passages it cites or in the question, and so do enough of its words that it speaks of them at all.
 */
export function problemOfSentence(
  sentence: string,
  cited: readonly string[],
  question: string,
): string | null {
  const ground = [...cited, question].join('\n').toLowerCase();
  const figures = new Set((ground.match(figure) ?? []).flatMap(readings));
  for (const one of sentence.match(figure) ?? [])
    if (!readings(one).some((reading) => figures.has(reading))) return `the figure ${one} stands nowhere`;
  for (const [, words] of sentence.matchAll(quoted))
    if (words && !squeeze(ground).includes(squeeze(words.toLowerCase())))
      return 'a quotation is not verbatim';
  for (const address of sentence.match(link) ?? [])
    if (!ground.includes(address.toLowerCase().replace(/[).,;:!?]+$/, '')))
      return 'an address stands nowhere';
  for (const name of namesIn(sentence))
    if (!ground.includes(name.toLowerCase())) return `the name ${name} stands nowhere`;
  const stems = stemsOf(
    (sentence.toLowerCase().match(/\p{L}{4,}/gu) ?? []).filter((word) => !isFrameWord(word)),
  );
  const held = stems.filter((stem) => ground.includes(stem)).length;
  return stems.length > 0 && held < leastShared * stems.length ? 'it speaks of something else' : null;
}

/** "1,250.00" and "1250" are one figure; "04:31" is itself. */
function readings(text: string): string[] {
  const plain = text.replace(/,(?=\d{3}(?:\D|$))/g, '');
  const number = Number(plain);
  return Number.isFinite(number) ? [text, String(number)] : [text];
}

const squeeze = (text: string): string => text.replace(/[^\p{L}\p{N}]+/gu, ' ').trim();

/** What stands after somebody at the head of a sentence. */
const afterName = /^(?:['’]s\b|\p{Lu}|(?:will|is|was|has|had|and|or)\b|\p{Ll}+(?:s|ed)\b)/u;
/** Words that stand at the head of a sentence and name nobody. */
const heads = new Set(
  `the this that these those there they it its he she we however according because although since instead later earlier
  first second then finally both all each none nobody nothing yes once also another other one two three`.split(
    /\s+/,
  ),
);

/** Words written as names: with a capital inside a sentence, or at its head where a person stands. */
function namesIn(sentence: string): string[] {
  const names: string[] = [];
  const words = [...sentence.matchAll(/\p{L}[\p{L}\p{N}'’-]*/gu)];
  for (const [at, match] of words.entries()) {
    const [word] = match;
    const bare = word.replace(/['’]s$/, '');
    if (!/^\p{Lu}/u.test(bare) || bare.length < 2) continue;
    const isHead = at === 0 || /[.!?:]["”’]?\s+$/.test(sentence.slice(0, match.index));
    const next = sentence.slice(match.index + bare.length).trimStart();
    const low = bare.toLowerCase();
    if (isFrameWord(low) || (isHead && (heads.has(low) || !afterName.test(next)))) continue;
    // At the head every word has a capital: there another form of it will do.
    names.push(isHead ? (stemsOf([low])[0] ?? low) : bare);
  }
  return names;
}
