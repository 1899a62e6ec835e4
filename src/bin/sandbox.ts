import { loadConfig } from '../config/config.ts';
import { readEnvironment } from '../config/env.ts';
import { runSandbox } from './run-sandbox.ts';
import type { Stop } from './stop-on-signals.ts';

/** The sandbox, whatever Slack is configured. */
export async function sandbox(flags: { socket?: boolean }, stop: Stop): Promise<void> {
  const env = readEnvironment();
  const config = loadConfig(env);
  stop.allow(config.process.shutdownGraceSeconds);
  await runSandbox(env, config, { why: 'as asked', mode: flags.socket ? 'socket' : 'http' }, stop);
}
