import type { Block } from '../../../contracts/blocks.ts';
import type { Hunk } from '../../../contracts/detection.ts';
import { addLikeness, type Embed } from './add-likeness.ts';
import { conceptMatches } from './concepts.ts';
import { countWords, oftenInDocument } from './count-words.ts';
import {
  bestCoverage,
  type Coverage,
  coverageOf,
  isAside,
  isBetter,
  isValueLike,
  placeOf,
  says,
} from './find-place.ts';
import { contentStems, type RequestScope } from './read-request.ts';

/** Hunks at or above this may answer the request. */
export const relevantFrom = 0.5;
/** A hunk that is about something else, or of another kind, stays below. */
const aboutAnother = 0.4;
const ofAnotherKind = 0.45;

const nameWeight = 2;
const sortWeight = 1;
const conceptWeight = 1;

export interface RelevanceInput {
  request: string;
  scope: RequestScope;
  hunks: readonly Hunk[];
  /** For each hunk the short lines right above it. */
  leadIns: readonly (readonly string[])[];
  before: readonly Block[];
  after: readonly Block[];
  embed?: Embed;
}

/** What is known of the page for one request, worked out once. */
interface Page {
  scope: RequestScope;
  /** Words of the request that tell parts of this page from each other. */
  names: string[];
  sorts: string[];
  /** The place that says most of the names. */
  best: Coverage;
  /** Headings of the first reading. */
  headings: ReadonlySet<string>;
}

/**
 * 0..1 for each hunk: how near it is to what the request asks about. Words count in the text, label and headings;
 * words that stand nowhere on the page, or over all of it, cannot tell one part of it from another and are left out.
 * A request about a price needs a price in the difference, and a named subject its name, whatever an embedding says.
 */
export async function scoreRelevance(input: RelevanceInput): Promise<number[]> {
  const { scope, hunks, request, embed } = input;
  const page = readPage(input);
  const scores = hunks.map((hunk, index) => lexicalScore(hunk, input.leadIns[index] ?? [], page));
  if (!embed || scope.wholePage || scope.anyChange || page.names.length > 0) return scores;
  const hasWords = page.sorts.length > 0 || scope.concepts.length > 0 || asksForNewOfSort(scope);
  return await addLikeness({
    request,
    hunks,
    scores,
    hasWords,
    fits: (hunk) => conceptMatches(hunk, scope, isNewSection(hunk, page)),
    embed,
  });
}

/** "new notices": what is new is told by its being new, whatever the page calls it. */
const asksForNewOfSort = ({ operations, names }: RequestScope) => operations.length > 0 && names.length <= 1;

function readPage({ scope, hunks, before, after }: RelevanceInput): Page {
  const present = scope.wholePage ? new Set<string>() : wordsThatTell(scope, before, after);
  const names = scope.names.filter((name) => present.has(name));
  const sorts = scope.sorts.filter((name) => present.has(name));
  const competes =
    names.length > 0 && hunks.some((hunk) => isValueLike(hunk, hunk.after ?? hunk.before ?? ''));
  const best = competes ? bestCoverage([before, after], names, couldBeAsked(scope)) : { said: 0, surplus: 0 };
  const headings = new Set(before.flatMap(({ kind, text }) => (kind === 'heading' ? [text] : [])));
  return { scope, names, sorts, best, headings };
}

/** Whether a text may hold what is asked about: a price needs a figure. */
const couldBeAsked = ({ concepts }: RequestScope) => {
  const figure =
    concepts.length > 0 && concepts.every((concept) => concept !== 'status' && concept !== 'availability');
  return (text: string): boolean => !figure || /\p{N}/u.test(text);
};

const isNewSection = (hunk: Hunk, page: Page): boolean =>
  hunk.kind !== 'heading' && hunk.path.length > 0 && !page.headings.has(hunk.path.at(-1) ?? '');

