import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { inject } from 'vitest';
import { newId } from '../../src/kit/ids.ts';
import { silentLog } from '../../src/kit/log.ts';
import { openQueue } from '../../src/queue/queue.ts';
import { type Database, openEmbedded, openServer } from '../../src/store/database.ts';
import { migrate, readMigrations } from '../../src/store/migrate.ts';
import { migratedTemplate } from './server-postgres.ts';

const cache = join(import.meta.dirname, '../../node_modules/.cache/lookout');

/**
 * An embedded database of one's own, in memory, with the newest schema; about half a second. The migrated state is
 * kept as a dump named after the migrations and the engine, so that a changed migration makes a new one.
 */
export async function openTestDatabase(): Promise<Database> {
  return await openEmbedded(undefined, await migratedDump());
}

let dump: Promise<Uint8Array<ArrayBuffer>> | undefined;

/** The migrated state, for `openEmbedded(directory, dump)` where a directory is what is tested. */
export async function migratedDump(): Promise<Blob> {
  dump ??= readOrMakeDump();
  return new Blob([await dump]);
}

async function readOrMakeDump(): Promise<Uint8Array<ArrayBuffer>> {
  const path = join(cache, `queued-${fingerprint()}.tar`);
  try {
    return new Uint8Array(readFileSync(path));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
  }
  await using database = await openEmbedded();
  await migrate(database);
  // With the queues in it: making them takes longer than all the rest of opening one.
  await (await openQueue({ database, log: silentLog, stopGraceMs: 1_000 }))[Symbol.asyncDispose]();
  const made = await database.pglite?.dumpDataDir('none');
  if (!made) throw new Error('the embedded database gave no dump');
  const bytes = new Uint8Array(await made.arrayBuffer());
  mkdirSync(cache, { recursive: true });
  const draft = `${path}.${newId()}`;
  writeFileSync(draft, bytes);
  renameSync(draft, path); // several workers may get here at once: whoever is last wins, whole
  return bytes;
}

function fingerprint(): string {
  const hash = createHash('sha256');
  for (const { name, sql } of readMigrations()) hash.update(`${name}\0${sql}\0`);
  for (const engine of ['@electric-sql/pglite', '@electric-sql/pglite-pgvector', 'pg-boss'])
    hash.update(readFileSync(join(import.meta.dirname, `../../node_modules/${engine}/package.json`)));
  return hash.digest('hex').slice(0, 16);
}

/** A database of one's own on the real server; only in projects whose global set-up is server-postgres.ts. */
export interface ServerTestDatabase extends AsyncDisposable {
  readonly connectionString: string;
  /** Its first client. Open more with `openServer` where two processes are played. */
  readonly database: Database;
}

/**
 * Makes a fresh database with the newest schema, or an empty one; dropped when disposed, with whoever is still
 * connected to it.
 */
export async function openServerTestDatabase({ migrated = true } = {}): Promise<ServerTestDatabase> {
  const url = inject('postgresUrl');
  const name = `test_${newId().replaceAll('-', '')}`;
  await onServer(url, `create database ${name} ${migrated ? `template ${migratedTemplate}` : ''}`);
  const connectionString = url + name;
  const database = openServer({ connectionString, poolSize: 4, statementTimeoutMs: 30_000 });
  return {
    connectionString,
    database,
    [Symbol.asyncDispose]: async () => {
      await database[Symbol.asyncDispose]();
      await onServer(url, `drop database ${name} with (force)`);
    },
  };
}

async function onServer(url: string, statement: string): Promise<void> {
  await using server = openServer({
    connectionString: `${url}postgres`,
    poolSize: 1,
    statementTimeoutMs: 30_000,
  });
  await server.pool.query(statement);
}

export interface TestDatabase extends AsyncDisposable {
  readonly database: Database;
}

/** For `describe.each`: the same suite on the embedded database and on a server. */
export const bothDatabases: readonly {
  kind: Database['kind'];
  open(options?: { migrated: boolean }): Promise<TestDatabase>;
}[] = [
  {
    kind: 'embedded',
    open: async ({ migrated } = { migrated: true }) => {
      const database = migrated ? await openTestDatabase() : await openEmbedded();
      return { database, [Symbol.asyncDispose]: async () => await database[Symbol.asyncDispose]() };
    },
  },
  { kind: 'server', open: openServerTestDatabase },
];
