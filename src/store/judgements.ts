import type { Tx } from './database.ts';

/* Written by the detection room: what the model answered, so that no comparison is paid for twice. */

/** An earlier answer to the very same question, if it is not older than `since`. */
export async function loadJudgement(
  tx: Tx,
  workspaceId: string,
  key: string,
  since: Date,
): Promise<Record<string, unknown> | null> {
  const row = await tx
    .selectFrom('judgements')
    .select('answer')
    .where('workspace_id', '=', workspaceId)
    .where('judgement_key', '=', key)
    .where('judged_at', '>=', since)
    .executeTakeFirst();
  return row?.answer ?? null;
}

export interface NewJudgement {
  workspaceId: string;
  key: string;
  answer: object;
  model: string;
  at: Date;
  /** Answers from before this moment are dropped in passing: the table is bounded by age. */
  forgetBefore: Date;
}

export async function saveJudgement(tx: Tx, judgement: NewJudgement): Promise<void> {
  const answer = JSON.stringify(judgement.answer);
  await tx
    .insertInto('judgements')
    .values({
      workspace_id: judgement.workspaceId,
      judgement_key: judgement.key,
      answer,
      model: judgement.model,
      judged_at: judgement.at,
    })
    .onConflict((conflict) =>
      conflict
        .columns(['workspace_id', 'judgement_key'])
        .doUpdateSet({ answer, model: judgement.model, judged_at: judgement.at }),
    )
    .execute();
  await tx
    .deleteFrom('judgements')
    .where('workspace_id', '=', judgement.workspaceId)
    .where('judged_at', '<', judgement.forgetBefore)
    .execute();
}
