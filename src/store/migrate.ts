import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type pg from 'pg';
import { LookoutError } from '../kit/errors.ts';
import type { Database } from './database.ts';

const migrationsDirectory = join(import.meta.dirname, '../../migrations');
/** Any fixed number: every migrator of this product waits for the same lock. */
const migrationLock = 7_061_502;
const oldestServer = 150_000;

export interface Migration {
  number: number;
  name: string;
  sql: string;
}

/** The numbered migrations on disk, in order. */
export function readMigrations(directory = migrationsDirectory): Migration[] {
  return readdirSync(directory)
    .filter((file) => /^\d{6}_.+\.sql$/.test(file))
    .sort()
    .map((file) => ({
      number: Number.parseInt(file, 10),
      name: file,
      sql: readFileSync(join(directory, file), 'utf8'),
    }));
}

async function requireVector(client: pg.PoolClient): Promise<void> {
  const version = await client.query<{ number: number }>(
    "select current_setting('server_version_num')::int as number",
  );
  if ((version.rows[0]?.number ?? 0) < oldestServer) {
    throw new LookoutError('bad_config', 'Postgres is older than 15', {
      humanMessage: 'This Postgres is older than version 15. Point DATABASE_URL at Postgres 15 or newer.',
    });
  }
  const available = await client.query("select 1 from pg_available_extensions where name = 'vector'");
  if (available.rowCount === 0) {
    throw new LookoutError('bad_config', 'pgvector is not installed', {
      humanMessage:
        'This Postgres has no pgvector. Install it on the database server (Debian and Ubuntu: apt-get install postgresql-NN-pgvector from the PGDG repository; Docker: image pgvector/pgvector:pg17; managed services: enable the "vector" extension), then start again. Or unset DATABASE_URL to use the embedded database.',
    });
  }
  await client.query('create extension if not exists vector');
}

/**
 * Brings the database to the newest schema. Safe when several processes start at once: one holds
 * the lock, the others wait and find nothing to do. Each migration commits with its own record.
 * Returns the numbers applied by this call.
 */
export async function migrate(database: Database, migrations = readMigrations()): Promise<number[]> {
  const client = await database.pool.connect();
  try {
    await client.query('select pg_advisory_lock($1)', [migrationLock]);
    try {
      await requireVector(client);
      await client.query(
        'create table if not exists schema_migrations (number integer primary key, name text not null, applied_at timestamptz not null default now())',
      );
      const done = await client.query<{ number: number }>('select number from schema_migrations');
      const applied = new Set(done.rows.map((row) => row.number));
      const fresh = migrations.filter((migration) => !applied.has(migration.number));
      for (const migration of fresh) {
        await client.query('begin');
        try {
          await client.query(migration.sql);
          await client.query('insert into schema_migrations (number, name) values ($1, $2)', [
            migration.number,
            migration.name,
          ]);
          await client.query('commit');
        } catch (error) {
          await client.query('rollback');
          throw error;
        }
      }
      return fresh.map((migration) => migration.number);
    } finally {
      await client.query('select pg_advisory_unlock($1)', [migrationLock]);
    }
  } finally {
    client.release();
  }
}
