import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Json } from '../../src/sandbox/slack/json.ts';
import { hasButton, linesOf, wordsOf } from '../helpers/read-message.ts';
import { html, minute, openStory, type Story, type Watched } from '../helpers/story.ts';

let story: Story;
let secret: Watched;
beforeAll(async () => {
  story = await openStory();
  const { forge, ids, bot } = story.sandbox;
  // #leadership invites Lookout; Linus, a guest, and nobody but Ada and Grace are in it.
  forge.workspace.channels.get(ids.leadership)?.members.add(bot.userId);
  const url = story.page('/secret', html('<h1>Merger</h1><p>The offer is $700.</p>'));
  secret = await story.watch({
    request: `tell me when the offer on ${url} changes`,
    channel: ids.leadership,
  });
});
afterAll(async () => await story[Symbol.asyncDispose]());

const whispered = async (by: Story['ada'], channel: string, words: RegExp) =>
  await by.waitForMessage(channel, (message) => message.ephemeral && words.test(wordsOf(message)));

describe('a guest', () => {
  test('cannot ask for a monitor, and is told who can; nobody else hears of it', async () => {
    const { linus, ada, sandbox, lookout } = story;
    const { general } = sandbox.ids;
    const ts = linus.say(general, `${lookout} watch ${story.page('/pricing')}`);
    await whispered(linus, general, /Guests cannot/);
    await story.settled();
    expect(ada.thread(general, ts).filter((message) => message.user === sandbox.bot.userId)).toEqual([]);
  });

  test('cannot do it by /watch either: the channel sees no request', async () => {
    const { linus, ada, sandbox } = story;
    const { general } = sandbox.ids;
    const before = ada.messages(general).length;
    await linus.command(general, '/watch', story.page('/pricing'));
    await linus.waitForMessage(general, (message) => message.ephemeral && /Guests cannot/.test(message.text));
    await story.settled();
    expect(ada.messages(general)).toHaveLength(before);
  });

  test('may act on a monitor of a channel they are in, as anyone there', async () => {
    const url = story.page('/open', html('<h1>Open</h1><p>A ticket costs $5.</p>'));
    const open = await story.watch({ request: `tell me when the price of a ticket on ${url} changes` });
    await open.click('monitor_pause', story.linus);
    await open.cardSays(/❚❚ Paused/);
    await story.settled();
    expect(open.said().at(-1)).toBe(`Paused by <@${story.linus.id}>.`);
  });
});

describe("a private channel's monitor", () => {
  test('is in no list of somebody who is not in the channel', async () => {
    const { linus, ada, sandbox } = story;
    const { general } = sandbox.ids;
    await linus.command(general, '/monitors', 'all');
    const list = await whispered(linus, general, /monitor/);
    expect(wordsOf(list)).not.toMatch(/offer|secret/);
    await ada.command(general, '/monitors', 'all');
    await whispered(ada, general, /offer/);
  });

  test('is not acted on by somebody who has left the channel and still has its menu in their Home', async () => {
    const { grace, sandbox } = story;
    const { leadership } = sandbox.ids;
    const members = sandbox.forge.workspace.channels.get(leadership)?.members;
    const url = story.page('/secret-too', html('<h1>Bonus</h1><p>The bonus is $900.</p>'));
    const own = await story.watch({
      request: `tell me when the bonus on ${url} changes`,
      by: grace,
      channel: leadership,
    });
    grace.openHome();
    const home = await grace.waitForHome((view) => /bonus/.test(linesOf(view.blocks).join('\n')));
    members?.delete(grace.id);
    story.clock.forward(2 * minute);
    await grace.actInView(String(home.id), {
      action_id: 'home_more',
      selected_option: { text: { type: 'plain_text', text: 'Pause' }, value: `pause:${own.monitorId}` },
    });
    await grace.waitForHome((view) => /Only members of/.test(linesOf(view.blocks).join('\n')));
    members?.add(grace.id);
    story.clock.forward(2 * minute);
    await story.settled();
    expect(own.cardWords()).toMatch(/● Watching/);
  });

  test('is not given away when somebody elsewhere asks for the same page', async () => {
    const { grace, sandbox } = story;
    const { forge, ids } = sandbox;
    forge.workspace.channels.get(ids.leadership)?.members.delete(grace.id);
    story.clock.forward(2 * minute);
    const url = story.page('/secret');
    const own = await story.watch({
      request: `tell me when the offer on ${url} changes`,
      by: grace,
      channel: ids.product,
    });
    expect(own.monitorId).not.toBe(secret.monitorId);
    const thread = grace.thread(ids.product, own.ts).map(wordsOf).join('\n');
    expect(thread).not.toMatch(/Already watched/);
    forge.workspace.channels.get(ids.leadership)?.members.add(grace.id);
    story.clock.forward(2 * minute);
  });

  test('is in the App Home of a member who asked for it, and leaves it with their membership', async () => {
    const { ada, sandbox } = story;
    ada.openHome();
    await ada.waitForHome((home) => /offer/.test(linesOf(home.blocks).join('\n')));
    const members = sandbox.forge.workspace.channels.get(sandbox.ids.leadership)?.members;
    members?.delete(ada.id);
    story.clock.forward(2 * minute);
    ada.openHome();
    await ada.waitForHome((home: Json) => !/offer/.test(linesOf(home.blocks).join('\n')));
    members?.add(ada.id);
    story.clock.forward(2 * minute);
  });
});

test('a channel shared with another company is refused, to the asker alone', async () => {
  const { ada, sandbox, lookout } = story;
  const { product } = sandbox.ids;
  const channel = sandbox.forge.workspace.channels.get(product);
  if (!channel) throw new Error('no #product');
  channel.isShared = true;
  story.clock.forward(2 * minute);
  const ts = ada.say(product, `${lookout} watch ${story.page('/pricing')}`);
  await whispered(ada, product, /shared with another company/);
  await story.settled();
  expect(story.grace.thread(product, ts).some((message) => hasButton(message, 'monitor_edit'))).toBe(false);
});
