/** `hits` of `of`, with the 95 % Wilson score interval; shares are 0..1, null when there is nothing to count. */
export interface Share {
  value: number | null;
  low: number | null;
  high: number | null;
  hits: number;
  of: number;
}

/** A figure with its interval, without being a plain share of something. */
export type Interval = Pick<Share, 'value' | 'low' | 'high'>;

/** The normal quantile of a two-sided 95 % interval. */
const z = 1.959964;

/** Wilson's interval (1927): unlike the plain one it stays within 0..1 and is not of no width at 0 % and 100 %. */
export function wilson(hits: number, of: number): Share {
  if (of === 0) return { value: null, low: null, high: null, hits, of };
  const share = hits / of;
  const spread = z * Math.sqrt((share * (1 - share)) / of + z ** 2 / (4 * of ** 2));
  const scale = 1 + z ** 2 / of;
  const middle = share + z ** 2 / (2 * of);
  return {
    value: share,
    low: hits === 0 ? 0 : (middle - spread) / scale,
    high: hits === of ? 1 : (middle + spread) / scale,
    hits,
    of,
  };
}

/** What precision and recall are made of. */
export interface Counts {
  /** Changes that were to be told and were. */
  told: number;
  /** Changes that were to be told and were not. */
  missed: number;
  /** What was told and should not have been. */
  falseAlerts: number;
}

export const addCounts = (all: readonly Counts[]): Counts =>
  all.reduce(
    (sum, one) => ({
      told: sum.told + one.told,
      missed: sum.missed + one.missed,
      falseAlerts: sum.falseAlerts + one.falseAlerts,
    }),
    { told: 0, missed: 0, falseAlerts: 0 },
  );

/** The harmonic mean of precision and recall, 0..1; null when nothing was told nor to be told. */
export const f1Of = ({ told, missed, falseAlerts }: Counts): number | null =>
  told + missed + falseAlerts === 0 ? null : (2 * told) / (2 * told + missed + falseAlerts);

const draws = 2_000;

/**
 * F1 with the 2.5th and 97.5th percentile of 2,000 bootstrap samples of the units (pairs, or whole sites), which are
 * drawn by a generator of fixed seed: the same counts give the same interval.
 */
export function bootstrapF1(units: readonly Counts[]): Interval {
  const value = f1Of(addCounts(units));
  if (value === null) return { value, low: null, high: null };
  const random = seededRandom(20_220_101);
  const samples: number[] = [];
  for (let draw = 0; draw < draws; draw++) {
    const drawn = units.map(() => units[Math.floor(random() * units.length)] ?? noCounts);
    const f1 = f1Of(addCounts(drawn));
    if (f1 !== null) samples.push(f1);
  }
  samples.sort((a, b) => a - b);
  const at = (share: number) => samples[Math.round(share * (samples.length - 1))] ?? null;
  return { value, low: at(0.025), high: at(0.975) };
}

const noCounts: Counts = { told: 0, missed: 0, falseAlerts: 0 };

/** A linear congruential generator (Numerical Recipes' constants), 0 <= x < 1: good enough to draw samples. */
function seededRandom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}
