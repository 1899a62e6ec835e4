import type { IncomingMessage, ServerResponse } from 'node:http';
import { extname } from 'node:path';
import { readBody, send, sendHtml } from '../http.ts';
import type { Forge } from './forge.ts';
import type { StoredFile } from './workspace.ts';

const mimetypes: Record<string, string> = {
  '.txt': 'text/plain',
  '.md': 'text/markdown',
  '.vtt': 'text/vtt',
  '.srt': 'application/x-subrip',
  '.csv': 'text/csv',
  '.html': 'text/html',
  '.json': 'application/json',
  '.pdf': 'application/pdf',
  '.png': 'image/png',
  '.jpg': 'image/jpeg',
  '.docx': 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
};

export const guessMimetype = (name: string): string =>
  mimetypes[extname(name).toLowerCase()] ?? 'application/octet-stream';

/** Keeps a file a person dropped in a conversation. */
export function storePersonFile(
  forge: Forge,
  user: string,
  channel: string,
  given: { name: string; mimetype?: string; bytes: Uint8Array },
): StoredFile {
  const file: StoredFile = {
    id: forge.ids.next('F'),
    name: given.name,
    title: given.name,
    mimetype: given.mimetype ?? guessMimetype(given.name),
    createdAt: Math.floor(forge.clock.now().getTime() / 1_000),
    user,
    bytes: given.bytes,
    complete: true,
    channels: [channel],
  };
  forge.workspace.files.set(file.id, file);
  return file;
}

/** The first part's content of a multipart body; the whole body when it is not multipart. */
function fileContent(body: Buffer, contentType: string): Uint8Array {
  const boundary = /^multipart\/form-data;.*boundary="?([^";]+)"?/i.exec(contentType)?.[1];
  if (boundary === undefined) return body;
  const start = body.indexOf('\r\n\r\n');
  const end = body.lastIndexOf(`\r\n--${boundary}`);
  return start === -1 || end < start ? new Uint8Array() : body.subarray(start + 4, end);
}

/** `POST /upload/v1/<file id>`: the middle step of an external upload. */
export async function takeUpload(
  forge: Forge,
  request: IncomingMessage,
  response: ServerResponse,
  fileId: string,
): Promise<void> {
  const file = forge.workspace.files.get(fileId);
  if (!file || file.complete) return send(response, 404, 'text/plain', 'not found');
  file.bytes = fileContent(await readBody(request), request.headers['content-type'] ?? '');
  send(response, 200, 'text/plain', `OK - ${file.bytes.length}`);
}

const loginPage = `<!DOCTYPE html><html lang="en-US"><head><title>Sign in to Sandbox | Slack</title></head>
<body><h1>Sign in to Sandbox</h1><form action="/signin" method="post"><input name="email" type="email"></form></body></html>`;

/** `GET /files-pri/<team>-<file>/...`: the bytes for a token with files:read; a login page with 200 for anyone else. */
export function serveFile(
  forge: Forge,
  request: IncomingMessage,
  response: ServerResponse,
  pathname: string,
): void {
  const token = forge.installation.tokens.get((request.headers.authorization ?? '').replace(/^Bearer /, ''));
  const id = /^\/files-pri\/[A-Z0-9]+-([A-Z0-9]+)\//.exec(pathname)?.[1];
  const file = id === undefined ? undefined : forge.workspace.files.get(id);
  if (!token || token.revoked || !token.scopes.has('files:read')) sendHtml(response, 200, loginPage);
  else if (file?.complete) send(response, 200, file.mimetype, file.bytes);
  else sendHtml(response, 404, '<h1>File not found</h1>');
}
