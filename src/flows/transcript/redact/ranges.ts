import { afterAmount } from './amount-words.ts';
import { isMoneyCue, isPayCue } from './money-cues.ts';
import type { Quantity } from './quantities.ts';
import type { Span } from './rule.ts';
import type { Token } from './tokens.ts';

/** Tokens from `from` up to but without `to`. */
export interface Range {
  from: number;
  to: number;
}

export const spanOf = (tokens: readonly Token[], { from, to }: Range): Span => ({
  start: tokens[from]?.start ?? 0,
  end: tokens[to - 1]?.end ?? 0,
});

/** Large enough to be worth hiding without a currency: one digit or a word below twenty counts things far more often. */
export const isSizeable = (quantity: Quantity): boolean =>
  quantity.scaled || quantity.digits >= 2 || quantity.words >= 2 || (quantity.words === 1 && !quantity.small);

/** Whether nothing behind a number says that it counts things: "300 users" does, "300 a month" and "300." do not. */
export function endsLikeAmount(tokens: readonly Token[], to: number): boolean {
  const next = tokens[to];
  if (!next || next.sentence !== tokens[to - 1]?.sentence) return true;
  if (next.kind === 'word')
    return !next.glued && (afterAmount.has(next.text) || isMoneyCue(tokens, to) || isPayCue(tokens, to));
  return next.kind === 'other' && !(next.glued && /^[_/\\@:#°]$/.test(next.text));
}
