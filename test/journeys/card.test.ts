import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { buttonsOf, wordsOf } from '../helpers/read-message.ts';
import { hour, html, openStory, type Story } from '../helpers/story.ts';

let story: Story;
beforeAll(async () => {
  story = await openStory();
});
afterAll(async () => await story[Symbol.asyncDispose]());

describe('a request that names a site, not a page', () => {
  test('the site is explored, the card proposes its page with what stands there, and nothing is watched before Start', async () => {
    const site = new URL(story.page('/')).origin;
    const watched = await story.watch({ request: `watch the price of the Pro plan on ${site}` });
    expect(watched.cardWords()).toContain('/pricing');
    expect(watched.cardWords()).toContain('$20');
    expect(buttonsOf(watched.card().blocks).map(({ label }) => label)).toEqual(['Start', 'Edit', 'Cancel']);
    await story.pass(hour);
    const before = story.sandbox.site.page('/pricing').hits;
    await story.pass(hour);
    expect(story.sandbox.site.page('/pricing').hits).toBe(before);
    await watched.click('monitor_start');
    await watched.cardSays(/● Watching/);
    await story.settled();
    story.edit('/pricing', '$20 per month', '$21 per month');
    await story.pass(hour);
    expect(watched.alerts().map(wordsOf)).toEqual([expect.stringMatching(/\$20.*\$21/s)]);
    story.edit('/pricing', '$21 per month', '$20 per month');
  });

  test('its front page itself, with nothing else said, is a page like any other and starts at once', async () => {
    const watched = await story.watch({ request: `watch ${new URL(story.page('/')).origin}/` });
    expect(watched.cardWords()).toMatch(/● Watching/);
    expect(buttonsOf(watched.card().blocks).map(({ label }) => label)).toContain('Undo');
  });
});

describe('a request with two pages waits for Start', () => {
  const ask = (name: string) => {
    const one = story.page(`/card/${name}-one`, html('<h1>Tickets</h1><p>An adult ticket costs $11.</p>'));
    const two = story.page(`/card/${name}-two`, html('<h1>Tours</h1><p>A tour costs $22.</p>'));
    return story.watch({ request: `tell us when the prices on ${one} or ${two} change` });
  };

  test('the card shows both pages with what stands on them; a change before Start is no news', async () => {
    const watched = await ask('start');
    expect(buttonsOf(watched.card().blocks).map(({ label }) => label)).toEqual(['Start', 'Edit', 'Cancel']);
    expect(watched.cardWords()).toMatch(/card\/start-one.*\n?.*card\/start-two/s);
    await story.pass(hour);
    expect(watched.said()).toEqual([]);
    await watched.click('monitor_start');
    await watched.cardSays(/● Watching/);
    story.edit('/card/start-one', '$11', '$15');
    await story.pass(hour);
    expect(watched.alerts().map(wordsOf)).toEqual([expect.stringMatching(/\$11.*\$15/s)]);
  });

  test('Cancel ends it, and the pages are not read any more', async () => {
    const watched = await ask('cancel');
    await watched.click('monitor_cancel');
    await watched.cardSays(/■ Stopped/);
    await story.settled();
    const hits = story.sandbox.site.page('/card/cancel-one').hits;
    story.edit('/card/cancel-one', '$11', '$15');
    await story.pass(hour);
    expect(story.sandbox.site.page('/card/cancel-one').hits).toBe(hits);
    expect(watched.alerts()).toEqual([]);
  });
});

describe('Edit', () => {
  test('pages, cadence, quiet hours and mentions are changed in the form, and the card shows it', async () => {
    const { ada, grace } = story;
    const first = story.page('/card/edit', html('<h1>Rooms</h1><p>A room costs $90 a night.</p>'));
    const second = story.page('/card/edit-two', html('<h1>Suites</h1><p>A suite costs $190 a night.</p>'));
    const watched = await story.watch({ request: `tell me when the price of a room on ${first} changes` });
    await watched.click('monitor_edit');
    const form = await ada.waitForView((view) => view.callback_id === 'edit_monitor');
    const wrong = await ada.submit(form.id, { pages: 'ftp://example.com/list', quiet_from: '22:00' });
    expect(wrong.errors).toMatchObject({ pages: expect.any(String), quiet_to: expect.any(String) });
    const right = await ada.submit(form.id, {
      pages: `${first}\n${second}`,
      cadence: '60',
      quiet_from: '22:00',
      quiet_to: '07:00',
      time_zone: 'Europe/Berlin',
      mentions: [grace.id],
    });
    expect(right.errors).toBeUndefined();
    await ada.waitForView((view) => /Saved/.test(JSON.stringify(view.blocks)));
    await watched.cardSays(/card\/edit-two/);
    await watched.cardSays(/Every hour.*quiet 22:00–07:00/);
    await story.settled();
    expect(watched.alerts()).toEqual([]);
    expect(watched.said().join('\n')).toMatch(new RegExp(`Edited by <@${ada.id}>`));
    await ada.close((await ada.waitForView()).id);
  });

  test('Undo right after the start ends it; asked again it is watched anew', async () => {
    const url = story.page('/card/undo', html('<h1>Boats</h1><p>A boat costs $70 an hour.</p>'));
    const request = `tell me when the price of a boat on ${url} changes`;
    const undone = await story.watch({ request });
    await undone.click('monitor_undo');
    await undone.cardSays(/■ Stopped/);
    await story.settled();
    const again = await story.watch({ request });
    story.edit('/card/undo', '$70', '$75');
    await story.pass(hour);
    expect(again.alerts().map(wordsOf)).toEqual([expect.stringMatching(/\$70.*\$75/s)]);
    expect(undone.alerts()).toEqual([]);
  });
});

describe('nothing can be read', () => {
  test('a page that does not exist: the thread says so and offers to name another', async () => {
    const { ada, sandbox, lookout } = story;
    const { general } = sandbox.ids;
    const ts = ada.say(general, `${lookout} watch ${story.page('/no-such-page')}`);
    const card = await ada.waitForMessage(
      general,
      (message) =>
        message.thread_ts === ts &&
        buttonsOf(message.blocks).some(({ actionId }) => actionId === 'monitor_other_page'),
    );
    expect(wordsOf(card)).toMatch(/no-such-page|could not|No page/i);
    const better = story.page('/card/better', html('<h1>Bikes</h1><p>A bike costs $33 a day.</p>'));
    await ada.click(card.ts, 'monitor_other_page', { channel: general });
    const form = await ada.waitForView((view) => view.callback_id === 'edit_monitor');
    const sent = await ada.submit(form.id, {
      request: `tell me when the price of a bike on ${better} changes`,
      pages: better,
    });
    expect(sent.errors).toBeUndefined();
    await ada.waitForView((view) => /Saved/.test(JSON.stringify(view.blocks)));
    const watched = await story.watched(general, ts);
    expect(watched.cardWords()).toContain('card/better');
  });
});
