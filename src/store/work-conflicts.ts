import type { Selectable } from 'kysely';
import type { Tx } from './database.ts';
import type { Tables } from './tables.ts';

/* Written by the transcript room. */

export type ConflictRow = Selectable<Tables['work_conflicts']>;

export const findConflict = async (tx: Tx, conflictId: string): Promise<ConflictRow | undefined> =>
  await tx.selectFrom('work_conflicts').selectAll().where('conflict_id', '=', conflictId).executeTakeFirst();

export const loadOpenConflicts = async (tx: Tx, itemIds: readonly string[]): Promise<ConflictRow[]> =>
  itemIds.length === 0
    ? []
    : await tx
        .selectFrom('work_conflicts')
        .selectAll()
        .where('item_id', 'in', [...itemIds])
        .where('resolved_at', 'is', null)
        .orderBy('found_at')
        .orderBy('conflict_id')
        .execute();

export interface FoundConflict {
  conflictId: string;
  workspaceId: string;
  itemId: string;
  field: 'done' | 'title';
  linear: string;
  notion: string;
  at: Date;
}

/** Opens a conflict, or brings the open one of the same field up to date. */
export async function saveConflict(tx: Tx, found: FoundConflict): Promise<void> {
  const values = { linear_value: found.linear, notion_value: found.notion };
  const open = await tx
    .updateTable('work_conflicts')
    .set(values)
    .where('item_id', '=', found.itemId)
    .where('field', '=', found.field)
    .where('resolved_at', 'is', null)
    .returning('conflict_id')
    .executeTakeFirst();
  if (open) return;
  await tx
    .insertInto('work_conflicts')
    .values({
      conflict_id: found.conflictId,
      workspace_id: found.workspaceId,
      item_id: found.itemId,
      field: found.field,
      ...values,
      found_at: found.at,
    })
    .execute();
}

/** Closes the open conflict of a field; `by` is null when both sides came to say the same. */
export async function closeConflict(
  tx: Tx,
  closed: { itemId: string; field: string; by: string | null; at: Date },
): Promise<void> {
  await tx
    .updateTable('work_conflicts')
    .set({ resolved_by: closed.by, resolved_at: closed.at })
    .where('item_id', '=', closed.itemId)
    .where('field', '=', closed.field)
    .where('resolved_at', 'is', null)
    .execute();
}
