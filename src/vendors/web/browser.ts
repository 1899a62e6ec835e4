import PQueue from 'p-queue';
import type { Browser as Chromium, Page } from 'playwright-core';
import type { Clock } from '../../kit/clock.ts';
import { LookoutError } from '../../kit/errors.ts';
import type { Log } from '../../kit/log.ts';
import { answerSubrequest, type PageBudget } from './answer-subrequest.ts';
import { createBrowserProcess } from './browser-process.ts';
import type { Egress } from './egress.ts';
import { timedOut, tooLarge } from './egress-errors.ts';
import { problemOfCode } from './fetch-problems.ts';
import type { FetchedPage, FetchPage } from './schema.ts';

export interface BrowserCaps {
  /** Pages rendered at once; each costs a few hundred megabytes. */
  pages: number;
  /** For one page from opening to its text, in milliseconds. */
  wallMs: number;
  /** How long a loaded page may go on asking for more before its text is taken. */
  settleMs: number;
  /** A browser nobody uses is closed after this. */
  idleMs: number;
  requests: number;
  /** Of all sub-requests of a page together, and of its rendered HTML. */
  bytes: number;
}

interface BrowserOptions {
  executablePath: string;
  egress: Egress;
  /** Fetches the document itself, politely, so that a rendered page differs from a fetched one in nothing else. */
  fetchPage: FetchPage;
  userAgent: string;
  caps?: Partial<BrowserCaps>;
  clock: Clock;
  log: Log;
}

export interface PageBrowser extends AsyncDisposable {
  /** As FetchPage, with the HTML after the page's scripts ran. What is not HTML comes back as fetched. */
  renderPage: FetchPage;
}

interface Rendered {
  html: string;
  /** Where the page's own scripts ended up. */
  finalUrl: string;
}

const defaultCaps: BrowserCaps = {
  pages: 2,
  wallMs: 30_000,
  settleMs: 5000,
  idleMs: 60_000,
  requests: 300,
  bytes: 30 * 1024 * 1024,
};

/** Reads pages with Chromium. Owns the browser process. */
export function createBrowser(options: BrowserOptions): PageBrowser {
  const { egress, clock, log, executablePath, userAgent } = options;
  const caps = { ...defaultCaps, ...options.caps };
  const chromium = createBrowserProcess({ executablePath, idleMs: caps.idleMs, clock, log });
  const turns = new PQueue({ concurrency: caps.pages });

  const renderIn = async (
    browser: Chromium,
    fetched: FetchedPage,
    signal: AbortSignal,
  ): Promise<Rendered> => {
    const context = await browser.newContext({
      userAgent,
      locale: 'en-US',
      viewport: { width: 1280, height: 1600 },
      acceptDownloads: false,
      // A service worker's requests would not pass by us.
      serviceWorkers: 'block',
    });
    try {
      const budget: PageBudget = { requests: caps.requests, bytes: caps.bytes };
      let isDocumentAnswered = false;
      await context.routeWebSocket(/.*/, (socket) => socket.close());
      await context.route('**/*', async (route) => {
        if (isDocumentAnswered) return answerSubrequest(route, egress, budget, signal);
        isDocumentAnswered = true;
        await route.fulfill({
          status: 200,
          headers: documentHeaders(fetched),
          body: Buffer.from(fetched.body),
        });
      });
      return await readRendered(await context.newPage(), fetched.finalUrl, caps);
    } finally {
      // Not awaited: a page in an endless loop never closes, and the deadline ends the browser then.
      context.close().catch(() => {});
    }
  };

  const render = (fetched: FetchedPage, callerSignal: AbortSignal | undefined): Promise<Rendered> =>
    chromium.use(async (browser) => {
      const over = new AbortController();
      const host = new URL(fetched.finalUrl).host;
      const deadline = clock.sleep(caps.wallMs, over.signal).then(async () => {
        await chromium.discard();
        throw timedOut(host);
      });
      const given = givenUp(callerSignal);
      try {
        const rendered = await Promise.race([
          renderIn(browser, fetched, over.signal),
          deadline,
          given.promise,
        ]);
        if (rendered.html.length > caps.bytes)
          throw tooLarge(host, `more than ${caps.bytes} characters once rendered`);
        return rendered;
      } finally {
        deadline.catch(() => {});
        given.forget();
        over.abort();
      }
    });

  return {
    renderPage: async (request) => {
      // A rendered page is made of more than its document: an unchanged one says nothing.
      const fetched = await options.fetchPage({ ...request, validators: undefined });
      if (fetched.kind !== 'fetched' || !isHtml(fetched.contentType)) return fetched;
      try {
        const { html, finalUrl } = await turns.add(() => render(fetched, request.signal), {
          signal: request.signal,
        });
        const ms = clock.now().getTime() - fetched.fetchedAt.getTime();
        const body = new TextEncoder().encode(html);
        return { ...fetched, finalUrl, ms, body, contentType: 'text/html; charset=utf-8', validators: {} };
      } catch (error) {
        if (request.signal?.aborted) throw request.signal.reason;
        log.info({ err: error, url: fetched.url }, 'a page could not be rendered');
        const known = error instanceof LookoutError ? error : timedOut(new URL(fetched.finalUrl).host, error);
        const { url, fetchedAt } = fetched;
        const ms = clock.now().getTime() - fetchedAt.getTime();
        return {
          kind: 'failed',
          url,
          fetchedAt,
          ms,
          problem: problemOfCode(known.code),
          message: known.humanMessage,
        };
      }
    },
    [Symbol.asyncDispose]: () => chromium[Symbol.asyncDispose](),
  };
}

async function readRendered(page: Page, url: string, caps: BrowserCaps): Promise<Rendered> {
  page.on('dialog', (dialog) => dialog.dismiss().catch(() => {}));
  page.on('popup', (popup) => popup.close().catch(() => {}));
  await page.goto(url, { waitUntil: 'load', timeout: caps.wallMs });
  // A page that polls is never quiet; what it shows by then is what there is.
  await page.waitForLoadState('networkidle', { timeout: caps.settleMs }).catch(() => {});
  const html = await page.content();
  return { html, finalUrl: page.url() };
}

const isHtml = (contentType: string | undefined): boolean =>
  contentType === undefined || /^\s*(text\/html|application\/xhtml\+xml)\b/i.test(contentType);

/** What the document's own headers may still decide: its type, and its security policy for scripts and frames. */
function documentHeaders(fetched: FetchedPage): Record<string, string> {
  const headers: Record<string, string> = { 'content-type': fetched.contentType ?? 'text/html' };
  const policy = fetched.headers['content-security-policy'];
  if (policy) headers['content-security-policy'] = policy;
  return headers;
}

/** A promise that rejects when the caller gives up. */
function givenUp(signal: AbortSignal | undefined) {
  const { promise, reject } = Promise.withResolvers<never>();
  promise.catch(() => {});
  const listener = () => reject(signal?.reason);
  if (signal?.aborted) listener();
  signal?.addEventListener('abort', listener, { once: true });
  return { promise, forget: () => signal?.removeEventListener('abort', listener) };
}
