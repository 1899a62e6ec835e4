import type { FactChange, Hunk } from '../../../contracts/detection.ts';
import type { Quote } from './quote-hunks.ts';

/** A price that grows or shrinks this many times at once is more often a slip of the page than news. */
const wild = 10;

function isWild({ kind, before, after }: FactChange): boolean {
  if (kind !== 'money' || typeof before?.value !== 'number' || typeof after?.value !== 'number') return false;
  if (before.currency !== after.currency) return true;
  const [from, to] = [Math.abs(before.value), Math.abs(after.value)];
  if (from === to) return false;
  return from === 0 || to === 0 || Math.max(from, to) / Math.min(from, to) >= wild;
}

/** Whether what would be told looks like a mistake of the page, worth a second reading before anybody hears of it. */
export const isDoubtful = (hunks: readonly Hunk[], quotes: readonly Quote[]): boolean =>
  hunks.some(
    (hunk) =>
      hunk.op === 'changed' &&
      hunk.facts.some(isWild) &&
      quotes.some((quote) => quote.before === hunk.before && quote.after === hunk.after),
  );
