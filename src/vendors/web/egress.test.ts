import { createServer as createTlsServer } from 'node:https';
import { createServer as createTcpServer } from 'node:net';
import { brotliCompressSync, deflateRawSync, deflateSync, gzipSync, zstdCompressSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { manualClock, systemClock } from '../../kit/clock.ts';
import { createEgress, type EgressOptions } from './egress.ts';
import { selfSigned } from './self-signed-for-test.ts';
import { listenForTest, serveForTest, type TestSite } from './serve-for-test.ts';

const egressFor = (site: TestSite | undefined, more: Partial<EgressOptions> = {}) =>
  createEgress({ allow: site ? [site.host] : [], userAgent: 'LookoutTest/1', clock: systemClock, ...more });
const textOf = (body: Uint8Array) => new TextDecoder().decode(body);
const page = `<h1>Prices</h1>${'<li>Pro plan, $20 a month</li>'.repeat(40)}`;

describe('a page on a host that was opened by name', () => {
  it('comes back whole, with its headers and our name in the request', async () => {
    await using site = await serveForTest((request, response) => {
      response.setHeader('set-cookie', ['a=1', 'b=2']);
      response.setHeader('ETag', '"7"');
      response.end(`${request.headers['user-agent']} ${request.url}`);
    });
    await using egress = egressFor(site);
    const answer = await egress.request(`${site.origin}/a%20b?c=d#e`);
    expect(answer).toMatchObject({ status: 200, redirects: [], finalUrl: `${site.origin}/a%20b?c=d#e` });
    expect(answer.headers).toMatchObject({ etag: '"7"', 'set-cookie': 'a=1\nb=2' });
    expect(textOf(answer.body)).toBe('LookoutTest/1 /a%20b?c=d');
  });

  it('opens that port only, and no other loopback name', async () => {
    await using site = await serveForTest((_, response) => response.end('secret'));
    await using egress = egressFor(undefined, {
      allow: ['127.0.0.1:1', `localhost:${site.host.split(':')[1]}`],
    });
    await expect(egress.request(site.origin)).rejects.toMatchObject({ code: 'egress_refused' });
  });

  it.each([
    ['gzip', gzipSync],
    ['x-gzip', gzipSync],
    ['deflate', deflateSync],
    ['deflate', deflateRawSync],
    ['br', brotliCompressSync],
    ['zstd', zstdCompressSync],
    ['gzip, br', (text: string) => brotliCompressSync(gzipSync(text))],
  ])('is unpacked from %s', async (encoding, pack) => {
    await using site = await serveForTest((_, response) => {
      response.writeHead(200, { 'content-encoding': encoding }).end(pack(page));
    });
    await using egress = egressFor(site);
    expect(textOf((await egress.request(site.origin)).body)).toBe(page);
  });

  it('is a failure when its packed body is cut short, never half a page', async () => {
    await using site = await serveForTest((_, response) => {
      response.writeHead(200, { 'content-encoding': 'gzip' }).end(gzipSync(page).subarray(0, 60));
    });
    await using egress = egressFor(site);
    await expect(egress.request(site.origin)).rejects.toMatchObject({ code: 'unreachable' });
  });

  it('answers a HEAD that names an encoding and has no body', async () => {
    await using site = await serveForTest((_, response) =>
      response.writeHead(200, { 'content-encoding': 'gzip' }).end(),
    );
    await using egress = egressFor(site);
    expect((await egress.request(site.origin, { method: 'HEAD' })).body).toHaveLength(0);
  });

  it('keeps its connection for many requests and does not look its name up again', async () => {
    const ports = new Set<number | undefined>();
    let lookups = 0;
    await using site = await serveForTest((request, response) => {
      ports.add(request.socket.remotePort);
      response.end('ok');
    });
    const lookup = async () => {
      lookups += 1;
      return [{ address: '127.0.0.1', family: 4 }];
    };
    await using egress = egressFor(undefined, { allow: ['site.test'], lookup });
    const address = site.origin.replace('127.0.0.1', 'site.test');
    for (let i = 0; i < 20; i += 1) expect((await egress.request(address)).status).toBe(200);
    // A second one is opened while the first still tidies up.
    expect(ports.size).toBeLessThan(3);
    expect(lookups).toBe(ports.size);
  });

  it('is asked again once when a kept connection turns out to be dead', async () => {
    let asked = 0;
    await using site = await serveForTest((request, response) => {
      asked += 1;
      if (asked === 2) request.socket.destroy();
      else response.end('ok');
    });
    await using egress = egressFor(site);
    await egress.request(site.origin);
    expect((await egress.request(site.origin)).status).toBe(200);
    expect(asked).toBe(3);
  });
});

describe('a name whose address changes between two look-ups', () => {
  it('is refused at the connection although the check before it passed', async () => {
    let lookups = 0;
    const lookup = async () => {
      lookups += 1;
      return [{ address: lookups === 1 ? '93.184.215.14' : '127.0.0.1', family: 4 }];
    };
    await using site = await serveForTest((_, response) => response.end('secret'));
    await using egress = egressFor(undefined, { lookup });
    const address = site.origin.replace('127.0.0.1', 'rebind.test');
    expect((await egress.checkTarget(address)).hostname).toBe('rebind.test');
    await expect(egress.request(address)).rejects.toMatchObject({ code: 'egress_refused' });
  });
});

describe('redirects', () => {
  const keys = { authorization: 'Bearer k', cookie: 's=1' };

  it('keep credentials on their origin and lose them for good elsewhere', async () => {
    const seen: unknown[] = [];
    await using other = await serveForTest((request, response) => {
      seen.push([request.headers.authorization, request.headers.cookie, request.headers['x-key']]);
      response.writeHead(302, { location: `${site.origin}/end` }).end();
    });
    await using site = await serveForTest((request, response) => {
      seen.push([request.headers.authorization, request.headers.cookie, request.headers['x-key']]);
      if (request.url === '/') response.writeHead(302, { location: '/same' }).end();
      else if (request.url === '/same') response.writeHead(302, { location: other.origin }).end();
      else response.end('done');
    });
    await using egress = egressFor(undefined, { allow: [site.host, other.host] });
    const answer = await egress.request(site.origin, { headers: keys, sameOriginAuth: { 'x-key': 'k2' } });
    expect(answer.redirects).toEqual([`${site.origin}/same`, `${other.origin}/`, `${site.origin}/end`]);
    const all = ['Bearer k', 's=1', 'k2'];
    const none = [undefined, undefined, undefined];
    expect(seen).toEqual([all, all, none, none]);
  });

  it('end after ten, and a redirect is handed back when none is wanted', async () => {
    let asked = 0;
    await using site = await serveForTest((_, response) => {
      asked += 1;
      response.writeHead(302, { location: `/${asked}` }).end('x'.repeat(200_000));
    });
    await using egress = egressFor(site);
    await expect(egress.request(site.origin)).rejects.toMatchObject({ code: 'unreachable' });
    expect(asked).toBe(11);
    expect((await egress.request(site.origin, { maxRedirects: 0 })).status).toBe(302);
  });

  it('turn a POST into a GET where the status says so and repeat it where it does not', async () => {
    const seen: unknown[] = [];
    await using site = await serveForTest(async (request, response) => {
      const body = (await request.toArray()).join('');
      seen.push([request.method, body]);
      if (request.url === '/end') response.end();
      else response.writeHead(Number(request.url?.slice(1)), { location: '/end' }).end();
    });
    await using egress = egressFor(site);
    for (const status of [302, 307])
      await egress.request(`${site.origin}/${status}`, { method: 'POST', body: 'a' });
    expect(seen).toEqual([
      ['POST', 'a'],
      ['GET', ''],
      ['POST', 'a'],
      ['POST', 'a'],
    ]);
  });
});

describe('an answer that wants to be too much', () => {
  it.each([
    ['gzip bomb', 'gzip', gzipSync(Buffer.alloc(300_000_000))],
    ['bomb in a bomb', 'gzip, gzip', gzipSync(gzipSync(Buffer.alloc(300_000_000)))],
  ])('a %s ends at once and in little memory', async (_, encoding, bomb) => {
    await using site = await serveForTest((_, response) =>
      response.writeHead(200, { 'content-encoding': encoding }).end(bomb),
    );
    await using egress = egressFor(site);
    const before = process.memoryUsage().rss;
    const started = performance.now();
    await expect(egress.request(site.origin)).rejects.toMatchObject({ code: 'too_large' });
    expect(performance.now() - started).toBeLessThan(2000);
    expect(process.memoryUsage().rss - before).toBeLessThan(100_000_000);
  });

  it('an endless body ends at the cap and its connection is cut', async () => {
    let cut = false;
    await using site = await serveForTest((_, response) => {
      const more = () => response.writable && response.write(Buffer.alloc(65536)) && setImmediate(more);
      response.on('drain', more).on('close', () => {
        cut = true;
      });
      more();
    });
    await using egress = egressFor(site, { caps: { wireBytes: 5_000_000 } });
    const started = performance.now();
    await expect(egress.request(site.origin)).rejects.toMatchObject({ code: 'too_large' });
    expect(performance.now() - started).toBeLessThan(2000);
    await expect.poll(() => cut).toBe(true);
  });

  it('headers without end are refused', async () => {
    await using site = await serveForTest((_, response) => {
      for (let i = 0; i < 90; i += 1) response.setHeader(`x-${i}`, 'y'.repeat(1000));
      response.end();
    });
    await using egress = egressFor(site);
    await expect(egress.request(site.origin)).rejects.toMatchObject({ code: 'too_large' });
  });

  it.each(['/before-headers', '/within-body'])('silence %s ends with the wall clock', async (path) => {
    const asked = Promise.withResolvers<void>();
    await using site = await serveForTest((request, response) => {
      if (request.url === '/within-body') response.write('half a page');
      setImmediate(asked.resolve);
    });
    const clock = manualClock(new Date(0));
    await using egress = egressFor(site, { clock });
    const answer = egress.request(`${site.origin}${path}`);
    answer.catch(() => {});
    await asked.promise;
    await clock.advance(30_000);
    await expect(answer).rejects.toMatchObject({ code: 'timeout' });
  });

  it('the caller can give up at any time, with a reason of its own', async () => {
    await using site = await serveForTest(() => {});
    await using egress = egressFor(site);
    const reason = new Error('shutting down');
    await expect(egress.request(site.origin, { signal: AbortSignal.abort(reason) })).rejects.toBe(reason);
    const stop = new AbortController();
    const answer = egress.request(site.origin, { signal: stop.signal });
    stop.abort(reason);
    await expect(answer).rejects.toBe(reason);
  });
});

describe('a site that cannot be read', () => {
  it('with a certificate nobody vouches for is a bad certificate', async () => {
    await using site = await listenForTest(
      createTlsServer(selfSigned, (_, response) => response.end('hi')),
      'https',
    );
    await using egress = egressFor(site);
    await expect(egress.request(site.origin)).rejects.toMatchObject({ code: 'bad_certificate' });
    await expect(egress.fetch(site.origin)).rejects.toMatchObject({ code: 'bad_certificate' });
  });

  it('with nobody listening is unreachable', async () => {
    const { host, origin } = await closedSite();
    await using egress = egressFor(undefined, { allow: [host] });
    await expect(egress.request(origin)).rejects.toMatchObject({ code: 'unreachable' });
  });

  it('that does not speak HTTP is unreachable', async () => {
    const server = createTcpServer((socket) => socket.resume().end('SSH-2.0-OpenSSH\r\n'));
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const address = server.address();
    const port = typeof address === 'object' ? address?.port : 0;
    await using egress = egressFor(undefined, { allow: ['127.0.0.1'] });
    await expect(egress.request(`http://127.0.0.1:${port}`)).rejects.toMatchObject({ code: 'unreachable' });
    await new Promise((resolve) => server.close(resolve));
  });

  it('whose name is unknown is unreachable', async () => {
    await using egress = egressFor(undefined, { lookup: async () => [] });
    await expect(egress.request('http://nowhere.test')).rejects.toMatchObject({ code: 'unreachable' });
  });
});

describe('the fetch handed to a vendor SDK', () => {
  it('posts, streams and keeps to the guard', async () => {
    await using site = await serveForTest(async (request, response) => {
      response.write(`${request.method} ${request.headers.authorization} `);
      response.end((await request.toArray()).join(''));
    });
    await using egress = egressFor(site);
    const init = { method: 'POST', body: '{"a":1}', headers: new Headers({ Authorization: 'Bearer k' }) };
    const answer = await egress.fetch(`${site.origin}/v1`, init);
    expect(answer.url).toBe(`${site.origin}/v1`);
    expect(await answer.text()).toBe('POST Bearer k {"a":1}');
    expect(await (await egress.fetch(new Request(site.origin, init))).text()).toBe('POST Bearer k {"a":1}');
  });

  it('does not carry a key to where a redirect leads', async () => {
    await using other = await serveForTest((request, response) =>
      response.end(String(request.headers['x-api-key'])),
    );
    await using site = await serveForTest((_, response) =>
      response.writeHead(307, { location: other.origin }).end(),
    );
    await using egress = egressFor(undefined, { allow: [site.host, other.host] });
    const headers = { 'x-api-key': 'k' };
    expect(await (await egress.fetch(site.origin, { headers })).text()).toBe('undefined');
    await expect(egress.fetch(site.origin, { method: 'POST', body: 'x' })).rejects.toMatchObject({
      code: 'vendor_refused',
    });
  });

  it('ends a body without end', async () => {
    await using site = await serveForTest((_, response) =>
      response.writeHead(200, { 'content-encoding': 'gzip' }).end(gzipSync(Buffer.alloc(50_000_000))),
    );
    await using egress = egressFor(site);
    await expect((await egress.fetch(site.origin)).bytes()).rejects.toMatchObject({ code: 'too_large' });
  });
});

it('refuses an allow list that cannot be read', () => {
  expect(() => createEgress({ allow: ['http://a'], userAgent: '', clock: systemClock })).toThrow(
    /EGRESS_ALLOW/,
  );
});

async function closedSite() {
  await using site = await serveForTest(() => {});
  return { host: site.host, origin: site.origin };
}
