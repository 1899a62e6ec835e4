import { mkdtemp, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { loadConfig } from './config.ts';
import { loadEncryptionKeys } from './key-file.ts';

async function freshDirectory(): Promise<string> {
  const directory = await mkdtemp(join(tmpdir(), 'lookout-key-'));
  onTestFinished(() => rm(directory, { recursive: true }));
  return directory;
}

test('processes that start at once share one key, which only its owner may read', async () => {
  const directory = join(await freshDirectory(), 'data');
  const path = join(directory, 'encryption.key');
  const starts = await Promise.all(
    Array.from({ length: 8 }, () => loadEncryptionKeys({ kind: 'key-file', path })),
  );
  const keys = starts.map(([key]) => key && Buffer.from(key.key).toString('hex'));
  expect(new Set(keys).size).toBe(1);
  expect(starts[0]?.[0]?.key).toHaveLength(32);
  expect((await stat(path)).mode & 0o777).toBe(0o600);
  expect(await readdir(directory)).toEqual(['encryption.key']);
});

test('a key file that holds something else stops the start and is left as it is', async () => {
  const path = join(await freshDirectory(), 'encryption.key');
  await writeFile(path, 'not a key');
  await expect(loadEncryptionKeys({ kind: 'key-file', path })).rejects.toMatchObject({ code: 'bad_config' });
  expect((await stat(path)).size).toBe('not a key'.length);
});

test('keys of the config become bytes in their order, the writing one first, and no file is made', async () => {
  const { security } = loadConfig({ ENCRYPTION_KEYS: `new:${'A'.repeat(43)}=,old:${'/'.repeat(42)}8=` });
  const keys = await loadEncryptionKeys(security.encryption);
  expect(keys.map(({ id, key }) => [id, key.byteLength, key[0]])).toEqual([
    ['new', 32, 0],
    ['old', 32, 255],
  ]);
});
