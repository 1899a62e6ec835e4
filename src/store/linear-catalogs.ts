import { LinearCatalog } from '../contracts/linear.ts';
import type { Tx } from './database.ts';

// Written by the linear room: linear_catalogs.

/** The catalogue as last fetched; null when there is none, or one written by an older version of the code. */
export async function findLinearCatalog(tx: Tx, workspaceId: string): Promise<LinearCatalog | null> {
  const row = await tx
    .selectFrom('linear_catalogs')
    .select(['catalog', 'fetched_at'])
    .where('workspace_id', '=', workspaceId)
    .executeTakeFirst();
  if (!row) return null;
  const catalog = LinearCatalog.safeParse({ ...row.catalog, fetchedAt: row.fetched_at.toISOString() });
  return catalog.success ? catalog.data : null;
}

export async function saveLinearCatalog(
  tx: Tx,
  { workspaceId, catalog, at }: { workspaceId: string; catalog: LinearCatalog; at: Date },
): Promise<void> {
  const columns = { catalog: JSON.stringify(catalog), fetched_at: at };
  await tx
    .insertInto('linear_catalogs')
    .values({ workspace_id: workspaceId, ...columns })
    .onConflict((conflict) => conflict.column('workspace_id').doUpdateSet(columns))
    .execute();
}

/** Whoever reads the catalogue next fetches it anew. */
export async function markLinearCatalogOld(tx: Tx, workspaceId: string): Promise<void> {
  await tx
    .updateTable('linear_catalogs')
    .set({ fetched_at: new Date(0) })
    .where('workspace_id', '=', workspaceId)
    .execute();
}

export async function deleteLinearCatalog(tx: Tx, workspaceId: string): Promise<void> {
  await tx.deleteFrom('linear_catalogs').where('workspace_id', '=', workspaceId).execute();
}

/** Up to when, by Linear's clock, changes of issues are known; null before the first sweep. */
export async function issuesSeenUntil(tx: Tx, workspaceId: string): Promise<Date | null> {
  const row = await tx
    .selectFrom('linear_catalogs')
    .select('issues_seen_until')
    .where('workspace_id', '=', workspaceId)
    .executeTakeFirst();
  return row?.issues_seen_until ?? null;
}

export async function noteIssuesSeen(tx: Tx, workspaceId: string, until: Date): Promise<void> {
  await tx
    .updateTable('linear_catalogs')
    .set({ issues_seen_until: until })
    .where('workspace_id', '=', workspaceId)
    .execute();
}
