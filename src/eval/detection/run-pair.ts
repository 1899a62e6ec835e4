import { join } from 'node:path';
import type { Block } from '../../contracts/blocks.ts';
import type { Condition } from '../../contracts/detection.ts';
import type { Outcome } from '../../flows/content/read-source.ts';
import { type Judged, judgeComparison } from '../../flows/detection/judge-comparison.ts';
import { readRequest } from '../../flows/discovery/read-request.ts';
import type { Engine } from '../../house/open-engine.ts';
import { loadPage, type StoredPage } from './load-page.ts';
import { tokensAsked } from './model-question.ts';
import type { PairResult, PairRun } from './pair-result.ts';
import { type LabelledPair, requestOf } from './read-labels.ts';
import { readStored } from './read-stored.ts';

export interface RunOptions {
  /** Stands in for the pair's own request. */
  request?: string | undefined;
  signal: AbortSignal;
}

type Version = Extract<Outcome, { kind: 'version' }>;

interface Asked {
  request: string;
  condition: Condition | null;
  signal: AbortSignal;
}

interface Seen {
  before: Outcome;
  /** Absent when there was no good first reading to compare with. */
  after?: Outcome;
  /** Absent when the second reading is no new version. */
  judged?: Judged;
}

/** Where the model's spending is counted, in memory. */
const workspaceId = 'evaluation';

/**
 * Runs one pair as the product would: the first page is read as that of a new source, what a source remembers of it is
 * remembered, the second page is read, and both are compared and judged. Throws `bad_input` when a page is not there.
 */
export async function runPair(
  engine: Engine,
  directory: string,
  pair: LabelledPair,
  options: RunOptions,
): Promise<PairRun> {
  const folder = join(directory, pair.id);
  const pages = { before: await loadPage(folder, 'before'), after: await loadPage(folder, 'after') };
  const request = options.request ?? requestOf(pair);
  const condition = pair.condition === undefined ? readRequest(request).condition : pair.condition;
  const asked = { request, condition, signal: options.signal };
  const startedAt = performance.now();
  const seen = await see(engine, pair, pages, asked);
  const ms = (performance.now() - startedAt) / 2;
  const said = sayOf(seen);
  const tokens = await tokensOf(engine, asked, seen);
  return {
    pair,
    evidence: {
      request,
      before: blocksOf(seen.before),
      after: blocksOf(seen.after),
      hunks: seen.judged?.hunks ?? [],
      confidence: seen.judged?.verdict.confidence ?? null,
    },
    result: {
      id: pair.id,
      ...said,
      changedBlocks: seen.judged?.hunks.length ?? 0,
      ms: Math.round(ms * 100) / 100,
      wouldAskModel: tokens !== undefined,
      tokens: tokens ?? 0,
      judgedBy: seen.judged?.verdict.judgedBy ?? null,
      overBudget: seen.judged?.overBudget ?? false,
      label: pair.label ?? null,
      correct: pair.label ? (said.verdict === 'alert') === (pair.label === 'meaningful') : null,
    },
  };
}

async function see(
  engine: Engine,
  pair: LabelledPair,
  pages: { before: StoredPage; after: StoredPage },
  asked: Asked,
): Promise<Seen> {
  const { signal } = asked;
  const before = await readStored(engine, pair, pages.before, { side: 'before', signal });
  if (before.kind !== 'version') return { before };
  const after = await readStored(engine, pair, pages.after, { side: 'after', baseline: before, signal });
  if (after.kind !== 'version' || after.recovered) return { before, after };
  return { before, after, judged: await judgePages(engine, before, after, asked) };
}

const judgePages = (engine: Engine, before: Version, after: Version, asked: Asked): Promise<Judged> =>
  judgeComparison(engine.judging, {
    workspaceId,
    ...asked,
    before: before.extraction.blocks,
    after: after.extraction.blocks,
  });

/** Outside of the time that is measured: in the product either the model is asked or it is not there. */
async function tokensOf(
  engine: Engine,
  asked: Asked,
  { before, after, judged }: Seen,
): Promise<number | undefined> {
  if (!judged) return undefined;
  return await tokensAsked(
    { ...asked, ...judged, before: blocksOf(before), after: blocksOf(after) },
    engine.judging.clock,
  );
}

function sayOf({ before, after, judged }: Seen): Pick<PairResult, 'verdict' | 'reason' | 'sentence'> {
  if (judged) {
    const { outcome, reason, sentence } = judged.verdict;
    return { verdict: outcome, reason, sentence };
  }
  const bad = [before, after].find((reading) => reading?.kind === 'problem');
  if (bad?.kind === 'problem') {
    const which = bad === before ? 'first' : 'second';
    return { verdict: 'health', reason: bad.problem, sentence: `${which} reading: ${bad.message}` };
  }
  if (after?.kind === 'version' && after.recovered)
    return { verdict: 'health', reason: 'page_recovered', sentence: 'The first reading was not the page' };
  return { verdict: 'silent', reason: 'no_difference', sentence: 'Nothing changed' };
}

const blocksOf = (reading: Outcome | undefined): readonly Block[] =>
  reading?.kind === 'version' ? reading.extraction.blocks : [];
