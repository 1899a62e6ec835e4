import { readFile } from 'node:fs/promises';
import type { ServerResponse } from 'node:http';
import { extname, join, normalize, sep } from 'node:path';
import { send, sendHtml } from './http.ts';

const contentTypes: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json',
  '.map': 'application/json',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
};

const howToBuild = `<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>Lookout sandbox</title></head><body><main>
<h1>Lookout sandbox</h1><p>The forged Slack runs, but its browser client is not built yet.</p>
<p>Build it with <code>npx vite build web</code> and load this page again.</p>
<p>The control API answers at <a href="/sandbox/api/state">/sandbox/api/state</a>.</p></main></body></html>`;

const readOrNothing = (path: string): Promise<Buffer | undefined> => readFile(path).catch(() => undefined);

/** Serves the built browser client; any path without a file is the client's own and gets index.html. */
export async function serveStatic(
  dir: string | undefined,
  pathname: string,
  response: ServerResponse,
): Promise<void> {
  if (dir === undefined) return sendHtml(response, 503, howToBuild);
  const relative = normalize(decodeURIComponent(pathname))
    .split(sep)
    .filter((part) => part !== '..' && part !== '')
    .join(sep);
  const file = relative === '' ? undefined : await readOrNothing(join(dir, relative));
  const type = contentTypes[extname(relative)];
  if (file && type) {
    const cache = relative.startsWith(`assets${sep}`) ? 'public, max-age=31536000, immutable' : 'no-cache';
    return send(response, 200, type, file, { 'cache-control': cache });
  }
  if (type !== undefined && type !== contentTypes['.html'])
    return send(response, 404, 'text/plain', 'not found');
  const index = await readOrNothing(join(dir, 'index.html'));
  if (!index) return sendHtml(response, 503, howToBuild);
  send(response, 200, 'text/html; charset=utf-8', index, { 'cache-control': 'no-cache' });
}
