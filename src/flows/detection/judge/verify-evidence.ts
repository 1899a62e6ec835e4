import type { Hunk } from '../../../contracts/detection.ts';
import { foldText } from '../engine/normalise.ts';
import { asciiDigits, parseNumber } from '../engine/parse-number.ts';
import type { Quote } from './quote-hunks.ts';

const printedNumber = /\d+(?:[.,'’ ]\d{3})*(?:[.,]\d+)*/g;
/** Numbers as printed; "101 221" may be one number or two, so its parts count as well. */
const numbersIn = (text: string) =>
  (asciiDigits(foldText(text)).match(printedNumber) ?? []).flatMap((printed) => [
    ...new Set([printed, ...printed.split(' ')]),
  ]);
const textOf = (quote: Quote) =>
  [quote.before, quote.after, quote.label, ...quote.path].filter((part) => part !== undefined).join('\n');

/**
 * The numbers of a sentence that nothing backs. A number is backed when it stands in a quote (text, label or
 * headings), when it is one of `counts` (how many things are told of), or when it is a percentage that follows
 * from two numbers of one quote's before and after.
 */
export function unbackedNumbers(
  sentence: string,
  quotes: readonly Quote[],
  counts: readonly number[] = [],
): string[] {
  const backed = new Set(quotes.flatMap((quote) => numbersIn(textOf(quote))));
  const folded = asciiDigits(foldText(sentence));
  return [...folded.matchAll(printedNumber)].flatMap((match) => {
    const printed = match[0];
    if (backed.has(printed) || counts.map(String).includes(printed)) return [];
    const isPercent = /^\s?(?:%|percent)/.test(folded.slice(match.index + printed.length));
    return isPercent && quotes.some((quote) => percentFollows(printed, quote)) ? [] : [printed];
  });
}

/** Whether a printed percentage is the change between a number of `before` and one of `after`, as rounded. */
function percentFollows(printed: string, quote: Quote): boolean {
  const decimals = /[.,](\d+)$/.exec(printed)?.[1]?.length ?? 0;
  const wanted = Number(printed.replace(',', '.'));
  const before = [...new Set(numbersIn(quote.before ?? ''))].slice(0, 60).map((text) => parseNumber(text));
  const after = [...new Set(numbersIn(quote.after ?? ''))].slice(0, 60).map((text) => parseNumber(text));
  return before.some((from) =>
    after.some(
      (to) =>
        from !== to &&
        from !== 0 &&
        Math.abs(Math.abs(((to - from) / from) * 100) - wanted) <= 0.5 * 10 ** -decimals + 1e-9,
    ),
  );
}

/** The first hunk in which a quoted text stands word for word, or undefined. White space and quote marks may differ. */
export function hunkQuoted(quoted: string, hunks: readonly Hunk[]): Hunk | undefined {
  const wanted = foldText(quoted);
  if (wanted === '') return undefined;
  return hunks.find((hunk) =>
    [hunk.before, hunk.after].some((text) => text !== undefined && foldText(text).includes(wanted)),
  );
}
