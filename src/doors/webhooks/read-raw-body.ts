import type { IncomingMessage } from 'node:http';
import { LookoutError } from '../../kit/errors.ts';

/** Larger bodies are no webhook: 50,000 words of transcript with times are about 3 MiB. */
export const mostBodyBytes = 5 * 1024 * 1024;

/**
 * The bytes as they came: signatures are made over them.
 *
 * @throws LookoutError too_large
 */
export async function readRawBody(request: IncomingMessage): Promise<Buffer> {
  const tooLarge = () => new LookoutError('too_large', 'the body of a webhook is too large');
  if (Number(request.headers['content-length'] ?? 0) > mostBodyBytes) throw tooLarge();
  const parts: Buffer[] = [];
  let total = 0;
  for await (const part of request as AsyncIterable<Buffer>) {
    total += part.length;
    if (total > mostBodyBytes) throw tooLarge();
    parts.push(part);
  }
  return Buffer.concat(parts);
}

/** A header that came once; of several the first. */
export function headerOf(request: IncomingMessage, name: string): string | undefined {
  const value = request.headers[name];
  return Array.isArray(value) ? value[0] : value;
}
