import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { openRoom, type Room, workspaceId } from '../../../test/helpers/open-room.ts';
import { silentLog } from '../../kit/log.ts';
import { createEgress } from '../../vendors/web/egress.ts';
import { createPageFetcher } from '../../vendors/web/fetch-page.ts';
import { createPoliteness } from '../../vendors/web/politeness.ts';
import { createRobots } from '../../vendors/web/robots.ts';
import { serveForTest } from '../../vendors/web/serve-for-test.ts';
import { type Answer, type Content, contentRoom, hourMs, minuteMs, page } from './content-room-for-test.ts';

let room: Room;
const { pageSource, openContent, read, schedule, nextRun, reading, count } = contentRoom(() => room);

beforeAll(async () => {
  room = await openRoom();
}, 60_000);
afterAll(async () => {
  await room[Symbol.asyncDispose]();
});
beforeEach(async () => {
  await room.forget();
  room.clock.set(new Date('2026-05-04T08:00:00Z'));
});

const html = (price: string, more = ''): string =>
  `<!doctype html><html lang="en"><title>Pricing</title><body><main><h1>Plans and prices</h1>
   <p>Every plan comes with unlimited projects and mail support within one working day.</p>
   <h2>Pro plan</h2><p>The Pro plan costs ${price} a month for each person of the team.</p>${more}</main></body></html>`;

