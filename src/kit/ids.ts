import { createHash, randomUUID } from 'node:crypto';

/** A fresh random id (UUID v4). */
export const newId = (): string => randomUUID();

/** Hex SHA-256 of bytes or text. */
export const sha256 = (data: string | Uint8Array): string => createHash('sha256').update(data).digest('hex');

/**
 * The same UUID for the same parts, for ever: what makes an effect idempotent.
 * Laid out as a version 8 UUID (RFC 9562), which leaves the bits to the application.
 */
export function stableId(...parts: readonly string[]): string {
  const hex = sha256(JSON.stringify(parts));
  const variant = ((Number.parseInt(hex.slice(16, 18), 16) & 0x3f) | 0x80).toString(16).padStart(2, '0');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-${variant}${hex.slice(18, 20)}-${hex.slice(20, 32)}`;
}
