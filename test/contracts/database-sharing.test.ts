import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { stableId } from '../../src/kit/ids.ts';
import { claimDueSources } from '../../src/store/claims.ts';
import { openEmbedded, openServer } from '../../src/store/database.ts';
import { migratedDump, openServerTestDatabase } from '../helpers/database.ts';

describe('the directory of an embedded database', () => {
  let directory: string;
  beforeEach(() => {
    directory = mkdtempSync(join(tmpdir(), 'lookout-directory-'));
  });
  afterEach(() => rmSync(directory, { recursive: true, force: true }));

  test('a second process is refused with a sentence that says what to do, and takes over once the first was killed', async () => {
    await using holder = await holdInAnotherProcess(directory);
    await expect(openEmbedded(directory)).rejects.toMatchObject({
      code: 'conflict',
      humanMessage: expect.stringMatching(
        new RegExp(`\\(process ${holder.pid}\\) already uses ${directory}.*set DATABASE_URL`),
      ),
    });
    await holder.kill('SIGKILL');
    expect(readFileSync(join(directory, 'lookout.pid'), 'utf8')).toBe(String(holder.pid));
    await using database = await openEmbedded(directory);
    expect((await database.pool.query('select note from notes')).rows).toEqual([{ note: 'kept' }]);
    expect(readFileSync(join(directory, 'lookout.pid'), 'utf8')).toBe(String(process.pid));
  });

  test('a pid file with nonsense in it stops nobody', async () => {
    writeFileSync(join(directory, 'lookout.pid'), 'not a number');
    const database = await openEmbedded(directory, await migratedDump());
    await database[Symbol.asyncDispose]();
    expect(existsSync(join(directory, 'lookout.pid'))).toBe(false);
  });
});

test('two processes that claim due sources at the same moment never get the same one, and leave none', async () => {
  await using server = await openServerTestDatabase();
  const { database, connectionString } = server;
  await using other = openServer({ connectionString, poolSize: 4, statementTimeoutMs: 30_000 });
  const now = new Date('2026-11-22T10:00:00Z');
  const ids = Array.from({ length: 200 }, (_, at) => stableId('source', String(at)));
  await database.pool.query(
    `insert into sources (source_id, workspace_id, url, origin, created_at)
     select id, 'T1', 'https://example.com/' || id, 'https://example.com', $2 from unnest($1::uuid[]) as id`,
    [ids, now],
  );
  await database.pool.query(
    `insert into readings (source_id, workspace_id, origin, phase_ms, next_due_at)
     select id, 'T1', 'https://example.com', 0, $2 from unnest($1::uuid[]) as id`,
    [ids, now],
  );
  const options = {
    now,
    leasedUntil: new Date(now.getTime() + 60_000),
    limit: 30,
    perOrigin: 1_000,
    unlimitedOrigins: [],
  };
  const claimed: string[] = [];
  for (let round = 0; round < 40 && claimed.length < ids.length; round += 1) {
    const claims = await Promise.all(
      [database, other, database, other].map((each) => each.system((tx) => claimDueSources(tx, options))),
    );
    claimed.push(...claims.flat().map(({ sourceId }) => sourceId));
  }
  expect(claimed.toSorted()).toEqual(ids.toSorted());
});

interface Holder extends AsyncDisposable {
  pid: number | undefined;
  kill(signal: NodeJS.Signals): Promise<void>;
}

/** Opens the directory in a process of its own, which has written a row by the time this returns. */
async function holdInAnotherProcess(directory: string): Promise<Holder> {
  const script = fileURLToPath(new URL('../helpers/hold-directory.ts', import.meta.url));
  const child: ChildProcess = spawn(process.execPath, [script, directory], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  if (child.stdout) await once(child.stdout, 'data');
  const kill = async (signal: NodeJS.Signals) => {
    if (child.exitCode !== null || child.signalCode !== null) return;
    child.kill(signal);
    await once(child, 'exit');
  };
  return { pid: child.pid, kill, [Symbol.asyncDispose]: () => kill('SIGKILL') };
}
