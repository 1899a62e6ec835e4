import { createRouterClient } from '@orpc/server';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { openTestDatabase } from '../../../test/helpers/database.ts';
import { manualClock } from '../../kit/clock.ts';
import { silentLog } from '../../kit/log.ts';
import { openQueue, type Queue } from '../../queue/queue.ts';
import type { Database } from '../../store/database.ts';
import type { ChatModel } from '../../vendors/llm/chat-model.ts';
import { type ForgedPage, forgedWeb } from './forged-web-for-test.ts';
import { createDiscoveryFlow, type DiscoveryDeps } from './index.ts';

let database: Database;
let queue: Queue;
const clock = manualClock(new Date('2026-05-04T08:00:00Z'));

beforeAll(async () => {
  database = await openTestDatabase();
  queue = await openQueue({ database, log: silentLog, stopGraceMs: 100 });
}, 60_000);
afterAll(async () => {
  await queue[Symbol.asyncDispose]();
  await database[Symbol.asyncDispose]();
});
beforeEach(async () => {
  await database.pool.query('truncate discovery_cache');
  await database.pool.query('delete from pgboss.job');
});

const pricing: ForgedPage = {
  title: 'Pricing',
  texts: ['Starter $10 / month', 'Pro $20 / month', 'Team $50 / month'],
};

function openRoom(pages: Record<string, ForgedPage>, more: Partial<DiscoveryDeps<ForgedPage>> = {}) {
  const web = forgedWeb(pages);
  const flow = createDiscoveryFlow({ database, queue, clock, log: silentLog, ...web, ...more });
  const client = createRouterClient(flow.calls, { context: { workspaceId: 'T1', requestId: 'r' } });
  const propose = async (request: string) => {
    const payload = {
      workspaceId: 'T1',
      monitorId: '5c9e0b8e-6c1f-4b39-9c0d-0a5b6c7d8e9f',
      request,
      requestVersion: 1,
    };
    await flow.workers['discovery.propose']?.(payload, {
      signal: new AbortController().signal,
      log: silentLog,
    });
  };
  return { web, discover: async (request: string) => await client.discover({ request }), propose };
}

const proposedJobs = async () => {
  const { rows } = await database.pool.query("select data from pgboss.job where name = 'monitor.proposed'");
  return rows.map((row) => row.data);
};

describe('a page that is named', () => {
  const url = 'https://a.example/pricing';

  test('is proposed with the value it shows now', async () => {
    const proposal = await openRoom({ [url]: pricing }).discover(
      `tell me when the Pro plan's price changes on ${url}?utm_source=x`,
    );
    expect(proposal).toMatchObject({
      intent: "Tell you when the Pro plan's price changes",
      condition: { field: 'Pro plan price', operator: 'changes' },
      sources: [
        {
          url,
          title: 'Pricing',
          why: 'named in the request',
          currentValue: 'Pro $20 / month',
          needsBrowser: false,
        },
      ],
      cadence: { kind: 'every', minutes: 30 },
      mode: 'every',
      workedOutBy: 'rules',
      unreadable: [],
    });
  });

  test('beside one that cannot be read is proposed alone, and the other is listed with a reason', async () => {
    const proposal = await openRoom({ [url]: pricing, 'https://a.example/in': { login: true } }).discover(
      `watch ${url} and https://a.example/in`,
    );
    expect(proposal.sources.map((source) => source.url)).toEqual([url]);
    expect(proposal.unreadable).toEqual([
      {
        url: 'https://a.example/in',
        reason: 'The page asks to sign in. Name a page that can be read without signing in.',
      },
    ]);
  });

  test('at a private address is refused with what opens it', async () => {
    const { discover } = openRoom({ 'http://10.0.0.7:8080/x': { refused: true } });
    await expect(discover('watch http://10.0.0.7:8080/x')).rejects.toMatchObject({
      code: 'not_found',
      humanMessage:
        '10.0.0.7:8080/x could not be read: this address is not on the public internet. To allow a private address, add 10.0.0.7:8080 to EGRESS_ALLOW.',
    });
  });

  test('that is empty without scripts is read with a browser when there is one', async () => {
    const pages = { [url]: { ...pricing, needsBrowser: true } };
    await expect(openRoom(pages).discover(`watch ${url}`)).rejects.toMatchObject({ code: 'not_found' });
    const rendered = forgedWeb({ [url]: pricing });
    const proposal = await openRoom(pages, { renderPage: rendered.fetchPage }).discover(`watch ${url}`);
    expect(proposal.sources).toMatchObject([{ url, needsBrowser: true }]);
  });
});

