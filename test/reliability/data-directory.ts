import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sha256 } from '../../src/kit/ids.ts';
import { silentLog } from '../../src/kit/log.ts';
import { openQueue } from '../../src/queue/queue.ts';
import { openEmbedded } from '../../src/store/database.ts';
import { migrate, readMigrations } from '../../src/store/migrate.ts';

const modules = join(import.meta.dirname, '../../node_modules');
const cache = join(modules, '.cache/lookout');

/** A data directory with the newest schema and the queues in it, removed when disposed. */
export async function copyDataDirectory(): Promise<{ path: string } & Disposable> {
  const prepared = await prepareOnce();
  const path = mkdtempSync(join(tmpdir(), 'lookout-reliability-'));
  cpSync(prepared, path, { recursive: true });
  return { path, [Symbol.dispose]: () => rmSync(path, { recursive: true, force: true }) };
}

/** Kept under a name made of all that shapes it: a new migration or engine makes a new one. */
async function prepareOnce(): Promise<string> {
  const parts = readMigrations().flatMap(({ name, sql }) => [name, sql]);
  for (const engine of ['@electric-sql/pglite', '@electric-sql/pglite-pgvector', 'pg-boss'])
    parts.push(readFileSync(join(modules, engine, 'package.json'), 'utf8'));
  const path = join(cache, `data-${sha256(JSON.stringify(parts)).slice(0, 16)}`);
  if (existsSync(path)) return path;
  mkdirSync(cache, { recursive: true });
  const draft = mkdtempSync(join(cache, 'draft-'));
  await prepare(draft);
  try {
    renameSync(draft, path);
  } catch (error) {
    rmSync(draft, { recursive: true, force: true });
    if (!existsSync(path)) throw error; // another worker was first
  }
  return path;
}

async function prepare(directory: string): Promise<void> {
  await using database = await openEmbedded(directory);
  await migrate(database);
  await using _queue = await openQueue({ database, log: silentLog, stopGraceMs: 1_000 });
}
