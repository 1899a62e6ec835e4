import type { IncomingMessage, ServerResponse } from 'node:http';
import { LookoutError } from '../kit/errors.ts';

const maxBodyBytes = 64 * 1024 * 1024;

/** The whole body of a request; throws too_large past 64 MB. */
export async function readBody(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request) {
    const bytes = Buffer.from(chunk);
    size += bytes.length;
    if (size > maxBodyBytes) throw new LookoutError('too_large', 'request body over 64 MB');
    chunks.push(bytes);
  }
  return Buffer.concat(chunks);
}

type Headers = Record<string, string>;

export function send(
  response: ServerResponse,
  status: number,
  contentType: string,
  body: string | Uint8Array,
  headers: Headers = {},
): void {
  response.writeHead(status, {
    'content-type': contentType,
    'content-length': Buffer.byteLength(body),
    ...headers,
  });
  response.end(body);
}

export const sendJson = (
  response: ServerResponse,
  status: number,
  body: unknown,
  headers: Headers = {},
): void => send(response, status, 'application/json; charset=utf-8', JSON.stringify(body), headers);

export const sendHtml = (
  response: ServerResponse,
  status: number,
  body: string,
  headers: Headers = {},
): void => send(response, status, 'text/html; charset=utf-8', body, headers);

/** Text made safe inside HTML, attributes included. */
export const escapeHtml = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');

/** The URL of a request; the host part is only a filler. */
export const urlOf = (request: IncomingMessage): URL => new URL(request.url ?? '/', 'http://sandbox');
