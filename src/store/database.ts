import { closeSync, mkdirSync, openSync, readFileSync, unlinkSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { PGlite } from '@electric-sql/pglite';
import { createPgConfig } from '@electric-sql/pglite/node-postgres';
import { vector } from '@electric-sql/pglite-pgvector';
import { Kysely, PostgresDialect, sql, type Transaction } from 'kysely';
import pg from 'pg';
import { LookoutError } from '../kit/errors.ts';
import type { Tables } from './tables.ts';

export type Tx = Transaction<Tables>;

export interface Database extends AsyncDisposable {
  readonly kind: 'embedded' | 'server';
  readonly pool: pg.Pool;
  readonly db: Kysely<Tables>;
  /** The embedded engine itself, for in-process NOTIFY and for dumps; absent on a server. */
  readonly pglite?: PGlite;
  readonly connectionString?: string;
  /**
   * Work as one workspace: rows of others do not exist inside, whatever the query forgot.
   * Everything in `work` commits or nothing does. Never await another `tenant`/`system` inside:
   * the embedded database has one session and would wait for itself.
   */
  tenant<T>(workspaceId: string, work: (tx: Tx) => Promise<T>): Promise<T>;
  /** Work across workspaces: the clock, the inbox, retention. */
  system<T>(work: (tx: Tx) => Promise<T>): Promise<T>;
}

export interface ServerOptions {
  connectionString: string;
  poolSize: number;
  statementTimeoutMs: number;
}

function wrap(parts: Omit<Database, 'tenant' | 'system' | 'db'>): Database {
  const db = new Kysely<Tables>({ dialect: new PostgresDialect({ pool: parts.pool }) });
  return {
    ...parts,
    db,
    tenant: (workspaceId, work) =>
      db.transaction().execute(async (tx) => {
        await sql`select set_config('lookout.workspace', ${workspaceId}, true), set_config('role', 'lookout_tenant', true)`.execute(
          tx,
        );
        return await work(tx);
      }),
    system: (work) => db.transaction().execute(work),
    [Symbol.asyncDispose]: async () => {
      await parts[Symbol.asyncDispose]();
    },
  };
}

/** A host that drops packets says nothing at all; ten seconds is an answer too. */
const connectTimeoutMs = 10_000;

/** Opens a Postgres server (>= 15, with pgvector; `migrate` refuses one without). */
export function openServer({ connectionString, poolSize, statementTimeoutMs }: ServerOptions): Database {
  const pool = new pg.Pool({
    connectionString,
    max: poolSize,
    connectionTimeoutMillis: connectTimeoutMs,
    statement_timeout: statementTimeoutMs,
    application_name: 'lookout',
  });
  // An idle client that loses its connection is replaced by the pool; the next query reports a real outage.
  pool.on('error', () => undefined);
  return wrap({
    kind: 'server',
    pool,
    connectionString,
    [Symbol.asyncDispose]: async () => await pool.end(),
  });
}

const isAlive = (pid: number): boolean => {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
};

/** One process a data directory: two writers would corrupt the embedded database. */
function lockDirectory(directory: string): () => void {
  mkdirSync(directory, { recursive: true, mode: 0o700 });
  const path = join(directory, 'lookout.pid');
  for (let attempt = 0; attempt < 2; attempt += 1) {
    try {
      const file = openSync(path, 'wx', 0o600);
      writeSync(file, String(process.pid));
      closeSync(file);
      return () => unlinkSync(path);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
      const holder = Number.parseInt(readFileSync(path, 'utf8'), 10);
      if (holder > 0 && holder !== process.pid && isAlive(holder)) {
        throw new LookoutError('conflict', `data directory ${directory} is in use by process ${holder}`, {
          humanMessage: `Another Lookout (process ${holder}) already uses ${directory}. The embedded database serves one process: stop that one, choose another DATA_DIR, or set DATABASE_URL to a Postgres server.`,
        });
      }
      unlinkSync(path); // left behind by a process that died
    }
  }
  throw new LookoutError('conflict', `could not lock ${directory}`);
}

/**
 * One session needs no server's buffers: 208 MB for the whole process after opening instead of 408 (measured
 * with pgvector on Node 24). Pages that do not fit are in the system's file cache anyway.
 */
const embeddedSettings = [
  'shared_buffers = 16MB',
  'wal_buffers = 1MB',
  'max_connections = 10',
  'max_wal_size = 64MB',
];

/**
 * Opens the embedded database (PGlite with pgvector) in `directory`, or in memory when absent.
 * It is reached through a node-postgres pool of one, so that a transaction owns the only session
 * and no stray query can slip into it (a shared PGlite handle would allow that).
 */
export async function openEmbedded(directory?: string, loadDataDir?: Blob): Promise<Database> {
  const unlock = directory ? lockDirectory(directory) : () => undefined;
  try {
    const pglite = await PGlite.create({
      ...(directory ? { dataDir: join(directory, 'database') } : {}),
      ...(loadDataDir ? { loadDataDir } : {}),
      extensions: { vector },
      postgresqlconf: embeddedSettings,
    });
    const pool = new pg.Pool({ ...(createPgConfig(pglite) as unknown as pg.PoolConfig), max: 1 });
    return wrap({
      kind: 'embedded',
      pool,
      pglite,
      [Symbol.asyncDispose]: async () => {
        await pool.end();
        await pglite.close();
        unlock();
      },
    });
  } catch (error) {
    unlock();
    throw error;
  }
}
