import { sql } from 'kysely';
import type { Tx } from './database.ts';

/* Written by the detection room: what a workspace's model calls cost this month. The assistant room adds its tokens. */

const monthOf = (at: Date): string => `${at.toISOString().slice(0, 7)}-01`;

export interface Spend {
  inputTokens: number;
  outputTokens: number;
}

export interface MonthOfSpend extends Spend {
  /** Comparisons the model was asked about. */
  asked: number;
  /** Comparisons answered from an earlier answer. */
  cached: number;
}

export async function loadSpend(tx: Tx, workspaceId: string, at: Date): Promise<MonthOfSpend> {
  const row = await tx
    .selectFrom('model_spend')
    .select(['input_tokens', 'output_tokens', 'calls', 'cached'])
    .where('workspace_id', '=', workspaceId)
    .where('month', '=', sql<Date>`${monthOf(at)}::date`)
    .executeTakeFirst();
  return {
    inputTokens: Number(row?.input_tokens ?? 0),
    outputTokens: Number(row?.output_tokens ?? 0),
    asked: row?.calls ?? 0,
    cached: row?.cached ?? 0,
  };
}

/** One comparison the model was asked about; it may have taken several calls. */
export async function addSpend(tx: Tx, workspaceId: string, at: Date, spend: Spend): Promise<void> {
  await sql`
    insert into model_spend (workspace_id, month, input_tokens, output_tokens, calls)
    values (${workspaceId}, ${monthOf(at)}::date, ${spend.inputTokens}, ${spend.outputTokens}, 1)
    on conflict (workspace_id, month) do update set
      input_tokens = model_spend.input_tokens + excluded.input_tokens,
      output_tokens = model_spend.output_tokens + excluded.output_tokens,
      calls = model_spend.calls + 1`.execute(tx);
}

/** Tokens of an answer or a report: they count for the budget, and are no comparison. */
export async function addAnswerSpend(tx: Tx, workspaceId: string, at: Date, spend: Spend): Promise<void> {
  await sql`
    insert into model_spend (workspace_id, month, input_tokens, output_tokens)
    values (${workspaceId}, ${monthOf(at)}::date, ${spend.inputTokens}, ${spend.outputTokens})
    on conflict (workspace_id, month) do update set
      input_tokens = model_spend.input_tokens + excluded.input_tokens,
      output_tokens = model_spend.output_tokens + excluded.output_tokens`.execute(tx);
}

/** One comparison that was answered without asking again. */
export async function countCached(tx: Tx, workspaceId: string, at: Date): Promise<void> {
  await sql`
    insert into model_spend (workspace_id, month, cached) values (${workspaceId}, ${monthOf(at)}::date, 1)
    on conflict (workspace_id, month) do update set cached = model_spend.cached + 1`.execute(tx);
}

/** True once a month: somebody is to be told that the budget is used up. */
export async function claimBudgetNotice(tx: Tx, workspaceId: string, at: Date): Promise<boolean> {
  const result = await sql`
    insert into model_spend (workspace_id, month, owner_told) values (${workspaceId}, ${monthOf(at)}::date, true)
    on conflict (workspace_id, month) do update set owner_told = true where not model_spend.owner_told`.execute(
    tx,
  );
  return (result.numAffectedRows ?? 0n) > 0n;
}
