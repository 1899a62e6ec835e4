import { randomBytes, randomUUID } from 'node:crypto';
import { link, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { LookoutError } from '../kit/errors.ts';
import type { SealKey } from '../kit/seal.ts';
import type { Config } from './config.ts';
import { type EncryptionKey, encryptionKey } from './schema.ts';

/**
 * The keys for tokens at rest, first one to write with: those of the config, or the one in the key file, which is
 * made (readable by its owner only) when there is none. Two processes that start at once end with the same key.
 * @throws LookoutError bad_config when the file holds something else
 */
export async function loadEncryptionKeys(
  encryption: Config['security']['encryption'],
): Promise<readonly SealKey[]> {
  if (encryption.kind === 'keys') return encryption.keys.map(toSealKey);
  await makeKeyFile(encryption.path);
  const read = encryptionKey.safeParse((await readFile(encryption.path, 'utf8')).trim());
  if (read.success) return [toSealKey(read.data)];
  throw new LookoutError('bad_config', 'key file is malformed', {
    humanMessage: `${encryption.path} should hold one encryption key and does not. Put the right file back; without it, stored tokens cannot be read.`,
    fields: { path: encryption.path },
  });
}

const toSealKey = ({ id, key }: EncryptionKey): SealKey => ({ id, key: Buffer.from(key.reveal(), 'base64') });

async function makeKeyFile(path: string): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
  const draft = `${path}.${randomUUID()}`;
  await writeFile(draft, `file:${randomBytes(32).toString('base64')}\n`, { mode: 0o600 });
  try {
    // A link appears whole or not at all and never replaces a key that is there.
    await link(draft, path);
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
  } finally {
    await rm(draft);
  }
}
