import { loadConfig } from '../config/config.ts';
import { readEnvironment } from '../config/env.ts';
import { playDemo } from '../sandbox/play-demo.ts';
import { openWorld } from '../sandbox/world.ts';
import { sandboxLog } from './run-sandbox.ts';
import type { Stop } from './stop-on-signals.ts';

/** Plays the main story and prints the thread; fails when the alert did not come. */
export async function demo(stop: Stop): Promise<void> {
  const env = readEnvironment();
  const config = loadConfig(env);
  stop.allow(config.process.shutdownGraceSeconds);
  await using world = await openWorld({ env, log: sandboxLog(env, config, 'error') });
  const interrupted = stop.requested.then(() => stop.signal.throwIfAborted());
  const came = await Promise.race([
    playDemo(world, (line) => process.stdout.write(`${line}\n`)),
    interrupted,
  ]);
  if (!came) process.exitCode = 1;
}
