import { percentile } from '../../kit/percentile.ts';
import { bootstrapF1, type Counts, type Interval, type Share, wilson } from '../intervals.ts';
import type { PairRun } from './pair-result.ts';
import type { DetectionRun } from './run-detection.ts';
import { figuresBySite, type SiteFigures } from './site-figures.ts';

/** How the pairs of one kind came out. */
export interface Group {
  name: string;
  pairs: number;
  alert: number;
  silent: number;
  health: number;
  /** Told where it was to be told, not told where not. */
  right: Share;
}

export interface DetectionSummary {
  judge: 'off' | 'model';
  /** Pairs that were run; those without a label count in no figure but time, memory and model. */
  pairs: number;
  labelled: number;
  precision: Share;
  recall: Share;
  f1: Interval & { method: string };
  /** Recall on changes of three words or fewer. */
  tinyRecall: Share;
  falseAlertsOnNoise: Share;
  falseAlertsOnBroken: Share;
  groups: Group[];
  sites: SiteFigures;
  msPerPage: { median: number | null; p95: number | null; what: string };
  /** Most memory the process held, all threads together, before the figures were worked out. */
  peakMemoryMb: number;
  model: {
    /** Pairs a connected model would be asked about. */
    asked: Share;
    /** The same among noise that can be seen on the page, that is, more than markup. */
    askedOfVisibleNoise: Share;
    /** Tokens of all questions, estimated; answers come on top. */
    tokens: number;
    /** Pairs the rules judged because the month's budget was used up. */
    overBudget: number;
  };
  /** What could not be used, each naming its file and line. */
  problems: string[];
}

/** Works out the figures of a run. Alerts on noise and on broken pages both count as false; a health notice is none. */
export function summarise(
  { runs, problems, peakMemoryMb }: DetectionRun,
  judge: 'off' | 'model',
): DetectionSummary {
  const labelled = runs.filter(({ pair }) => pair.label);
  const told = labelled.filter(alerted);
  const meaningful = labelled.filter(isMeaningful);
  const tiny = meaningful.filter(isTiny);
  const noise = labelled.filter(({ pair }) => pair.label === 'noise');
  const broken = labelled.filter(({ pair }) => pair.label === 'broken');
  const visibleNoise = noise.filter(({ pair }) => pair.noise_kind !== 'markup-only');
  const times = runs.map(({ result }) => result.ms);
  return {
    judge,
    pairs: runs.length,
    labelled: labelled.length,
    precision: shareOf(told, isMeaningful),
    recall: shareOf(meaningful, alerted),
    f1: {
      ...bootstrapF1(labelled.map(countsOf)),
      method: '95 % by bootstrap over pairs, 2,000 draws, fixed seed; the shares have Wilson intervals',
    },
    tinyRecall: shareOf(tiny, alerted),
    falseAlertsOnNoise: shareOf(noise, alerted),
    falseAlertsOnBroken: shareOf(broken, alerted),
    groups: groupsOf(labelled),
    sites: figuresBySite(labelled.map((run) => ({ site: run.pair.site, counts: countsOf(run) }))),
    msPerPage: {
      median: orNull(percentile(times, 0.5)),
      p95: orNull(percentile(times, 0.95)),
      what: 'half of reading both pages (decode, sniff, extract, health), comparing and judging them; reading the archive is not counted',
    },
    peakMemoryMb,
    model: {
      asked: shareOf(runs, asksModel),
      askedOfVisibleNoise: shareOf(visibleNoise, asksModel),
      tokens: runs.reduce((sum, { result }) => sum + result.tokens, 0),
      overBudget: runs.filter(({ result }) => result.overBudget).length,
    },
    problems: problems.map(({ says }) => says),
  };
}

const alerted = ({ result }: PairRun): boolean => result.verdict === 'alert';
const asksModel = ({ result }: PairRun): boolean => result.wouldAskModel;
const isMeaningful = ({ pair }: PairRun): boolean => pair.label === 'meaningful';
const isTiny = ({ pair }: PairRun): boolean => pair.tiny === true || pair.size === 'tiny';
const orNull = (value: number): number | null => (Number.isNaN(value) ? null : value);

const shareOf = (runs: readonly PairRun[], holds: (run: PairRun) => boolean): Share =>
  wilson(runs.filter(holds).length, runs.length);

const countsOf = (run: PairRun): Counts => ({
  told: Number(isMeaningful(run) && alerted(run)),
  missed: Number(isMeaningful(run) && !alerted(run)),
  falseAlerts: Number(!isMeaningful(run) && alerted(run)),
});

/** By label, and within each by what kind of change, noise or breakage it is; the largest kinds first. */
function groupsOf(labelled: readonly PairRun[]): Group[] {
  const kindsOf = {
    meaningful: ({ pair }: PairRun) => [pair.size, pair.tiny && pair.size !== 'tiny' ? 'tiny' : undefined],
    noise: ({ pair }: PairRun) => [pair.noise_kind],
    broken: ({ pair }: PairRun) => [pair.broken_kind],
  };
  return (['meaningful', 'noise', 'broken'] as const).flatMap((label) => {
    const runs = labelled.filter(({ pair }) => pair.label === label);
    const kinds = new Map<string, PairRun[]>();
    for (const run of runs) {
      for (const kind of kindsOf[label](run)) {
        if (kind) kinds.set(kind, [...(kinds.get(kind) ?? []), run]);
      }
    }
    const parts = [...kinds].sort(([, one], [, other]) => other.length - one.length);
    return runs.length === 0
      ? []
      : [groupOf(label, runs), ...parts.map(([kind, of]) => groupOf(`${label}: ${kind}`, of))];
  });
}

function groupOf(name: string, runs: readonly PairRun[]): Group {
  const count = (verdict: string) => runs.filter(({ result }) => result.verdict === verdict).length;
  return {
    name,
    pairs: runs.length,
    alert: count('alert'),
    silent: count('silent'),
    health: count('health'),
    right: shareOf(runs, ({ result }) => result.correct === true),
  };
}