function lexicalScore(hunk: Hunk, leadIn: readonly string[], page: Page): number {
  const { scope, sorts } = page;
  const text = `${hunk.before ?? ''} ${hunk.after ?? ''}`;
  const place = placeOf(hunk, text, leadIn);
  if (scope.ignored.some((stems) => isIn(stems, hunk, leadIn))) return 0;
  if (scope.only.length > 0 && !scope.only.some((stems) => stems.every((name) => says(place, name))))
    return 0;
  if (!isOperation(hunk, scope)) return 0;
  const isValue = isValueLike(hunk, hunk.after ?? hunk.before ?? '');
  // Words that only prose says do not tell values from each other.
  const names = isValue && scope.concepts.length > 0 && page.best.said === 0 ? [] : page.names;
  const isBeside = isValue && isAside(hunk.path) && !names.some((name) => place.own.has(name));
  if (isBeside && scope.only.length === 0) return 0;
  if (scope.inTable && !isValue) return 0;
  if (scope.wholePage) return scope.documentText && isLooseFragment(hunk) ? aboutAnother : 1;
  const isConcept = conceptMatches(hunk, scope, isNewSection(hunk, page));
  const wanted =
    names.length * nameWeight + sorts.length * sortWeight + (scope.concepts.length > 0 ? conceptWeight : 0);
  if (wanted === 0) return scope.documentText && isLooseFragment(hunk) ? aboutAnother : 0.6;
  const coverage = coverageOf(place, names);
  const got =
    coverage.said * nameWeight +
    sorts.filter((name) => says(place, name)).length * sortWeight +
    (scope.concepts.length > 0 && isConcept ? conceptWeight : 0);
  let score = got / wanted;
  // Something new of a sort is found by being new; the page need not repeat the word for it.
  if (names.length === 0 && scope.operations.length > 0) score = Math.max(score, 0.6);
  // Everything the request names and the page knows is about the thing itself: half of the names is enough then.
  if (names.length > 0 && coverage.said >= names.length / 2) score = Math.max(score, 0.6);
  if (names.length > 0 && coverage.said === 0) score = Math.min(score, aboutAnother);
  if (isValue && isBetter(page.best, coverage)) score = Math.min(score, aboutAnother);
  return isConcept ? score : Math.min(score, ofAnotherKind);
}

/** "ignore betas": said by the headings, the label, or the line itself when it is a name rather than a sentence. */
function isIn(stems: readonly string[], hunk: Hunk, leadIn: readonly string[]): boolean {
  const isName = hunk.kind === 'heading' || hunk.kind === 'item';
  const where = [
    ...hunk.path,
    hunk.label ?? '',
    ...leadIn,
    ...(isName ? [hunk.before ?? '', hunk.after ?? ''] : []),
  ];
  const words = new Set(
    where.flatMap((text) => contentStems(text).flatMap((word) => [word, ...word.split(/[.-]/)])),
  );
  return stems.every((name) => words.has(name));
}

/** A release may be announced by a new number in the old place. */
const isOperation = (hunk: Hunk, { operations, concepts }: RequestScope): boolean =>
  operations.length === 0 ||
  operations.includes(hunk.op) ||
  (operations.includes('added') && concepts.includes('release') && hunk.op === 'changed');

/** A few words that come or go with no sentence around them and no fact in them: a button, not a document's text. */
const isLooseFragment = (hunk: Hunk) =>
  hunk.kind === 'text' &&
  hunk.op !== 'changed' &&
  hunk.facts.length === 0 &&
  hunk.label === undefined &&
  /^(?:[^\s.:;!?。]+\s?){1,4}$/u.test(hunk.after ?? hunk.before ?? '') &&
  !/[\p{sc=Han}\p{sc=Hiragana}\p{sc=Thai}]/u.test(hunk.after ?? hunk.before ?? '');

/** From this share of a page's blocks on, a word of the headings above them is about the page, not about a part. */
const pageWide = 0.6;

/** The request's words that stand on either reading of the page and so tell its parts from each other. */
function wordsThatTell(scope: RequestScope, before: readonly Block[], after: readonly Block[]): Set<string> {
  const wanted = [...new Set([...scope.names, ...scope.sorts])];
  // "Jobs" in the menu does not mean that the list of open positions says the word.
  const own = (blocks: readonly Block[]) =>
    scope.wantsFurniture ? blocks : blocks.filter((block) => !block.furniture);
  const now = countWords(wanted, own(after));
  const then = countWords(wanted, own(before));
  const isDocument = scope.documentText && scope.concepts.length === 0;
  const isOften = (name: string) => {
    const { blocks, sections } = now.counts.get(name) ?? { blocks: 0, sections: new Set() };
    return sections.size >= oftenInDocument || (now.sections < oftenInDocument && blocks >= oftenInDocument);
  };
  const isOverAll = (name: string) =>
    now.blocks >= oftenInDocument && (now.headed.get(name) ?? 0) > pageWide * now.blocks;
  return new Set(
    wanted.filter(
      (name) =>
        (now.counts.has(name) || then.counts.has(name)) && !(isDocument && isOften(name)) && !isOverAll(name),
    ),
  );
}