describe('reading a page', () => {
  test('the first reading keeps the raw page and its version, and asks for a comparison', async () => {
    await room.addMonitor();
    const content = openContent(pageSource({ body: html('$20'), etag: '"a"' }).fetchPage);
    await schedule(content, 'baseline');
    await room.drain({ 'content.fetch': content.workers['content.fetch'] });
    expect([await count('snapshots'), await count('blobs'), await count('versions')]).toEqual([1, 1, 1]);
    const state = await reading();
    expect(state).toMatchObject({ title: 'Pricing', etag: '"a"', problem: null, leased_until: null });
    const compares = await room.take('detection.compare');
    expect(compares).toEqual([
      {
        workspaceId,
        sourceId: state.source_id,
        versionId: state.observed_version_id,
        previousGoodAt: null,
      },
    ]);
    const version = await content.person.getVersion({ versionId: compares[0]?.versionId ?? '' });
    expect(version.extraction.blocks.some((block) => block.text.includes('$20'))).toBe(true);
    expect((state.next_due_at as Date).getTime()).toBeGreaterThan(room.clock.now().getTime());
  });

  test('when the extractor was upgraded meanwhile / the old snapshot is read anew, so nothing looks changed', async () => {
    await room.addMonitor();
    const content = openContent(
      pageSource({ body: html('$20'), etag: '"a"' }, { body: html('$20', '<i></i>') }).fetchPage,
    );
    await schedule(content);
    await read(content, 'baseline');
    await room.take('detection.compare');
    const old = String((await reading()).observed_version_id);
    // What the older extractor made of the page, told apart by its name alone.
    await room.database.pool.query("update versions set extractor = 'blocks-0', version_hash = 'other'");
    await room.database.pool.query(`update readings set history = history || '{"versionHash": "other"}'`);
    expect(await nextRun(content)).toBe(1);
    expect(await room.take('detection.compare')).toEqual([]);
    const versions = await room.rows<{ version_id: string; rederived_from: string | null }>(
      'select version_id, rederived_from from versions where rederived_from is not null',
    );
    expect(versions).toEqual([{ version_id: (await reading()).observed_version_id, rederived_from: old }]);
  });

  test.each([
    ['the page answers 304', { status304: true } as const],
    ['the page answers the same bytes under a new ETag', { body: html('$20'), etag: '"b"' }],
    ['only the markup differs', { body: html('$20').replace('<main>', '<main class="new">') }],
  ])('when %s / only times and counts are written', async (_name, second) => {
    await room.addMonitor();
    const content = openContent(pageSource({ body: html('$20'), etag: '"a"' }, second).fetchPage);
    await schedule(content);
    await read(content, 'baseline');
    await room.take('detection.compare');
    const before = await reading();
    expect(await nextRun(content)).toBe(1);
    const after = await reading();
    expect([await count('snapshots'), await count('versions')]).toEqual([1, 1]);
    expect(await room.take('detection.compare')).toEqual([]);
    expect(after.observed_version_id).toBe(before.observed_version_id);
    expect(after.last_good_at).toEqual(room.clock.now());
    const [day] = await room.rows('select checks, not_modified, failed from source_days');
    expect(day).toEqual({ checks: 2, not_modified: 'status304' in second ? 1 : 0, failed: 0 });
  });

  test('a page is asked with the ETag it gave, and a changed page makes a second version', async () => {
    await room.addMonitor();
    const source = pageSource(
      { body: html('$20'), etag: '"a"' },
      { body: html('$25'), etag: '"b"' },
      { status304: true },
    );
    const content = openContent(source.fetchPage);
    await schedule(content);
    await read(content, 'baseline');
    await nextRun(content);
    await nextRun(content);
    expect(source.asked.map((request) => request.validators?.etag)).toEqual([undefined, '"a"', '"b"']);
    expect(await count('versions')).toBe(2);
    expect(await room.take('detection.compare')).toHaveLength(2);
  });

  test('when a new ETag came with a page that could not be read / the next request asks for the whole page', async () => {
    await room.addMonitor();
    const source = pageSource(
      { body: html('$20'), etag: '"a"' },
      { body: '', etag: '"b"' },
      { body: html('$25'), etag: '"b"' },
    );
    const content = openContent(source.fetchPage);
    await schedule(content);
    await read(content, 'baseline');
    await nextRun(content);
    expect(await reading()).toMatchObject({ problem: 'empty', etag: null });
    await nextRun(content);
    expect(source.asked[2]?.validators).toEqual({});
    expect(await count('versions')).toBe(2);
  });

  test.each(['rate_limited', 'server_error'] as const)(
    'when the page answers %s and then the same page / the baseline stays and nothing is compared',
    async (fails) => {
      await room.addMonitor();
      const content = openContent(
        pageSource({ body: html('$20') }, { fails }, { body: html('$20') }).fetchPage,
      );
      await schedule(content);
      await read(content, 'baseline');
      await room.take('detection.compare');
      const { observed_version_id: baseline, body_hash: hash } = await reading();
      await nextRun(content);
      expect(await reading()).toMatchObject({
        problem: fails,
        failures: 1,
        observed_version_id: baseline,
        body_hash: hash,
      });
      await nextRun(content);
      expect(await reading()).toMatchObject({ problem: null, failures: 0, observed_version_id: baseline });
      expect(await room.take('detection.compare')).toEqual([]);
      expect(await room.take('notification.health')).toEqual([]);
    },
  );

  test('a page that asks for ten minutes of peace is not asked sooner', async () => {
    await room.addMonitor({ cadence: { kind: 'every', minutes: 1 } });
    const content = openContent(pageSource({ fails: 'rate_limited' }).fetchPage);
    await schedule(content);
    await nextRun(content, minuteMs);
    const { next_due_at: next } = await reading();
    expect((next as Date).getTime() - room.clock.now().getTime()).toBe(10 * minuteMs);
  });

  test('three bad readings make one notice, and the recovery is told once', async () => {
    await room.addMonitor();
    const bad = { fails: 'server_error' } as const;
    const content = openContent(
      pageSource({ body: html('$20') }, bad, bad, bad, bad, bad, { body: html('$25') }).fetchPage,
    );
    await schedule(content);
    await read(content, 'baseline');
    for (let run = 0; run < 7; run += 1) await nextRun(content, hourMs);
    const told = await room.take('notification.health');
    expect(told).toHaveLength(2);
    expect(told[0]).toMatchObject({ problem: 'server_error', tries: 3, changedMeanwhile: false });
    expect(told[1]).toMatchObject({
      problem: null,
      tries: 5,
      changedMeanwhile: true,
      episode: told[0]?.episode,
    });
  });
});

