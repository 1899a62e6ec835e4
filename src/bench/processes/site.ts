import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { systemClock } from '../../kit/clock.ts';
import { makePage } from './make-page.ts';
import { serveParent } from './serve-parent.ts';

/**
 * The watched site: `/pages/<number>?edition=<number>`, each edition an address of its own with a line of its
 * own, answered after a fixed wait, with an ETag that holds until the site is edited.
 */
const latencyMs = 50;
const pageCount = 500;

let edit = 0;
let served = { full: 0, notModified: 0 };
let pages: { head: string; tail: string }[] = [];

function prepare(): number {
  pages = Array.from({ length: pageCount }, (_, page) => {
    const [head = '', tail = ''] = makePage(page, edit).split('</main>');
    return { head, tail: `</main>${tail}` };
  });
  const bytes = pages.reduce((total, { head, tail }) => total + head.length + tail.length, 0);
  return Math.round(bytes / pageCount);
}

const server = createServer((request, response) => {
  const url = new URL(request.url ?? '/', 'http://site');
  const page = pages[Number(url.pathname.slice('/pages/'.length))];
  const edition = url.searchParams.get('edition') ?? '0';
  if (!url.pathname.startsWith('/pages/') || !page) return void response.writeHead(404).end();
  const etag = `"${url.pathname.slice(7)}-${edition}-${edit}"`;
  const headers = { etag, 'cache-control': 'max-age=0', date: 'Sun, 22 Nov 2026 10:00:00 GMT' };
  void systemClock.sleep(latencyMs).then(() => {
    if (request.headers['if-none-match'] === etag) {
      served.notModified += 1;
      return response.writeHead(304, headers).end();
    }
    served.full += 1;
    const body = Buffer.from(`${page.head}<p>This is edition ${edition} of the page.</p>${page.tail}`);
    response.writeHead(200, {
      ...headers,
      'content-type': 'text/html; charset=utf-8',
      'content-length': body.length,
    });
    response.end(body);
  });
});

const handlers = {
  /** Answers where the site is, and how many bytes a page has on average. */
  open: async () => {
    const pageBytes = prepare();
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as AddressInfo;
    return { origin: `http://127.0.0.1:${port}`, pageBytes, pageCount, latencyMs };
  },
  /** Every page says something new from now on. */
  edit: async () => {
    edit += 1;
    prepare();
  },
  /** What was served since the last time this was asked. */
  count: async () => {
    const counted = served;
    served = { full: 0, notModified: 0 };
    return counted;
  },
};
export type SiteProcess = typeof handlers;

serveParent(handlers, async () => {
  server.close();
  server.closeAllConnections();
});
