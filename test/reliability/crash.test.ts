import { expect, test } from 'vitest';
import { type CrashPointName, earlyPoints, latePoints } from './crash-points.ts';
import { expectCleanStop, expectOneOfEach } from './end-state.ts';
import type { Product } from './product-process.ts';
import {
  askForPrice,
  changePrice,
  checkNow,
  openScene,
  type Scene,
  waitForAlert,
  waitForWatching,
} from './scene.ts';

const killed = { code: null, signal: 'SIGKILL' };

/** From a card that watches to the alert in its thread and a clean stop. */
async function finishStory(scene: Scene, product: Product, thread: string): Promise<void> {
  await waitForAlert(scene);
  await expectOneOfEach(scene, product, thread);
  await expectCleanStop(product, 10_000);
}

async function watchThenPress(scene: Scene, product: Product): Promise<void> {
  const card = await waitForWatching(scene);
  await product.quiet();
  changePrice(scene);
  await checkNow(scene, card);
}

test.for(Object.keys(earlyPoints) as CrashPointName[])(
  'killed with the %s, Lookout started again watches once and alerts once',
  async (point) => {
    await using scene = await openScene();
    const first = await scene.start(point);
    const thread = askForPrice(scene);
    expect(await first.gone).toEqual(killed);

    const second = await scene.start();
    await watchThenPress(scene, second);
    await finishStory(scene, second, thread);
  },
);

test.for(Object.keys(latePoints) as CrashPointName[])(
  'killed with the %s, Lookout started again alerts once',
  async (point) => {
    await using scene = await openScene();
    const first = await scene.start(point);
    const thread = askForPrice(scene);
    await watchThenPress(scene, first);
    expect(await first.gone).toEqual(killed);

    await finishStory(scene, await scene.start(), thread);
  },
);
