import type { Database } from '../../src/store/database.ts';

export interface CatalogTable {
  name: string;
  columns: { name: string; type: string; required: boolean }[];
  /** The check constraints, as Postgres writes them. */
  checks: string[];
}

/** Every table of the product, from the database's own catalog, so that a new one cannot be forgotten. */
export async function tablesOf({ pool }: Database): Promise<CatalogTable[]> {
  const { rows } = await pool.query<CatalogTable>(`
    select c.relname as name,
      (select jsonb_agg(jsonb_build_object(
          'name', a.attname, 'type', format_type(a.atttypid, a.atttypmod), 'required', a.attnotnull and not a.atthasdef))
        from pg_attribute a where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped) as columns,
      coalesce((select jsonb_agg(pg_get_constraintdef(k.oid)) from pg_constraint k
        where k.conrelid = c.oid and k.contype = 'c'), '[]') as checks
    from pg_class c where c.relnamespace = 'public'::regnamespace and c.relkind = 'r' order by 1`);
  return rows;
}

const sampleOf: Record<string, unknown> = {
  uuid: '00000000-0000-4000-8000-000000000000',
  text: 'x',
  jsonb: '{}',
  integer: 1,
  bigint: 1,
  boolean: false,
  bytea: '\\x00',
  vector: '[1]',
  date: '2026-01-01',
  'timestamp with time zone': '2026-01-01T00:00:00Z',
};

/** One row of the given workspace in every table, made from the catalog alone; what it points to need not exist. */
export async function insertOneRowEverywhere(database: Database, workspaceId: string): Promise<void> {
  const client = await database.pool.connect();
  try {
    await client.query('begin');
    await client.query("set local session_replication_role = 'replica'"); // foreign keys do not look
    for (const table of await tablesOf({ ...database, pool: client as unknown as Database['pool'] })) {
      const owned = table.columns.some(({ name }) => name === 'workspace_id');
      if (!owned) continue;
      const filled = table.columns.filter(({ name, required }) => required || name === 'workspace_id');
      const names = filled.map(({ name }) => `"${name}"`).join(', ');
      const places = filled.map((_, at) => `$${at + 1}`).join(', ');
      const values = filled.map((column) =>
        column.name === 'workspace_id' ? workspaceId : sampleFor(table, column),
      );
      await client.query(`insert into "${table.name}" (${names}) values (${places})`, values);
    }
    await client.query('commit');
  } catch (error) {
    await client.query('rollback');
    throw error;
  } finally {
    client.release();
  }
}

function sampleFor(table: CatalogTable, { name, type }: CatalogTable['columns'][number]): unknown {
  const check = table.checks.find((text) => text.includes(`${name} = ANY`));
  const allowed = check && /'([^']+)'/.exec(check)?.[1];
  if (allowed) return allowed;
  if (!(type in sampleOf))
    throw new Error(`say in one-row-everywhere.ts what a ${type} looks like (${table.name}.${name})`);
  return sampleOf[type];
}
