import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { SiteMode } from '../../src/sandbox/web/site-page.ts';
import { wordsOf } from '../helpers/read-message.ts';
import { hour, html, minute, openStory, type Story } from '../helpers/story.ts';

let story: Story;
beforeAll(async () => {
  story = await openStory();
});
afterAll(async () => await story[Symbol.asyncDispose]());

const breaks: { mode: SiteMode; what: string; says: RegExp }[] = [
  { mode: '429', what: 'answers 429', says: /asked? Lookout to come less often/ },
  { mode: '500', what: 'answers 500', says: /server error/ },
  { mode: 'bot_wall', what: 'shows a bot wall', says: /bot check/ },
  { mode: 'empty', what: 'is empty', says: /empty/ },
  { mode: 'login', what: 'asks for a login', says: /login/ },
  { mode: 'gone', what: 'is gone', says: /gone/ },
  { mode: 'redirect_private', what: 'leads to a private address', says: /address Lookout may not visit/ },
];

describe.each(breaks)('a page $what', ({ mode, says }) => {
  test('no content alert, one notice, one recovery, and a real change is found afterwards', async () => {
    const path = `/bad/${mode}`;
    const url = story.page(
      path,
      html('<h1>Shoes</h1><p>A pair of shoes costs $60 today.</p><p>Free returns within thirty days.</p>'),
    );
    const watched = await story.watch({ request: `tell me when the price of shoes on ${url} changes` });
    story.sandbox.site.edit(path, { mode });
    for (let visit = 0; visit < 6; visit += 1) await story.pass(hour);
    expect(watched.alerts()).toEqual([]);
    expect(watched.notices()).toEqual([expect.stringMatching(says)]);
    expect(watched.notices()[0]).toMatch(/Nothing is lost: the last good copy is from/);
    expect(watched.cardWords()).toMatch(/▲ Watching .*cannot be read/);

    story.sandbox.site.edit(path, { mode: 'ok' });
    await story.pass(2 * hour);
    await story.pass(hour);
    expect(watched.notices()).toHaveLength(2);
    expect(watched.notices()[1]).toMatch(/✓ .*is readable again.*Nothing changed meanwhile/);
    expect(watched.cardWords()).toMatch(/● Watching/);

    story.edit(path, '$60', '$66');
    await story.pass(hour);
    expect(watched.alerts().map(wordsOf)).toEqual([expect.stringMatching(/\$60.*\$66/s)]);
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
