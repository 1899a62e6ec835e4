import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import type { Product } from './product-process.ts';
import { openScene, type Scene } from './scene.ts';
import {
  askForPrice,
  changePrice,
  checkNow,
  expectOneOfEach,
  playToPress,
  type Story,
  waitForWatching,
} from './story.ts';

const slowPageMs = 2_500;

let scene: Scene;
beforeAll(async () => {
  scene = await openScene({ slowPageMs });
});
afterAll(async () => await scene[Symbol.asyncDispose]());

/** It goes by itself, without a complaint, in so many milliseconds. */
async function expectCleanStop(product: Product, atMostMs: number): Promise<void> {
  const death = await product.stop();
  expect(death, product.log()).toMatchObject({ code: 0, signal: null });
  expect(death.tookMs).toBeLessThan(atMostMs);
}

/** Makes the page slow, and waits until the product asks for it. */
async function untilVisited({ path }: Story, act: () => Promise<void>): Promise<void> {
  const { site } = scene.sandbox;
  const { hits } = site.edit(path, { mode: 'slow' });
  await act();
  await vi.waitFor(() => expect(site.page(path).hits).toBe(hits + 1), { timeout: 10_000 });
}

/** The alert is on its way to Slack, which takes its time. */
async function playToSlowPost(fault: 'slow' | 'timeout') {
  const callsBefore = scene.sandbox.calls.length;
  scene.sandbox.faults.clear();
  const story = await playToPress(scene, () =>
    scene.sandbox.faults.add({ method: 'chat.postMessage', fault, times: 1, delayMs: 2_000 }),
  );
  await vi.waitFor(
    () => expect(scene.sandbox.calls.slice(callsBefore).filter((call) => call.fault)).toHaveLength(1),
    { timeout: 20_000 },
  );
  return story;
}

test('asked to stop while a page is being read, Lookout reads on, goes, and later tells of the change', async () => {
  const product = await scene.restart({ graceSeconds: 20 });
  const story = askForPrice(scene);
  const card = await waitForWatching(scene, story);
  changePrice(scene, story);
  await untilVisited(story, async () => await checkNow(scene, story, card));
  const { hits } = scene.sandbox.site.page(story.path);
  await expectCleanStop(product, 20_000);

  await scene.restart({ graceSeconds: 1 });
  await expectOneOfEach(scene, story);
  expect(scene.sandbox.site.page(story.path).hits).toBe(hits);
});

test('asked to stop while a page takes longer than the grace, Lookout lets go and reads it again later', async () => {
  const product = await scene.product();
  const story = askForPrice(scene);
  await waitForWatching(scene, story);
  changePrice(scene, story);
  await untilVisited(story, async () => await scene.advance(35 * 60_000)); // its cadence is half an hour
  await expectCleanStop(product, 6_000);

  scene.sandbox.site.edit(story.path, { mode: 'ok' });
  await scene.restart({ graceSeconds: 8 });
  await expectOneOfEach(scene, story);
});

test('asked to stop while a message is on its way for longer than the grace, Lookout lets go and sends it later', async () => {
  const product = await scene.product();
  const story = await playToSlowPost('timeout');
  await expectCleanStop(product, 13_000); // a call is given up after ten seconds, and nothing is open then

  await scene.restart({ graceSeconds: 20 });
  await expectOneOfEach(scene, story);
});

test('asked to stop while a message is on its way, Lookout waits for the answer and never sends it again', async () => {
  const product = await scene.product();
  const story = await playToSlowPost('slow');
  const callsBefore = scene.sandbox.calls.length;
  await expectCleanStop(product, 20_000);

  await scene.restart({ graceSeconds: 1 });
  await expectOneOfEach(scene, story);
  const calls = scene.sandbox.calls.slice(callsBefore).map(({ method }) => method);
  expect(calls).not.toContain('chat.postMessage');
  expect(calls).not.toContain('conversations.replies');
});
