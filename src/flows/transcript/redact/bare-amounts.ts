import { identifierNouns, perWords, rateUnits } from './amount-words.ts';
import { type CueDistances, lastSaidHas, sentenceHas } from './cue-distances.ts';
import { isLargeCue, isMoneyCue, isRateCue } from './money-cues.ts';
import type { Quantity } from './quantities.ts';
import { endsLikeAmount, isSizeable, type Range } from './ranges.ts';
import type { Sentences, Token } from './tokens.ts';

export interface Surroundings {
  cues: () => CueDistances;
  sentences: Sentences;
  /** What was said just before. */
  before: Sentences;
}

/** How far a word about money reaches: tokens before a bare number, and behind it. */
const cueBefore = 9;
const cueAfter = 4;
/** A rate is plain enough that the word may stand anywhere near in the sentence. */
const cueOfRate = 40;
const cueBehindLarge = 3;
const shortAnswer = 8;

/** "Six fifty a day", "80 an hour", "45/seat", where money is the subject. */
export function asRate(quantity: Quantity, { sentences, before }: Surroundings): Range | undefined {
  const { tokens } = sentences;
  const per = tokens[quantity.to]?.text ?? '';
  const unit = tokens[quantity.to + 1]?.text ?? '';
  if (!isSizeable(quantity) || !(perWords.has(per) || per === '/') || !rateUnits.has(unit)) return undefined;
  return hasCueWithin(tokens, quantity, cueOfRate, isRateCue) || lastSaidHas(before, isMoneyCue)
    ? { from: quantity.from, to: quantity.to + 2 }
    : undefined;
}

/** A number without any currency, close to a word about money and counting nothing else. */
export function asBare(quantity: Quantity, surroundings: Surroundings): Range | undefined {
  const { sentences, before } = surroundings;
  if (isNamed(sentences, quantity) || isYear(sentences, quantity) || isTime(surroundings, quantity))
    return undefined;
  if (!isLarge(sentences, quantity) && !isSmaller(surroundings, quantity, before)) return undefined;
  return { from: quantity.from, to: quantity.to };
}

/** A thousand or a million that is not followed by what it counts, or right before a word about money: "12 million pre-money valuation". */
function isLarge({ tokens }: Sentences, quantity: Quantity): boolean {
  if (!quantity.scaled) return false;
  return endsLikeAmount(tokens, quantity.to)
    ? hasCueWithin(tokens, quantity, cueBefore, isLargeCue)
    : cueBehind(tokens, quantity, cueBehindLarge);
}

function isSmaller({ cues, sentences }: Surroundings, quantity: Quantity, before: Sentences): boolean {
  if (!endsLikeAmount(sentences.tokens, quantity.to)) return false;
  return isSizeable(quantity)
    ? isNear(cues, quantity, cueBefore, cueAfter) || answersMoneyQuestion(quantity, sentences, before)
    : isStated(sentences, quantity, cues);
}

const cueBehind = (tokens: readonly Token[], quantity: Quantity, reach: number): boolean =>
  [...Array(reach).keys()].some(
    (step) =>
      tokens[quantity.to + step]?.sentence === tokens[quantity.from]?.sentence &&
      isMoneyCue(tokens, quantity.to + step),
  );

/** Looks at each of a few tokens to both sides; only for quantities that are rare. */
function hasCueWithin(
  tokens: readonly Token[],
  quantity: Quantity,
  reach: number,
  isCue: typeof isMoneyCue,
): boolean {
  for (let at = Math.max(0, quantity.from - reach); at < quantity.to + reach; at += 1)
    if (tokens[at]?.sentence === tokens[quantity.from]?.sentence && isCue(tokens, at)) return true;
  return false;
}

const isNear = (cues: () => CueDistances, quantity: Quantity, before: number, after: number): boolean =>
  (cues().before[quantity.from] ?? Number.POSITIVE_INFINITY) <= before ||
  (cues().after[quantity.to - 1] ?? Number.POSITIVE_INFINITY) <= after;

/** "The discount is fifteen", "margin at 9": right behind the word, even a small number is what it says. */
const isStated = ({ tokens }: Sentences, quantity: Quantity, cues: () => CueDistances): boolean =>
  (cues().before[quantity.from] ?? Number.POSITIVE_INFINITY) <= 3 &&
  tokens[quantity.from]?.text !== 'one' &&
  /^(?:is|was|at|are|of|to|=|:|ist|war|est|es|è|é)$/.test(tokens[quantity.from - 1]?.text ?? '');

/** Room 204, version 4, #300: a name, not an amount. */
function isNamed({ tokens }: Sentences, quantity: Quantity): boolean {
  const before = tokens[quantity.from - 1]?.text ?? '';
  if (before === '.') return /^(?:no|nr)$/.test(tokens[quantity.from - 2]?.text ?? '');
  return identifierNouns.has(before) || /^[#§°@]$/.test(before);
}

/** "At 11" is an hour, unless a word about money stands right before: "margin at 11". */
const isTime = ({ cues, sentences: { tokens } }: Surroundings, quantity: Quantity): boolean =>
  tokens[quantity.from - 1]?.text === 'at' &&
  quantity.digits > 0 &&
  quantity.digits <= 2 &&
  !quantity.scaled &&
  Number(tokens[quantity.from]?.text) <= 24 &&
  (cues().before[quantity.from] ?? Number.POSITIVE_INFINITY) > 3;

/** A year is not behind "is" or "at": "the budget for 2026" names one, "the price is 2026" does not. */
const isYear = ({ tokens }: Sentences, quantity: Quantity): boolean =>
  /^(?:19|20)\d\d$/.test(tokens[quantity.from]?.text ?? '') &&
  !/^(?:is|was|at|of|to|ist|est|es|by|costs?)$/.test(tokens[quantity.from - 1]?.text ?? '');

/** "What is the day rate?" "Six fifty." */
function answersMoneyQuestion(quantity: Quantity, sentences: Sentences, before: Sentences): boolean {
  const sentence = sentences.tokens[quantity.from]?.sentence ?? 0;
  if ((sentences.sentences[sentence]?.words ?? 0) > shortAnswer) return false;
  return sentence === 0 ? lastSaidHas(before, isMoneyCue) : sentenceHas(sentences, sentence - 1, isMoneyCue);
}
