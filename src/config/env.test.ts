import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { readEnvironment } from './env.ts';

async function freshDirectory(): Promise<string> {
  const directory = await mkdtemp(join(tmpdir(), 'lookout-env-'));
  onTestFinished(() => rm(directory, { recursive: true }));
  return directory;
}

test('.env adds what the real environment lacks and never overrides it', async () => {
  const directory = await freshDirectory();
  await writeFile(join(directory, '.env'), 'PATH=from-file\nLOOKOUT_ENV_TEST="only in the file" # note\n');
  const env = readEnvironment(directory);
  expect(env.LOOKOUT_ENV_TEST).toBe('only in the file');
  expect(env.PATH).toBeTruthy();
  expect(env.PATH).not.toBe('from-file');
});

test('a directory without .env is no trouble', async () => {
  expect(readEnvironment(await freshDirectory()).PATH).toBeTruthy();
});

test('an .env that cannot be read is not taken for a missing one', () => {
  expect(() => readEnvironment('/dev/null')).toThrow('ENOTDIR');
});
