import type { Block } from '../../contracts/blocks.ts';
import type { Condition, Hunk, Verdict } from '../../contracts/detection.ts';
import { type Comparison, compareVersions } from './engine/compare-versions.ts';
import { evaluateCondition } from './engine/evaluate-condition.ts';
import type { VolatilityMemory } from './engine/volatility.ts';
import { judge } from './judge/judge.ts';
import { tell } from './judge/judge-by-rules.ts';
import { markOn } from './judge/marks.ts';
import { type Background, narrowCandidates } from './judge/narrow-candidates.ts';
import { readGoals } from './judge/read-goals.ts';
import { silent } from './judge/silent-verdict.ts';
import { openAccounts } from './keep-accounts.ts';
import type { JudgingDeps } from './ports.ts';

/** A judge that has said nothing by then is answered for: the change goes out labelled unjudged. */
const judgeDeadlineMs = 45_000;

export interface ToJudge {
  workspaceId: string;
  request: string;
  condition: Condition | null;
  before: readonly Block[];
  after: readonly Block[];
  memory?: VolatilityMemory;
  /** True when no good reading of the page lay between the two. */
  consecutive?: boolean;
  /** What is known of the monitor and the page besides; absent where two readings are all there is. */
  background?: Background;
  signal?: AbortSignal;
}

export interface Judged {
  hunks: Hunk[];
  /** Those of them that may answer the request: what a model would be shown. */
  candidates: Hunk[];
  verdict: Verdict;
  memory: VolatilityMemory;
  /** The model would have been asked, but the month's budget is used up. */
  overBudget: boolean;
}

/** Compares two readings and judges the difference for one request. Stores only what a model call cost and answered. */
export async function judgeComparison(deps: JudgingDeps, input: ToJudge): Promise<Judged> {
  const comparison = await compare(deps, input);
  const { background } = input;
  const narrowed = background
    ? narrowCandidates(comparison.candidates, input.before, background, goalTest(input))
    : { candidates: comparison.candidates };
  const { hunks, memory } = comparison;
  const judged = { hunks, memory, candidates: narrowed.candidates };
  if (narrowed.reason) {
    const verdict = silent(narrowed.reason, comparison.candidates);
    return { ...judged, verdict: tellMarked(verdict, hunks, background), overBudget: false };
  }
  const { model } = deps;
  const { verdict, overBudget } = await judge(
    {
      request: input.request,
      condition: input.condition,
      hunks,
      candidates: narrowed.candidates,
      before: input.before,
      after: input.after,
      ...(background?.lastAlerted ? { lastAlerted: background.lastAlerted } : {}),
    },
    model && {
      model,
      clock: deps.clock,
      deadlineMs: judgeDeadlineMs,
      accounts: openAccounts(deps, input.workspaceId),
      ...(input.signal ? { signal: input.signal } : {}),
    },
  );
  return { ...judged, verdict: tellMarked(verdict, hunks, background), overBudget };
}

async function compare(deps: JudgingDeps, input: ToJudge): Promise<Comparison> {
  const { embedder } = deps;
  return await compareVersions({
    request: input.request,
    condition: input.condition,
    before: input.before,
    after: input.after,
    ...(input.memory ? { memory: input.memory } : {}),
    ...(input.consecutive ? { consecutive: true } : {}),
    findDifferences: deps.differences.find,
    ...(embedder ? { embed: (texts: string[]) => embedder.embed(texts) } : {}),
  });
}

/** A goal that asks for a state. A price that rose untold and fell back has not fallen to who waits for a drop. */
const isState = ({ operator }: Condition): boolean => /^(?:[<>]=?|available|unavailable)$/.test(operator);

/** Whether a difference meets one of the request's goals by value; false for a request that has none. */
function goalTest({ request, condition }: ToJudge): (hunk: Hunk) => boolean {
  const goals = readGoals(request, condition).flatMap((goal) => (goal && isState(goal) ? goal : []));
  return (hunk) => goals.some((goal) => evaluateCondition(goal, [hunk]).met);
}

/** What people said they should have been told of is told, whatever the rest of the judgement came to. */
function tellMarked(verdict: Verdict, hunks: readonly Hunk[], background: Background | undefined): Verdict {
  const { marks, sourceId } = background ?? {};
  if (verdict.outcome === 'alert' || !marks || sourceId === undefined) return verdict;
  const wanted = hunks.filter((hunk) => markOn(hunk, sourceId, marks) === 'alert');
  return wanted.length > 0 ? tell('like_promoted', wanted) : verdict;
}
