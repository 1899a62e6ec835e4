import type { Block, Extraction } from '../../contracts/blocks.ts';
import { truncate } from '../../kit/text.ts';
import type { Ask } from './asks.ts';
import { type ReadRequest, wordsOf } from './read-request.ts';

/** A value as it stands on the page, and how surely it is the one that was asked about (0..1). */
export interface CurrentValue {
  /** Verbatim from one block. */
  text: string;
  sureness: number;
}

const longestValue = 80;
const per =
  '(?:\\s?(?:/|per|pro|a|an|each)\\s?(?:\\d[\\d.,]*\\s?[kKM]?\\s?)?\\p{L}+(?:\\s?/\\s?\\p{L}+|\\s(?:tokens?|users?|seats?|months?))?)?';
const moneyMark = '(?:US\\$|CA\\$|A\\$|[$€£¥₹]|\\b(?:USD|EUR|GBP|JPY|CHF|CAD|AUD)\\b)';
const patterns: Partial<Record<Ask, RegExp>> = {
  price: new RegExp(
    `${moneyMark}\\s?\\d[\\d.,]*\\d${per}|${moneyMark}\\s?\\d${per}|\\d[\\d.,]*\\s?(?:[€£¥₹]|\\b(?:USD|EUR|GBP|JPY|CHF|dollars|euros)\\b)${per}|\\b(?:free|contact (?:us|sales))\\b`,
    'giu',
  ),
  availability:
    /\b(?:sold[ -]?out|out of stock|not available|no longer available|currently unavailable|unavailable|back[ -]?order(?:ed)?|pre-?order|only \d+ left(?: in stock)?|low stock|in stock|available(?: now)?|add to (?:cart|basket)|ausverkauft|lieferbar|auf lager)\b/gi,
  release: /\bv?\d+\.\d+(?:\.\d+)*(?:-[a-z]+[\d.]*)?\b/gi,
  status:
    /\b(?:all systems (?:operational|normal)|no (?:known )?(?:issues|incidents)(?: reported)?|operational|degraded performance|degraded|partial outage|major outage|outage|under maintenance|maintenance|investigating|identified|monitoring|resolved)\b/gi,
  jobs: /\b\d[\d,]* (?:open )?(?:positions?|jobs?|roles?|openings?|vacancies)\b/gi,
  wording:
    /\b(?:last (?:updated|modified|revised)|effective(?: date| as of)?|updated on|version)\b[^.;|]{2,50}/gi,
  events:
    /\b(?:\d{1,2}(?:st|nd|rd|th)? (?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?(?: \d{4})?|(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.? \d{1,2}(?:st|nd|rd|th)?(?:,? \d{4})?|\d{4}-\d{2}-\d{2})\b/gi,
};

interface Scored {
  text: string;
  score: number;
  matched: number;
}

/**
 * The value the request asks about as it stands now: in a table the cell of its row and column, else the value
 * nearest to the words of the request in a block, its label or the headings above. Null when the page has
 * values but none is near the words, or when the request asks about no value.
 */
export function findCurrentValue(extraction: Extraction, request: ReadRequest): CurrentValue | null {
  const { ask, words } = request;
  if (ask === 'news' || (ask === 'release' && extraction.kind === 'feed')) return firstEntry(extraction);
  const pattern = patterns[ask];
  const known = presentWords(extraction.blocks, words);
  if (!pattern) return labelled(extraction.blocks, known);
  if (ask === 'price' && words.length === 0 && isPriceList(extraction.blocks, pattern)) return null;
  let best: Scored | null = null;
  extraction.blocks.forEach((block, index) => {
    if (block.furniture) return;
    const found = valueIn(block, pattern, known, extraction.blocks, index, ask);
    if (found && (!best || found.score > best.score)) best = found;
  });
  const chosen = best as Scored | null;
  if (!chosen || (known.length > 0 && chosen.matched === 0)) return null;
  const share = known.length === 0 ? 0.5 : chosen.matched / known.length;
  return { text: chosen.text, sureness: Math.min(1, 0.35 + 0.65 * share) };
}

/** The words of the request that the page knows at all; the others cannot tell its values apart. */
function presentWords(blocks: readonly Block[], words: readonly string[]): string[] {
  const onPage = new Set(
    blocks.flatMap((block) =>
      block.furniture ? [] : wordsOf(`${block.path.join(' ')} ${block.label ?? ''} ${block.text}`),
    ),
  );
  return words.filter((word) => onPage.has(word) || onPage.has(singular(word)));
}

function valueIn(
  block: Block,
  pattern: RegExp,
  words: readonly string[],
  blocks: readonly Block[],
  index: number,
  ask: Ask,
): Scored | null {
  const matches = [...block.text.matchAll(pattern)];
  if (matches.length === 0) return null;
  const labelWords = new Set(wordsOf(block.label ?? ''));
  const headingWords = new Set(wordsOf(block.path.slice(-2).join(' ')));
  const near = new Set(wordsOf(nearby(blocks, index)));
  const isNamed = ask === 'price' && /price|cost|fee|rate|monthly|per month|amount/i.test(block.label ?? '');
  let score = isNamed ? 0.5 : 0;
  let matched = 0;
  for (const word of words) {
    const at = textIndex(block.text, word);
    const weight = hasWord(labelWords, word)
      ? 3
      : at >= 0
        ? 2.5
        : hasWord(headingWords, word)
          ? 2
          : hasWord(near, word)
            ? 1
            : 0;
    score += weight;
    if (weight > 0) matched += 1;
  }
  // Of several values in one block, the first that follows the words of the request.
  const last = Math.max(-1, ...words.map((word) => textIndex(block.text, word)));
  const following = matches.find((match) => match.index > last) ?? matches[0];
  const isYearly = /year|annual/i.test(block.label ?? '') ? 0.2 : 0;
  const position = 0.3 / (1 + index);
  const whole =
    block.text.length <= longestValue &&
    (ask === 'status' || ask === 'availability' || matches.length === 1) &&
    block.text.split(/[.;]\s/).length === 1;
  const text = whole && ask !== 'release' ? block.text : (following?.[0] ?? '').trim();
  return { text: text.slice(0, longestValue), score: score - isYearly + position, matched };
}

/** Cards are often plain text one after the other: "Pro", "$20". */
const nearby = (blocks: readonly Block[], index: number): string =>
  blocks
    .slice(Math.max(0, index - 2), index)
    .filter((block) => block.text.length <= 60 && !/\d/.test(block.text))
    .map(({ text }) => text)
    .join(' ');

/** A key-value pair or cell whose label holds every word of the request. */
function labelled(blocks: readonly Block[], words: readonly string[]): CurrentValue | null {
  if (words.length === 0) return null;
  const found = blocks.find((block) => {
    if (
      block.furniture ||
      !block.label ||
      (block.kind !== 'pair' && block.kind !== 'cell') ||
      block.text.length > longestValue
    )
      return false;
    const label = new Set(wordsOf(block.label));
    return words.every((word) => hasWord(label, word));
  });
  return found ? { text: found.text, sureness: 0.9 } : null;
}

/** Several prices and no word that says which: to show one of them would be a guess. A price the page marks as its own is not. */
function isPriceList(blocks: readonly Block[], pattern: RegExp): boolean {
  const own = blocks.some(
    ({ kind, label, text }) => kind === 'pair' && /price/i.test(label ?? '') && text.search(pattern) >= 0,
  );
  const prices = blocks.flatMap((block) =>
    block.furniture ? [] : [...block.text.matchAll(pattern)].map(([price]) => price.replace(/\s/g, '')),
  );
  return !own && new Set(prices).size > 1;
}

/** The newest entry: the title of a feed's first, or on a page the first heading below another. */
function firstEntry({ kind, blocks, links }: Extraction): CurrentValue | null {
  const isFeed = kind === 'feed';
  const first = blocks.find(
    (block) =>
      !block.furniture &&
      block.text.length > 3 &&
      (isFeed || (block.kind === 'heading' && block.path.length > 0)),
  );
  if (!first) return null;
  const title = links.find(
    ({ url, text }) => url === first.href && text !== '' && first.text.startsWith(text),
  )?.text;
  return {
    text: truncate(title ?? first.text, longestValue).replace(/…$/, ''),
    sureness: isFeed ? 0.6 : 0.2,
  };
}

const singular = (word: string): string => (word.length > 3 && word.endsWith('s') ? word.slice(0, -1) : word);
const hasWord = (words: ReadonlySet<string>, word: string): boolean =>
  words.has(word) || words.has(singular(word)) || words.has(`${word}s`);

function textIndex(text: string, word: string): number {
  const escaped = singular(word).replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
  return text.search(new RegExp(`(?<![\\p{L}\\p{N}])${escaped}s?(?![\\p{L}\\p{N}])`, 'iu'));
}