const shell =
  '<!doctype html><html><title>App</title><body><div id="root"></div><script src="a.js"></script><script src="b.js"></script><script src="c.js"></script></body></html>';

describe('pages that need a browser', () => {
  test('where there is one / it is used at once and from then on', async () => {
    await room.addMonitor();
    const plain = pageSource({ body: shell });
    const drawn = pageSource({ body: html('$20') }, { body: html('$25') });
    const content = openContent(plain.fetchPage, { renderPage: drawn.fetchPage });
    await schedule(content);
    await read(content, 'baseline');
    expect(await reading()).toMatchObject({ problem: null });
    await nextRun(content);
    expect([plain.asked.length, drawn.asked.length]).toEqual([1, 2]);
    expect(await room.take('detection.compare')).toHaveLength(2);
  });

  test('where there is none / the first reading says so', async () => {
    await room.addMonitor();
    const content = openContent(pageSource({ body: shell }).fetchPage);
    await schedule(content);
    await read(content, 'baseline');
    expect(await room.take('notification.health')).toMatchObject([{ problem: 'needs_browser', tries: 1 }]);
    expect(await count('versions')).toBe(0);
  });
});

describe('a page that has lost most of its text', () => {
  const long = html(
    '$20',
    '<p>More about what the plan holds, line after line, in the words of the shop.</p>'.repeat(60),
  );
  const short = {
    body: '<!doctype html><html lang="en"><title>Shop</title><body><main><p>Nothing much stands here today, dear reader, but a few words.</p></main></body></html>',
  };

  test('is believed after it stood there four times over a day', async () => {
    await room.addMonitor();
    const content = openContent(pageSource({ body: long }, short).fetchPage);
    await schedule(content);
    await read(content, 'baseline');
    await room.take('detection.compare');
    for (let run = 0; run < 4; run += 1) {
      await nextRun(content, 7 * hourMs);
      expect(await reading()).toMatchObject({ problem: 'layout_changed' });
    }
    expect(await room.take('detection.compare')).toEqual([]);
    await nextRun(content, 7 * hourMs);
    expect(await reading()).toMatchObject({ problem: null });
    expect(await room.take('detection.compare')).toHaveLength(1);
  });

  test('is doubted anew when the page was well in between', async () => {
    await room.addMonitor();
    const content = openContent(
      pageSource({ body: long }, short, short, short, { body: long }, short).fetchPage,
    );
    await schedule(content);
    await read(content, 'baseline');
    for (let run = 0; run < 5; run += 1) await nextRun(content, 9 * hourMs);
    expect(await reading()).toMatchObject({ problem: 'layout_changed' });
  });
});

