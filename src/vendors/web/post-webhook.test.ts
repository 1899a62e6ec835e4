import { Webhook } from 'standardwebhooks';
import { describe, expect, it } from 'vitest';
import { systemClock } from '../../kit/clock.ts';
import { codeOf } from '../../kit/errors.ts';
import { createEgress } from './egress.ts';
import { hostileLookup, hostileTargets } from './egress-targets.ts';
import { postWebhook } from './post-webhook.ts';
import { serveForTest } from './serve-for-test.ts';

const secret = `whsec_${Buffer.alloc(32, 7).toString('base64')}`;
const hookTo = (url: string) => ({ url, secret, id: 'msg_1', body: '{"change":"price"}', now: new Date() });
const open = (...allow: string[]) =>
  createEgress({ allow, userAgent: 'LookoutTest/1', clock: systemClock, lookup: hostileLookup });

describe('a webhook', () => {
  it('arrives signed so that its receiver can check it', async () => {
    let verified: unknown;
    await using site = await serveForTest(async (request, response) => {
      const body = (await request.toArray()).join('');
      verified = new Webhook(secret).verify(body, request.headers as Record<string, string>);
      response.writeHead(202).end();
    });
    await using egress = open(site.host);
    expect(await postWebhook(egress, hookTo(site.origin))).toEqual({ status: 202 });
    expect(verified).toEqual({ change: 'price' });
  });

  it.each([
    [302, 'vendor_refused'],
    [410, 'vendor_refused'],
    [429, 'rate_limited'],
    [503, 'vendor_down'],
  ])('answered with %i is %s', async (status, code) => {
    await using site = await serveForTest((_, response) => {
      response.writeHead(status, { location: 'http://10.0.0.1/', 'retry-after': '30' }).end();
    });
    await using egress = open(site.host);
    await expect(postWebhook(egress, hookTo(site.origin))).rejects.toMatchObject({
      code,
      retryAfterMs: 30_000,
      fields: { status },
    });
  });

  it('is not sent with a secret that cannot sign', async () => {
    await using egress = open();
    await expect(postWebhook(egress, { ...hookTo('http://a.test'), secret: '' })).rejects.toMatchObject({
      code: 'bad_input',
    });
  });

  it('is sent to no hostile target', async () => {
    await using egress = open();
    for (const { url, what } of hostileTargets) {
      const code = await postWebhook(egress, hookTo(url)).then(() => 'sent', codeOf);
      expect([what, code]).toEqual([what, 'egress_refused']);
    }
  });
});
