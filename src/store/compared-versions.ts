import type { Tx } from './database.ts';
import { loadVersions, type StoredVersion } from './versions.ts';

/* Read-only: changes are written by the detection room, versions by the content room. */

/** The two readings a change was found between, or null when one of them is no longer kept. */
export async function loadComparedVersions(
  tx: Tx,
  changeId: string,
): Promise<{ before: StoredVersion; after: StoredVersion } | null> {
  const row = await tx
    .selectFrom('changes')
    .select(['from_version_id', 'to_version_id'])
    .where('change_id', '=', changeId)
    .executeTakeFirst();
  if (!row?.from_version_id || !row.to_version_id) return null;
  const versions = await loadVersions(tx, [row.from_version_id, row.to_version_id]);
  const before = versions.get(row.from_version_id);
  const after = versions.get(row.to_version_id);
  return before && after ? { before, after } : null;
}
