import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { buttonsOf, wordsOf } from '../helpers/read-message.ts';
import { hour, html, openStory, type Story, type Watched } from '../helpers/story.ts';

let story: Story;
let watched: Watched;
beforeAll(async () => {
  story = await openStory();
  const url = story.page(
    '/plain',
    html('<h1>Desks</h1><p>A desk costs $300.</p><p>Delivery takes 5 days.</p>'),
  );
  watched = await story.watch({ request: `tell me when the price of a desk on ${url} changes` });
});
afterAll(async () => await story[Symbol.asyncDispose]());

const inThread = (words: string, by = story.ada) =>
  by.say(watched.channel, `${story.lookout} ${words}`, { thread: watched.ts });

/** What only this person sees, in the thread or beside it, after having said something. */
const whispered = async (words: RegExp, by = story.ada, channel = watched.channel) =>
  await by.waitForMessage(channel, (message) => message.ephemeral && words.test(wordsOf(message)));

describe('in the thread of a monitor', () => {
  test('"pause" pauses it, the thread says who did, and the page is left alone', async () => {
    inThread('pause', story.grace);
    await watched.cardSays(/❚❚ Paused/);
    await story.settled();
    expect(watched.said().at(-1)).toBe(`Paused by <@${story.grace.id}>.`);
    const { hits } = story.sandbox.site.page('/plain');
    await story.pass(hour);
    expect(story.sandbox.site.page('/plain').hits).toBe(hits);
  });

  test('"resume" takes it up again', async () => {
    inThread('please resume');
    await watched.cardSays(/● Watching/);
    await story.settled();
    expect(watched.said().at(-1)).toBe(`Resumed by <@${story.ada.id}>.`);
  });

  test('"every 2 hours" changes how often', async () => {
    inThread('make it every 2 hours');
    await watched.cardSays(/Every 2 hours/);
    await story.settled();
    expect(watched.said().at(-1)).toMatch(/Edited by .*every 2 hours/);
  });

  test('"check now" reads the page at once', async () => {
    story.edit('/plain', 'Delivery takes 5 days', 'Delivery takes 6 days');
    const { hits } = story.sandbox.site.page('/plain');
    inThread('check now');
    await story.ada.waitForMessage(watched.channel, (message) => /Checking now/.test(message.text));
    await story.settled();
    expect(story.sandbox.site.page('/plain').hits).toBe(hits + 1);
    expect(watched.alerts()).toEqual([]);
  });

  test('"why so quiet?" answers with counts, and offers what was left out', async () => {
    inThread('why so quiet?');
    const answer = await story.ada.waitForMessage(
      watched.channel,
      (message) => message.thread_ts === watched.ts && /In the last 7 days/.test(wordsOf(message)),
    );
    expect(wordsOf(answer)).toMatch(/\d+ checks?, 1 page change, 0 alerts/);
    expect(wordsOf(answer)).toMatch(/1 × not about the request/);
    expect(buttonsOf(answer.blocks).map(({ label }) => label)).toEqual(['You should have told me']);
  });

  test('"show" shows it to the asker alone', async () => {
    inThread('show this');
    const shown = await whispered(/● Watching/);
    expect(wordsOf(shown)).toMatch(/price of a desk/);
  });

  test.each(["don't stop", 'do not pause it', 'never mind', 'should we stop this?'])(
    '"%s" does nothing but ask what is meant, with buttons',
    async (words) => {
      const ts = inThread(words);
      const question = await story.ada.waitForMessage(
        watched.channel,
        (message) =>
          message.thread_ts === watched.ts &&
          Number(message.ts) > Number(ts) &&
          buttonsOf(message.blocks).some(({ actionId }) => actionId.startsWith('clarify_')),
      );
      await story.settled();
      expect(watched.cardWords()).toMatch(/● Watching/);
      expect(buttonsOf(question.blocks).length).toBeLessThanOrEqual(4);
    },
  );

  test('a button under the question does what it says, and the question is settled', async () => {
    const ts = inThread('hmm');
    const question = await story.ada.waitForMessage(
      watched.channel,
      (message) => Number(message.ts) > Number(ts) && buttonsOf(message.blocks).length > 0,
    );
    const pause = buttonsOf(question.blocks).find(({ label }) => label === 'Pause');
    expect(pause).toBeDefined();
    await story.grace.click(question.ts, pause?.actionId ?? '', { channel: watched.channel });
    await watched.cardSays(/❚❚ Paused/);
    const settled = await story.ada.waitForMessage(
      watched.channel,
      (message) => message.ts === question.ts && buttonsOf(message.blocks).length === 0,
    );
    expect(settled.text).toMatch(new RegExp(`Pause.*<@${story.grace.id}>`));
    inThread('resume');
    await watched.cardSays(/● Watching/);
  });
});

describe('in the channel', () => {
  test('"list" shows the monitors of the channel to the asker alone', async () => {
    story.grace.say(watched.channel, `${story.lookout} what are you watching here?`);
    const list = await whispered(/1 monitor in this channel/, story.grace);
    expect(wordsOf(list)).toMatch(/price of a desk/);
    expect(
      story.ada.messages(watched.channel).some((message) => /1 monitor in this/.test(wordsOf(message))),
    ).toBe(false);
  });

  test('"pause the desk one" finds the monitor by its words', async () => {
    story.ada.say(watched.channel, `${story.lookout} pause the desk one`);
    await watched.cardSays(/❚❚ Paused/);
    await whispered(/Paused\.$/);
    story.ada.say(watched.channel, `${story.lookout} resume the desk one`);
    await watched.cardSays(/● Watching/);
  });

  test('an order that fits two monitors asks which one', async () => {
    const url = story.page('/plain-two', html('<h1>Lamps</h1><p>A lamp costs $30.</p>'));
    const other = await story.watch({ request: `tell me when the price of a lamp on ${url} changes` });
    story.ada.say(watched.channel, `${story.lookout} pause`);
    const question = await whispered(/Which one\?/);
    expect(buttonsOf(question.blocks).map(({ label }) => label)).toEqual(['Pause', 'Pause']);
    expect(watched.cardWords()).toMatch(/● Watching/);
    expect(other.cardWords()).toMatch(/● Watching/);
  });

  test('half a wish gets one short question', async () => {
    const ts = story.ada.say(watched.channel, `${story.lookout} tell me when it changes`);
    const question = await story.ada.waitForMessage(
      watched.channel,
      (message) => message.thread_ts === ts && message.ts !== ts,
    );
    expect(wordsOf(question)).toMatch(/Which page, or about what\?/);
  });

  test('an order about a monitor that is not there is answered, not guessed', async () => {
    story.grace.say(story.sandbox.ids.product, `${story.lookout} stop`);
    await whispered(/Nothing is watched in this channel yet/, story.grace, story.sandbox.ids.product);
  });
});

test('"stop" ends it for good, the thread says who did, and the page is left alone', async () => {
  inThread('stop');
  await watched.cardSays(/■ Stopped/);
  await story.settled();
  expect(watched.said().at(-1)).toBe(`Stopped by <@${story.ada.id}>.`);
  const { hits } = story.sandbox.site.page('/plain');
  await story.pass(24 * hour);
  expect(story.sandbox.site.page('/plain').hits).toBe(hits);
});
