import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { buttonsOf, wordsOf } from '../helpers/read-message.ts';
import { hour, html, openStory, type Story, type Watched } from '../helpers/story.ts';

let story: Story;
let first: Watched;
const request = () => `tell me when the price of a chair on ${story.page('/chairs')} changes`;
beforeAll(async () => {
  story = await openStory();
  story.page('/chairs', html('<h1>Chairs</h1><p>A chair costs $80.</p>'));
  first = await story.watch({ request: request() });
});
afterAll(async () => await story[Symbol.asyncDispose]());

const askAgain = async (by: Story['ada'], channel: string) => {
  const ts = by.say(channel, `${story.lookout} ${request()}`);
  const answer = await by.waitForMessage(
    channel,
    (message) => message.thread_ts === ts && /Already watched/.test(wordsOf(message)),
  );
  return { ts, answer };
};

describe('somebody asks for what is watched already', () => {
  test('the answer names who asked and where, and the page is read no more often for it', async () => {
    const { grace, ada, sandbox } = story;
    const { answer } = await askAgain(grace, sandbox.ids.product);
    expect(wordsOf(answer)).toContain(`Already watched by <@${ada.id}> in <#${sandbox.ids.pricing}>`);
    expect(buttonsOf(answer.blocks).map(({ label }) => label)).toEqual(['Follow it', 'Watch anyway']);
  });

  test('Follow it: the alerts there mention them, and the question is settled', async () => {
    const { grace, sandbox } = story;
    const { answer } = await askAgain(grace, sandbox.ids.product);
    await grace.click(answer.ts, 'monitor_follow', { channel: sandbox.ids.product });
    await grace.waitForMessage(
      sandbox.ids.product,
      (message) =>
        message.ts === answer.ts && /follows/.test(message.text) && buttonsOf(message.blocks).length === 0,
    );
    await story.settled();
    story.edit('/chairs', '$80', '$85');
    await story.pass(hour);
    expect(first.alerts().map(wordsOf)).toEqual([expect.stringContaining(`<@${grace.id}>`)]);
  });

  test('Watch anyway: a monitor of its own in its own thread, and both are told', async () => {
    const { grace, sandbox } = story;
    const { ts, answer } = await askAgain(grace, sandbox.ids.product);
    await grace.click(answer.ts, 'clarify_watch_anyway', { channel: sandbox.ids.product });
    const own = await story.watched(sandbox.ids.product, ts, grace);
    expect(own.monitorId).not.toBe(first.monitorId);
    const alertsBefore = first.alerts().length;
    const { hits } = sandbox.site.page('/chairs');
    story.edit('/chairs', '$85', '$90');
    await story.pass(hour);
    expect(sandbox.site.page('/chairs').hits).toBe(hits + 1);
    expect(own.alerts()).toHaveLength(1);
    expect(first.alerts()).toHaveLength(alertsBefore + 1);
  });
});
