import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { hasButton, wordsOf } from '../helpers/read-message.ts';
import { day, hour, html, minute, openStory, type Story, type Watched } from '../helpers/story.ts';

let story: Story;
beforeAll(async () => {
  story = await openStory();
});
afterAll(async () => await story[Symbol.asyncDispose]());

const shop = (price: number) =>
  html(`<h1>Vases</h1><p>A vase costs $${price}.</p><p>In stock: yes.</p><p>Delivered in 4 days.</p>`);
const watchVase = async (name: string, more = '') => {
  const url = story.page(`/times/${name}`, shop(50));
  return await story.watch({ request: `tell me when the price of a vase on ${url} changes${more}` });
};
const setPrice = (name: string, from: number, to: number) =>
  story.edit(`/times/${name}`, `$${from}`, `$${to}`);

/** The hour and minute of a moment in a zone, as "22:05". */
const wallClock = (at: Date, timeZone: string): string =>
  at.toLocaleTimeString('en-GB', { timeZone, hour: '2-digit', minute: '2-digit' });

const press = async (watched: Watched, option: string, by = story.ada) => {
  const alert = watched.alerts().at(-1);
  if (!alert) throw new Error('no alert to press on');
  const element = alert.blocks
    .flatMap((block) => (Array.isArray(block.elements) ? block.elements : []))
    .find((one) => one.action_id === 'alert_more');
  const value = element.options.find((one: { value: string }) => one.value.startsWith(option)).value;
  await by.choose(alert.ts, 'alert_more', value, { channel: watched.channel });
};

describe('quiet hours', () => {
  test('hold the alert until they end, across midnight, in the zone of the person', async () => {
    const zone = 'Europe/Berlin';
    const watched = await watchVase('quiet');
    // From an hour ago until nine hours from now, wherever midnight falls in that.
    const now = story.clock.now().getTime();
    const from = wallClock(new Date(now - hour), zone);
    const to = wallClock(new Date(now + 9 * hour), zone);
    await watched.click('monitor_edit');
    const form = await story.ada.waitForView((view) => view.callback_id === 'edit_monitor');
    const sent = await story.ada.submit(form.id, { quiet_from: from, quiet_to: to, time_zone: zone });
    expect(sent.errors).toBeUndefined();
    await story.ada.waitForView((view) => /Saved/.test(JSON.stringify(view.blocks)));
    await story.ada.close((await story.ada.waitForView()).id);
    setPrice('quiet', 50, 55);
    await story.pass(2 * hour);
    await story.pass(4 * hour);
    expect(watched.alerts()).toEqual([]);
    await story.pass(3 * hour + 5 * minute);
    expect(watched.alerts().map(wordsOf)).toEqual([expect.stringMatching(/\$50.*\$55/s)]);
  });
});

