import type { ModelSpend } from '../../contracts/detection.ts';
import { sha256 } from '../../kit/ids.ts';
import type { Tx } from '../../store/database.ts';
import { loadJudgement, saveJudgement } from '../../store/judgements.ts';
import { addSpend, countCached, loadSpend, type Spend } from '../../store/model-spend.ts';
import type { Accounts } from './judge/judge-by-model.ts';
import { ModelJudgement, promptVersion, systemPrompt } from './judge/model-prompt.ts';
import type { DetectionDeps, JudgingDeps, ModelBudget } from './ports.ts';

/** How long an answer of the model stands, in milliseconds. Pages and models of another season are asked about anew. */
const answersKeptMs = 90 * 86_400_000;

const costOf = (spend: Spend, budget: ModelBudget): number =>
  (spend.inputTokens * budget.usdPerMillionInput + spend.outputTokens * budget.usdPerMillionOutput) /
  1_000_000;

/**
 * A workspace's answers and money. An answer is known again by everything the model was shown, which holds the
 * request and the content, and by the prompt and the model: so two monitors with one request ask once, and a job that
 * runs again after a crash does not pay again.
 */
export function openAccounts(deps: JudgingDeps, workspaceId: string): Accounts {
  const { database, clock } = deps;
  const model = deps.model?.model ?? 'unnamed';
  const keyOf = (question: string) => sha256(JSON.stringify([promptVersion, model, systemPrompt, question]));
  const keptSince = () => new Date(clock.now().getTime() - answersKeptMs);
  return {
    recall: async (question) =>
      await database.tenant(workspaceId, async (tx) => {
        const known = await loadJudgement(tx, workspaceId, keyOf(question), keptSince());
        const answer = known && ModelJudgement.safeParse(known);
        if (!answer?.success) return undefined;
        await countCached(tx, workspaceId, clock.now());
        return answer.data;
      }),
    mayAsk: async () => {
      const spend = await database.tenant(workspaceId, (tx) => loadSpend(tx, workspaceId, clock.now()));
      return costOf(spend, deps.budget) < deps.budget.monthlyUsd;
    },
    remember: async (question, answer, usage) => {
      if (!answer && usage.inputTokens + usage.outputTokens === 0) return;
      await database.tenant(workspaceId, async (tx) => {
        const at = clock.now();
        await addSpend(tx, workspaceId, at, usage);
        if (!answer) return;
        const forgetBefore = keptSince();
        await saveJudgement(tx, { workspaceId, key: keyOf(question), answer, model, at, forgetBefore });
      });
    },
  };
}

/** What the workspace's model cost this month, for people. */
export async function readSpend(
  deps: Pick<DetectionDeps, 'clock' | 'budget' | 'model'>,
  tx: Tx,
  workspaceId: string,
): Promise<ModelSpend> {
  const now = deps.clock.now();
  const spend = await loadSpend(tx, workspaceId, now);
  return {
    month: now.toISOString().slice(0, 7),
    ...spend,
    usd: costOf(spend, deps.budget),
    budgetUsd: deps.budget.monthlyUsd,
    hasModel: deps.model !== undefined,
  };
}
