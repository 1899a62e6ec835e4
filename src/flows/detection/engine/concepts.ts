import type { Hunk } from '../../../contracts/detection.ts';
import type { RequestScope } from './read-request.ts';
import type { Concept } from './request-words.ts';

const conceptKinds: Record<Concept, readonly string[]> = {
  price: ['money', 'percent'],
  availability: ['availability'],
  release: ['version'],
  date: ['date'],
  number: ['number', 'percent', 'money'],
  status: [],
};
const conceptText: Record<Concept, RegExp> = {
  // As a value: "Start for free" is a button.
  price:
    /(?:^|[:：›]\s?)(?:free(?: forever| of charge)?|gratis|kostenlos|gratuite?|gratuito|無料|免费|مجانا?|(?:price )?on request|contact (?:us|sales))\s?[.!]?$/iu,
  availability: /\b(?:stock|waitlist|notify me|ships?|delivery|lieferzeit)\b/iu,
  release: /\b(?:releases?d?|versions?)\b/iu,
  date: /\b(?:postponed|cancell?ed|rescheduled|tba|tbd|today|tomorrow)\b/iu,
  number: /\d/u,
  status:
    /\b(?:operational|outages?|incidents?|downtime|down|degraded|disruptions?|maintenance|investigating|identified|monitoring|resolved)\b/iu,
};
/** Keys of a data document whose numbers are amounts, though no currency stands beside them. */
const amountKey = /(?:price|cost|amount|fee|rate)s?(?:\b|_|$)/iu;
/** Parts of a page that hold releases: under these a plain number may be one. */
const releasePlace = /\b(?:releases?|versions?|changelog|download)\b/iu;

/** A line longer than this speaks of releases; it announces none. */
const longestTitle = 80;

/** The first word of a text that says how a service does; both sides of "Operational" -> "Major outage" say one. */
const statusOf = (text: string | undefined) => conceptText.status.exec(text ?? '')?.[0].toLowerCase();

/**
 * Whether a hunk's difference is of a kind the request asks about; true when it asks about no kind. `isNewSection`:
 * the heading right above stands on the page for the first time.
 */
export function conceptMatches(hunk: Hunk, scope: RequestScope, isNewSection: boolean): boolean {
  if (scope.concepts.length === 0) return true;
  return scope.concepts.some((concept) => matches(concept, hunk, isNewSection));
}

function matches(concept: Concept, hunk: Hunk, isNewSection: boolean): boolean {
  const { before = '', after = '', facts, label = '' } = hunk;
  if (facts.some((fact) => conceptKinds[concept].includes(fact.kind))) return true;
  switch (concept) {
    case 'status':
      return statusOf(before) !== statusOf(after);
    case 'release':
      if (hunk.op !== 'added') return releaseChanged(hunk);
      return isNewSection || (after.length <= longestTitle && conceptText.release.test(after));
    case 'price':
      if (amountKey.test(label) && facts.some((fact) => fact.kind === 'number')) return true;
      return conceptText.price.test(after) !== conceptText.price.test(before);
    default:
      return conceptText[concept].test(after) !== conceptText[concept].test(before);
  }
}

const releaseChanged = ({ before = '', after = '', facts, label = '', path }: Hunk): boolean =>
  conceptText.release.test(after) !== conceptText.release.test(before) ||
  (releasePlace.test(`${label} ${path.at(-1) ?? ''}`) &&
    facts.some((fact) => fact.kind === 'number' && !fact.after?.unit));
