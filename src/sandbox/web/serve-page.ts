import { createHash, randomBytes } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Clock } from '../../kit/clock.ts';
import { send, sendHtml, urlOf } from '../http.ts';
import { testimonials } from './default-pages.ts';
import { pdfOfLines } from './pdf.ts';
import type { SitePage } from './site-page.ts';

export interface PageContext {
  pages: ReadonlyMap<string, SitePage>;
  baseUrl: string;
  clock: Clock;
  lifetime: AbortSignal;
  slowMs: number;
}

const contentTypes: Record<SitePage['kind'], string> = {
  html: 'text/html; charset=utf-8',
  status: 'text/html; charset=utf-8',
  feed: 'application/atom+xml; charset=utf-8',
  json: 'application/json',
  pdf: 'application/pdf',
};

const botWall = `<!DOCTYPE html><html lang="en-US"><head><title>Just a moment...</title><meta name="robots" content="noindex,nofollow">
<meta http-equiv="refresh" content="390"></head><body><div class="main-content"><noscript>
<div class="h2"><span id="challenge-error-text">Enable JavaScript and cookies to continue</span></div></noscript>
<h1>Checking if the site connection is secure</h1><p>Verify you are human by completing the action below.</p>
<form id="challenge-form" action="/" method="POST"></form></div></body></html>`;

const loginPage = `<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>Sign in · Northwind Cloud</title></head>
<body><main><h1>Sign in to continue</h1><form method="post" action="/login"><label>E-mail <input name="email" type="email"></label>
<label>Password <input name="password" type="password"></label><button>Sign in</button></form>
<p><a href="/forgot">Forgot your password?</a></p></main></body></html>`;

/** A page changes with every visit when it carries noise; it then sends no validator, as such pages do. */
const isNoisy = (page: SitePage): boolean => /\{\{(?:csrf|testimonial)\}\}/.test(page.content);

function bodyOf(context: PageContext, page: SitePage): string | Uint8Array {
  const filled = page.content
    .replaceAll('{{csrf}}', randomBytes(16).toString('hex'))
    .replaceAll('{{testimonial}}', testimonials[page.hits % testimonials.length] ?? '')
    .replaceAll('{{base}}', context.baseUrl);
  return page.kind === 'pdf' ? pdfOfLines(filled.split('\n'), page.title) : filled;
}

function serveContent(
  context: PageContext,
  page: SitePage,
  request: IncomingMessage,
  response: ServerResponse,
): void {
  const body = bodyOf(context, page);
  if (isNoisy(page)) {
    send(response, 200, contentTypes[page.kind], body, { 'cache-control': 'no-store' });
    return;
  }
  const etag = `"${createHash('sha256').update(body).digest('hex').slice(0, 24)}"`;
  const validators = { etag, 'last-modified': page.modifiedAt.toUTCString(), 'cache-control': 'no-cache' };
  const matches = request.headers['if-none-match']
    ?.split(',')
    .some((one) => one.trim().replace(/^W\//, '') === etag);
  const since = request.headers['if-modified-since'];
  const unchanged =
    request.headers['if-none-match'] === undefined &&
    since !== undefined &&
    Date.parse(since) >= page.modifiedAt.getTime();
  if (matches || unchanged) {
    response.writeHead(304, validators);
    response.end();
    return;
  }
  send(response, 200, contentTypes[page.kind], body, validators);
}

async function serveInMode(
  context: PageContext,
  page: SitePage,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  switch (page.mode) {
    case '429':
      return sendHtml(response, 429, '<h1>Too many requests</h1>', { 'retry-after': '120' });
    case '500':
      return sendHtml(response, 500, '<h1>Internal server error</h1>');
    case 'bot_wall':
      return sendHtml(response, 403, botWall, { 'cf-mitigated': 'challenge', server: 'cloudflare' });
    case 'empty':
      return send(response, 200, contentTypes[page.kind], '');
    case 'gone':
      return sendHtml(response, 410, '<h1>This page is gone</h1>');
    case 'login':
      response.writeHead(302, { location: `/login?next=${encodeURIComponent(page.path)}` });
      response.end();
      return;
    case 'redirect_private':
      response.writeHead(302, { location: 'http://169.254.169.254/latest/meta-data/' });
      response.end();
      return;
    case 'slow':
      await context.clock.sleep(context.slowMs, context.lifetime);
      return serveContent(context, page, request, response);
    case 'ok':
      return serveContent(context, page, request, response);
  }
}

/** Answers one visit to the forged website, counting it. */
export async function servePage(
  context: PageContext,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const path = urlOf(request).pathname;
  if (path === '/robots.txt') {
    return send(
      response,
      200,
      'text/plain',
      `User-agent: *\nDisallow: /login\nSitemap: ${context.baseUrl}/sitemap.xml\n`,
    );
  }
  if (path === '/sitemap.xml') return send(response, 200, 'application/xml', sitemap(context));
  if (path === '/login') return sendHtml(response, 200, loginPage);
  const page = context.pages.get(path);
  if (!page) return sendHtml(response, 404, '<h1>Page not found</h1>');
  page.hits += 1;
  await serveInMode(context, page, request, response);
}

function sitemap({ pages, baseUrl }: PageContext): string {
  const rows = [...pages.values()]
    .filter((page) => page.kind === 'html' || page.kind === 'status')
    .map(
      (page) =>
        `  <url><loc>${baseUrl}${page.path}</loc><lastmod>${page.modifiedAt.toISOString().slice(0, 10)}</lastmod></url>`,
    );
  return `<?xml version="1.0" encoding="UTF-8"?>\n<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n${rows.join('\n')}\n</urlset>\n`;
}
