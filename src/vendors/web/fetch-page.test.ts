import type { RequestListener } from 'node:http';
import { describe, expect, it } from 'vitest';
import { manualClock } from '../../kit/clock.ts';
import { silentLog } from '../../kit/log.ts';
import { createEgress } from './egress.ts';
import { createPageFetcher } from './fetch-page.ts';
import { createPoliteness } from './politeness.ts';
import { createRobots } from './robots.ts';
import { serveForTest } from './serve-for-test.ts';

const start = new Date('2026-03-01T00:00:00Z');
const noRules: RequestListener = (_, response) => response.writeHead(404).end('<h1>Not found</h1>');

async function watch(page: RequestListener, robotsTxt: RequestListener = noRules) {
  const asked: string[] = [];
  const site = await serveForTest((request, response) => {
    asked.push(request.url ?? '');
    (request.url === '/robots.txt' ? robotsTxt : page)(request, response);
  });
  const clock = manualClock(start);
  const log = silentLog;
  const egress = createEgress({ allow: [site.host], userAgent: 'Lookout/1 (+https://lookout.test)', clock });
  const politeness = createPoliteness({
    clock,
    perSecond: 1,
    burst: 1,
    concurrency: 4,
    unlimited: [site.host],
  });
  const robots = createRobots({ egress, politeness, clock, log, productToken: 'Lookout' });
  const fetchPage = createPageFetcher({ egress, robots, politeness, clock, log, concurrency: 8 });
  const fetchPath = (path: string, more = {}) => fetchPage({ url: site.origin + path, ...more });
  const close = async () => {
    await egress[Symbol.asyncDispose]();
    await site[Symbol.asyncDispose]();
  };
  return { site, asked, clock, fetchPage, fetchPath, [Symbol.asyncDispose]: close };
}
const answer =
  (status: number, headers = {}, body = 'words'): RequestListener =>
  (_, response) =>
    response.writeHead(status, headers).end(body);

describe('a page that answers', () => {
  it('is fetched with its type and what to ask again with', async () => {
    await using page = await watch(
      answer(200, { 'content-type': 'text/html', etag: 'W/"1"', 'last-modified': 'x' }),
    );
    const result = await page.fetchPath('/a');
    expect(result).toMatchObject({
      kind: 'fetched',
      status: 200,
      contentType: 'text/html',
      validators: { etag: 'W/"1"', lastModified: 'x' },
      fetchedAt: start,
    });
  });

  it('is not fetched again while it stays the same', async () => {
    await using page = await watch((request, response) => {
      const same = request.headers['if-none-match'] === '"1"' && request.headers['if-modified-since'] === 'x';
      response.writeHead(same ? 304 : 200, same ? {} : { etag: '"1"' }).end();
    });
    const validators = { etag: '"1"', lastModified: 'x' };
    expect(await page.fetchPath('/', { validators })).toMatchObject({ kind: 'not_modified', validators });
    expect(await page.fetchPath('/')).toMatchObject({ kind: 'fetched' });
  });

  it('says where it moved to', async () => {
    await using page = await watch((request, response) =>
      request.url === '/old' ? response.writeHead(301, { location: '/new' }).end() : response.end('words'),
    );
    expect(await page.fetchPath('/old')).toMatchObject({
      url: `${page.site.origin}/old`,
      finalUrl: `${page.site.origin}/new`,
    });
  });
});

