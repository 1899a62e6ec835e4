import type { Block } from '../../../contracts/blocks.ts';
import type { Condition, Hunk } from '../../../contracts/detection.ts';
import type { Embed } from './add-likeness.ts';
import { saySameValues } from './compare-facts.ts';
import { type DifferenceInput, findDifferences } from './find-differences.ts';
import type { LocatedHunk } from './make-hunks.ts';
import { readRequest } from './read-request.ts';
import { relevantFrom, scoreRelevance } from './score-relevance.ts';
import type { MaskName } from './volatile-masks.ts';
import { emptyMemory, findLearnt, learn, type VolatilityMemory } from './volatility.ts';

export interface ComparisonInput {
  request: string;
  condition: Condition | null;
  before: readonly Block[];
  after: readonly Block[];
  /** What this source has taught about its flicker; absent on the first comparison. */
  memory?: VolatilityMemory;
  /** True when no good reading of the page lay between the two. */
  consecutive?: boolean;
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

/** The same values printed in another way: "$49" for "$49.00", "June 12" for "12 June". */
const isWrittenOtherwise = ({ before, after, facts }: Hunk): boolean =>
  before !== undefined && after !== undefined && facts.length === 0 && saySameValues(before, after);

/** Finds what differs between two readings of a page and what of it may matter to the request. No model is called. */
export async function compareVersions(input: ComparisonInput): Promise<Comparison> {
  const { before, after, request, condition } = input;
  const memory = input.memory ?? emptyMemory();
  const scope = readRequest(request, condition);
  // Under a text of law a build number is the site's; elsewhere it may be what people watch.
  const keepMasks = scope.documentText
    ? scope.keepMasks
    : new Set<MaskName>([...scope.keepMasks, 'build_number']);
  const find = input.findDifferences ?? (async (plain: DifferenceInput) => findDifferences(plain));
  const found = await find({ before, after, keepMasks });
  const placed = found.map(({ hunk, anchor }) => ({
    hunk: !hunk.noise && isWrittenOtherwise(hunk) ? { ...hunk, noise: 'written_otherwise' } : hunk,
    anchor,
  }));
  const learnt = findLearnt(memory, placed);
  const plain = placed.map(({ hunk }) => (learnt.has(hunk) ? { ...hunk, noise: 'learnt' } : hunk));
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
  return { hunks, candidates, memory: learn(memory, placed, input.consecutive) };
}
