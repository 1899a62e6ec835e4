import { afterAll, beforeAll, expect, test } from 'vitest';
import { type CrashPointName, earlyPoints, latePoints } from './crash-points.ts';
import { openScene, type Scene } from './scene.ts';
import {
  askForPrice,
  changePrice,
  checkNow,
  expectOneOfEach,
  playToPress,
  waitForAlert,
  waitForWatching,
} from './story.ts';

const killed = { code: null, signal: 'SIGKILL' };
const names = (points: object) => Object.keys(points) as CrashPointName[];

let scene: Scene;
beforeAll(async () => {
  scene = await openScene();
});
afterAll(async () => await scene[Symbol.asyncDispose]());

test.for(names(earlyPoints))('killed with the %s, started again: one card, one alert', async (point) => {
  await (await scene.product()).dieAt(point);
  const story = askForPrice(scene);
  expect(await scene.gone()).toEqual(killed);

  await scene.restart();
  const card = await waitForWatching(scene, story);
  changePrice(scene, story);
  await checkNow(scene, story, card);
  await waitForAlert(scene, story);
  await expectOneOfEach(scene, story);
});

async function killAfterPress(point: CrashPointName): Promise<void> {
  await (await scene.product()).dieAt(point);
  const story = await playToPress(scene);
  expect(await scene.gone()).toEqual(killed);

  await scene.restart();
  await expectOneOfEach(scene, story);
}

test.for(names(latePoints))('killed with the %s, started again: one alert', killAfterPress);

test('killed with the page of a scheduled check fetched, not recorded, started again: one alert', async () => {
  const product = await scene.product();
  const story = askForPrice(scene);
  await waitForWatching(scene, story);
  changePrice(scene, story);
  await product.dieAt('page fetched when due, not recorded');
  await scene.advance(35 * 60_000); // the rules' cadence is half an hour
  expect(await scene.gone()).toEqual(killed);

  await scene.restart();
  await expectOneOfEach(scene, story);
});