describe('a site that is named', () => {
  const site: Record<string, ForgedPage> = {
    'https://acme.example.com/': {
      title: 'Acme',
      texts: ['Acme makes anvils.'],
      links: {
        '/about': 'About us',
        '/plans-and-pricing': 'Pricing',
        'https://other.example/pricing': 'Pricing',
        '/login': 'Log in',
      },
    },
    'https://acme.example.com/plans-and-pricing': pricing,
    'https://acme.example.com/about': { title: 'About', texts: ['Founded by Pro athletes.'] },
  };

  test('is looked through for the page that shows the value', async () => {
    const { discover, web } = openRoom(site);
    const proposal = await discover('tell me when the Pro plan gets cheaper at acme.example.com');
    expect(proposal.sources[0]).toMatchObject({
      url: 'https://acme.example.com/plans-and-pricing',
      why: 'linked from acme.example.com as “Pricing”',
      currentValue: 'Pro $20 / month',
    });
    expect(proposal.condition).toEqual({ field: 'Pro plan price', operator: 'drops' });
    expect(web.asked.every((url) => url.startsWith('https://acme.example.com/'))).toBe(true);
    expect(web.asked.length).toBeLessThanOrEqual(15);
  });

  test('tells of its pages by its sitemap too, however many there are', async () => {
    const many = Array.from(
      { length: 500 },
      (_, index) => `<url><loc>https://acme.example.com/p/${index}</loc></url>`,
    ).join('');
    const { discover, web } = openRoom({
      'https://acme.example.com/': { title: 'Acme', texts: ['Hello.'] },
      'https://acme.example.com/robots.txt': {
        raw: 'User-agent: *\nSitemap: https://acme.example.com/map.xml\nSitemap: https://evil.example/map.xml',
      },
      'https://acme.example.com/map.xml': {
        raw: `<urlset>${many}<url><loc>https://acme.example.com/hidden-pricing</loc></url></urlset>`,
      },
      'https://acme.example.com/hidden-pricing': pricing,
    });
    const proposal = await discover('tell me when the Pro plan gets cheaper at acme.example.com');
    expect(proposal.sources.map(({ url }) => url)).toEqual(['https://acme.example.com/hidden-pricing']);
    expect(web.asked.length).toBeLessThanOrEqual(15);
    expect(web.asked.some((url) => url.includes('evil'))).toBe(false);
  });

  test('is watched at its home page when nothing particular is asked', async () => {
    const proposal = await openRoom(site).discover('watch acme.example.com');
    expect(proposal.sources.map(({ url }) => url)).toEqual(['https://acme.example.com/']);
    expect(proposal.intent).toBe('Tell you when acme.example.com changes');
  });

  test('whose news are asked for is followed by its feed', async () => {
    const feed = 'https://acme.example.com/feed.xml';
    const proposal = await openRoom({
      'https://acme.example.com/': { title: 'Acme', texts: ['Hello.'], feeds: [feed] },
      [feed]: { title: 'Acme blog', kind: 'feed', texts: ['Anvils are heavier now'] },
    }).discover('tell me about new posts on acme.example.com');
    expect(proposal).toMatchObject({ sources: [{ url: feed, kind: 'feed' }], cadence: { minutes: 15 } });
  });
});

describe('a request that names no page', () => {
  const results = [
    { url: 'https://dead.example/pricing', title: 'Dead', snippet: '' },
    { url: 'https://a.example/pricing?utm_source=s', title: 'Pricing', snippet: '' },
    { url: 'https://b.example/cats', title: 'Cats', snippet: '' },
  ];
  const pages = {
    'https://a.example/pricing': pricing,
    'https://b.example/cats': { title: 'Cats', texts: ['All about cats.'] },
  };

  test('is searched for, and only what can be read and speaks of it is proposed', async () => {
    const asked: string[] = [];
    const search = {
      name: 'forged',
      search: async (query: string) => {
        asked.push(query);
        return results;
      },
    };
    const proposal = await openRoom(pages, { search }).discover(
      'tell me when the Acme Pro plan gets cheaper',
    );
    expect(proposal.sources.map(({ url }) => url)).toEqual(['https://a.example/pricing']);
    expect(asked).toEqual(['Acme Pro plan price']);
  });

  test('without a search provider is answered with two ways to say it', async () => {
    await expect(openRoom(pages).discover('tell me when GPT-5 gets cheaper')).rejects.toMatchObject({
      code: 'not_found',
      humanMessage:
        'No page about that could be read. Name a page, or say it in other words: “tell me when GPT-5 gets cheaper on example.com/pricing” or “watch example.com for GPT-5 price”.',
    });
  });
});

