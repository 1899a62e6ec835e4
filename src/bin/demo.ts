import { loadConfig } from '../config/config.ts';
import { readEnvironment } from '../config/env.ts';
import { playDemo } from '../sandbox/play-demo.ts';
import { playMeeting } from '../sandbox/play-meeting.ts';
import { openWorld } from '../sandbox/world.ts';
import { sandboxLog } from './run-sandbox.ts';
import type { Stop } from './stop-on-signals.ts';

/** Plays both stories and prints their threads; fails when a step of them did not come true. */
export async function demo(stop: Stop): Promise<void> {
  const env = readEnvironment();
  const config = loadConfig(env);
  stop.allow(config.process.shutdownGraceSeconds);
  await using world = await openWorld({ env, log: sandboxLog(env, config, 'error') });
  const interrupted = stop.requested.then(() => stop.signal.throwIfAborted());
  const print = (line: string) => process.stdout.write(`${line}\n`);
  const play = async () => (await playDemo(world, print)) && (await playMeeting(world, print));
  const came = await Promise.race([play(), interrupted]);
  if (!came) process.exitCode = 1;
}
