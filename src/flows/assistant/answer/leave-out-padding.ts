import type { Query } from './analyse-question.ts';
import { stemsOf } from './cut-quote.ts';
import { type Evidence, leastRelevance } from './evidence.ts';
import { isFrameWord } from './frame-words.ts';

/** Half of what is asked about: less is another subject that shares a word. */
const leastCovered = 0.5;
/** And so much less than what holds most of it is beside the point. */
const farFromBest = 0.25;
/** A line this long says something even without a figure. */
const wordsThatSay = 6;

/**
 * Without what only shares a word with the question: issues and pages that hold half of it, labels that repeat it, and
 * issues and pages beside what was said when a decision is asked for. What is nearest otherwise stays.
 */
export function leaveOutPadding(evidence: readonly Evidence[], query: Query): Evidence[] {
  const [first] = evidence;
  const bestCovers = Math.max(...evidence.map(({ covers }) => covers));
  const isTold = (kind: Evidence['kind']) =>
    evidence.some((one) => one.kind === kind && one.relevance >= leastRelevance);
  const decided = query.asks.decision && !query.asks.work && isTold('turn');
  // Who does it, and what was decided, stands in meetings and issues; a page is asked about by its address.
  const isOfPeople =
    query.addresses.length === 0 && (decided || (query.asks.work && (isTold('turn') || isTold('issue'))));
  const toldBefore = query.asks.before && isTold('alert');
  return evidence.filter((one) => {
    const { kind, covers } = one;
    if ((decided && kind === 'issue') || (isOfPeople && kind === 'page_line')) return false;
    if (one === first) return true;
    if (kind === 'turn') return true;
    if (covers < Math.max(leastCovered, bestCovers - farFromBest)) return false;
    if (kind === 'page_line') return !toldBefore && saysSomething(one.quote, query);
    return true;
  });
}

/** "Price" or "Pro" in a table answers no question about the price of Pro; a line with a figure may. */
export function saysSomething(quote: string, { words, asks }: Pick<Query, 'words' | 'asks'>): boolean {
  if (/\p{N}/u.test(quote)) return true;
  const spoken = quote.toLowerCase().match(/\p{L}+/gu) ?? [];
  if (spoken.length >= wordsThatSay) return true;
  const stems = stemsOf(words);
  const isNew = (word: string) => !isFrameWord(word) && !stems.some((stem) => word.startsWith(stem));
  return !asks.amount && spoken.length > 1 && spoken.some(isNew);
}
