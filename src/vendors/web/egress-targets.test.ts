import { describe, expect, it } from 'vitest';
import { systemClock } from '../../kit/clock.ts';
import { codeOf } from '../../kit/errors.ts';
import { whyAddressRefused } from './address-rules.ts';
import { createEgress } from './egress.ts';
import { hostileLookup, hostileTargets, publicAddresses } from './egress-targets.ts';
import { serveForTest } from './serve-for-test.ts';

const options = { allow: [], userAgent: 'LookoutTest/1', clock: systemClock, lookup: hostileLookup };
const codeFrom = (promise: Promise<unknown>) =>
  promise.then(
    () => 'opened',
    (error) => codeOf(error),
  );

describe('an address that leads where no page lives', () => {
  it.each(hostileTargets)('is refused when checked: $what', async ({ url }) => {
    await using egress = createEgress(options);
    expect(await codeFrom(egress.checkTarget(url))).toBe('egress_refused');
  });

  it.each(hostileTargets)('is refused when asked for: $what', async ({ url }) => {
    await using egress = createEgress(options);
    expect(await codeFrom(egress.request(url))).toBe('egress_refused');
    expect(await codeFrom(egress.fetch(url))).toBe('egress_refused');
  });

  it('is refused behind a redirect, every one of them', async () => {
    await using site = await serveForTest((request, response) => {
      const to = decodeURIComponent(request.url?.slice(2) ?? '');
      response.writeHead(302, { location: Buffer.from(to).toString('latin1') }).end();
    });
    await using egress = createEgress({ ...options, allow: [site.host] });
    // What HTTP cannot carry in a header, and what is a relative address there, cannot be redirected to.
    const whole = hostileTargets.filter(
      ({ url }) => /^[a-z]+:[^\n\0]*$/.test(url) && url !== 'http:127.0.0.1',
    );
    for (const { url, what } of whole) {
      const address = `${site.origin}/?${encodeURIComponent(url)}`;
      expect([what, await codeFrom(egress.request(address))]).toEqual([what, 'egress_refused']);
      expect([what, await codeFrom(egress.fetch(address))]).toEqual([what, 'egress_refused']);
    }
    expect(whole.length).toBeGreaterThan(90);
  });

  it('says why and what can be done', async () => {
    await using egress = createEgress(options);
    await expect(egress.request('http://intranet.test/')).rejects.toMatchObject({
      humanMessage: expect.stringMatching(/intranet\.test.*private.*EGRESS_ALLOW/),
    });
  });
});

describe('a public address', () => {
  it.each(publicAddresses)('%s stays open', (address) => {
    expect(whyAddressRefused(address)).toBeUndefined();
  });
});
