import type { Condition } from '../../contracts/detection.ts';
import { asksOnce } from '../../kit/asks-once.ts';
import { isFrontPage } from '../../kit/canonical-url.ts';
import { findUrls } from '../../kit/find-urls.ts';
import { findCadence } from '../../kit/schedule.ts';
import { cleanText } from '../../kit/text.ts';
import { type Ask, askOf, asks } from './asks.ts';
import { readCondition } from './read-condition.ts';
import { restateRequest } from './restate-request.ts';

/** A request as far as it can be read without a model and without the web. */
export interface ReadRequest {
  /** As written, clean. */
  text: string;
  /** Pages it names, canonical. */
  pages: string[];
  /** Sites it names by their domain only, or by the address of their front page with something to look for there. */
  sites: string[];
  /** Those of the sites whose front page was named in full: watched itself when nothing better is found. */
  frontPages: string[];
  ask: Ask;
  intent: string;
  /** What is waited for: "the Pro plan's price changes". */
  clause: string;
  /** What it is about, in the person's spelling: "Pro plan". */
  subject: string;
  /** The same as lower-case words, without those that only say the kind. */
  words: string[];
  condition: Condition | null;
  mode: 'once' | 'every';
}

const notSubject = new Set(
  (
    'a an the this that these those it its of on at in to for from by with about and or if when whenever whether once as soon is are be been was were becomes become gets get goes go has have had ' +
    'will would can could should may might do does did not no longer any all some more less than new next latest upcoming another there something anything every time moment each again back finally ' +
    'changes change changed changing updates update updated drops drop falls fall rises rise increases increase decreases decrease cheaper expensive lower higher below under above over by least most ' +
    'price prices pricing cost costs priced discount fee fees sale stock sold out available availability unavailable restock restocked ' +
    'release releases released version versions publishes published posts post posted says say mentions mention appears appear adds added removes removed one pages page site website ' +
    'you your tell please watch monitor track percent up down number dollars euros usd eur gbp pounds'
  ).split(' '),
);

/** Reads a request offline: addresses, what is asked, condition, once or every time, intent restated. */
export function readRequest(request: string): ReadRequest {
  const text = cleanText(request).trim();
  const found = findUrls(text);
  const named = unique(found.filter(({ isDomain }) => !isDomain).map(({ url }) => url));
  const told = (findCadence(text, 'UTC')?.rest ?? text).trim();
  const domains = unique(found.filter(({ isDomain }) => isDomain).map(({ url }) => url));
  const { clause, intent } = restateRequest(told, [...named, ...domains]);
  const ask = askOf(clause) === 'page' ? askOf(`${told} ${named.map(pathWords).join(' ')}`) : askOf(clause);
  const subject = subjectOf(clause, named);
  const isOfPart = ask !== 'page' || wordsOf(subject).length > 0;
  const frontPages = isOfPart && named.every(isFrontPage) ? named : [];
  const pages = frontPages.length > 0 ? [] : named;
  const sites = unique([...frontPages, ...domains]).filter(
    (site) => !pages.some((page) => page.startsWith(site)),
  );
  return {
    text,
    pages,
    sites,
    frontPages,
    ask,
    intent,
    clause,
    subject,
    words: wordsOf(subject).filter((word) => !saysOnlyAsk(word, ask)),
    condition: readCondition(clause, ask, subject),
    mode: asksOnce(told) ? 'once' : 'every',
  };
}

/** Words to look for, lower case, without possessives; numbers and names with digits or hyphens stay whole. */
export const wordsOf = (text: string): string[] =>
  unique(
    text
      .toLowerCase()
      .replace(/['’]s\b/g, '')
      .split(/[^\p{L}\p{N}.+#-]+/u)
      .map((word) => word.replace(/^[.-]+|[.-]+$/g, ''))
      .filter(Boolean),
  );

function subjectOf(clause: string, pages: readonly string[]): string {
  const isPageName = (word: string) => pages.some((page) => page.includes(word) && word.includes('/'));
  return clause
    .replace(/["“”«»„][^"“”«»„]*["“”«»„]/g, ' ')
    .replace(/['’]s\b/g, '')
    .split(/[^\p{L}\p{N}.+#/$€£%-]+/u)
    .filter(Boolean)
    .filter((word, index, all) => isSubjectWord(word, all[index - 1]) && !isPageName(word))
    .slice(0, 8)
    .join(' ');
}

/** "jobs" in a request about jobs is on every page about jobs, and tells none of its lines apart. */
const saysOnlyAsk = (word: string, ask: Ask): boolean =>
  (ask === 'news' || ask === 'jobs' || ask === 'status' || ask === 'release') && asks[ask].pattern.test(word);

/** "RTX 6090" is a name, "below 1500" and "$20" are amounts. */
function isSubjectWord(word: string, before: string | undefined): boolean {
  if (/[$€£%]/.test(word) || findUrls(word).length > 0) return false;
  if (/^\d[\d.,]*$/.test(word))
    return before !== undefined && /\p{L}/u.test(before) && !notSubject.has(before.toLowerCase());
  return !notSubject.has(word.toLowerCase());
}

const pathWords = (url: string): string => new URL(url).pathname.replace(/[^\p{L}\p{N}]+/gu, ' ');

const unique = (values: readonly string[]): string[] => [...new Set(values)];
