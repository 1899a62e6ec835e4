import { expect } from 'vitest';
import type { Product } from './product-process.ts';
import { postedBy, type Scene } from './scene.ts';

/** What the database says when all is done: the same whatever happened on the way. */
const states = `
  select
    (select json_agg(state) from monitors) as monitors,
    (select count(*)::int from inbox) as came_in,
    (select count(*)::int from inbox where processed_at is null) as open,
    (select json_agg(distinct state) from deliveries) as deliveries,
    (select count(*)::int from alerts) as alerts,
    (select count(*)::int from alerts where delivered_at is null) as undelivered,
    (select count(*)::int from versions) as versions,
    (select json_agg(json_build_object(
       'observed', pointers.observed_version_id = newest.version_id,
       'alerted', pointers.alerted_version_id = newest.version_id))
     from pointers, (select version_id from versions order by observed_at desc limit 1) newest) as pointers,
    (select json_agg(name) from pgboss.job where state = 'failed') as dead_jobs`;

/**
 * The end of every story: the person sees one card and one alert in the thread of what they wrote, the
 * monitor knows what it told, nothing that came in is open and nothing is half sent.
 */
export async function expectOneOfEach(scene: Scene, product: Product, threadTs: string): Promise<void> {
  await product.quiet();
  const posted = postedBy(scene);
  expect(posted.cards.map((card) => card.thread_ts)).toEqual([threadTs]);
  expect(posted.alerts.map((alert) => alert.thread_ts)).toEqual([threadTs]);
  expect(posted.alerts[0]?.text).toContain('$25');
  expect(posted.others.map((message) => message.text)).toEqual([]);

  const [state] = await product.rows(states);
  expect(state).toEqual({
    monitors: ['watching'],
    came_in: 1,
    open: 0,
    deliveries: ['sent'],
    alerts: 1,
    undelivered: 0,
    versions: 2,
    pointers: [{ observed: true, alerted: true }],
    dead_jobs: null,
  });
}

/** Asked to stop, it goes by itself, in time and without a complaint. */
export async function expectCleanStop(product: Product, withinMs: number): Promise<void> {
  const death = await product.stop();
  expect(death).toMatchObject({ code: 0, signal: null });
  expect(death.tookMs).toBeLessThan(withinMs);
}
