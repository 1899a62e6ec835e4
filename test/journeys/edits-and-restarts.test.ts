import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type House, openHouseFrom } from '../../src/house.ts';
import { systemClock } from '../../src/kit/clock.ts';
import { createSandbox, type Sandbox } from '../../src/sandbox/create-sandbox.ts';
import { linesOf, wordsOf } from '../helpers/read-message.ts';
import { day, hour, html, minute, type Story, tellStory, type Watched } from '../helpers/story.ts';
import { type TravelClock, travelClock } from '../helpers/travel-clock.ts';
import { copyDataDirectory } from '../reliability/data-directory.ts';

let data: Awaited<ReturnType<typeof copyDataDirectory>>;
let sandbox: Sandbox;
let clock: TravelClock;
let house: House;
let story: Story;

/** Opens the house on the database of this file, on disk, for a Slack that goes on without it. */
async function openAgain(): Promise<void> {
  house = await openHouseFrom(
    {
      DATA_DIR: data.path,
      HOST: '127.0.0.1',
      PORT: '0',
      SLACK_API_URL: sandbox.apiUrl,
      SLACK_BOT_TOKEN: sandbox.botToken,
      SLACK_SIGNING_SECRET: sandbox.signingSecret,
      EGRESS_ALLOW: new URL(sandbox.site.baseUrl).host,
      LOG_LEVEL: 'silent',
    },
    { clock, tickByHand: true },
  );
  sandbox.setTarget({ events: `${house.url}/slack/events` });
  story = tellStory({ sandbox, house }, clock, async () => await house[Symbol.asyncDispose]());
}

beforeAll(async () => {
  const manifest = JSON.parse(await readFile(join(import.meta.dirname, '../../manifest.json'), 'utf8'));
  sandbox = await createSandbox({
    mode: 'http',
    manifest,
    clock: systemClock,
    retryDelaysMs: [500, 1_000, 2_000, 4_000], // Slack itself takes minutes
  });
  data = await copyDataDirectory();
  clock = travelClock();
  await openAgain();
});
afterAll(async () => {
  await story[Symbol.asyncDispose]();
  await sandbox[Symbol.asyncDispose]();
  data[Symbol.dispose]();
});

const menu = (soup: number, cake: number) =>
  html(`<h1>Menu</h1><p>The soup costs $${soup}.</p><p>The cake costs $${cake}.</p>`);

const edit = async (watched: Watched, values: Record<string, string>) => {
  await watched.click('monitor_edit');
  const form = await story.ada.waitForView((view) => view.callback_id === 'edit_monitor');
  const sent = await story.ada.submit(form.id, values);
  expect(sent.errors).toBeUndefined();
  const done = await story.ada.waitForView((view) => /Saved/.test(linesOf(view.blocks).join()));
  await story.ada.close(done.id);
  await story.settled();
};

describe('an edit never looks like a change of the page', () => {
  test('another request, another page, another cadence: silence, then only what the page does', async () => {
    const one = story.page('/edit/one', menu(7, 4));
    const two = story.page('/edit/two', menu(8, 5));
    const watched = await story.watch({ request: `tell me when the price of the soup on ${one} changes` });
    await edit(watched, { pages: `${one}\n${two}` });
    await story.pass(hour);
    await edit(watched, { request: 'tell me when the price of the cake changes', cadence: '15' });
    await story.pass(hour);
    await edit(watched, { pages: two });
    await story.pass(hour);
    expect(watched.alerts()).toEqual([]);
    story.edit('/edit/two', '$8', '$9'); // the soup, which is asked for no more
    await story.pass(hour);
    expect(watched.alerts()).toEqual([]);
    story.edit('/edit/two', '$5', '$6');
    await story.pass(hour);
    expect(watched.alerts().map(wordsOf)).toEqual([expect.stringMatching(/\$5.*\$6/s)]);
  });

  test('a page edited together with the request is the new start', async () => {
    const url = story.page('/edit/both', menu(7, 4));
    const watched = await story.watch({ request: `tell me when the price of the soup on ${url} changes` });
    story.edit('/edit/both', '$4', '$3');
    await edit(watched, { request: `tell me when the price of the cake on ${url} changes` });
    await story.pass(hour);
    expect(watched.alerts()).toEqual([]);
  });
});

describe('Lookout is stopped and started again', () => {
  const watchedPages: Watched[] = [];

  test('after a day off every page is read once, not once a missed run, and what changed is told once', async () => {
    for (let index = 0; index < 4; index += 1) {
      const url = story.page(`/restart/${index}`, menu(7, 4));
      watchedPages.push(
        await story.watch({
          request: `tell me when the price of the soup on ${url} changes, every 10 minutes`,
        }),
      );
    }
    await house[Symbol.asyncDispose]();
    story.edit('/restart/2', '$7', '$9');
    clock.forward(day);
    await openAgain();
    const before = watchedPages.map((_, index) => sandbox.site.page(`/restart/${index}`).hits);
    for (let stroke = 0; stroke < 3; stroke += 1) await story.pass(1_000);
    const after = watchedPages.map((_, index) => sandbox.site.page(`/restart/${index}`).hits);
    expect(after.map((hits, index) => hits - (before[index] ?? 0))).toEqual([1, 1, 1, 1]);
    const threads = watchedPages.map((watched) => watched.alerts().map(wordsOf));
    expect(threads).toEqual([[], [], [expect.stringMatching(/\$7.*\$9/s)], []]);
  });

  test('the rhythm goes on as it was: no page is read sooner for it', async () => {
    const hitsAt = () => watchedPages.map((_, index) => sandbox.site.page(`/restart/${index}`).hits);
    const start = hitsAt();
    await house[Symbol.asyncDispose]();
    await openAgain();
    await story.pass(1_000);
    const afterRestart = hitsAt().map((hits, index) => hits - (start[index] ?? 0));
    // At most those whose minute has just come.
    expect(afterRestart.filter((reads) => reads > 0).length).toBeLessThanOrEqual(1);
    for (let stroke = 0; stroke < 10; stroke += 1) await story.pass(minute);
    expect(hitsAt().map((hits, index) => hits - (start[index] ?? 0))).toEqual([1, 1, 1, 1]);
  });

  test('a button on a card from before works on', async () => {
    const [watched] = watchedPages;
    await watched?.click('monitor_pause');
    await watched?.cardSays(/❚❚ Paused/);
  });

  test('an event that comes while it is away is answered when it is back', async () => {
    await house[Symbol.asyncDispose]();
    const url = story.page('/restart/away', menu(3, 2));
    const ts = story.ada.say(sandbox.ids.product, `${story.lookout} tell me when the soup on ${url} changes`);
    await openAgain();
    const watched = await story.watched(sandbox.ids.product, ts);
    expect(watched.cardWords()).toMatch(/● Watching/);
  });
});
