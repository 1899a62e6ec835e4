import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { silentLog } from '../../src/kit/log.ts';
import { openQueue, type Queue } from '../../src/queue/queue.ts';
import { type Database, openServer } from '../../src/store/database.ts';
import { type Migration, migrate, readMigrations } from '../../src/store/migrate.ts';
import { bothDatabases, openServerTestDatabase, type TestDatabase } from '../helpers/database.ts';
import { insertOneRowEverywhere, tablesOf } from '../helpers/one-row-everywhere.ts';

const oneMonitor = { workspaceId: 'T1', monitorId: '00000000-0000-4000-8000-000000000001' };

async function appliedMigrations({ pool }: Database): Promise<number[]> {
  const { rows } = await pool.query<{ number: number }>(
    'select number from schema_migrations order by number',
  );
  return rows.map((row) => row.number);
}

describe.each(bothDatabases)('the $kind database', ({ open }) => {
  let opened: TestDatabase;
  let database: Database;
  let queue: Queue;

  beforeAll(async () => {
    opened = await open();
    database = opened.database;
    queue = await openQueue({ database, log: silentLog, stopGraceMs: 1_000 });
    await insertOneRowEverywhere(database, 'T_MINE');
  });

  afterAll(async () => {
    await queue[Symbol.asyncDispose]();
    await opened[Symbol.asyncDispose]();
  });

  test('migrations that four processes start at once are applied once', async () => {
    await using empty = await open({ migrated: false });
    const { connectionString } = empty.database;
    const others = connectionString
      ? [1, 2, 3].map(() => openServer({ connectionString, poolSize: 2, statementTimeoutMs: 30_000 }))
      : [empty.database, empty.database, empty.database];
    const numbers = readMigrations().map((migration) => migration.number);
    const applied = await Promise.all([empty.database, ...others].map((each) => migrate(each)));
    expect(applied.flat().toSorted()).toEqual(numbers);
    expect(await appliedMigrations(empty.database)).toEqual(numbers);
    if (connectionString) await Promise.all(others.map((each) => each[Symbol.asyncDispose]()));
  });

  test('a migration that fails half way leaves nothing behind and is tried again next time', async () => {
    const broken: Migration = {
      number: 900_000,
      name: '900000_broken.sql',
      sql: 'create table half (id int); select 1 / 0;',
    };
    await expect(migrate(database, [broken])).rejects.toThrow('division by zero');
    const { rows } = await database.pool.query("select to_regclass('half') as half");
    expect(rows).toEqual([{ half: null }]);
    expect(await appliedMigrations(database)).not.toContain(900_000);
  });

  test('every table but the record of migrations says whose each row is', async () => {
    const without = (await tablesOf(database)).filter(
      (table) => !table.columns.some(({ name }) => name === 'workspace_id'),
    );
    expect(without.map((table) => table.name)).toEqual(['schema_migrations']);
  });

  test('a workspace sees the row it has in every table', async () => {
    const tables = (await tablesOf(database)).filter(({ name }) => name !== 'schema_migrations');
    const counts = await database.tenant('T_MINE', async (tx) => {
      const found: Record<string, number> = {};
      for (const { name } of tables) found[name] = await countRows(tx, name);
      return found;
    });
    expect(counts).toEqual(Object.fromEntries(tables.map(({ name }) => [name, 1])));
  });

  test('another workspace sees, changes and deletes nothing in any table, however the query forgets to ask whose', async () => {
    const tables = (await tablesOf(database)).filter(({ name }) => name !== 'schema_migrations');
    const touched = await database.tenant('T_OTHER', async (tx) => {
      const found: Record<string, unknown> = {};
      for (const { name } of tables) {
        const updated = await sql`update ${sql.table(name)} set workspace_id = workspace_id`.execute(tx);
        const deleted = await sql`delete from ${sql.table(name)}`.execute(tx);
        const seen = await countRows(tx, name);
        if (seen || updated.numAffectedRows || deleted.numAffectedRows)
          found[name] = { seen, updated, deleted };
      }
      return found;
    });
    expect(touched).toEqual({});
  });

  test('the searches for words, which run as their owner, keep to the workspace that asks', async () => {
    const found = async (workspaceId: string): Promise<Record<string, number>> =>
      await database.tenant(workspaceId, async (tx) => {
        const { rows } = await sql<Record<string, number>>`select
          (select count(*)::int from turns_with_words(array['heliotrop'], ${transcripts}::uuid[], 9)) as turns,
          (select count(*)::int from issues_with_words(array['heliotrop'], 9)) as issues,
          (select count(*)::int from alerts_with_words(array['heliotrop'], 9)) as alerts,
          (select count(*)::int from notion_passages_with_words(array['heliotrop'], 9)) as passages`.execute(
          tx,
        );
        return rows[0] ?? {};
      });
    const transcripts = await database.tenant('T_MINE', async (tx) => {
      await sql`update transcript_turns set body = 'heliotrope'`.execute(tx);
      await sql`update linear_issues set description = 'heliotrope', private = false, archived = false`.execute(
        tx,
      );
      await sql`update alerts set sentence = 'heliotrope'`.execute(tx);
      await sql`update notion_passages set body = 'heliotrope'`.execute(tx);
      const { rows } = await sql<{ id: string }>`select transcript_id as id from transcript_turns`.execute(
        tx,
      );
      return rows.map(({ id }) => id);
    });
    expect(await found('T_MINE')).toEqual({ turns: 1, issues: 1, alerts: 1, passages: 1 });
    expect(await found('T_OTHER')).toEqual({ turns: 0, issues: 0, alerts: 0, passages: 0 });
  });

  test('another workspace cannot write a row into this one, in any table', async () => {
    const tables = (await tablesOf(database)).filter(({ name }) => name !== 'schema_migrations');
    const refusals: Record<string, unknown> = {};
    for (const { name } of tables) {
      // Row-level security looks before any constraint does, so the rest of the row need not be there.
      const attempt = database.tenant('T_OTHER', (tx) =>
        sql`insert into ${sql.table(name)} (workspace_id) values ('T_MINE')`.execute(tx),
      );
      refusals[name] = await attempt.then(
        () => 'written',
        (error: { code?: string; message: string }) =>
          `${error.code} ${error.message.includes('row-level security')}`,
      );
    }
    expect(refusals).toEqual(Object.fromEntries(tables.map(({ name }) => [name, '42501 true'])));
  });

  test('the role of a workspace ends with its transaction', async () => {
    await database.tenant('T_OTHER', async () => undefined);
    const seen = await database.system((tx) => countRows(tx, 'monitors'));
    expect(seen).toBeGreaterThan(0);
  });

  test('a transaction that throws leaves neither its row nor its job', async () => {
    const work = database.tenant('T1', async (tx) => {
      await tx
        .insertInto('workspaces')
        .values({ workspace_id: 'T1', created_at: new Date(0) })
        .execute();
      await queue.enqueue(tx, 'notification.card', oneMonitor);
      throw new Error('the room fell over');
    });
    await expect(work).rejects.toThrow('the room fell over');
    expect(await database.tenant('T1', (tx) => countRows(tx, 'workspaces'))).toBe(0);
    expect(await jobsOf(database, 'T1')).toBe(0);
  });

  test('the same transaction, when it does not throw, leaves both', async () => {
    await database.tenant('T1', async (tx) => {
      await tx
        .insertInto('workspaces')
        .values({ workspace_id: 'T1', created_at: new Date(0) })
        .execute();
      await queue.enqueue(tx, 'notification.card', oneMonitor);
    });
    expect(await database.tenant('T1', (tx) => countRows(tx, 'workspaces'))).toBe(1);
    expect(await jobsOf(database, 'T1')).toBe(1);
  });
});

