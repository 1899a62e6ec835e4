import { asBare, asRate } from './bare-amounts.ts';
import { cueDistances, once } from './cue-distances.ts';
import { spacelessAmount } from './currencies.ts';
import { withCurrency } from './currency-amounts.ts';
import { isMoneyCue, isPayCue } from './money-cues.ts';
import { quantityAt } from './quantities.ts';
import { type Range, spanOf } from './ranges.ts';
import { hide, type Rule } from './rule.ts';
import type { Token } from './tokens.ts';
import { widen, widenForward } from './widen.ts';

/**
 * Amounts of money: with a currency in figures or words, in slang ("ten grand"), as a rate ("six fifty a day"), and
 * bare numbers where the talk is of money and the number counts nothing else. Amounts beside words about salaries
 * are counted as pay.
 */
export const findAmounts: Rule = ({ text, sentences, before }) => {
  const { tokens } = sentences;
  const found = hide(
    'amount',
    [...text.matchAll(spacelessAmount)].map((match) => ({
      start: match.index,
      end: match.index + match[0].length,
    })),
  );
  const surroundings = { cues: once(() => cueDistances(tokens, isMoneyCue)), sentences, before };
  for (let at = 0; at < tokens.length; ) {
    const quantity = quantityAt(tokens, at);
    const range =
      quantity &&
      (withCurrency(tokens, quantity) ?? asRate(quantity, surroundings) ?? asBare(quantity, surroundings));
    if (range) {
      const whole = widenForward(tokens, widen(tokens, range));
      found.push(...hide(isPay(tokens, whole) ? 'pay' : 'amount', [spanOf(tokens, whole)]));
    }
    at = Math.max(range?.to ?? 0, quantity?.to ?? at + 1);
  }
  return found;
};

/** How far a word about salaries reaches, in tokens of its sentence. */
const payBefore = 10;
const payAfter = 4;

function isPay(tokens: readonly Token[], { from, to }: Range): boolean {
  for (let at = Math.max(0, from - payBefore); at < Math.min(tokens.length, to + payAfter); at += 1)
    if (tokens[at]?.sentence === tokens[from]?.sentence && isPayCue(tokens, at)) return true;
  return false;
}