describe('who reads when', () => {
  test('two monitors of one page share one request', async () => {
    await room.addMonitor();
    await room.addMonitor({ cadence: { kind: 'every', minutes: 60 } });
    const source = pageSource({ body: html('$20') });
    const content = openContent(source.fetchPage);
    await schedule(content);
    expect(await nextRun(content)).toBe(1);
    expect(source.asked).toHaveLength(1);
  });

  test('a person who checks while the page is being read starts no second reading; a newcomer gets its version', async () => {
    await room.addMonitor();
    let answer = (_: Answer): void => undefined;
    const source = pageSource(() => new Promise<Answer>((resolve) => (answer = resolve)));
    const content = openContent(source.fetchPage);
    await schedule(content);
    await room.clock.advance(30 * minuteMs);
    await content.clock.claimDue({});
    const [job] = await room.take('content.fetch');
    expect(job?.reason).toBe('due');
    const scheduled = read(content, 'due');
    await expect.poll(() => source.asked.length).toBe(1);
    const others = [read(content, 'asked'), read(content, 'baseline'), read(content, 'baseline')];
    answer({ body: html('$20') });
    await Promise.all([scheduled, ...others]);
    expect(source.asked).toHaveLength(1);
    expect(new Set((await room.take('detection.compare')).map((compare) => compare.versionId))).toEqual(
      new Set([(await reading()).observed_version_id]),
    );
  });

  test('a due job that comes twice reads once', async () => {
    await room.addMonitor();
    const source = pageSource({ body: html('$20') });
    const content = openContent(source.fetchPage);
    await schedule(content);
    await nextRun(content);
    await read(content, 'due');
    expect(source.asked).toHaveLength(1);
  });

  test('a monitor started while its page is being read is planned by its rhythm', async () => {
    const monitorId = await room.addMonitor({ state: 'proposed' });
    const content = openContent(
      pageSource(async () => {
        await room.editMonitor(monitorId, { state: 'watching' });
        await schedule(content);
        return { body: html('$20') };
      }).fetchPage,
    );
    await schedule(content);
    await read(content, 'baseline');
    expect((await reading()).next_due_at).not.toBeNull();
  });

  test('a monitor paused while its page is being read is not planned again', async () => {
    const monitorId = await room.addMonitor();
    const content = openContent(
      pageSource(async () => {
        await room.editMonitor(monitorId, { state: 'paused' });
        await schedule(content);
        return { body: html('$20') };
      }).fetchPage,
    );
    await schedule(content);
    await read(content, 'asked');
    expect((await reading()).next_due_at).toBeNull();
    await room.clock.advance(hourMs);
    expect(await content.clock.claimDue({})).toEqual({ claimed: 0 });
  });

  test('a page that cannot be stored does not keep the others from being stored', async () => {
    const other = 'https://other.example/';
    await room.addMonitor({ urls: [page, other] });
    const content = openContent((request) =>
      pageSource({
        body: html('$20').replace('Pricing', request.url === other ? 'Other' : 'Pricing'),
      }).fetchPage(request),
    );
    await schedule(content);
    await schedule(content, 'no', other);
    await room.database.pool.query("alter table readings add constraint picky check (title <> 'Other')");
    try {
      const [bad, good] = await Promise.allSettled([
        read(content, 'baseline', other),
        read(content, 'baseline'),
      ]);
      expect([bad.status, good.status]).toEqual(['rejected', 'fulfilled']);
      expect((await reading()).observed_version_id).not.toBeNull();
    } finally {
      await room.database.pool.query('alter table readings drop constraint picky');
    }
  });
});

describe('the clock claims due sources', () => {
  const urls = (origin: string, many: number) =>
    Array.from({ length: many }, (_, index) => `https://${origin}/${index}`);
  const watch = async (content: Content, addresses: string[]) => {
    for (let at = 0; at < addresses.length; at += 10)
      await room.addMonitor({ urls: addresses.slice(at, at + 10) });
    for (const url of addresses) await schedule(content, 'no', url);
    await room.clock.advance(hourMs);
  };

  test('at most so many of one site, and at most the limit', async () => {
    const content = openContent(pageSource({ body: html('$20') }).fetchPage, { maxLeasedPerOrigin: 3 });
    await watch(content, [...urls('a.example', 6), ...urls('b.example', 2)]);
    expect(await content.clock.claimDue({ limit: 4 })).toEqual({ claimed: 4 });
    expect(await content.clock.claimDue({})).toEqual({ claimed: 1 });
    expect(await content.clock.claimDue({})).toEqual({ claimed: 0 });
    await room.drain({ 'content.fetch': content.workers['content.fetch'] });
    expect(await content.clock.claimDue({})).toEqual({ claimed: 3 });
  });

  test('a site of one’s own has no such limit', async () => {
    const content = openContent(pageSource({ body: html('$20') }).fetchPage, {
      maxLeasedPerOrigin: 3,
      unlimitedOrigins: ['https://a.example'],
    });
    await watch(content, [...urls('a.example', 6), ...urls('b.example', 5)]);
    expect(await content.clock.claimDue({})).toEqual({ claimed: 9 });
  });

  test('no more than may be read at once', async () => {
    const content = openContent(pageSource({ body: html('$20') }).fetchPage, { maxLeased: 2 });
    await watch(content, urls('a.example', 3));
    expect(await content.clock.claimDue({})).toEqual({ claimed: 2 });
  });

  test('a leased source is not claimed twice; one whose reader died is claimed again', async () => {
    const content = openContent(pageSource({ body: html('$20') }).fetchPage);
    await watch(content, [page]);
    expect(await content.clock.claimDue({})).toEqual({ claimed: 1 });
    await room.take('content.fetch');
    await room.clock.advance(2 * minuteMs);
    expect(await content.clock.claimDue({})).toEqual({ claimed: 0 });
    await room.clock.advance(3 * minuteMs);
    expect(await content.clock.claimDue({})).toEqual({ claimed: 1 });
  });

  test('a check asked for while a dead reader holds the lease comes when the lease is over, not at the next run', async () => {
    const source = pageSource({ body: html('$20') });
    const content = openContent(source.fetchPage);
    await watch(content, [page]);
    await content.clock.claimDue({});
    await room.take('content.fetch');
    await room.rows("update readings set next_due_at = '2026-05-05T12:00:00Z'");
    await read(content, 'asked');
    expect(source.asked).toHaveLength(0);
    expect(await nextRun(content, 5 * minuteMs)).toBe(1);
    expect(source.asked).toHaveLength(1);
  });

  test('after a night without Lookout every page is read once, not once for every run that was missed', async () => {
    const source = pageSource({ body: html('$20') });
    const content = openContent(source.fetchPage);
    await watch(content, urls('a.example', 3));
    expect(await nextRun(content, 12 * hourMs)).toBe(3);
    expect(await nextRun(content, 0)).toBe(0);
    expect(source.asked).toHaveLength(3);
  });

  test('only the system key may drive it', async () => {
    const content = openContent(pageSource({ body: html('$20') }).fetchPage);
    await expect(content.person.claimDue({})).rejects.toMatchObject({ code: 'not_allowed' });
    await expect(content.person.sweep({})).rejects.toMatchObject({ code: 'not_allowed' });
  });
});

