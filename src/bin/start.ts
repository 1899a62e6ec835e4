import { loadConfig } from '../config/config.ts';
import { readEnvironment } from '../config/env.ts';
import { openHouse } from '../house.ts';
import { runSandbox } from './run-sandbox.ts';
import type { Stop } from './stop-on-signals.ts';

/** Runs the product until it is asked to stop. */
export async function start(stop: Stop): Promise<void> {
  const env = readEnvironment();
  const config = loadConfig(env);
  stop.allow(config.process.shutdownGraceSeconds);
  if (config.slack.connection.kind === 'sandbox') {
    await runSandbox(env, config, { why: 'no Slack token is set', mode: 'http' }, stop);
    return;
  }
  await using house = await openHouse(config);
  const { receiving } = config.slack.connection;
  const lines = [
    'Lookout is running.',
    '',
    receiving.kind === 'socket'
      ? '  Slack   connected by Socket Mode'
      : `  Slack   send events to ${config.http.publicUrl ?? house.url}/slack/events`,
    `  API     ${house.url}/openapi.json`,
    `  Health  ${house.url}/healthz  /readyz  /metrics`,
    '',
  ];
  process.stdout.write(`${lines.join('\n')}\n`);
  await stop.requested;
  process.stderr.write('Stopping: work in hand is finished or handed back.\n');
}
