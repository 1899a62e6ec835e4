import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { loadConfig } from '../config/config.ts';
import { type CheckedPage, checkPages } from './check-pages.ts';

const page = (price: string, updated = '3 minutes ago') => `<!doctype html><title>Pricing</title><main>
  <h1>Pricing</h1>
  <p>Plans for teams of every size, billed by the month and cancelled whenever you like.</p>
  <h2>Pro</h2><p>The Pro plan costs ${price} a month and includes support by mail.</p>
  <h2>Jobs</h2><p>We are looking for a gardener in Lisbon who likes tall trees.</p>
  <p>Updated ${updated}</p></main>`;

let site: Server;
let url: string;
let answer: { status: number; body: string; etag?: string };
let conditional: string[];
let directory: string;

beforeAll(async () => {
  site = createServer((request, response) => {
    if (request.url === '/robots.txt') return void response.writeHead(404).end();
    const { status, body, etag } = answer;
    const asked = request.headers['if-none-match'];
    if (asked) conditional.push(asked);
    if (etag && asked === etag) return void response.writeHead(304).end();
    response
      .writeHead(status, { 'content-type': 'text/html; charset=utf-8', ...(etag ? { etag } : {}) })
      .end(body);
  });
  await new Promise<void>((resolve) => site.listen(0, '127.0.0.1', resolve));
  url = `http://127.0.0.1:${(site.address() as AddressInfo).port}/pricing`;
});
afterAll(() => site.close());

beforeEach(() => {
  answer = { status: 200, body: page('$20') };
  conditional = [];
  directory = mkdtempSync(join(tmpdir(), 'lookout-check-'));
  return () => rmSync(directory, { recursive: true, force: true });
});

async function check(
  options: { request?: string; reset?: boolean } = {},
  allow = new URL(url).host,
): Promise<CheckedPage> {
  const config = loadConfig({ DATA_DIR: directory, EGRESS_ALLOW: allow, LOG_LEVEL: 'silent' });
  const [checked] = await checkPages(config, [url], { signal: new AbortController().signal, ...options });
  if (!checked) throw new Error('nothing was checked');
  return checked;
}

const copies = () =>
  readdirSync(join(directory, 'check')).map((name) => readFileSync(join(directory, 'check', name), 'utf8'));

test('a page is read for the first time, then nothing is to tell, then its price changes', async () => {
  expect(await check()).toMatchObject({ url, outcome: 'first' });
  expect(await check()).toMatchObject({ outcome: 'unchanged' });
  answer.body = page('$25');
  const changed = await check();
  expect(changed).toMatchObject({ outcome: 'changed', verdict: { outcome: 'alert', kind: 'price' } });
  expect(changed.verdict?.sentence).toMatch(/\$20.*\$25/);
  expect(changed.verdict?.quotes[0]).toMatchObject({
    before: expect.stringContaining('$20'),
    after: expect.stringContaining('$25'),
  });
  expect(await check()).toMatchObject({ outcome: 'unchanged' });
});

test('a page that only says "updated 5 hours ago" has nothing to tell, and why', async () => {
  await check();
  answer.body = page('$20', '5 hours ago');
  expect(await check()).toMatchObject({
    outcome: 'unchanged',
    verdict: { outcome: 'silent', reason: 'noise_only' },
  });
});

test('a change beside the request is silent, and one that answers it is told', async () => {
  const request = 'tell me when the price of the Pro plan drops';
  await check({ request });
  answer.body = page('$20').replace('gardener in Lisbon', 'welder in Porto');
  expect(await check({ request })).toMatchObject({ outcome: 'unchanged', verdict: { outcome: 'silent' } });
  answer.body = page('$15');
  expect(await check({ request })).toMatchObject({ outcome: 'changed' });
});

test.each([
  ['429', { status: 429, body: 'slow down' }, 'rate_limited'],
  ['a server error', { status: 503, body: page('$99') }, undefined],
  ['nothing at all', { status: 200, body: '' }, 'empty'],
  ['404', { status: 404, body: page('$99') }, 'gone'],
])(
  'when the page answers %s, it failed, its copy is not touched, and the next good reading compares with that copy',
  async (_, bad, problem) => {
    await check();
    const before = copies();
    answer = bad;
    expect(await check()).toMatchObject({
      outcome: 'failed',
      ...(problem ? { problem } : {}),
      message: expect.any(String),
    });
    expect(copies()).toEqual(before);
    answer = { status: 200, body: page('$25') };
    expect(await check()).toMatchObject({ outcome: 'changed' });
  },
);

test('a page that has not changed is asked for by its ETag, also after a bad answer in between', async () => {
  answer.etag = '"one"';
  await check();
  await check();
  answer = { status: 503, body: 'away', etag: '"two"' };
  await check();
  answer = { status: 200, body: page('$25'), etag: '"two"' };
  expect(await check()).toMatchObject({ outcome: 'changed' });
  expect(new Set(conditional)).toEqual(new Set(['"one"']));
});

test('starting anew forgets the copy', async () => {
  await check();
  answer.body = page('$25');
  expect(await check({ reset: true })).toMatchObject({ outcome: 'first' });
  expect(await check()).toMatchObject({ outcome: 'unchanged' });
});

test('a private address is refused unless it was opened by name, and the refusal says how', async () => {
  expect(await check({}, 'example.com:80')).toMatchObject({
    outcome: 'failed',
    problem: 'egress_refused',
    message: expect.stringContaining('EGRESS_ALLOW'),
  });
});
