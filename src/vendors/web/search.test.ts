import { describe, expect, it } from 'vitest';
import { systemClock } from '../../kit/clock.ts';
import { createEgress } from './egress.ts';
import { createBraveSearch, createSearxngSearch, createTavilySearch } from './search.ts';
import { serveForTest } from './serve-for-test.ts';

const results = [
  { url: 'https://a.test/', title: 'A', content: 'about a', description: 'about a' },
  { title: 'without an address' },
  { url: 'https://b.test/', title: 'B', content: null, description: null },
];

describe('a search', () => {
  it('asks each service in its own way and gives the same kind of answer', async () => {
    const asked: unknown[] = [];
    await using site = await serveForTest(async (request, response) => {
      const body = (await request.toArray()).join('');
      const { authorization, 'x-subscription-token': token } = request.headers;
      asked.push([request.method, request.url, authorization ?? token, body]);
      response.end(JSON.stringify(request.url?.startsWith('/res') ? { web: { results } } : { results }));
    });
    await using egress = createEgress({ allow: [site.host], userAgent: 't', clock: systemClock });
    const options = { egress, baseUrl: site.origin, apiKey: 'k' };
    const found = [
      { url: 'https://a.test/', title: 'A', snippet: 'about a' },
      { url: 'https://b.test/', title: 'B', snippet: '' },
    ];
    for (const provider of [
      createSearxngSearch(options),
      createBraveSearch(options),
      createTavilySearch(options),
    ]) {
      expect(await provider.search('pro plan & price', { limit: 5 })).toEqual(found);
      expect(await provider.search('x', { limit: 1 })).toEqual(found.slice(0, 1));
    }
    expect([asked[0], asked[2], asked[4]]).toEqual([
      ['GET', '/search?q=pro+plan+%26+price&format=json', undefined, ''],
      ['GET', '/res/v1/web/search?q=pro+plan+%26+price&count=5', 'k', ''],
      ['POST', '/search', 'Bearer k', '{"query":"pro plan & price","max_results":5}'],
    ]);
  });

  it.each([
    [429, 'rate_limited'],
    [401, 'vendor_refused'],
    [500, 'vendor_down'],
    [200, 'vendor_down'],
  ])('answered with %i and no results is %s', async (status, code) => {
    await using site = await serveForTest((_, response) => response.writeHead(status).end('<h1>no</h1>'));
    await using egress = createEgress({ allow: [site.host], userAgent: 't', clock: systemClock });
    const provider = createTavilySearch({ egress, baseUrl: site.origin, apiKey: 'k' });
    await expect(provider.search('x', { limit: 3 })).rejects.toMatchObject({ code });
  });
});
