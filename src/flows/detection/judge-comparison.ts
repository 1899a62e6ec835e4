import type { Block } from '../../contracts/blocks.ts';
import type { Condition, Hunk, Verdict } from '../../contracts/detection.ts';
import { addSpend, loadSpend, type Spend } from '../../store/model-spend.ts';
import { compareVersions } from './engine/compare-versions.ts';
import type { VolatilityMemory } from './engine/volatility.ts';
import { judge } from './judge/judge.ts';
import type { DetectionDeps, ModelBudget } from './ports.ts';

/** A judge that has said nothing by then is answered for: the change goes out labelled unjudged. */
const judgeDeadlineMs = 45_000;

export interface ToJudge {
  workspaceId: string;
  request: string;
  condition: Condition | null;
  before: readonly Block[];
  after: readonly Block[];
  memory?: VolatilityMemory;
  lastAlerted?: readonly Block[];
  signal?: AbortSignal;
}

export interface Judged {
  hunks: Hunk[];
  verdict: Verdict;
  memory: VolatilityMemory;
  /** The model would have been asked, but the month's budget is used up. */
  overBudget: boolean;
}

const costOf = (spend: Spend, budget: ModelBudget): number =>
  (spend.inputTokens * budget.usdPerMillionInput + spend.outputTokens * budget.usdPerMillionOutput) /
  1_000_000;

/** Whether the workspace may ask the model: the rules judge alone otherwise. */
async function canAfford(deps: DetectionDeps, workspaceId: string): Promise<boolean> {
  const spend = await deps.database.tenant(workspaceId, (tx) => loadSpend(tx, workspaceId, deps.clock.now()));
  return costOf(spend, deps.budget) < deps.budget.monthlyUsd;
}

/** Compares two readings and judges the difference for one request. Stores only what a model call cost. */
export async function judgeComparison(deps: DetectionDeps, input: ToJudge): Promise<Judged> {
  const { embedder } = deps;
  const comparison = await compareVersions({
    request: input.request,
    condition: input.condition,
    before: input.before,
    after: input.after,
    ...(input.memory ? { memory: input.memory } : {}),
    findDifferences: deps.differences.find,
    ...(embedder ? { embed: (texts: string[]) => embedder.embed(texts) } : {}),
  });
  const judgeInput = {
    request: input.request,
    condition: input.condition,
    hunks: comparison.hunks,
    candidates: comparison.candidates,
    ...(input.lastAlerted ? { lastAlerted: input.lastAlerted } : {}),
  };
  const wanted = comparison.candidates.length > 0 ? deps.model : undefined;
  const overBudget = wanted !== undefined && !(await canAfford(deps, input.workspaceId));
  const model = overBudget ? undefined : wanted;
  const { verdict, usage } = await judge(
    judgeInput,
    model && {
      model,
      clock: deps.clock,
      deadlineMs: judgeDeadlineMs,
      ...(input.signal ? { signal: input.signal } : {}),
    },
  );
  if (usage.inputTokens + usage.outputTokens > 0) {
    await deps.database.tenant(input.workspaceId, (tx) =>
      addSpend(tx, input.workspaceId, deps.clock.now(), usage),
    );
  }
  return { hunks: comparison.hunks, verdict, memory: comparison.memory, overBudget };
}
