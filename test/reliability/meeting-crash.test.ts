import { afterAll, beforeAll, expect, test } from 'vitest';
import { type CrashPointName, creatingPoints, readingPoints, undoingPoints } from './crash-points.ts';
import {
  dropMeeting,
  expectCreatedOnce,
  expectTakenBack,
  prepareWork,
  press,
  waitForCreated,
  waitForReview,
} from './meeting-story.ts';
import { openScene, type Scene } from './scene.ts';

const killed = { code: null, signal: 'SIGKILL' };
const names = <Name extends CrashPointName>(points: Record<Name, unknown>) => Object.keys(points) as Name[];

let scene: Scene;
beforeAll(async () => {
  scene = await openScene({ meetings: true });
  await prepareWork(scene);
});
afterAll(async () => await scene[Symbol.asyncDispose]());

test.for(names(readingPoints))(
  'killed with the %s, started again: one review, all created once',
  async (point) => {
    await (await scene.product()).dieAt(point);
    const story = dropMeeting(scene);
    expect(await scene.gone()).toEqual(killed);

    await scene.restart();
    await press(scene, story, await waitForReview(scene, story), 'review_create');
    await expectCreatedOnce(scene, story);
  },
);

test.for(names(creatingPoints))('killed with the %s, started again: all created once', async (point) => {
  const product = await scene.product();
  const story = dropMeeting(scene, point.startsWith('first') ? 12 : 2);
  const review = await waitForReview(scene, story);
  await product.dieAt(point);
  await press(scene, story, review, 'review_create');
  expect(await scene.gone()).toEqual(killed);

  await scene.restart();
  await expectCreatedOnce(scene, story);
});

test.for(names(undoingPoints))('killed with the %s, started again: all taken back', async (point) => {
  const product = await scene.product();
  const story = dropMeeting(scene);
  await press(scene, story, await waitForReview(scene, story), 'review_create');
  const created = await waitForCreated(scene, story);
  await product.quiet();
  await product.dieAt(point);
  await press(scene, story, created, 'review_undo');
  expect(await scene.gone()).toEqual(killed);

  await scene.restart();
  await expectTakenBack(scene, story);
});
