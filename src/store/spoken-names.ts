import type { Tx } from './database.ts';

/* Written by the transcript room. */

/** Linear users by the folded name people call them, as somebody once told. */
export async function loadSpokenNames(tx: Tx): Promise<Map<string, string>> {
  const rows = await tx.selectFrom('spoken_names').select(['spoken', 'linear_user_id']).execute();
  return new Map(rows.map((row) => [row.spoken, row.linear_user_id]));
}

export async function rememberSpokenName(
  tx: Tx,
  name: { workspaceId: string; spoken: string; linearUserId: string; by: string; at: Date },
): Promise<void> {
  await tx
    .insertInto('spoken_names')
    .values({
      workspace_id: name.workspaceId,
      spoken: name.spoken,
      linear_user_id: name.linearUserId,
      told_by: name.by,
      told_at: name.at,
    })
    .onConflict((conflict) =>
      conflict
        .columns(['workspace_id', 'spoken'])
        .doUpdateSet({ linear_user_id: name.linearUserId, told_by: name.by, told_at: name.at }),
    )
    .execute();
}