describe('retention', () => {
  test('old raw pages go, the newest of each source and every version stay', async () => {
    await room.addMonitor({ cadence: { kind: 'every', minutes: 1_440 } });
    const content = openContent(
      pageSource({ body: html('$20') }, { body: html('$21') }, { body: html('$22') }).fetchPage,
    );
    await schedule(content);
    await read(content, 'baseline');
    for (let run = 0; run < 2; run += 1) await nextRun(content, 24 * hourMs);
    expect(await count('snapshots')).toBe(3);
    await room.clock.advance(40 * 24 * hourMs);
    expect(await content.clock.sweep({})).toEqual({ snapshots: 2, blobs: 2 });
    expect([await count('snapshots'), await count('blobs'), await count('versions')]).toEqual([1, 1, 3]);
  });
});

describe('through the real way out', () => {
  test('a page on loopback is read, answers 304 when it has not changed, and is read again when it has', async () => {
    let price = '$20';
    const conditional: (string | undefined)[] = [];
    await using site = await serveForTest((request, response) => {
      if (request.url === '/robots.txt') {
        response.writeHead(404).end();
        return;
      }
      conditional.push(request.headers['if-none-match']);
      const etag = `"${price}"`;
      const fresh = request.headers['if-none-match'] === etag;
      response
        .writeHead(fresh ? 304 : 200, { etag, 'content-type': 'text/html' })
        .end(fresh ? undefined : html(price));
    });
    const parts = { clock: room.clock, log: silentLog };
    await using egress = createEgress({ allow: [site.host], userAgent: 'Lookout/test', clock: room.clock });
    const politeness = createPoliteness({
      clock: room.clock,
      perSecond: 100,
      burst: 100,
      concurrency: 4,
      unlimited: [site.host],
    });
    const robots = createRobots({ egress, politeness, productToken: 'Lookout', ...parts });
    const content = openContent(createPageFetcher({ egress, robots, politeness, concurrency: 8, ...parts }));
    const url = `${site.origin}/pricing`;
    await room.addMonitor({ urls: [url] });
    await schedule(content, 'no', url);
    await read(content, 'baseline', url);
    await nextRun(content);
    price = '$25';
    await nextRun(content);
    expect(conditional).toEqual([undefined, '"$20"', '"$20"']);
    expect(await count('versions')).toBe(2);
  });
});
