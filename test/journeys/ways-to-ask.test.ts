import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { hasButton, wordsOf } from '../helpers/read-message.ts';
import { hour, html, openStory, type Story } from '../helpers/story.ts';

let story: Story;
beforeAll(async () => {
  story = await openStory();
});
afterAll(async () => await story[Symbol.asyncDispose]());

const seats = (price: string) => html(`<h1>Seats</h1><p>A seat costs ${price} a month.</p>`);

describe('a monitor can be asked for in every place Slack has', () => {
  test('in a direct message, without a mention: the card and the alert are in the thread of what was said', async () => {
    const { ada, sandbox } = story;
    const url = story.page('/ways/dm', seats('$10'));
    const ts = ada.say(sandbox.ids.dmAda, `tell me when the price of a seat on ${url} changes`);
    const watched = await story.watched(sandbox.ids.dmAda, ts);
    expect(watched.cardWords()).toContain('$10');
    story.edit('/ways/dm', '$10', '$12');
    await story.pass(hour);
    expect(watched.alerts().map(wordsOf)).toEqual([expect.stringMatching(/\$10.*\$12/s)]);
  });

  test('with /watch: the request is put into the channel, and the card hangs under it', async () => {
    const { ada, sandbox } = story;
    const { pricing } = sandbox.ids;
    const url = story.page('/ways/command', seats('$20'));
    await ada.command(pricing, '/watch', `the price of a seat on ${url} every 15 minutes`);
    const root = await ada.waitForMessage(pricing, (message) => /asked to watch/.test(message.text));
    expect(root.text).toContain(`<@${ada.id}>`);
    const watched = await story.watched(pricing, root.ts);
    expect(watched.cardWords()).toMatch(/every 15 minutes/i);
    story.edit('/ways/command', '$20', '$24');
    await story.pass(hour);
    expect(watched.alerts().map(wordsOf)).toEqual([expect.stringMatching(/\$20.*\$24/s)]);
  });

  test('with the shortcut on a message: each link in it gets a card in the thread of that message', async () => {
    const { ada, grace, sandbox } = story;
    const { pricing } = sandbox.ids;
    const url = story.page('/ways/shortcut', seats('$30'));
    const ts = grace.say(pricing, `their new seats: ${url}`);
    await ada.shortcut('watch_message', { channel: pricing, messageTs: ts });
    const watched = await story.watched(pricing, ts);
    story.edit('/ways/shortcut', '$30', '$36');
    await story.pass(hour);
    expect(watched.alerts().map(wordsOf)).toEqual([expect.stringMatching(/\$30.*\$36/s)]);
  });

  test('with a bearer key on POST /v1/monitors: the card is posted to the channel, and the same key makes nothing new', async () => {
    const { ada, sandbox, house } = story;
    const { product } = sandbox.ids;
    const url = story.page('/ways/api', seats('$40'));
    const ask = async (key: string) =>
      await fetch(`${house.url}/v1/monitors`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', authorization: `Bearer ${key}` },
        body: JSON.stringify({
          request: `tell us when the price of a seat on ${url} changes`,
          channelId: product,
          by: 'billing-script',
          key: 'ways-to-ask-1',
          startAtOnce: true,
        }),
      });
    const refused = await ask('a-key-nobody-gave-out');
    expect(refused.status).toBe(401);
    const first = (await (await ask('sandbox-key-for-curl')).json()) as { monitor: { monitorId: string } };
    const again = (await (await ask('sandbox-key-for-curl')).json()) as { monitor: { monitorId: string } };
    expect(again.monitor.monitorId).toBe(first.monitor.monitorId);

    const card = await ada.waitForMessage(
      product,
      (message) => hasButton(message, 'monitor_check') && /checked/.test(wordsOf(message)),
    );
    await story.settled();
    story.edit('/ways/api', '$40', '$48');
    await story.pass(hour);
    const alert = await ada.waitForMessage(product, (message) => hasButton(message, 'alert_more'));
    expect(alert.thread_ts).toBe(card.ts);
    expect(wordsOf(alert)).toMatch(/\$40.*\$48/s);
    expect(ada.messages(product).filter((message) => hasButton(message, 'monitor_check'))).toHaveLength(1);
  });
});

describe('a request that is not one is answered with words, to the asker alone', () => {
  test('a mention with nothing else gets help', async () => {
    const { ada, sandbox, lookout } = story;
    ada.say(sandbox.ids.general, lookout);
    const answer = await ada.waitForMessage(sandbox.ids.general, (message) => message.ephemeral);
    expect(wordsOf(answer)).toMatch(/Say what you want to know/);
  });

  test('/watch with nothing says how it is used', async () => {
    const { grace, sandbox } = story;
    await grace.command(sandbox.ids.general, '/watch');
    const answer = await grace.waitForMessage(sandbox.ids.general, (message) => message.ephemeral);
    expect(wordsOf(answer)).toMatch(/Say what to watch/);
  });

  test('/lookout help lists what can be asked', async () => {
    const { linus, sandbox } = story;
    await linus.command(sandbox.ids.general, '/lookout', 'help');
    const answer = await linus.waitForMessage(sandbox.ids.general, (message) => message.ephemeral);
    expect(wordsOf(answer)).toMatch(/pause.*resume.*stop.*check now/s);
  });

  test('the shortcut on a message without a link says that there is none', async () => {
    const { ada, sandbox } = story;
    const ts = ada.say(sandbox.ids.product, 'no link here');
    await ada.shortcut('watch_message', { channel: sandbox.ids.product, messageTs: ts });
    await ada.waitForMessage(
      sandbox.ids.product,
      (message) => message.ephemeral && /no link in this message/.test(message.text),
    );
  });
});
