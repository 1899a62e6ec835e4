import { test } from 'vitest';
import { expectCleanStop, expectOneOfEach } from './end-state.ts';
import { askForPrice, changePrice, checkNow, openScene, waitForAlert, waitForWatching } from './scene.ts';

test('story', async () => {
  const t0 = performance.now();
  const say = (what: string) => console.log(Math.round(performance.now() - t0), what);
  await using scene = await openScene();
  say('scene');
  const product = await scene.start();
  say('started');
  const thread = askForPrice(scene);
  const card = await waitForWatching(scene).catch((e) => { console.log(scene.sandbox.calls.map((c) => [c.method, c.ok, c.error])); throw e; });
  say('watching');
  await product.quiet();
  say('quiet');
  changePrice(scene);
  await checkNow(scene, card);
  say('pressed');
  await waitForAlert(scene);
  say('alert');
  await expectOneOfEach(scene, product, thread);
  say('end state');
  await expectCleanStop(product, 10_000);
  say('stopped');
});
