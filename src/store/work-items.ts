import { type Insertable, type Selectable, sql, type Updateable } from 'kysely';
import type { Tx } from './database.ts';
import type { Tables } from './tables.ts';

/* Written by the transcript room. */

export type ItemRow = Selectable<Tables['work_items']>;
export type NewItem = Insertable<Tables['work_items']>;
export type ItemChanges = Updateable<Tables['work_items']>;

/** Stores the items of a transcript in place of those that were there. */
export async function replaceItems(tx: Tx, transcriptId: string, items: readonly NewItem[]): Promise<void> {
  await tx.deleteFrom('work_items').where('transcript_id', '=', transcriptId).execute();
  if (items.length > 0)
    await tx
      .insertInto('work_items')
      .values([...items])
      .execute();
}

export const findItem = async (tx: Tx, itemId: string): Promise<ItemRow | undefined> =>
  await tx.selectFrom('work_items').selectAll().where('item_id', '=', itemId).executeTakeFirst();

export const loadItems = async (tx: Tx, transcriptId: string): Promise<ItemRow[]> =>
  await tx
    .selectFrom('work_items')
    .selectAll()
    .where('transcript_id', '=', transcriptId)
    .orderBy('position')
    .execute();

export async function updateItem(tx: Tx, itemId: string, changes: ItemChanges): Promise<void> {
  await tx.updateTable('work_items').set(changes).where('item_id', '=', itemId).execute();
}

/** Items that an issue was made for or linked to. */
export async function findItemsOfIssue(
  tx: Tx,
  issueId: string,
): Promise<{ itemId: string; transcriptId: string }[]> {
  const rows = await tx
    .selectFrom('work_items')
    .select(['item_id', 'transcript_id'])
    .where('issue_id', '=', issueId)
    .where('state', 'in', ['created', 'linked'])
    .orderBy('item_id')
    .execute();
  return rows.map((row) => ({ itemId: row.item_id, transcriptId: row.transcript_id }));
}

/** Where the last work of a channel went. */
export async function findLastPlace(
  tx: Tx,
  channelId: string,
): Promise<{ teamId: string; projectId: string | null } | null> {
  const { rows } = await sql<{ team: string; project: string | null }>`
    select i.fields ->> 'teamId' as team, i.fields ->> 'projectId' as project
    from work_items i join transcripts t on t.transcript_id = i.transcript_id
    where t.channel_id = ${channelId} and i.state = 'created' and i.fields ->> 'teamId' is not null
    order by i.changed_at desc, i.position limit 1`.execute(tx);
  const [last] = rows;
  return last ? { teamId: last.team, projectId: last.project } : null;
}
