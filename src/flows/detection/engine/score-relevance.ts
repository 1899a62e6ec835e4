import type { Block } from '../../../contracts/blocks.ts';
import type { Hunk } from '../../../contracts/detection.ts';
import { addLikeness, type Embed } from './add-likeness.ts';
import { type Concept, contentStems, type RequestScope } from './read-request.ts';

/** Hunks at or above this may answer the request. */
export const relevantFrom = 0.5;

const nameWeight = 2;
const sortWeight = 1;
const conceptWeight = 1;

/**
 * 0..1 for each hunk: how near it is to what the request asks about. Words count in the text, label and headings;
 * words that stand nowhere on the page cannot tell one part of it from another and are left out. A request about a
 * price needs a price in the difference, and a named subject needs its name, whatever an embedding says.
 */
export async function scoreRelevance(input: {
  request: string;
  scope: RequestScope;
  hunks: readonly Hunk[];
  /** For each hunk the short lines right above it. */
  leadIns: readonly (readonly string[])[];
  before: readonly Block[];
  after: readonly Block[];
  embed?: Embed;
}): Promise<number[]> {
  const { scope, hunks } = input;
  const present = scope.wholePage ? new Set<string>() : wordsThatTell(scope, input.before, input.after);
  const names = scope.names.filter((name) => present.has(name));
  const sorts = scope.sorts.filter((name) => present.has(name));
  const scores = hunks.map((hunk, index) =>
    lexicalScore(hunk, input.leadIns[index] ?? [], scope, names, sorts),
  );
  const { request, embed } = input;
  if (!embed || scope.wholePage || names.length > 0) return scores;
  const hasWords = sorts.length > 0 || scope.concepts.length > 0;
  return await addLikeness({
    request,
    hunks,
    scores,
    hasWords,
    fits: (hunk) => conceptMatches(hunk, scope),
    embed,
  });
}

function lexicalScore(
  hunk: Hunk,
  leadIn: readonly string[],
  scope: RequestScope,
  names: readonly string[],
  sorts: readonly string[],
): number {
  const place = new Set(contentStems([...hunk.path, hunk.label ?? '', ...leadIn].join(' ')));
  const text = new Set(contentStems(`${hunk.before ?? ''} ${hunk.after ?? ''}`));
  const has = (name: string) => place.has(name) || text.has(name);
  const says = (stems: string[]) =>
    stems.every((name) => place.has(name)) || (isHeadingLike(hunk) && stems.every((name) => text.has(name)));
  if (scope.ignored.some(says)) return 0;
  if (scope.only.length > 0 && !scope.only.some((stems) => stems.every(has))) return 0;
  if (scope.operations.length > 0 && !scope.operations.includes(hunk.op)) return 0;
  if (scope.wholePage) return scope.documentText && isLooseFragment(hunk) ? 0.4 : 1;
  const isConcept = conceptMatches(hunk, scope);
  const wanted =
    names.length * nameWeight + sorts.length * sortWeight + (scope.concepts.length > 0 ? conceptWeight : 0);
  if (wanted === 0) return scope.documentText && isLooseFragment(hunk) ? 0.4 : 0.6;
  const namesHit = names.filter(has).length;
  const got =
    namesHit * nameWeight +
    sorts.filter(has).length * sortWeight +
    (scope.concepts.length > 0 && isConcept ? conceptWeight : 0);
  let score = got / wanted;
  if (names.length > 0 && namesHit === 0) score = Math.min(score, 0.4);
  if (!isConcept) score = Math.min(score, 0.45);
  // Everything the request names and the page knows is about the thing itself: half of the names is enough then.
  if (isConcept && scope.concepts.length > 0 && names.length > 0 && namesHit >= names.length / 2)
    score = Math.max(score, 0.6);
  return score;
}

/** A few words that come or go with no sentence around them and no fact in them: a button, not a document's text. */
const isLooseFragment = (hunk: Hunk) =>
  hunk.kind === 'text' &&
  hunk.op !== 'changed' &&
  hunk.facts.length === 0 &&
  hunk.label === undefined &&
  /^(?:[^\s.:;!?。]+\s?){1,4}$/u.test(hunk.after ?? hunk.before ?? '') &&
  !/[\p{sc=Han}\p{sc=Hiragana}\p{sc=Thai}]/u.test(hunk.after ?? hunk.before ?? '');

