import type { Passage } from '../../../contracts/answers.ts';
import { cleanText } from '../../../kit/text.ts';
import { stemsOf } from './cut-quote.ts';
import type { Evidence, EvidenceLine } from './evidence.ts';

/** Evidence as it is cited: by its own quote, or by one of its lines. */
export function citePassage(evidence: Evidence, n: number, line?: EvidenceLine): Passage {
  const { kind, thread, at, turns } = evidence;
  const { quote, where, url } = line ?? evidence;
  return { n, kind, quote: cleanText(quote), where: cleanText(where), url, thread, at, turns };
}

/** The line of evidence that a sentence stands on: it holds most of its figures, then most of its words. */
export function lineFor(evidence: Evidence, sentence: string): EvidenceLine | undefined {
  const figures = sentence.match(/\d+(?:[.,:]\d+)*/g) ?? [];
  const stems = stemsOf(sentence.toLowerCase().match(/[\p{L}\p{N}]{4,}/gu) ?? []);
  const worth = ({ quote }: EvidenceLine): number => {
    const low = quote.toLowerCase();
    const held = (pieces: readonly string[]) => pieces.filter((piece) => low.includes(piece)).length;
    return 3 * held(figures) + held(stems);
  };
  const [best] = evidence.lines
    .map((line) => ({ line, worth: worth(line) }))
    .toSorted((a, b) => b.worth - a.worth);
  return best && best.worth > 0 ? best.line : undefined;
}
