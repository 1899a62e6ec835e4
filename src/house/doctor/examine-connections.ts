import type { Database } from '../../store/database.ts';
import { fail, ok, warn } from './finding.ts';

interface Connection {
  vendor: 'Linear' | 'Notion';
  workspace_id: string;
  problem: string | null;
  sealed_with: string | null;
  place: boolean;
}

const shown = 5;

/** What people have connected from Slack: whether it works, has a place for pages, and can be opened with our keys. */
export async function examineConnections({ pool }: Database, keyIds: readonly string[] | null) {
  const { rows } = await pool.query<Connection>(
    `select 'Linear' as vendor, workspace_id, problem, sealed_with, true as place from linear_connections
     union all
     select 'Notion', workspace_id, problem, sealed_with, data_source_id is not null from notion_connections
     order by 1, 2`,
  );
  if (rows.length === 0) return ok('nobody has connected Linear or Notion from Slack yet');
  const lost = rows.filter(({ sealed_with: id }) => keyIds !== null && id && !keyIds.includes(id));
  if (lost.length > 0)
    return fail(
      [
        `${lost.length} cannot be opened with the keys that are set`,
        ...lost.slice(0, shown).map(nameOf),
      ].join('\n'),
      'Put the old key back into ENCRYPTION_KEYS, behind the new one; or have people connect again.',
    );
  const broken = rows.filter(({ problem }) => problem !== null);
  if (broken.length > 0)
    return warn(
      [
        `${broken.length} of ${rows.length} do not work`,
        ...broken.slice(0, shown).map((row) => `${nameOf(row)}: ${row.problem}`),
      ].join('\n'),
      'Somebody of that workspace connects it again in Slack, with /lookout connect linear or /lookout connect notion.',
    );
  const count = (vendor: Connection['vendor']) => rows.filter((row) => row.vendor === vendor).length;
  const placeless = rows.filter(({ place }) => !place);
  const says = `Linear for ${count('Linear')}, Notion for ${count('Notion')} of the workspaces`;
  return placeless.length === 0
    ? ok(says)
    : warn(
        [`${says}; without a place for pages:`, ...placeless.slice(0, shown).map(nameOf)].join('\n'),
        'Somebody there presses "Choose a place in Notion" on a review.',
      );
}

const nameOf = ({ vendor, workspace_id }: Connection): string => `${vendor} of ${workspace_id}`;
