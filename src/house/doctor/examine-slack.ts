import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { LogLevel, WebClient } from '@slack/web-api';
import * as z from 'zod';
import type { Config, SlackReceiving } from '../../config/config.ts';
import type { Secret } from '../../config/secrets.ts';
import type { Clock } from '../../kit/clock.ts';
import { fromSlackError } from '../../vendors/slack/errors.ts';
import { type Finding, fail, look, off, ok, sayingOf, warn } from './finding.ts';

const manifestFile = join(import.meta.dirname, '../../../manifest.json');
const Manifest = z.object({ oauth_config: z.object({ scopes: z.object({ bot: z.array(z.string()) }) }) });

const tokenAdvice = 'Copy the bot token again from "OAuth & Permissions" of your Slack app.';
const appTokenAdvice =
  'Make an app-level token with connections:write in "Basic Information" of your Slack app, and switch Socket Mode on.';

/** Whether Slack takes the tokens, and grants what manifest.json asks for. */
export function examineSlack(config: Config, clock: Clock): Promise<Finding>[] {
  const { connection, apiUrl } = config.slack;
  if (connection.kind === 'sandbox')
    return [
      look(clock, 'Slack', '', async () =>
        off('no token: lookout start runs with the sandbox', 'README.md, "Connecting a real workspace".'),
      ),
    ];
  const client = (token: Secret) =>
    new WebClient(token.reveal(), {
      slackApiUrl: apiUrl,
      timeout: 10_000,
      retryConfig: { retries: 0 },
      logLevel: LogLevel.ERROR,
    });
  const findings = [examineReceiving(connection.receiving, clock, client)];
  if (connection.kind === 'oauth') {
    findings.push(
      look(clock, 'Slack app', '', async () =>
        ok(`many workspaces; each installs from ${config.http.publicUrl}/slack/install`),
      ),
    );
    return findings;
  }
  findings.push(
    look(
      clock,
      'Slack bot token',
      tokenAdvice,
      async () => await examineBotToken(client(connection.botToken)),
    ),
  );
  return findings;
}

async function examineBotToken(client: WebClient) {
  const who = await asSlack(client.auth.test(), tokenAdvice);
  if ('state' in who) return who;
  const granted = who.response_metadata?.scopes ?? [];
  const { oauth_config } = Manifest.parse(JSON.parse(await readFile(manifestFile, 'utf8')));
  const name = `${who.user} in ${who.team}`;
  if (granted.length === 0) return warn(`${name}; Slack does not say which scopes are granted`);
  const missing = oauth_config.scopes.bot.filter((scope) => !granted.includes(scope));
  return missing.length === 0
    ? ok(`${name}; all ${oauth_config.scopes.bot.length} scopes granted`)
    : fail(
        `${name}; scopes missing: ${missing.join(', ')}`,
        'Put manifest.json into "App Manifest" of your Slack app, then reinstall it from "Install App".',
      );
}

function examineReceiving(
  receiving: SlackReceiving,
  clock: Clock,
  client: (token: Secret) => WebClient,
): Promise<Finding> {
  if (receiving.kind === 'http')
    return look(clock, 'Slack signing secret', '', async () =>
      /^[0-9a-f]{32}$/.test(receiving.signingSecret.reveal())
        ? ok('looks right; only a request from Slack can prove it')
        : warn(
            'does not look like one (32 digits and letters a to f)',
            'Copy it again from "Basic Information" of your Slack app.',
          ),
    );
  return look(clock, 'Slack app token', appTokenAdvice, async () => {
    const opened = await asSlack(client(receiving.appToken).apps.connections.open(), appTokenAdvice);
    return 'state' in opened ? opened : ok('Socket Mode connects');
  });
}

async function asSlack<Answer extends { ok: boolean }>(
  call: Promise<Answer>,
  doThis: string,
): Promise<Answer | ReturnType<typeof fail>> {
  try {
    return await call;
  } catch (error) {
    const known = fromSlackError(error);
    return known?.code === 'vendor_down'
      ? fail(sayingOf(known), 'Check that this machine reaches slack.com.')
      : fail(known?.message ?? sayingOf(error), doThis);
  }
}
