import { createServer } from 'node:http';
import { describe, expect, it } from 'vitest';
import { systemClock } from '../../kit/clock.ts';
import { silentLog } from '../../kit/log.ts';
import { type BrowserCaps, createBrowser } from './browser.ts';
import { createEgress } from './egress.ts';
import { hostileTargets } from './egress-targets.ts';
import { createPageFetcher } from './fetch-page.ts';
import { findChromium } from './find-chromium.ts';
import { createPoliteness } from './politeness.ts';
import { createRobots } from './robots.ts';
import { listenForTest, serveForTest } from './serve-for-test.ts';

const executablePath = await findChromium();
if (!executablePath) console.log('browser tests are skipped: no Chromium on this machine');

async function browse(pages: Record<string, string>, caps: Partial<BrowserCaps> = {}) {
  const asked: string[] = [];
  const site = await serveForTest((request, response) => {
    asked.push(request.url ?? '');
    const body = pages[request.url ?? ''];
    const location = request.url === '/leave' ? secret.origin : undefined;
    if (location) response.writeHead(302, { location }).end();
    else
      response.writeHead(body === undefined ? 404 : 200, { 'content-type': typeOf(request.url) }).end(body);
  });
  const reached: string[] = [];
  // A neighbour inside the private network, which no page may reach.
  const server = createServer((request, response) => {
    reached.push(request.url ?? '');
    response.writeHead(200, { 'access-control-allow-origin': '*' }).end('SECRET');
  });
  server.on('connection', () => reached.push('connection'));
  const secret = await listenForTest(server, 'http');
  const clock = systemClock;
  const log = silentLog;
  const egress = createEgress({ allow: [site.host], userAgent: 'LookoutTest/1', clock });
  const politeness = createPoliteness({
    clock,
    perSecond: 1,
    burst: 1,
    concurrency: 4,
    unlimited: [site.host],
  });
  const robots = createRobots({ egress, politeness, clock, log, productToken: 'Lookout' });
  const fetchPage = createPageFetcher({ egress, robots, politeness, clock, log, concurrency: 8 });
  const browser = createBrowser({
    executablePath: executablePath ?? '',
    egress,
    fetchPage,
    userAgent: 'LookoutTest/1',
    caps: { settleMs: 1000, ...caps },
    clock,
    log,
  });
  return {
    asked,
    reached,
    secret,
    site,
    pages,
    render: async (path: string) => {
      const result = await browser.renderPage({ url: site.origin + path });
      return { result, html: result.kind === 'fetched' ? new TextDecoder().decode(result.body) : '' };
    },
    [Symbol.asyncDispose]: async () => {
      await browser[Symbol.asyncDispose]();
      await egress[Symbol.asyncDispose]();
      await site[Symbol.asyncDispose]();
      await secret[Symbol.asyncDispose]();
    },
  };
}
const typeOf = (path = '') =>
  path.endsWith('.js') ? 'text/javascript' : path.endsWith('.json') ? 'application/json' : 'text/html';

describe.skipIf(!executablePath)('a page whose text is made by a script', { timeout: 60_000 }, () => {
  it('is read as a person sees it, without its pictures', async () => {
    await using web = await browse({
      '/': '<div id=app></div><img src=/big.png><script src=/app.js></script>',
      '/app.js': `fetch('/data.json').then(r => r.json()).then(d => { app.textContent = 'Pro plan ' + d.price })`,
      '/data.json': '{"price":"$20"}',
    });
    const { result, html } = await web.render('/');
    expect(result).toMatchObject({
      kind: 'fetched',
      status: 200,
      finalUrl: `${web.site.origin}/`,
      validators: {},
    });
    expect(html).toContain('Pro plan $20');
    expect(web.asked).not.toContain('/big.png');
  });

  it('reaches nothing on a private network, whichever way it tries', async () => {
    await using web = await browse({ '/': '' });
    const { origin, host } = web.secret;
    const targets = [...hostileTargets.map(({ url }) => url).filter((url) => url.startsWith('http')), origin];
    web.pages['/'] =
      `<h1 id=out></h1><iframe src="${origin}/frame"></iframe><script src="${origin}/script.js"></script>
      <link rel=prefetch href="${origin}/prefetch"><link rel=preconnect href="${origin}"><link rel=dns-prefetch href="${origin}">
      <script>
        const worker = new Worker(URL.createObjectURL(new Blob(["new WebSocket('ws://${host}/worker'); fetch('${origin}/worker-fetch').catch(() => {})"])));
        new WebSocket('ws://${host}/socket');
        navigator.sendBeacon('${origin}/beacon', 'x');
        new RTCPeerConnection({ iceServers: [{ urls: 'turn:${host}?transport=tcp', username: 'u', credential: 'c' }] }).createDataChannel('x');
        const tries = ${JSON.stringify(targets)}.map((url) => fetch(url).then((r) => r.text(), () => 'refused'));
        tries.push(fetch('/leave').then((r) => r.text(), () => 'refused'));
        Promise.all(tries).then((all) => { out.textContent = 'tried ' + all.length + ' got ' + all.filter((t) => t.includes('SECRET')).length });
      </script>`;
    const { html } = await web.render('/');
    expect(html).toContain(`tried ${targets.length + 1} got 0`);
    expect(web.asked).toContain('/leave');
    expect(web.reached).toEqual([]);
  });

  it('that never ends is given up, and the next page is read', async () => {
    await using web = await browse(
      { '/': '<script>while (true) {}</script>', '/next': '<p>fine</p>' },
      { wallMs: 3000 },
    );
    expect((await web.render('/')).result).toMatchObject({ kind: 'failed', problem: 'timeout' });
    expect((await web.render('/next')).html).toContain('fine');
  });

  it('that fills itself without end is too large', async () => {
    await using web = await browse(
      { '/': `<body><script>document.body.append('x'.repeat(3e6))</script>` },
      { bytes: 1_000_000 },
    );
    expect((await web.render('/')).result).toMatchObject({ kind: 'failed', problem: 'too_large' });
  });

  it('that sends us on by a script says where we ended up', async () => {
    await using web = await browse({
      '/': `<script>location.href = '/login'</script>`,
      '/login': '<p>sign in</p>',
    });
    const { result, html } = await web.render('/');
    expect(result).toMatchObject({ finalUrl: `${web.site.origin}/login` });
    expect(html).toContain('sign in');
  });

  it('and that is not HTML, or not there, is not opened in a browser', async () => {
    await using web = await browse({ '/feed.json': '{}' });
    expect((await web.render('/feed.json')).html).toBe('{}');
    expect((await web.render('/nothing')).result).toMatchObject({ kind: 'failed', problem: 'gone' });
  });
});
