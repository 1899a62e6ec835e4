import { isCurrencyPrefix, isCurrencySign, isCurrencyWord, isDoubtfulCurrency } from './currencies.ts';
import { type Quantity, quantityAt } from './quantities.ts';
import { endsLikeAmount, type Range } from './ranges.ts';
import type { Token } from './tokens.ts';

/**
 * A quantity with a currency on either side ("$120k", "US$ 5 million", "95.000 €", "two hundred thousand dollars",
 * "3 millions d'euros") or of grands.
 */
export function withCurrency(tokens: readonly Token[], quantity: Quantity): Range | undefined {
  const from = currencyBefore(tokens, quantity.from);
  const { to } = quantity;
  const startsNext = from < quantity.from && tokens[to + 1]?.glued && tokens[to + 1]?.kind === 'number';
  if (isCurrency(tokens[to], quantity) && !startsNext)
    return { from, to: to + 1 + smallChange(tokens, to + 1) };
  const isLinked = /^(?:of|de|di|d['’])$/.test(tokens[to]?.text ?? '') && quantity.scaled;
  if (isLinked && isCurrency(tokens[to + 1], quantity)) return { from, to: to + 2 };
  return from < quantity.from || tokens[to - 1]?.text === 'grand' ? { from, to } : undefined;
}

function currencyBefore(tokens: readonly Token[], from: number): number {
  const before = tokens[from - 1];
  const earlier = tokens[from - 2];
  // The full stop of "Rs. 40,000" looks like the end of a sentence.
  if (before?.text === '.' && /^(?:rs|fr)$/.test(earlier?.text ?? '')) return from - 2;
  if (!before || before.sentence !== tokens[from]?.sentence) return from;
  if (isCurrencySign(before.text))
    return before.glued && earlier?.kind === 'word' && isCurrencyPrefix(earlier.text) ? from - 2 : from - 1;
  return isCurrencyPrefix(before.text) && /^(?:\p{L}{3}|rs|fr)$/u.test(before.text) ? from - 1 : from;
}

function isCurrency(token: Token | undefined, quantity: Quantity): boolean {
  if (!token) return false;
  if (isCurrencySign(token.text)) return true;
  if (token.kind !== 'word') return false;
  const word = token.text.replace(/^d['’]/, '');
  return isCurrencyWord(word) || (isDoubtfulCurrency(word) && (quantity.scaled || quantity.digits >= 3));
}

/** "Five dollars and twenty cents", "five dollars fifty": how many tokens more. */
function smallChange(tokens: readonly Token[], at: number): number {
  const joined = /^(?:and|und|et|y)$/.test(tokens[at]?.text ?? '') ? 1 : 0;
  const small = quantityAt(tokens, at + joined);
  if (!small || small.scaled || small.digits > 2 || small.words > 2) return 0;
  if (tokens[at]?.sentence !== tokens[at - 1]?.sentence) return 0;
  if (/^(?:cents?|pence|p|centimes?|céntimos?|centesimi)$/.test(tokens[small.to]?.text ?? ''))
    return small.to + 1 - at;
  return joined === 0 && isSizeableChange(small) && endsLikeAmount(tokens, small.to) ? small.to - at : 0;
}

const isSizeableChange = (small: Quantity): boolean => small.digits === 2 || small.words > 0;
