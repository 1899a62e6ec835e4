import type { Block } from '../../../contracts/blocks.ts';
import type { Condition, Hunk } from '../../../contracts/detection.ts';
import type { Embed } from './add-likeness.ts';
import { type DifferenceInput, findDifferences } from './find-differences.ts';
import type { LocatedHunk } from './make-hunks.ts';
import { readRequest } from './read-request.ts';
import { relevantFrom, scoreRelevance } from './score-relevance.ts';
import { emptyMemory, isLearnt, learn, type VolatilityMemory } from './volatility.ts';

export interface ComparisonInput {
  request: string;
  condition: Condition | null;
  before: readonly Block[];
  after: readonly Block[];
  /** What this source has taught about its flicker; absent on the first comparison. */
  memory?: VolatilityMemory;
  embed?: Embed;
  /** Finds the differences elsewhere, in a thread; on the spot when absent. */
  findDifferences?: (input: DifferenceInput) => Promise<LocatedHunk[]>;
}

export interface Comparison {
  /** Every difference, in page order, with facts, noise and relevance. */
  hunks: Hunk[];
  /** Those that may answer the request, most relevant first. */
  candidates: Hunk[];
  memory: VolatilityMemory;
}

/** Finds what differs between two readings of a page and what of it may matter to the request. No model is called. */
export async function compareVersions(input: ComparisonInput): Promise<Comparison> {
  const { before, after, request, condition } = input;
  const memory = input.memory ?? emptyMemory();
  const scope = readRequest(request, condition);
  const find = input.findDifferences ?? (async (plain: DifferenceInput) => findDifferences(plain));
  const found = await find({ before, after, keepMasks: scope.keepMasks });
  const plain = found.map(({ hunk }) =>
    !hunk.noise && isLearnt(memory, hunk) ? { ...hunk, noise: 'learnt' } : hunk,
  );
  const scores = await scoreRelevance({
    request,
    scope,
    hunks: plain,
    leadIns: found.map(({ leadIn }) => leadIn),
    before,
    after,
    ...(input.embed ? { embed: input.embed } : {}),
  });
  const hunks = plain.map((hunk, index) => ({
    ...hunk,
    relevance: Math.round((scores[index] ?? 0) * 1000) / 1000,
  }));
  const candidates = hunks
    .filter(
      (hunk) => !hunk.noise && (!hunk.furniture || scope.wantsFurniture) && hunk.relevance >= relevantFrom,
    )
    .sort((x, y) => y.relevance - x.relevance);
  return { hunks, candidates, memory: learn(memory, plain) };
}
