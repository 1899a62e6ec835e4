import { describe, expect, it } from 'vitest';
import { manualClock } from '../../kit/clock.ts';
import { createPoliteness, type PolitenessOptions } from './politeness.ts';
import { readRetryAfter } from './retry-after.ts';

const site = new URL('https://a.test/page');
const start = new Date('2026-03-01T00:00:00Z');

function politeVisits(more: Partial<PolitenessOptions> = {}) {
  const clock = manualClock(start);
  const politeness = createPoliteness({ clock, perSecond: 1, burst: 2, concurrency: 10, ...more });
  const visits: number[] = [];
  const visit = async () => {
    visits.push(clock.now().getTime() - start.getTime());
  };
  const settle = () => new Promise((resolve) => setImmediate(resolve));
  const pass = async (seconds: number) => {
    for (let i = 0; i < seconds; i += 1) {
      await settle();
      await clock.advance(1000);
    }
    await settle();
  };
  return { clock, politeness, visits, visit, pass, settle };
}

describe('visits to one site', () => {
  it('come in a short burst and then at the rate', async () => {
    const { politeness, visits, visit, pass } = politeVisits();
    for (let i = 0; i < 5; i += 1) void politeness.run(site, visit);
    await pass(5);
    expect(visits).toEqual([0, 0, 1000, 2000, 3000]);
  });

  it('keep the distance its robots.txt asks for, without a burst', async () => {
    const { politeness, visits, visit, pass } = politeVisits();
    for (let i = 0; i < 3; i += 1) void politeness.run(site, visit, { spacingMs: 4000 });
    await pass(10);
    expect(visits).toEqual([0, 4000, 8000]);
  });

  it('do not slow another site down', async () => {
    const { politeness, visits, visit, settle } = politeVisits();
    for (let i = 0; i < 3; i += 1) void politeness.run(new URL(`https://${i}.test`), visit);
    await settle();
    expect(visits).toEqual([0, 0, 0]);
  });

  it('are never more at once than the limit', async () => {
    const { politeness, settle } = politeVisits({ perSecond: 1000, burst: 100, concurrency: 2 });
    let running = 0;
    let most = 0;
    const finish: (() => void)[] = [];
    const task = async () => {
      running += 1;
      most = Math.max(most, running);
      await new Promise<void>((resolve) => finish.push(resolve));
      running -= 1;
    };
    const all = Promise.all(Array.from({ length: 5 }, () => politeness.run(site, task)));
    for (let done = 0; done < 5; done += 1) {
      await settle();
      finish.shift()?.();
    }
    await all;
    expect([most, running]).toEqual([2, 0]);
  });

  it('stop for as long as the site asks, and whoever would wait too long is told when to come back', async () => {
    const { politeness, visits, visit, pass } = politeVisits();
    politeness.holdOff(site, 600_000);
    await expect(politeness.run(site, visit)).rejects.toMatchObject({
      code: 'rate_limited',
      retryAfterMs: 600_000,
    });
    await pass(590);
    void politeness.run(site, visit);
    await pass(10);
    expect(visits).toEqual([600_000]);
  });

  it('go on after a visit failed or was given up', async () => {
    const { politeness, visits, visit, settle } = politeVisits({ perSecond: 1000, burst: 9, concurrency: 1 });
    const stop = new AbortController();
    const first = politeness.run(site, () => Promise.reject(new Error('down')));
    const second = politeness.run(site, visit, { signal: stop.signal });
    stop.abort(new Error('enough'));
    await expect(first).rejects.toThrow('down');
    await expect(second).rejects.toThrow('enough');
    void politeness.run(site, visit);
    await settle();
    expect(visits).toEqual([0]);
  });

  it("to a host of one's own are not counted, but its Retry-After holds", async () => {
    const { politeness, visits, visit, settle } = politeVisits({ unlimited: ['a.test'] });
    for (let i = 0; i < 50; i += 1) void politeness.run(site, visit);
    await settle();
    expect(visits).toHaveLength(50);
    politeness.holdOff(site, 120_000);
    await expect(politeness.run(site, visit)).rejects.toMatchObject({ code: 'rate_limited' });
  });
});

it.each([
  ['120', 120_000],
  ['Sun, 01 Mar 2026 00:05:00 GMT', 300_000],
  ['Sun, 01 Mar 2020 00:05:00 GMT', 0],
  ['99999999', 86_400_000],
  ['soon', undefined],
  ['', undefined],
  [undefined, undefined],
])('a Retry-After of %s means %s ms', (header, ms) => {
  expect(readRetryAfter(header, start)).toBe(ms);
});
