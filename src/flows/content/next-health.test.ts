import { describe, expect, test } from 'vitest';
import { nextHealth, retryAt, wellHealth } from './next-health.ts';

const at = (minute: number) => new Date(Date.UTC(2026, 0, 5, 9, minute));

describe('health of a source', () => {
  test('when a page fails once and recovers / nobody is told', () => {
    const bad = nextHealth(wellHealth, 'server_error', at(0));
    expect(bad.news.kind).toBe('none');
    expect(nextHealth(bad.health, null, at(1)).news.kind).toBe('none');
  });

  test('when a page fails again and again / one notice, one recovery, naming the same stretch', () => {
    let health = wellHealth;
    const news = [];
    for (let minute = 0; minute < 20; minute += 1) {
      const next = nextHealth(health, minute % 2 ? 'rate_limited' : 'server_error', at(minute));
      health = next.health;
      news.push(next.news);
    }
    const told = news.filter((one) => one.kind !== 'none');
    expect(told).toHaveLength(1);
    expect(told[0]).toMatchObject({ kind: 'notice', tries: 3, since: at(0) });
    const over = nextHealth(health, null, at(30));
    expect(over.news).toMatchObject({ kind: 'recovery', since: at(0), tries: 20, episode: health.episode });
    expect(over.health).toEqual(wellHealth);
  });

  test('when a page needs a browser / the first reading says so', () => {
    expect(nextHealth(wellHealth, 'needs_browser', at(0)).news.kind).toBe('notice');
  });

  test('retries come sooner than a weekly run, later than the site asked, and not at all when nobody watches', () => {
    const weekly = new Date(at(0).getTime() + 7 * 86_400_000);
    expect(retryAt(at(0), weekly, 1)).toEqual(at(1));
    expect(retryAt(at(0), weekly, 3)).toEqual(at(4));
    expect(retryAt(at(0), at(2), 9)).toEqual(at(2));
    expect(retryAt(at(0), at(2), 1, 600_000)).toEqual(at(10));
    expect(retryAt(at(0), null, 1)).toBeNull();
  });
});
