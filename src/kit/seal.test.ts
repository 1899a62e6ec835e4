import { randomBytes } from 'node:crypto';
import { expect, test } from 'vitest';
import { createSeal } from './seal.ts';

const old = { id: '2026-10', key: randomBytes(32) };
const fresh = { id: '2026-11', key: randomBytes(32) };

test('a token comes back as it was, and is not to be seen in what is stored', () => {
  const seal = createSeal([old]);
  const { sealed, keyId } = seal.seal('xoxb-ünïcode-1');
  expect(Buffer.from(sealed, 'base64').toString('latin1')).not.toContain('xoxb');
  expect(seal.open(sealed, keyId)).toBe('xoxb-ünïcode-1');
});

test('the same token never looks the same twice', () => {
  const seal = createSeal([old]);
  expect(seal.seal('xoxb-1').sealed).not.toBe(seal.seal('xoxb-1').sealed);
});

test('after a new key is put in front, the old one still reads and says it wants resealing', () => {
  const { sealed, keyId } = createSeal([old]).seal('xoxb-1');
  const rotated = createSeal([fresh, old]);
  expect(rotated.open(sealed, keyId)).toBe('xoxb-1');
  expect(rotated.resealNeeded(keyId)).toBe(true);
  expect(rotated.resealNeeded(rotated.seal('x').keyId)).toBe(false);
});

test('a row whose bytes or key id were altered is refused', () => {
  const seal = createSeal([fresh, old]);
  const { sealed, keyId } = seal.seal('xoxb-1');
  const bytes = Buffer.from(sealed, 'base64');
  bytes[bytes.length - 1] = (bytes.at(-1) ?? 0) ^ 1;
  expect(() => seal.open(bytes.toString('base64'), keyId)).toThrow('altered');
  expect(() => seal.open(sealed, old.id)).toThrow('altered');
  expect(() => seal.open(sealed, 'lost')).toThrow('not configured');
});
