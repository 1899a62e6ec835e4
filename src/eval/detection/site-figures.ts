import { addCounts, bootstrapF1, type Counts, f1Of, type Interval } from '../intervals.ts';

interface Figures {
  precision: number | null;
  recall: number | null;
  f1: number | null;
}

/** One figure of one site, and the site. */
interface AtSite {
  site: string;
  value: number;
}

export interface SiteFigures {
  means: string;
  sites: number;
  /** The mean over sites that have the figure, each site counting once. */
  macro: Figures;
  /** The site with the lowest figure; null when none has it. */
  worst: { precision: AtSite | null; recall: AtSite | null; f1: AtSite | null };
  /** The plain figure with each site left out in turn: lowest and highest. */
  leftOut: { [Name in keyof Figures]: { min: number | null; max: number | null } };
  /** F1 with an interval that draws whole sites instead of pairs, as pairs of one site are alike. */
  f1OverSites: Interval;
}

const means =
  'Nothing is fitted to the pairs of a run, so leaving a site out means: how much the figures hang on one site, not how well a fit carries over.';

const names = ['precision', 'recall', 'f1'] as const;

/** How the figures spread over sites; `counts` are those of single pairs. */
export function figuresBySite(pairs: readonly { site: string; counts: Counts }[]): SiteFigures {
  const bySite = new Map<string, Counts>();
  for (const { site, counts } of pairs) {
    const known = bySite.get(site);
    bySite.set(site, known ? addCounts([known, counts]) : counts);
  }
  const perSite = [...bySite].map(([site, counts]) => ({ site, ...figuresOf(counts) }));
  const without = perSite.map(({ site }) =>
    figuresOf(addCounts([...bySite].filter(([other]) => other !== site).map(([, counts]) => counts))),
  );
  const of = <T>(work: (name: (typeof names)[number]) => T) => ({
    precision: work('precision'),
    recall: work('recall'),
    f1: work('f1'),
  });
  return {
    means,
    sites: bySite.size,
    macro: of((name) => meanOf(perSite.map((figures) => figures[name]))),
    worst: of((name) => worstOf(perSite.map((figures) => ({ site: figures.site, value: figures[name] })))),
    leftOut: of((name) => {
      const values = without.map((figures) => figures[name]).filter((value) => value !== null);
      return values.length === 0
        ? { min: null, max: null }
        : { min: Math.min(...values), max: Math.max(...values) };
    }),
    f1OverSites: bootstrapF1([...bySite.values()]),
  };
}

const ratio = (part: number, rest: number): number | null =>
  part + rest === 0 ? null : part / (part + rest);

function figuresOf(counts: Counts): Figures {
  return {
    precision: ratio(counts.told, counts.falseAlerts),
    recall: ratio(counts.told, counts.missed),
    f1: f1Of(counts),
  };
}

function meanOf(values: readonly (number | null)[]): number | null {
  const known = values.filter((value) => value !== null);
  return known.length === 0 ? null : known.reduce((sum, value) => sum + value, 0) / known.length;
}

function worstOf(sites: readonly { site: string; value: number | null }[]): AtSite | null {
  const [worst] = sites
    .flatMap(({ site, value }) => (value === null ? [] : [{ site, value }]))
    .sort((one, other) => one.value - other.value);
  return worst ?? null;
}