describe('a page that does not give its content', () => {
  it.each([
    [401, 'forbidden'],
    [403, 'forbidden'],
    [404, 'gone'],
    [410, 'gone'],
    [418, 'forbidden'],
    [429, 'rate_limited'],
    [500, 'server_error'],
    [503, 'server_error'],
    [304, 'server_error'],
    [300, 'server_error'],
  ])('answering %i is %s and carries no body', async (status, problem) => {
    await using page = await watch(answer(status));
    const result = await page.fetchPath('/');
    expect(result).toMatchObject({ kind: 'failed', problem, status });
    expect(result).not.toHaveProperty('body');
  });

  it('and asks for peace gets it', async () => {
    await using page = await watch(answer(429, { 'retry-after': '600' }));
    expect(await page.fetchPath('/a')).toMatchObject({ problem: 'rate_limited', retryAfterMs: 600_000 });
    expect(await page.fetchPath('/b')).toMatchObject({ problem: 'rate_limited', retryAfterMs: 600_000 });
    expect(page.asked).toEqual(['/robots.txt', '/a']);
  });

  it('because nobody listens, or the address is refused, is a result and not an exception', async () => {
    await using page = await watch(answer(200));
    expect(await page.fetchPage({ url: 'http://127.0.0.1:1/' })).toMatchObject({ problem: 'egress_refused' });
    expect(await page.fetchPage({ url: 'not an address' })).toMatchObject({ problem: 'egress_refused' });
    const { host } = page.site;
    await page[Symbol.asyncDispose]();
    expect(await page.fetchPage({ url: `http://${host}/`, ignoreRobots: true })).toMatchObject({
      kind: 'failed',
    });
  });

  it("is given up with the caller's reason", async () => {
    await using page = await watch(() => {});
    const reason = new Error('shutting down');
    await expect(page.fetchPath('/', { signal: AbortSignal.abort(reason) })).rejects.toBe(reason);
  });
});

describe('robots.txt', () => {
  const rules = (text: string) => answer(200, { 'content-type': 'text/plain' }, text);

  it('is honoured, by the longest rule and for our name first', async () => {
    const text =
      'User-agent: *\nDisallow: /\n\nUser-agent: lookout\nDisallow: /private\nAllow: /private/prices\n';
    await using page = await watch(answer(200), rules(text));
    expect(await page.fetchPath('/news')).toMatchObject({ kind: 'fetched' });
    expect(await page.fetchPath('/private')).toMatchObject({ problem: 'robots_refused' });
    expect(await page.fetchPath('/private/prices?x=1')).toMatchObject({ kind: 'fetched' });
    expect(page.asked).not.toContain('/private');
  });

  it('is overruled for a page whose owner says so', async () => {
    await using page = await watch(answer(200), rules('User-agent: *\nDisallow: /'));
    expect(await page.fetchPath('/', { ignoreRobots: true })).toMatchObject({ kind: 'fetched' });
    expect(page.asked).toEqual(['/']);
  });

  it('is asked for once a day, also by many at once', async () => {
    await using page = await watch(answer(200), rules(''));
    await Promise.all(['/a', '/b', '/c'].map((path) => page.fetchPath(path)));
    expect(page.asked.filter((path) => path === '/robots.txt')).toHaveLength(1);
    await page.clock.advance(24 * 60 * 60 * 1000 + 1);
    await page.fetchPath('/a');
    expect(page.asked.filter((path) => path === '/robots.txt')).toHaveLength(2);
  });

  it('that is missing allows everything', async () => {
    await using page = await watch(answer(200), answer(403));
    expect(await page.fetchPath('/')).toMatchObject({ kind: 'fetched' });
  });

  it('that cannot be had keeps us out for a while, as a fault of the site', async () => {
    let status = 503;
    await using page = await watch(answer(200), (request, response) => answer(status)(request, response));
    expect(await page.fetchPath('/')).toMatchObject({ kind: 'failed', problem: 'server_error' });
    expect(page.asked).toEqual(['/robots.txt']);
    status = 404;
    await page.clock.advance(5 * 60 * 1000 + 1);
    expect(await page.fetchPath('/')).toMatchObject({ kind: 'fetched' });
  });

  it('known from before stays in force while a new one cannot be had', async () => {
    let broken = false;
    await using page = await watch(answer(200), (request, response) =>
      (broken ? answer(500) : rules('User-agent: *\nDisallow: /x'))(request, response),
    );
    await page.fetchPath('/');
    broken = true;
    await page.clock.advance(24 * 60 * 60 * 1000 + 1);
    expect(await page.fetchPath('/')).toMatchObject({ kind: 'fetched' });
    expect(await page.fetchPath('/x')).toMatchObject({ problem: 'robots_refused' });
  });
});
