import { existsSync } from 'node:fs';
import type { Config } from '../../config/config.ts';
import type { Clock } from '../../kit/clock.ts';
import { codeOf } from '../../kit/errors.ts';
import { silentLog } from '../../kit/log.ts';
import { openQueue } from '../../queue/queue.ts';
import type { Database } from '../../store/database.ts';
import { readMigrations } from '../../store/migrate.ts';
import { openDatabase } from '../open-database.ts';
import { examineConnections } from './examine-connections.ts';
import { type Finding, fail, look, ok, sayingOf, warn } from './finding.ts';

const oldestServer = 150_000;
const tenantRole = 'lookout_tenant';
const deadShown = 5;
const reachAdvice = 'Check that the server of DATABASE_URL runs and takes this user and password.';

/** The database, and in it the job queue. One after the other: the embedded database has one session. */
export async function examineDatabase(config: Config, clock: Clock): Promise<Finding[]> {
  if (config.database.kind === 'embedded' && !existsSync(config.database.directory))
    return [
      { name: 'Database', ...ok(`embedded; is made at the first start, in ${config.database.directory}`) },
    ];
  let database: Database;
  try {
    database = await openDatabase(config);
  } catch (error) {
    const state =
      codeOf(error) === 'conflict'
        ? warn(sayingOf(error), 'Stop that process to have the database examined too.')
        : fail(sayingOf(error));
    return [{ name: 'Database', ...state }];
  }
  await using _ = database;
  const findings = [await look(clock, 'Database', reachAdvice, async () => await examineServer(database))];
  if (findings[0]?.state === 'fail') return findings;
  findings.push(
    await look(
      clock,
      'pgvector',
      'Install pgvector on the database server, then run lookout migrate.',
      async () => await examineVector(database),
    ),
  );
  const migrations = await look(
    clock,
    'Migrations',
    'Run lookout migrate.',
    async () => await examineMigrations(database),
  );
  findings.push(migrations);
  if (migrations.state !== 'ok') return findings;
  findings.push(
    await look(
      clock,
      'Tenant role',
      'Connect as the user that ran the migrations, or grant it the role.',
      async () => await examineRole(database),
    ),
  );
  findings.push(
    await look(
      clock,
      'Connections',
      'LOG_LEVEL=debug lookout doctor shows the details.',
      async () => await examineConnections(database, keyIdsOf(config)),
    ),
  );
  findings.push(
    await look(
      clock,
      'Jobs',
      'LOG_LEVEL=debug lookout doctor shows the details.',
      async () => await examineJobs(database),
    ),
  );
  return findings;
}

/** Null: in a file, where there is one key only, of whatever name. */
const keyIdsOf = ({ security: { encryption } }: Config): string[] | null =>
  encryption.kind === 'keys' ? encryption.keys.map(({ id }) => id) : null;

async function examineServer({ pool, kind }: Database) {
  const { rows } = await pool.query<{ number: number; version: string }>(
    "select current_setting('server_version_num')::int as number, current_setting('server_version') as version",
  );
  const { number = 0, version = '' } = rows[0] ?? {};
  if (number < oldestServer)
    return fail(
      `Postgres ${version}; 15 is the oldest that serves`,
      'Point DATABASE_URL at Postgres 15 or newer.',
    );
  return ok(`${kind}, Postgres ${version}`);
}

async function examineVector({ pool }: Database) {
  const { rows } = await pool.query<{ installed_version: string | null; default_version: string }>(
    "select installed_version, default_version from pg_available_extensions where name = 'vector'",
  );
  const [vector] = rows;
  if (!vector)
    return fail(
      'not installed on this server',
      'Debian and Ubuntu: apt-get install postgresql-NN-pgvector; Docker: image pgvector/pgvector:pg17; managed services: enable the "vector" extension.',
    );
  return ok(vector.installed_version ?? `${vector.default_version} can be installed by the first migration`);
}

async function examineMigrations({ pool }: Database) {
  const wanted = readMigrations();
  const { rows: tables } = await pool.query<{ there: boolean }>(
    "select to_regclass('schema_migrations') is not null as there",
  );
  const { rows } = tables[0]?.there
    ? await pool.query<{ number: number }>('select number from schema_migrations')
    : { rows: [] };
  const applied = new Set(rows.map((row) => row.number));
  const pending = wanted.filter(({ number }) => !applied.has(number));
  if (pending.length > 0)
    return warn(
      `${pending.length} not applied yet`,
      'Run lookout migrate, or start Lookout: it does so itself.',
    );
  const unknown = [...applied].filter((number) => !wanted.some((migration) => migration.number === number));
  if (unknown.length > 0)
    return warn(
      `the database is newer than this Lookout (migration ${Math.max(...unknown)})`,
      'Update this Lookout.',
    );
  return ok(`all ${wanted.length} applied`);
}

async function examineRole({ pool }: Database) {
  const { rows: roles } = await pool.query<{ may: boolean }>(
    "select pg_has_role(oid, 'member') as may from pg_roles where rolname = $1",
    [tenantRole],
  );
  if (!roles[0]?.may)
    return fail(
      `this user may not work as ${tenantRole}`,
      `As an owner of the database: grant ${tenantRole} to the user of DATABASE_URL.`,
    );
  const { rows } = await pool.query<{ name: string }>(
    `select c.relname as name from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attname = 'workspace_id'
     where c.relnamespace = 'public'::regnamespace and c.relkind = 'r' and not c.relrowsecurity order by 1`,
  );
  if (rows.length > 0)
    return fail(
      `without row-level security: ${rows.map(({ name }) => name).join(', ')}`,
      'Somebody switched it off by hand: alter table ... enable row level security.',
    );
  return ok('each workspace sees its own rows only');
}

async function examineJobs(database: Database) {
  const { rows } = await database.pool.query<{ there: boolean }>(
    "select to_regclass('pgboss.job') is not null as there",
  );
  if (!rows[0]?.there) return ok('none yet');
  await using queue = await openQueue({ database, log: silentLog, stopGraceMs: 1_000 });
  const dead = await queue.deadJobs(100);
  const depth = Object.values(await queue.depth()).reduce((sum, count) => sum + count, 0);
  if (dead.length === 0) return ok(`${depth} waiting, none failed for good`);
  const shown = dead
    .slice(0, deadShown)
    .map(
      ({ job, at, workspaceId, problem }) =>
        `${job} at ${at.toISOString()}${workspaceId ? ` for ${workspaceId}` : ''}: ${problem}`,
    );
  return warn(
    [`${dead.length} failed for good in the last 7 days`, ...shown].join('\n'),
    'Mend what they name. Pages are read again by their schedule; nothing needs to be done for old ones.',
  );
}
