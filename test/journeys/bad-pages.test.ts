import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { SiteMode } from '../../src/sandbox/web/site-page.ts';
import { wordsOf } from '../helpers/read-message.ts';
import { hour, html, minute, openStory, type Story, type Watched } from '../helpers/story.ts';

const breaks: { mode: SiteMode; what: string; says: RegExp }[] = [
  { mode: '429', what: 'answers 429', says: /asked? Lookout to come less often/ },
  { mode: '500', what: 'answers 500', says: /server error/ },
  { mode: 'bot_wall', what: 'shows a bot wall', says: /bot check/ },
  { mode: 'empty', what: 'is empty', says: /empty/ },
  { mode: 'login', what: 'asks for a login', says: /login/ },
  { mode: 'gone', what: 'is gone', says: /gone/ },
  { mode: 'redirect_private', what: 'leads to a private address', says: /address Lookout may not visit/ },
];

let story: Story;
const watchedIn = new Map<SiteMode, Watched>();
const pathOf = (mode: SiteMode) => `/bad/${mode}`;
/** Another thing at another price on each page: one event told by several pages would be one alert. */
const things = ['boots', 'lamps', 'kettles', 'tents', 'drums', 'globes', 'skis'];
const indexOf = (mode: SiteMode) => breaks.findIndex((one) => one.mode === mode);
const thingOf = (mode: SiteMode) => things[indexOf(mode)] ?? '';
const priceOf = (mode: SiteMode) => 60 + 25 * indexOf(mode);
const shopFor = (mode: SiteMode) =>
  html(
    `<h1>All about ${thingOf(mode)}</h1><p>The price of ${thingOf(mode)} is $${priceOf(mode)} today.</p><p>Free returns within thirty days.</p>`,
  );
beforeAll(async () => {
  story = await openStory();
  for (const { mode } of breaks) {
    const url = story.page(pathOf(mode), shopFor(mode));
    watchedIn.set(
      mode,
      await story.watch({ request: `tell me when the price of ${thingOf(mode)} on ${url} changes` }),
    );
  }
});
afterAll(async () => await story[Symbol.asyncDispose]());

const watchedOf = (mode: SiteMode): Watched => {
  const watched = watchedIn.get(mode);
  if (!watched) throw new Error(`no page is in mode ${mode}`);
  return watched;
};

/** Every page goes through the same day, all at once. */
describe('while it is so for hours', () => {
  beforeAll(async () => {
    for (const { mode } of breaks) story.sandbox.site.edit(pathOf(mode), { mode });
    for (let visit = 0; visit < 5; visit += 1) await story.pass(hour);
  });

  test.each(breaks)('a page that $what causes one notice, and no alert', ({ mode, says }) => {
    const watched = watchedOf(mode);
    expect(watched.alerts()).toEqual([]);
    expect(watched.notices()).toEqual([expect.stringMatching(says)]);
    expect(watched.notices()[0]).toMatch(/Nothing is lost: the last good copy is from/);
    expect(watched.cardWords()).toMatch(/▲ Watching .*cannot be read/);
  });
});

describe('when it is over', () => {
  beforeAll(async () => {
    for (const { mode } of breaks) story.sandbox.site.edit(pathOf(mode), { mode: 'ok' });
    await story.pass(2 * hour);
    await story.pass(hour);
  });

  test.each(breaks)('a page that $what before is said to be readable again, once', ({ mode }) => {
    const watched = watchedOf(mode);
    expect(watched.notices()).toHaveLength(2);
    expect(watched.notices()[1]).toMatch(/✓ .*is readable again.*Nothing changed meanwhile/);
    expect(watched.cardWords()).toMatch(/● Watching/);
  });
});

describe('when it then really changes', () => {
  beforeAll(async () => {
    for (const { mode } of breaks) story.edit(pathOf(mode), `$${priceOf(mode)}`, `$${priceOf(mode) + 6}`);
    await story.pass(hour);
  });

  test.each(breaks)('the alert of a page that $what before compares with its last good copy', ({ mode }) => {
    const watched = watchedOf(mode);
    const price = priceOf(mode);
    expect(watched.alerts().map(wordsOf)).toEqual([
      expect.stringMatching(new RegExp(`\\$${price}.*\\$${price + 6}`, 's')),
    ]);
    expect(watched.said()).toHaveLength(3);
  });
});

test('one bad answer among good ones is nobody’s business', async () => {
  const url = story.page('/bad/once', html('<h1>Hats</h1><p>A hat costs $40.</p>'));
  const watched = await story.watch({ request: `tell me when the price of a hat on ${url} changes` });
  story.sandbox.site.edit('/bad/once', { mode: '500' });
  await story.pass(hour);
  story.sandbox.site.edit('/bad/once', { mode: 'ok' });
  await story.pass(hour);
  expect(watched.said()).toEqual([]);
});

test('what changed while the page could not be read is told when it can', async () => {
  const url = story.page('/bad/changed', html('<h1>Coats</h1><p>A coat costs $90.</p>'));
  const watched = await story.watch({ request: `tell me when the price of a coat on ${url} changes` });
  story.sandbox.site.edit('/bad/changed', { mode: 'bot_wall' });
  for (let visit = 0; visit < 4; visit += 1) await story.pass(hour);
  story.sandbox.site.edit('/bad/changed', { mode: 'ok' });
  story.edit('/bad/changed', '$90', '$95');
  await story.pass(2 * hour);
  expect(watched.alerts().map(wordsOf)).toEqual([expect.stringMatching(/\$90.*\$95/s)]);
  expect(watched.notices()).toHaveLength(2);
});

test('a slow page times out, keeps its copy, and is read again when it is quick', async () => {
  const url = story.page('/bad/slow', html('<h1>Gloves</h1><p>A pair of gloves costs $25.</p>'));
  const watched = await story.watch({ request: `tell me when the price of gloves on ${url} changes` });
  story.sandbox.site.edit('/bad/slow', { mode: 'slow' });
  for (let visit = 0; visit < 3; visit += 1) {
    const { hits } = story.sandbox.site.page('/bad/slow');
    story.clock.forward(hour);
    await story.house.tick();
    await expect.poll(() => story.sandbox.site.page('/bad/slow').hits, { timeout: 10_000 }).toBe(hits + 1);
    story.clock.forward(2 * minute); // nobody waits that long for a page
    await story.settled();
  }
  expect(watched.notices()).toEqual([expect.stringMatching(/too slow/)]);
  story.sandbox.site.edit('/bad/slow', { mode: 'ok' });
  story.edit('/bad/slow', '$25', '$27');
  await story.pass(2 * hour);
  expect(watched.alerts().map(wordsOf)).toEqual([expect.stringMatching(/\$25.*\$27/s)]);
});
