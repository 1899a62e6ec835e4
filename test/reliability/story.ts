import { expect, onTestFailed } from 'vitest';
import type { SeenMessage } from '../../src/sandbox/person.ts';
import { hasButton, wordsOf } from '../helpers/read-message.ts';
import { html } from '../helpers/story.ts';
import type { Scene } from './scene.ts';

/** One request of Ada's and what came of it. */
export interface Story {
  channel: string;
  /** Timestamp of what she wrote, the root of the thread. */
  thread: string;
  path: string;
  newPrice: string;
}

/** Busy machines start slowly; a wait this long has failed. */
const patient = { timeoutMs: 30_000 };

/** Ada asks for the price on a page of this story's own to be watched. */
export function askForPrice(scene: Scene): Story {
  onTestFailed(scene.abandon);
  const { ada, sandbox } = scene;
  const number = scene.nextNumber();
  const { pricing, general, product } = sandbox.ids;
  // In turns: a channel takes about a message a second, and no story should wait for another's.
  const channel = [pricing, general, product][number % 3] ?? pricing;
  const path = `/pricing-${number}`;
  sandbox.site.edit(path, {
    content: html('<h1>Pricing</h1><p>The Pro plan costs $20 a month.</p><p>The Free plan costs $0.</p>'),
  });
  const request = `tell me when the Pro plan's price changes on ${sandbox.site.baseUrl}${path}`;
  const thread = ada.say(channel, `<@${sandbox.bot.userId}> ${request}`);
  return { channel, thread, path, newPrice: `$${30 + number}` };
}

/** Everything Lookout has in the story's thread that all can see, by what it is. */
export function threadOf({ sandbox, ada }: Scene, { channel, thread }: Story) {
  const own = ada
    .thread(channel, thread)
    .filter((message) => message.user === sandbox.bot.userId && !message.ephemeral);
  const isCard = (message: SeenMessage) => hasButton(message, 'monitor_edit');
  const isAlert = (message: SeenMessage) => hasButton(message, 'alert_more');
  return {
    cards: own.filter(isCard),
    alerts: own.filter(isAlert),
    others: own.filter((message) => !isCard(message) && !isAlert(message)),
  };
}

/** The card, once the page is watched, has been read, and nothing is left to do. */
export async function waitForWatching(scene: Scene, story: Story): Promise<SeenMessage> {
  const card = await scene.ada.waitForMessage(
    story.channel,
    (message) =>
      message.thread_ts === story.thread &&
      hasButton(message, 'monitor_edit') &&
      /checked/.test(wordsOf(message)),
    patient,
  );
  await (await scene.product()).quiet();
  return card;
}

export const waitForAlert = async (scene: Scene, { channel, thread }: Story): Promise<SeenMessage> =>
  await scene.ada.waitForMessage(
    channel,
    (message) => message.thread_ts === thread && hasButton(message, 'alert_more'),
    patient,
  );

/** Somebody at the watched company changes the price. */
export function changePrice({ sandbox }: Scene, { path, newPrice }: Story): void {
  const { content } = sandbox.site.page(path);
  sandbox.site.edit(path, { content: content.replace('$20', newPrice) });
}

/** Ada presses "Check now". */
export const checkNow = async ({ ada }: Scene, { channel }: Story, card: SeenMessage): Promise<void> =>
  await ada.click(card.ts, 'monitor_check', { channel });

/** Ada asks, the price changes, she presses "Check now". `before` sets the stage for what the press brings. */
export async function playToPress(scene: Scene, before: () => void = () => undefined): Promise<Story> {
  const story = askForPrice(scene);
  const card = await waitForWatching(scene, story);
  changePrice(scene, story);
  before();
  await checkNow(scene, story, card);
  return story;
}

const states = (thread: string) => `
  with mine as (select * from monitors where thread_ts = '${thread}'),
  newest as (
    select distinct on (source_id) source_id, version_id from versions order by source_id, observed_at desc
  )
  select
    (select json_agg(state) from mine) as monitors,
    (select count(*)::int from inbox where body #>> '{event,ts}' = '${thread}') as came_in,
    (select json_agg(distinct deliveries.state) from deliveries join mine using (monitor_id)) as deliveries,
    (select json_agg(delivered_at is not null) from alerts join mine using (monitor_id)) as delivered,
    (select count(*)::int from versions join monitor_sources using (source_id) join mine using (monitor_id)) as versions,
    (select json_agg(json_build_object(
       'observed', observed_version_id = version_id, 'alerted', alerted_version_id = version_id))
     from pointers join mine using (monitor_id) join newest using (source_id)) as pointers,
    (select count(*)::int from inbox where processed_at is null) as unprocessed,
    (select count(*)::int from deliveries where state = 'sending') as half_sent,
    (select json_agg(name) from pgboss.job where state = 'failed') as dead_jobs`;

/**
 * The end of every story, once nothing is left to do: the person sees one card and one alert in the thread
 * of what they wrote, the monitor knows what it told, nothing that came in is open, nothing half sent.
 */
export async function expectOneOfEach(scene: Scene, story: Story): Promise<void> {
  const product = await scene.product();
  await product.quiet();
  const posted = threadOf(scene, story);
  expect(posted.alerts.map(({ text }) => text)).toEqual([expect.stringContaining(story.newPrice)]);
  expect(posted.cards).toHaveLength(1);
  expect(posted.others.map(({ text }) => text)).toEqual([]);

  const [state] = await product.rows(states(story.thread));
  expect(state).toEqual({
    monitors: ['watching'],
    came_in: 1,
    deliveries: ['sent'],
    delivered: [true],
    versions: 2,
    pointers: [{ observed: true, alerted: true }],
    unprocessed: 0,
    half_sent: 0,
    dead_jobs: null,
  });
}
