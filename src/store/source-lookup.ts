import type { Tx } from './database.ts';

/* Read-only: sources are written by the monitor room. */

/** The address of a source, or null when it is unknown in this workspace. */
export async function findSourceUrl(tx: Tx, sourceId: string): Promise<string | null> {
  const row = await tx
    .selectFrom('sources')
    .select('url')
    .where('source_id', '=', sourceId)
    .executeTakeFirst();
  return row?.url ?? null;
}
