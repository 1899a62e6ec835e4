import type { IncomingMessage, ServerResponse } from 'node:http';
import { serveControl } from './control/serve-control.ts';
import { sendJson, urlOf } from './http.ts';
import type { ForgedLinear } from './linear/create-forged-linear.ts';
import type { ForgedNotion } from './notion/create-forged-notion.ts';
import { serveFile, takeUpload } from './slack/files.ts';
import type { Forge } from './slack/forge.ts';
import { serveAuthorize } from './slack/serve-authorize.ts';
import { serveResponseUrl } from './slack/serve-response-url.ts';
import { serveCall } from './slack/web-api/serve-call.ts';
import { serveStatic } from './static.ts';
import type { Site } from './web/site.ts';

export interface Served {
  forge: Forge;
  site: Site;
  linear: ForgedLinear;
  notion: ForgedNotion;
  staticDir: string | undefined;
}

async function route(served: Served, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const { forge, staticDir } = served;
  const url = urlOf(request);
  const path = url.pathname;
  if (path.startsWith('/api/')) return serveCall(forge, request, response, url);
  if (path.startsWith('/sandbox/api/')) return serveControl(served, request, response);
  if (path.startsWith('/response/') && request.method === 'POST')
    return serveResponseUrl(forge, request, response, path);
  if (path.startsWith('/upload/v1/') && request.method === 'POST') {
    return takeUpload(forge, request, response, path.slice('/upload/v1/'.length));
  }
  if (path.startsWith('/files-pri/')) return serveFile(forge, request, response, path);
  const place = placeOf(url);
  if (place) return void response.writeHead(302, { location: place }).end();
  if (path === '/oauth/v2/authorize') return serveAuthorize(forge, request, response, url);
  return serveStatic(staticDir, path, response);
}

/** Where the client shows what a link leads to: a thread by Slack's permalink, or a page of Notion. */
function placeOf({ pathname, searchParams }: URL): string | undefined {
  const [, channel, seconds, micros] = /^\/archives\/(\w+)\/p(\d+)(\d{6})$/.exec(pathname) ?? [];
  if (channel)
    return `/#/channel/${channel}/thread/${searchParams.get('thread_ts') ?? `${seconds}.${micros}`}`;
  const [, id] = /^\/notion\/(?:[\w-]*-)?([0-9a-f]{32})$/.exec(pathname) ?? [];
  return id && `/#/notion/${id.replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-')}`;
}

/** One request to the sandbox: Slack's API, the control API, or the browser client. */
export function serve(served: Served, request: IncomingMessage, response: ServerResponse): void {
  route(served, request, response).catch((error: unknown) => {
    if (served.forge.lifetime.aborted) return;
    served.forge.log.error({ err: error, path: request.url }, 'the sandbox failed to answer');
    if (response.headersSent) response.destroy();
    else sendJson(response, 500, { ok: false, error: 'internal_error' });
  });
}
