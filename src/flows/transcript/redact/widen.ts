import { approximators, qualifiers } from './amount-words.ts';
import { withCurrency } from './currency-amounts.ts';
import { quantityAt } from './quantities.ts';
import { endsLikeAmount, isSizeable, type Range } from './ranges.ts';
import type { Token } from './tokens.ts';

/** Joins the ends of a range closely enough to take a small number in: "2 to 3 million". */
const rangeJoins = new Set(['to', 'or', '-', '–', '—', 'bis', 'oder', 'à', 'ou', 'a', 'o', 'tot', 'до']);
/** Joins a list or, after "between", a range; only for numbers that are amounts in size. */
const listJoins = new Set(['and', ',', 'und', 'et', 'y', 'e', 'en', 'i', 'и']);
const mostEarlier = 4;

/** Takes in the other end of a range, words like "about", and the word behind that says what kind of amount it is. */
export function widen(tokens: readonly Token[], range: Range): Range {
  let { from, to } = range;
  for (let tries = 0; tries < mostEarlier; tries += 1) {
    const earlier = earlierEnd(tokens, from);
    if (earlier === undefined) break;
    from = earlier;
  }
  while (approximators.has(tokens[from - 1]?.text ?? '') && sameSentence(tokens, from - 1, from)) from -= 1;
  if (qualifiers.has(tokens[to]?.text ?? '') && sameSentence(tokens, to - 1, to)) to += 1;
  return { from, to };
}

/** The later end of a range behind an amount: "from 450 euros to 500". */
export function widenForward(tokens: readonly Token[], range: Range): Range {
  const later = /^(?:to|-|–|—|bis|à)$/.test(tokens[range.to]?.text ?? '')
    ? quantityAt(tokens, range.to + 1)
    : undefined;
  return later && isSizeable(later) && endsLikeAmount(tokens, later.to) ? { ...range, to: later.to } : range;
}

const sameSentence = (tokens: readonly Token[], a: number, b: number): boolean =>
  tokens[a]?.sentence === tokens[b]?.sentence;

function earlierEnd(tokens: readonly Token[], from: number): number | undefined {
  const join = tokens[from - 1]?.text ?? '';
  if (!rangeJoins.has(join) && !listJoins.has(join)) return undefined;
  const end = from - 1;
  // From afar, as "million" alone is a quantity too.
  for (let start = Math.max(0, end - mostEarlier); start < end; start += 1) {
    const quantity = quantityAt(tokens, start);
    if (
      quantity?.to !== end ||
      (!isSizeable(quantity) && !rangeJoins.has(join) && tokens[start - 1]?.text !== 'between')
    )
      continue;
    const own = withCurrency(tokens, quantity);
    // In a list, what has its own currency is an amount of its own.
    if (own && listJoins.has(join)) return undefined;
    return own?.from ?? start;
  }
  return undefined;
}