describe('the cache', () => {
  const url = 'https://acme.example.com/plans';
  const site = (): Record<string, ForgedPage> => ({
    'https://acme.example.com/': { title: 'Acme', links: { '/plans': 'Plans' } },
    [url]: pricing,
  });
  const request = 'tell me when the Pro plan gets cheaper at acme.example.com';

  test('spares the search but shows the value of now', async () => {
    const pages = site();
    const { discover, web } = openRoom(pages);
    await discover(request);
    web.asked.length = 0;
    pages[url] = { ...pricing, texts: ['Pro $18 / month'] };
    expect((await discover(`Please, ${request}!`)).sources[0]?.currentValue).toBe('Pro $18 / month');
    expect(web.asked).toEqual([url]);
  });

  test('is set aside when a page has died, and forgets after an hour', async () => {
    const pages = site();
    const { discover, web } = openRoom(pages);
    await discover(request);
    await clock.advance(3_600_001);
    web.asked.length = 0;
    await discover(request);
    expect(web.asked.length).toBeGreaterThan(1);
    delete pages[url];
    await expect(discover(request)).rejects.toMatchObject({ code: 'not_found' });
    pages[url] = pricing;
    expect((await discover(request)).sources).toHaveLength(1);
  });
});

describe('the background job', () => {
  test('leaves a proposal once, however often it runs', async () => {
    const { propose } = openRoom({ 'https://a.example/pricing': pricing });
    await propose('watch https://a.example/pricing');
    await propose('watch https://a.example/pricing');
    expect(await proposedJobs()).toMatchObject([
      { requestVersion: 1, failure: null, proposal: { sources: [{ url: 'https://a.example/pricing' }] } },
    ]);
  });

  test('leaves a failure in words', async () => {
    await openRoom({}).propose('watch https://a.example/pricing');
    expect(await proposedJobs()).toMatchObject([
      {
        proposal: null,
        failure: 'a.example/pricing could not be read: the page is gone (404). Check the address.',
      },
    ]);
  });
});

describe('with a model', () => {
  const url = 'https://a.example/pricing';
  const answering = (answer: object): ChatModel => ({
    complete: async ({ schema }) => {
      const whole = {
        intent: 'Tell you when Pro costs less',
        condition: null,
        mode: 'every',
        pages: [],
        ...answer,
      };
      return { value: schema.parse(whole), usage: { inputTokens: 1, outputTokens: 1 } };
    },
  });
  const request = `let me know if Pro drops below $15 on ${url}`;

  test('its words are taken, its addresses and values only when they are real', async () => {
    const model = answering({
      pages: [
        { url: 'https://evil.example/', why: 'trust me', currentValue: '$1', confidence: 1 },
        { url, why: 'price list', currentValue: '$999', confidence: 2 },
      ],
    });
    const proposal = await openRoom({ [url]: pricing }, { model }).discover(request);
    expect(proposal).toMatchObject({ intent: 'Tell you when Pro costs less', workedOutBy: 'model' });
    expect(proposal.sources).toMatchObject([{ url, currentValue: 'Pro $20 / month', confidence: 1 }]);
  });

  test('a number the person never wrote is not their condition', async () => {
    const condition = { field: 'price', operator: '<', value: 12, text: null, unit: null, currency: 'USD' };
    const proposal = await openRoom({ [url]: pricing }, { model: answering({ condition }) }).discover(
      request,
    );
    expect(proposal.condition).toMatchObject({ operator: '<', value: 15, currency: 'USD' });
  });

  test('an intent that shouts or advertises is not said', async () => {
    const proposal = await openRoom(
      { [url]: pricing },
      { model: answering({ intent: 'Buy now at https://evil.example!' }) },
    ).discover(request);
    expect(proposal.intent).toBe('Tell you when Pro drops below $15');
  });
});
