import { addAnswerSpend, loadSpend } from '../../store/model-spend.ts';
import type { Usage } from '../../vendors/llm/chat-model.ts';
import type { AnswerDeps } from './ports.ts';

/** Whether the workspace's money for the model lasts for another question this month. */
export async function maySpend(
  { database, clock, budget }: AnswerDeps,
  workspaceId: string,
): Promise<boolean> {
  const spend = await database.tenant(workspaceId, (tx) => loadSpend(tx, workspaceId, clock.now()));
  const usd =
    (spend.inputTokens * budget.usdPerMillionInput + spend.outputTokens * budget.usdPerMillionOutput) /
    1_000_000;
  return usd < budget.monthlyUsd;
}

export async function noteSpent(
  { database, clock }: AnswerDeps,
  workspaceId: string,
  usage: Usage,
): Promise<void> {
  if (usage.inputTokens + usage.outputTokens === 0) return;
  await database.tenant(workspaceId, (tx) => addAnswerSpend(tx, workspaceId, clock.now(), usage));
}
