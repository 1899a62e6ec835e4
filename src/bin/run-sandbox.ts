import type { Config } from '../config/config.ts';
import { createLog } from '../kit/log.ts';
import { openWorld } from '../sandbox/world.ts';
import type { Stop } from './stop-on-signals.ts';

export interface SandboxChoice {
  /** Why there is a sandbox, as a clause. */
  why: string;
  mode: 'http' | 'socket';
}

/** The log level of a world people look at: quiet, unless they asked for more. */
export const sandboxLog = (env: Record<string, string | undefined>, config: Config, quiet: string) =>
  createLog(env.LOG_LEVEL ? config.log.level : quiet);

/** Runs the product beside the sandbox until it is asked to stop. */
export async function runSandbox(
  env: Record<string, string | undefined>,
  config: Config,
  { why, mode }: SandboxChoice,
  stop: Stop,
): Promise<void> {
  await using world = await openWorld({
    env,
    mode,
    host: config.http.host,
    port: config.process.sandboxPort,
    housePort: config.http.port,
    log: sandboxLog(env, config, 'warn'),
  });
  const lines = [
    `Lookout is running with its sandbox: ${why}.`,
    '',
    `  Open    ${world.url}`,
    `  Try     @Lookout tell me when the Pro plan's price changes on ${world.sandbox.site.baseUrl}/pricing`,
    '          then edit that page in the panel on the right',
    '          or press "Try a transcript" below the channel and send it: a meeting becomes issues and a page',
    `  API     ${world.house.url}/openapi.json`,
    '',
    'Everything here is forged and lives in memory: it is gone when you stop (Ctrl-C).',
    'README.md, "Connecting a real workspace", says how to use it with Slack.',
    '',
  ];
  process.stdout.write(`${lines.join('\n')}\n`);
  await stop.requested;
}