test('a server without pgvector is refused with a sentence that says how to install it', async () => {
  await using empty = await openServerTestDatabase({ migrated: false });
  const name = new URL(empty.connectionString).pathname.slice(1);
  // New connections to this database look for extensions where the server itself came with them.
  await empty.database.pool.query(`alter database ${name} set extension_control_path = '$system'`);
  await using bare = openServer({
    connectionString: empty.connectionString,
    poolSize: 1,
    statementTimeoutMs: 30_000,
  });
  await expect(migrate(bare)).rejects.toMatchObject({
    code: 'bad_config',
    humanMessage: expect.stringMatching(
      /no pgvector.*apt-get install postgresql-NN-pgvector.*unset DATABASE_URL/s,
    ),
  });
  expect((await bare.pool.query("select to_regclass('schema_migrations') as made")).rows).toEqual([
    { made: null },
  ]);
});

async function countRows(
  tx: Parameters<Parameters<Database['system']>[0]>[0],
  table: string,
): Promise<number> {
  const { rows } = await sql<{
    count: number;
  }>`select count(*)::int as count from ${sql.table(table)}`.execute(tx);
  return rows[0]?.count ?? 0;
}

async function jobsOf({ pool }: Database, workspaceId: string): Promise<number> {
  const { rows } = await pool.query(
    "select count(*)::int as count from pgboss.job where data->>'workspaceId' = $1",
    [workspaceId],
  );
  return rows[0].count;
}