describe('the menu of an alert', () => {
  test('Snooze for 1 hour holds the next alert back that long, and the card says so', async () => {
    const watched = await watchVase('snooze', ', every 5 minutes');
    setPrice('snooze', 50, 51);
    await story.pass(10 * minute);
    await press(watched, 'snooze60:');
    await watched.cardSays(/snoozed until/);
    await story.settled();
    setPrice('snooze', 51, 52);
    await story.pass(10 * minute);
    expect(watched.alerts()).toHaveLength(1);
    await story.pass(55 * minute);
    expect(watched.alerts()).toHaveLength(2);
    expect(wordsOf(watched.alerts()[1] ?? { blocks: [], text: '' })).toMatch(/\$51.*\$52/s);
  });

  test('Mute this kind: no more of it, while `why` counts what was left out', async () => {
    const watched = await watchVase('mute');
    setPrice('mute', 50, 53);
    await story.pass(hour);
    await press(watched, 'mute:', story.grace);
    await story.ada.waitForMessage(
      watched.channel,
      (message) =>
        message.thread_ts === watched.ts && /No more alerts about prices here, says/.test(wordsOf(message)),
    );
    await story.settled();
    setPrice('mute', 53, 58);
    await story.pass(hour);
    expect(watched.alerts()).toHaveLength(1);
    await watched.click('monitor_why');
    const view = await story.ada.waitForView((seen) => /muted/.test(JSON.stringify(seen.blocks)));
    expect(wordsOf({ blocks: view.blocks, text: '' })).toMatch(/1 × a kind of change that is muted/);
    await story.ada.close(view.id);
  });

  test('Pause: nothing is read; Resume tells what changed meanwhile, once', async () => {
    const watched = await watchVase('pause');
    setPrice('pause', 50, 54);
    await story.pass(hour);
    await press(watched, 'pause:');
    await watched.cardSays(/❚❚ Paused/);
    await story.settled();
    setPrice('pause', 54, 60);
    await story.pass(day);
    expect(watched.alerts()).toHaveLength(1);
    await watched.click('monitor_resume');
    await watched.cardSays(/● Watching/);
    await story.pass(hour);
    expect(watched.alerts()).toHaveLength(2);
    expect(wordsOf(watched.alerts()[1] ?? { blocks: [], text: '' })).toMatch(/\$54.*\$60/s);
  });

  test('Show diff opens every difference, Useful and Not useful are replaced by what was said', async () => {
    const watched = await watchVase('diff');
    setPrice('diff', 50, 56);
    story.edit('/times/diff', 'Delivered in 4 days', 'Delivered in 2 days');
    await story.pass(hour);
    const alert = watched.alerts()[0];
    if (!alert) throw new Error('no alert');
    await story.grace.click(alert.ts, 'alert_diff', { channel: watched.channel });
    const diff = await story.grace.waitForView((view) => /before/.test(JSON.stringify(view.blocks)));
    const words = wordsOf({ blocks: diff.blocks, text: '' });
    expect(words).toMatch(/before │ .*\$50/);
    expect(words).toMatch(/after {2}│ .*\$56/);
    expect(words).toMatch(/Delivered in 2 days/);
    await story.grace.close(diff.id);

    await story.grace.click(alert.ts, 'alert_useful', { channel: watched.channel });
    await watched.alert(new RegExp(`Useful, says <@${story.grace.id}>`));
    const rated = watched.alerts()[0];
    expect(rated && hasButton(rated, 'alert_useful')).toBe(false);
    expect(rated && hasButton(rated, 'alert_not_useful')).toBe(false);
    expect(rated && hasButton(rated, 'alert_diff')).toBe(true);
  });
});

test('a monitor asked for once tells once, and is done', async () => {
  const url = story.page('/times/once', shop(50));
  const watched = await story.watch({ request: `tell me once when the price of a vase on ${url} changes` });
  expect(watched.cardWords()).toMatch(/until it has happened once/);
  setPrice('once', 50, 57);
  await story.pass(hour);
  await watched.cardSays(/✓ Done/);
  setPrice('once', 57, 61);
  await story.pass(day);
  expect(watched.alerts()).toHaveLength(1);
});

describe('one event on two pages', () => {
  test('watched by two monitors of one channel it is one alert, with "also on"', async () => {
    const offer = (price: string) =>
      html(`<h1>Autumn offer</h1><p>The Nimbus 3000 vacuum cleaner costs ${price} until Sunday.</p>`);
    const shopUrl = story.page('/event/shop', offer('$399'));
    const newsUrl = story.page('/event/news', offer('$399'));
    const one = await story.watch({
      request: `tell us when the price of the Nimbus 3000 on ${shopUrl} changes`,
      channel: story.sandbox.ids.product,
    });
    const two = await story.watch({
      request: `tell us when the price of the Nimbus 3000 on ${newsUrl} changes`,
      channel: story.sandbox.ids.product,
    });
    story.edit('/event/shop', '$399', '$299');
    await story.pass(hour);
    story.edit('/event/news', '$399', '$299');
    await story.pass(hour);
    expect(one.alerts()).toHaveLength(1);
    expect(two.alerts()).toHaveLength(0);
    expect(wordsOf(one.alerts()[0] ?? { blocks: [], text: '' })).toMatch(/also on .*event\/news/);
  });
});
