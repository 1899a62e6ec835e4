import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { LookoutError } from './errors.ts';

/** A key as it is written beside what it encrypts, and its 32 bytes. */
export interface SealKey {
  id: string;
  key: Uint8Array;
}

export interface Sealed {
  /** Base64 of nonce, tag and ciphertext. */
  sealed: string;
  keyId: string;
}

/** Encryption at rest. The first key writes, all of them read: that is how a key is rotated. */
export interface Seal {
  seal(text: string): Sealed;
  /** @throws LookoutError bad_config when the key is not configured (any more), internal when the data was altered. */
  open(sealed: string, keyId: string): string;
  /** Whether the text was sealed with a key that only reads now. */
  resealNeeded(keyId: string): boolean;
}

const algorithm = 'aes-256-gcm';
const nonceBytes = 12; // NIST SP 800-38D: 96 bits, random, is the form made for this
const tagBytes = 16;

/** AES-256-GCM; the key id is authenticated too, so that a row cannot be passed off under another key. */
export function createSeal(keys: readonly SealKey[]): Seal {
  const first = keys[0];
  if (!first) throw new LookoutError('bad_config', 'no encryption key');
  for (const { id, key } of keys) {
    if (key.byteLength !== 32) throw new LookoutError('bad_config', `encryption key ${id} is not 32 bytes`);
  }
  return {
    seal: (text) => {
      const nonce = randomBytes(nonceBytes);
      const cipher = createCipheriv(algorithm, first.key, nonce).setAAD(Buffer.from(first.id));
      const body = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
      return {
        sealed: Buffer.concat([nonce, cipher.getAuthTag(), body]).toString('base64'),
        keyId: first.id,
      };
    },
    open: (sealed, keyId) => {
      const key = keys.find((one) => one.id === keyId);
      if (!key) {
        throw new LookoutError('bad_config', `encryption key ${keyId} is not configured`, {
          humanMessage: `Something was encrypted with the key "${keyId}", which is not in ENCRYPTION_KEYS. Put it back, after the newer ones.`,
        });
      }
      const bytes = Buffer.from(sealed, 'base64');
      try {
        const decipher = createDecipheriv(algorithm, key.key, bytes.subarray(0, nonceBytes), {
          authTagLength: tagBytes,
        })
          .setAAD(Buffer.from(keyId))
          .setAuthTag(bytes.subarray(nonceBytes, nonceBytes + tagBytes));
        return (
          decipher.update(bytes.subarray(nonceBytes + tagBytes), undefined, 'utf8') + decipher.final('utf8')
        );
      } catch (cause) {
        throw new LookoutError('internal', 'sealed text was altered or sealed with another key', { cause });
      }
    },
    resealNeeded: (keyId) => keyId !== first.id,
  };
}
