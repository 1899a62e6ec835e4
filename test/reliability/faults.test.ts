import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import type { Fault } from '../../src/sandbox/slack/faults.ts';
import { openScene, type Scene } from './scene.ts';
import {
  askForPrice,
  changePrice,
  checkNow,
  expectOneOfEach,
  playToPress,
  type Story,
  threadOf,
  waitForAlert,
  waitForWatching,
} from './story.ts';

let scene: Scene;
beforeAll(async () => {
  scene = await openScene();
});
afterAll(async () => await scene[Symbol.asyncDispose]());

/** The story up to the press, with faults waiting for what the press brings. */
async function playWith(faults: readonly Fault[]): Promise<{ story: Story; callsBefore: number }> {
  await scene.product();
  let callsBefore = 0;
  const story = await playToPress(scene, () => {
    for (const fault of faults) scene.sandbox.faults.add(fault);
    callsBefore = scene.sandbox.calls.length;
  });
  return { story, callsBefore };
}

/** Once a try has failed: no waiting for the pause before the next one, time passes. */
async function letPausePass({ thread }: Story, attempts: number): Promise<void> {
  const product = await scene.product();
  const failed = `select 1 as found from deliveries join monitors using (monitor_id)
    where thread_ts = '${thread}' and deliveries.state = 'failed' and attempts = ${attempts}`;
  await vi.waitFor(async () => expect(await product.rows(failed)).not.toEqual([]), { timeout: 20_000 });
  await scene.advance(60_000);
}

/** Calls of a method since, in order. */
const callsSince = (start: number, method: string) =>
  scene.sandbox.calls.slice(start).filter((call) => call.method === method);

const post = 'chat.postMessage';

test('Slack says 429 with Retry-After to the alert: it is obeyed, and one alert comes', async () => {
  const { story, callsBefore } = await playWith([
    { method: post, fault: 'ratelimited', times: 1, retryAfterSeconds: 3 },
  ]);
  await waitForAlert(scene, story);
  await expectOneOfEach(scene, story);
  const [refused, taken, ...more] = callsSince(callsBefore, post);
  expect(more).toEqual([]);
  expect(Date.parse(String(taken?.at)) - Date.parse(String(refused?.at))).toBeGreaterThanOrEqual(3_000);
});

test('Slack answers 500 to the alert: one alert comes', async () => {
  const { story, callsBefore } = await playWith([{ method: post, fault: 'server_error', times: 1 }]);
  await letPausePass(story, 1);
  await expectOneOfEach(scene, story);
  expect(callsSince(callsBefore, post)).toHaveLength(2);
});

test('the connection is cut after the alert was posted: it is found, not posted again', async () => {
  const { story, callsBefore } = await playWith([{ method: post, fault: 'answer_lost', times: 1 }]);
  await letPausePass(story, 1);
  await expectOneOfEach(scene, story);
  expect(callsSince(callsBefore, post)).toHaveLength(1);
});

test('looking for a lost alert fails too: nothing is posted until Slack could be asked', async () => {
  const { story, callsBefore } = await playWith([
    { method: post, fault: 'answer_lost', times: 1 },
    { method: 'conversations.replies', fault: 'server_error', times: 1 },
  ]);
  await letPausePass(story, 1);
  await letPausePass(story, 2);
  await expectOneOfEach(scene, story);
  expect(callsSince(callsBefore, post)).toHaveLength(1);
  expect(callsSince(callsBefore, 'conversations.replies').map(({ ok }) => ok)).toEqual([false, true]);
});

test('Slack is silent until the call is given up, and posts the alert all the same: one alert', async () => {
  // A call is given ten seconds; the message is there after eleven, and two seconds or more later it is looked for.
  const { story, callsBefore } = await playWith([{ method: post, fault: 'slow', times: 1, delayMs: 11_000 }]);
  await waitForAlert(scene, story);
  await expectOneOfEach(scene, story);
  expect(callsSince(callsBefore, post)).toHaveLength(1);
});

test('the card cannot be edited for a while: it says in the end what is so, and stays one card', async () => {
  const { story } = await playWith([
    { method: 'chat.update', fault: 'server_error', times: 1 },
    { method: 'chat.update', fault: 'answer_lost', times: 1 },
  ]);
  await letPausePass(story, 1);
  await waitForAlert(scene, story);
  await expectOneOfEach(scene, story);
  expect(threadOf(scene, story).cards[0]?.text).toContain('1 alert');
});

test('Slack delivers one request three times at once: one monitor, one card', async () => {
  await scene.product();
  const story = askForPrice(scene);
  const { link } = scene.sandbox;
  const eventId = String(link.events().at(-1)?.eventId);
  const answers = await Promise.all([link.repeat(eventId), link.repeat(eventId)]);
  expect(answers.map(({ ok }) => ok)).toEqual([true, true]);
  const card = await waitForWatching(scene, story);
  changePrice(scene, story);
  await checkNow(scene, story, card);
  await waitForAlert(scene, story);
  await expectOneOfEach(scene, story);
});

test('Pause pressed twice at once pauses once and says so once', async () => {
  const product = await scene.product();
  const story = askForPrice(scene);
  const card = await waitForWatching(scene, story);
  const press = () => scene.ada.click(card.ts, 'monitor_pause', { channel: story.channel });
  await Promise.all([press(), press()]);
  const { ada } = scene;
  const { channel } = story;
  await ada.waitForMessage(
    channel,
    ({ thread_ts, text }) => thread_ts === story.thread && /Paused by/.test(text),
  );
  await product.quiet();
  expect(threadOf(scene, story).others.map(({ text }) => text)).toEqual([`Paused by <@${ada.id}>.`]);
  const acts = await product.rows(
    `select act from monitor_acts join monitors using (monitor_id) where thread_ts = '${story.thread}' and act = 'paused'`,
  );
  expect(acts).toHaveLength(1);
});
