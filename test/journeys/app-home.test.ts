import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Json } from '../../src/sandbox/slack/json.ts';
import { buttonsOf, linesOf, wordsOf } from '../helpers/read-message.ts';
import { hour, html, openStory, type Story, type Watched } from '../helpers/story.ts';

let story: Story;
let watched: Watched;
beforeAll(async () => {
  story = await openStory();
});
afterAll(async () => await story[Symbol.asyncDispose]());

const words = (view: Json) => linesOf(view.blocks).join('\n');
const openHome = async (says: RegExp, by = story.ada) => {
  by.openHome();
  return await by.waitForHome((view) => says.test(words(view)));
};
const choose = async (verb: string, by = story.ada) => {
  const home = by.home();
  await by.actInView(String(home?.id), {
    action_id: 'home_more',
    selected_option: { text: { type: 'plain_text', text: verb }, value: `${verb}:${watched.monitorId}` },
  });
};

describe('App Home', () => {
  test('of somebody who watches nothing teaches the first step', async () => {
    const home = await openHome(/Nothing is watched for you yet/);
    expect(words(home)).toMatch(/@Lookout tell me when/);
  });

  test('lists a monitor with its state, last and next check, place and pages', async () => {
    const url = story.page('/home', html('<h1>Pens</h1><p>A pen costs $3.</p>'));
    watched = await story.watch({ request: `tell me when the price of a pen on ${url} changes` });
    const home = await openHome(/price of a pen/);
    expect(words(home)).toMatch(/● Watching · checked <!date.* · next <!date/);
    expect(words(home)).toContain(`<#${story.sandbox.ids.pricing}>`);
    expect(words(home)).toMatch(/\/home.*every/);
    expect(words(home)).toMatch(/\*Linear\*: connected to .*\*Notion\*: connected to/s);
    expect(buttonsOf(home.blocks).map(({ actionId }) => actionId)).toEqual([
      'home_more',
      'review_connect_notion', // changes the place
    ]);
  });

  test('Pause and Resume in its menu change the line before one’s eyes, and the thread says who did', async () => {
    await choose('pause');
    await story.ada.waitForHome((view) => /❚❚ Paused/.test(words(view)));
    await watched.cardSays(/❚❚ Paused/);
    await choose('resume');
    await story.ada.waitForHome((view) => /● Watching/.test(words(view)));
    await story.settled();
    expect(watched.said()).toEqual([`Paused by <@${story.ada.id}>.`, `Resumed by <@${story.ada.id}>.`]);
  });

  test('Check now in its menu reads the page, and an alert is counted', async () => {
    story.edit('/home', '$3', '$4');
    await choose('check');
    await story.ada.waitForHome((view) => /Checking now/.test(words(view)));
    await watched.alert(/\$3.*\$4/s);
    await story.settled();
    const home = await openHome(/1 alert/);
    expect(words(home)).not.toMatch(/Checking now/);
  });

  test('Why so quiet? in its menu opens the report', async () => {
    await choose('why');
    const view = await story.ada.waitForView((seen) =>
      /In the last 7 days/.test(JSON.stringify(seen.blocks)),
    );
    await story.ada.close(view.id);
  });

  test('Edit in its menu opens the form, and the Home shows what was saved', async () => {
    await choose('edit');
    const form = await story.ada.waitForView((view) => view.callback_id === 'edit_monitor');
    await story.ada.submit(form.id, { cadence: '180' });
    await story.ada.waitForHome((view) => /every 3 hours/.test(words(view)));
    await story.ada.close((await story.ada.waitForView()).id);
  });

  test('says since when a page cannot be read', async () => {
    story.sandbox.site.edit('/home', { mode: 'bot_wall' });
    for (let visit = 0; visit < 4; visit += 1) await story.pass(3 * hour);
    await openHome(/▲ .*\/home has answered with a bot check since/);
    story.sandbox.site.edit('/home', { mode: 'ok' });
  });

  test('/monitors lists the same in its channel, to the asker alone', async () => {
    const { grace, sandbox } = story;
    await grace.command(sandbox.ids.pricing, '/monitors');
    const list = await grace.waitForMessage(
      sandbox.ids.pricing,
      (message) => message.ephemeral && /1 monitor in this channel/.test(wordsOf(message)),
    );
    expect(wordsOf(list)).toMatch(/price of a pen/);
    await grace.command(sandbox.ids.product, '/monitors');
    await grace.waitForMessage(
      sandbox.ids.product,
      (message) => message.ephemeral && /No monitor in this channel yet/.test(message.text),
    );
  });

  test('Delete asks first; then the monitor is gone, the thread says so, and the page is left alone', async () => {
    await openHome(/price of a pen/);
    await choose('delete');
    const ask = await story.ada.waitForView((view) => view.callback_id === 'confirm_delete');
    expect(JSON.stringify(ask.blocks)).toMatch(/price of a pen/);
    await story.ada.submit(ask.id);
    await story.ada.waitForHome((view) => /Nothing is watched for you yet/.test(words(view)));
    await story.ada.waitForMessage(
      watched.channel,
      (message) => message.thread_ts === watched.ts && /Deleted with its history by/.test(message.text),
    );
    await story.settled();
    const { hits } = story.sandbox.site.page('/home');
    await story.pass(24 * hour);
    expect(story.sandbox.site.page('/home').hits).toBe(hits);
  });
});