const isHeadingLike = (hunk: Hunk) => hunk.kind === 'heading' || hunk.kind === 'item';

const conceptKinds: Record<Concept, readonly string[]> = {
  price: ['money', 'percent'],
  availability: ['availability'],
  release: ['version', 'date'],
  date: ['date'],
  number: ['number', 'percent'],
  status: [],
};
const conceptText: Record<Concept, RegExp> = {
  price: /\b(?:free|gratis|kostenlos|gratuit|price on request|contact (?:us|sales))\b|無料/iu,
  availability: /\b(?:stock|waitlist|notify me|ships?|delivery|lieferzeit)\b/iu,
  release: /\b(?:releases?d?|versions?)\b/iu,
  date: /\b(?:postponed|cancell?ed|rescheduled|tba|tbd|today|tomorrow)\b/iu,
  number: /\d/u,
  status:
    /\b(?:operational|outages?|incidents?|downtime|down|degraded|disruptions?|maintenance|investigating|identified|resolved)\b/iu,
};

/** The first word of a text that says how a service does; both sides of "Operational" -> "Major outage" say one. */
const statusOf = (text: string | undefined) => conceptText.status.exec(text ?? '')?.[0].toLowerCase();

/** Whether a hunk's difference is of a kind the request asks about; true when it asks about no kind. */
function conceptMatches(hunk: Hunk, scope: RequestScope): boolean {
  if (scope.concepts.length === 0) return true;
  return scope.concepts.some(
    (concept) =>
      hunk.facts.some((fact) => conceptKinds[concept].includes(fact.kind)) ||
      conceptText[concept].test(hunk.after ?? '') !== conceptText[concept].test(hunk.before ?? '') ||
      (concept === 'status' && statusOf(hunk.before) !== statusOf(hunk.after)) ||
      (concept === 'release' &&
        hunk.op === 'added' &&
        conceptText.release.test(`${hunk.after} ${hunk.path.join(' ')}`)),
  );
}

/** A name in this many sections of a document, or blocks of a short one, tells whose document it is, not which part. */
const oftenInDocument = 4;

/** The request's words that stand on either reading of the page and so tell its parts from each other. */
function wordsThatTell(scope: RequestScope, before: readonly Block[], after: readonly Block[]): Set<string> {
  const wanted = [...new Set([...scope.names, ...scope.sorts])];
  // "Jobs" in the menu does not mean that the list of open positions says the word.
  const own = (blocks: readonly Block[]) =>
    scope.wantsFurniture ? blocks : blocks.filter((block) => !block.furniture);
  const now = countWords(wanted, own(after));
  const then = countWords(wanted, own(before));
  const isDocument = scope.documentText && scope.concepts.length === 0;
  const isPageWide = (name: string) => {
    const { blocks, sections } = now.counts.get(name) ?? { blocks: 0, sections: new Set() };
    return sections.size >= oftenInDocument || (now.sections < oftenInDocument && blocks >= oftenInDocument);
  };
  return new Set(
    wanted.filter(
      (name) => (now.counts.has(name) || then.counts.has(name)) && !(isDocument && isPageWide(name)),
    ),
  );
}

function countWords(wanted: readonly string[], blocks: readonly Block[]) {
  const counts = new Map<string, { blocks: number; sections: Set<string> }>();
  const sections = new Set<string>();
  for (const block of blocks) {
    const section = block.path.join(' ');
    const text = `${sections.has(section) ? '' : section} ${block.label ?? ''} ${block.text}`;
    sections.add(section);
    const lower = text.toLowerCase();
    // A stem is found by its letters first: that spares stemming pages that never say the word.
    const near = wanted.filter((name) => lower.includes(name.slice(0, Math.max(3, name.length - 1))));
    if (near.length === 0) continue;
    const stems = new Set(contentStems(text));
    for (const name of near) {
      if (!stems.has(name)) continue;
      const count = counts.get(name) ?? { blocks: 0, sections: new Set<string>() };
      count.blocks++;
      count.sections.add(section);
      counts.set(name, count);
    }
  }
  return { counts, sections: sections.size };
}
