import type { Config } from '../../config/config.ts';
import { openEngine } from '../../house/open-engine.ts';
import { humanMessageOf, LookoutError } from '../../kit/errors.ts';
import type { PairRun } from './pair-result.ts';
import { type CorpusProblem, readLabels } from './read-labels.ts';
import { runPair } from './run-pair.ts';

export interface DetectionOptions {
  judge: 'off' | 'model';
  /** In place of every pair's own request. */
  request?: string | undefined;
  /** Only the first so many pairs. */
  limit?: number | undefined;
  /** After each pair, with how many there are in all. */
  onPair?: (run: PairRun, total: number) => void;
  signal: AbortSignal;
}

export interface DetectionRun {
  runs: PairRun[];
  problems: CorpusProblem[];
  /** Most memory the process has held so far, all threads together, in MB. */
  peakMemoryMb: number;
}

/**
 * Runs the pairs of a corpus one after the other through reading, comparing and judging. What cannot be run is named
 * in `problems`, the others run. Evidence is kept for wrong pairs only. Throws `bad_input` when there are no labels,
 * `bad_config` when the model is to judge and none is configured.
 */
export async function runDetection(
  config: Config,
  directory: string,
  { judge, request, limit, onPair, signal }: DetectionOptions,
): Promise<DetectionRun> {
  const { pairs, problems } = await readLabels(directory);
  await using engine = await openEngine(config, judge);
  const wanted = pairs.slice(0, limit);
  const runs: PairRun[] = [];
  for (const pair of wanted) {
    signal.throwIfAborted();
    try {
      const run = await runPair(engine, directory, pair, { request, signal });
      runs.push(run.result.correct === false ? run : { ...run, evidence: { ...run.evidence, ...nothing } });
      onPair?.(run, wanted.length);
    } catch (error) {
      if (!(error instanceof LookoutError) || error.code !== 'bad_input') throw error;
      problems.push({ says: `pair ${pair.id}: ${humanMessageOf(error)}`, skipped: true });
    }
  }
  return { runs, problems, peakMemoryMb: Math.round(process.resourceUsage().maxRSS / 1024) };
}

/** A right pair's pages are let go: hundreds of them would be the memory that is measured. */
const nothing = { before: [], after: [], hunks: [] };
