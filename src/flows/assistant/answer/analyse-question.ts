import type { EarlierAnswer } from '../../../contracts/answers.ts';
import { findUrls } from '../../../kit/find-urls.ts';
import { isFrameWord } from './frame-words.ts';
import { type Period, readPeriod } from './read-period.ts';

/** What a question asks for, read from its words alone. */
export interface Query {
  /** As compared by meaning: the question, with what it takes over from the one before. */
  text: string;
  /** Words that say what it is about, in lower case, each once. */
  words: string[];
  /** Those of them taken over from the question before: they tell where to look, its own words what for. */
  takenOver: string[];
  /** From where the subject comes when the question names none itself. */
  subject: 'own' | 'earlier' | 'thread';
  /** "ENG-12". */
  identifiers: string[];
  /** Hosts and paths of pages named, without scheme. */
  addresses: string[];
  /** A time in the past it is limited to. */
  period: Period | null;
  asks: Asks;
}

export interface Asks {
  /** What was decided. */
  decision: boolean;
  /** What became new on a page. */
  change: boolean;
  /** Who does something, or when it is due. */
  work: boolean;
  /** How much something is. */
  amount: boolean;
  /** When something is or was. */
  day: boolean;
  /** How something was until it changed. */
  before: boolean;
}

const mostWords = 16;
const patterns: Readonly<Record<keyof Asks, RegExp>> = {
  decision:
    /\b(?:deci(?:de|ded|sion|sions|ding)|agree[ds]?|conclu(?:de|ded|sion)|settled|outcome|resolved to)\b/i,
  change: /\b(?:chang(?:e|ed|es)|news|alerts?|updates?|what(?:'s| is) new|happened|differen(?:t|ce))\b/i,
  work: /\b(?:who(?:'s| is| does| will| has| (?!says|thinks|was|knows|wants|needs|uses|pays)[a-z]{3,}s\b| takes?)|whose|responsible|assigned|working on|owner|due|deadline|status|to-?dos?|tasks?|action items?|promised?|done with)\b/i,
  amount: /\b(?:prices?|costs?|how much|fees?|rates?|budget|cheap|expensive)\b/i,
  day: /\b(?:when|due|deadline|(?:what|which) (?:day|date|week|month)|how soon|until when|by when)\b/i,
  before: /\b(?:before|previous(?:ly)?|used to|old|earlier|originally|formerly)\b/i,
};
const identifier = /\b[A-Z][A-Z0-9]{0,9}-\d{1,6}\b/g;
const host = /\b(?:[a-z0-9-]+\.)+[a-z]{2,}(?:\/[^\s?#"'<>)]*)?/gi;
/** Says something of what stands before, and nothing by itself. */
const pointing =
  /\b(?:it|its|that|this|those|these|them|they|he|she|him|her|his|their|there|then|same|instead)\b/i;
const opening = /^(?:and|but|so|or|what about|how about|why|when|who|really|since when)\b/i;

/**
 * Takes a question apart; a short one that points back takes over what the earlier ones were about, else what its thread
 * is about (`threadIsAbout`). "What changed?" is whole by itself: only the thread may say where.
 */
export function analyseQuestion(
  question: string,
  before: readonly EarlierAnswer[],
  { now, timeZone }: { now: Date; timeZone: string },
  threadIsAbout: readonly string[] = [],
): Query {
  const alone = readAlone(question, now, timeZone);
  if (!pointsBack(question, alone)) return alone;
  const hasSubject = ({ words, identifiers, addresses }: Query) =>
    words.length + identifiers.length + addresses.length > 0;
  const asked = isWhole(question, alone)
    ? undefined
    : [...before]
        .reverse()
        .map((one) => readAlone(one.question, now, timeZone))
        .find(hasSubject);
  const earlier = asked ?? threadIsAbout.map((about) => readAlone(about, now, timeZone)).find(hasSubject);
  if (!earlier) return alone;
  const words = [...new Set([...alone.words, ...earlier.words])].slice(0, mostWords);
  return {
    // With a subject of its own and no word that points back, the earlier one would only draw its meaning away.
    text: alone.words.length > 0 && !pointing.test(question) ? alone.text : `${earlier.text} ${alone.text}`,
    words,
    takenOver: words.filter((word) => !alone.words.includes(word)),
    subject: asked ? 'earlier' : 'thread',
    identifiers: alone.identifiers.length > 0 ? alone.identifiers : earlier.identifiers,
    addresses: alone.addresses.length > 0 ? alone.addresses : earlier.addresses,
    period: alone.period ?? earlier.period,
    asks: alone.asks,
  };
}

const isWhole = (question: string, { asks, words }: Query): boolean =>
  words.length === 0 && asks.change && !pointing.test(question);

function pointsBack(question: string, { words, identifiers, addresses }: Query): boolean {
  if (words.length === 0) return identifiers.length + addresses.length === 0 || pointing.test(question);
  return words.length <= 3 && (opening.test(question.trim()) || pointing.test(question));
}

function readAlone(question: string, now: Date, timeZone: string): Query {
  const text = question.replace(/<[@#!][^>]*>/g, ' ').trim();
  const period = readPeriod(text, now, timeZone);
  const identifiers = [...new Set(text.match(identifier) ?? [])];
  const addresses = addressesIn(text);
  let rest = period ? text.replace(period.words, ' ') : text;
  for (const known of identifiers) rest = rest.replaceAll(known, ' ');
  rest = rest.replace(/https?:\/\/\S+/g, ' ');
  if (addresses.length > 0) rest = rest.replace(host, ' ');
  const words = (rest.toLowerCase().match(/[\p{L}\p{N}]+(?:[-'’.][\p{L}\p{N}]+)*/gu) ?? [])
    .map((word) => word.replace(/['’]s$/, ''))
    .filter((word) => !isFrameWord(word) && (word.length > 1 || /\p{N}|\p{Script=Han}/u.test(word)));
  return {
    text,
    words: [...new Set(words)].slice(0, mostWords),
    takenOver: [],
    subject: 'own',
    identifiers,
    addresses,
    period: period && { from: period.from, to: period.to },
    asks: {
      decision: patterns.decision.test(text),
      change: patterns.change.test(text),
      work: patterns.work.test(text),
      amount: patterns.amount.test(text),
      day: patterns.day.test(text),
      before: patterns.before.test(text),
    },
  };
}

function addressesIn(text: string): string[] {
  const bare = (address: string) =>
    address
      .replace(/^https?:\/\//i, '')
      .replace(/^www\./i, '')
      .replace(/[/.,;:!?]+$/, '')
      .toLowerCase();
  const found = [...findUrls(text).map(({ url }) => bare(url)), ...(text.match(host) ?? []).map(bare)];
  // "e.g." and "Node.js" are no hosts: a host has a part of two letters before its last, and a known look.
  return [...new Set(found)].filter((address) => /^[^/]{4,}\.[a-z]{2,}(?:\/|$)/.test(address)).slice(0, 4);
}
