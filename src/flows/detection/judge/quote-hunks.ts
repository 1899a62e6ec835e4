import type { Hunk, Verdict } from '../../../contracts/detection.ts';
import { isStrongFact } from '../engine/make-hunks.ts';

/** Most quotes one verdict carries. */
export const quotesKept = 12;

export type Quote = Verdict['quotes'][number];

/** A hunk as evidence: its texts verbatim, and where they stand. */
export const quoteOf = (hunk: Hunk): Quote => ({
  ...(hunk.before === undefined ? {} : { before: hunk.before }),
  ...(hunk.after === undefined ? {} : { after: hunk.after }),
  path: hunk.path,
  ...(hunk.label === undefined ? {} : { label: hunk.label }),
});

const factRank: Record<string, number> = {
  money: 5,
  availability: 5,
  percent: 4,
  version: 4,
  negation: 3,
  date: 3,
  number: 2,
  modality: 1,
};
const weightOf = (hunk: Hunk) =>
  Math.max(0, ...hunk.facts.filter(isStrongFact).map((fact) => factRank[fact.kind] ?? 0));

/** The hunks that lead an alert: by relevance, then by the weight of their facts; ties stay in page order. */
export const byImportance = (hunks: readonly Hunk[]): Hunk[] =>
  [...hunks].sort((x, y) => (y.relevance ?? 0) - (x.relevance ?? 0) || weightOf(y) - weightOf(x));
