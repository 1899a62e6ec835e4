import type { Condition, Hunk } from '../../../contracts/detection.ts';
import { foldText } from './normalise.ts';
import { readOperations } from './read-operations.ts';
import { readScopes } from './read-scopes.ts';
import {
  anyChangeWords,
  type Concept,
  conceptWords,
  documentWords,
  furnitureWords,
  maskWords,
  sortWords,
  stopWords,
  wholePageWords,
} from './request-words.ts';
import { stem } from './stem.ts';
import type { MaskName } from './volatile-patterns.ts';

/** What a request says about where to look, in a form that can be matched against a page. */
export interface RequestScope {
  /** The request is about the page as a whole: every difference in its main text answers it. */
  wholePage: boolean;
  /** Any kind of difference of the subject counts: words like "price" only say where it stands. */
  anyChange: boolean;
  /** What is watched is the text of a document: its sentences, clauses and headings. */
  documentText: boolean;
  /** Stems of the words that name the subject ("gpt-5", "pro", "berlin"). */
  names: string[];
  /** Stems of words for a sort of thing ("plan", "product", "position"): weaker than names. */
  sorts: string[];
  concepts: Concept[];
  /** Stems of which one must be in the heading path, label or text ("only the pricing table"). */
  only: string[][];
  /** Only what stands in a table, or is laid out as one. */
  inTable: boolean;
  /** Stems of places to leave out ("ignore the blog"). */
  ignored: string[][];
  /** The operations asked for: "only new products" wants `added`. Empty for any. */
  operations: Hunk['op'][];
  /** The request speaks of the menu, banner or footer itself. */
  wantsFurniture: boolean;
  /** Kinds of volatile text the request asks about, so that they are not masked. */
  keepMasks: Set<MaskName>;
}

/** URLs, Slack's forms of links and mentions, and bare domains after "on", "at" or "from". */
const address =
  /<[^>]*>|https?:\/\/\S+|\b(?:www\.)?[\w-]+(?:\.[\w-]+)+\/\S*|(?<=\b(?:on|at|from|auf|bei|von|sur)\s)[\w-]+(?:\.[\w-]+)*\.(?!js\b)[a-z]{2,}\b/giu;

/** Reads a request in a person's words. The condition's field speaks where the request itself names nothing. */
export function readRequest(request: string, condition: Condition | null = null): RequestScope {
  const plain = foldText(request).replace(address, ' ');
  const scopes = readScopes(plain);
  const { rest } = scopes;
  const [only, ignored] = [placesOf(scopes.only), placesOf(scopes.ignored)];
  const isWhole = wholePageWords.test(rest);
  const anyChange = isWhole || anyChangeWords.test(rest);
  const own = readSubject(rest, condition, anyChange);
  const isOpen = own.stems.length > 0 || own.concepts.length > 0 || anyChange || only.length > 0;
  const { stems, concepts } = isOpen || !condition ? own : readSubject(condition.field, condition, false);
  if (condition?.currency && !concepts.includes('price')) concepts.push('price');
  return {
    wholePage: isWhole || (stems.length === 0 && concepts.length === 0),
    anyChange,
    documentText: documentWords.test(rest),
    names: stems.filter((name) => !isSort(name, rest)),
    sorts: stems.filter((name) => isSort(name, rest)),
    concepts,
    only,
    inTable: scopes.inTable,
    ignored,
    operations: readOperations(rest),
    wantsFurniture: furnitureWords.test(rest) || scopes.only.some((place) => furnitureWords.test(place)),
    keepMasks: new Set(
      (Object.entries(maskWords) as [MaskName, RegExp][])
        .filter(([, words]) => words.test(rest))
        .map(([name]) => name),
    ),
  };
}

const placesOf = (places: readonly string[]): string[][] =>
  places.map(contentStems).filter((stems) => stems.length > 0);

/** Hiragana is grammar; kanji and katakana runs are words of their own. */
const subjectWord =
  /\p{sc=Han}+|[\p{sc=Katakana}ー]+|[[\p{L}\p{M}\p{N}]--[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}ー]]+(?:[.\-][[\p{L}\p{N}]--[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}ー]]+)*/gv;

const wordsOf = (text: string): readonly string[] => foldText(text).toLowerCase().match(subjectWord) ?? [];

/** Stems of the words of a text that say something, in order, each once. */
export const contentStems = (text: string): string[] => [
  ...new Set(wordsOf(text).flatMap((word) => (stopWords.has(word) ? [] : stem(word)))),
];

/** Stems of all words of a text: on a page a word may be a name that says nothing in a request ("/publish"). */
export const allStems = (text: string): Set<string> => new Set(wordsOf(text).map(stem));

/** A sort of thing, but one written as a name is a name: "the API", "the Store". */
function isSort(name: string, text: string): boolean {
  return sortWords.has(name) && !new RegExp(`(?<!\\p{L})${name.toUpperCase()}(?!\\p{L})`, 'u').test(text);
}

const thresholds =
  /\p{Sc}\s?[\d.,]+\w*|[\d.,]+\s?(?:%|\p{Sc}|percent\b|prozent\b|USD\b|EUR\b|GBP\b|dollars?\b|euros?\b|万?円|元)|(?<=\b(?:than|below|under|above|over|least|most|unter|über|sous|de)\s)[\d.,]+/giu;

/** A path, tag or handle is a name, whatever its letters say otherwise: "/publish". */
const literalNames = (text: string): string[] =>
  [...text.matchAll(/(?<=\s)[/#@]([\p{L}\p{N}_-]{2,40})/gu)].map((match) => stem(match[1] ?? ''));

function readSubject(
  asked: string,
  condition: Condition | null,
  anyChange: boolean,
): { stems: string[]; concepts: Concept[] } {
  const found = (Object.keys(conceptWords) as Concept[]).filter((concept) =>
    conceptWords[concept].test(asked),
  );
  if (/\p{Sc}\s?\d|\d\s?(?:\p{Sc}|万?円|元)/u.test(asked) && !found.includes('price')) found.push('price');
  const concepts = anyChange ? [] : found;
  let text = asked.replace(anyChangeWords, ' ').replace(thresholds, ' ');
  for (const concept of concepts) text = text.replace(new RegExp(conceptWords[concept].source, 'giu'), ' ');
  const value = condition?.value === undefined ? undefined : String(condition.value);
  const stems = [...new Set([...contentStems(text), ...literalNames(asked)])]
    .filter((name) => name.length > 1 || !/\p{L}/u.test(name))
    .filter((name) => name !== value);
  return { stems, concepts };
}
