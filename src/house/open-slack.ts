import { WebClient } from '@slack/web-api';
import type { Config } from '../config/config.ts';
import type { SlackConnection, SlackReceiving } from '../doors/slack/connection.ts';
import type { Clock } from '../kit/clock.ts';
import { LookoutError } from '../kit/errors.ts';
import type { Seal } from '../kit/seal.ts';
import type { Database } from '../store/database.ts';
import { createInstallationStore, nameWorkspace } from '../store/installations.ts';
import { fromSlackError } from '../vendors/slack/errors.ts';
import { createSlackOffice, type PostingPace, type SlackOffice } from '../vendors/slack/web-client.ts';

export interface Slack {
  connection: SlackConnection;
  receiving: SlackReceiving;
  office: SlackOffice;
  /** The one workspace of SLACK_BOT_TOKEN; null where there may be many. */
  onlyWorkspace: string | null;
}

interface Parts {
  database: Database;
  seal: Seal;
  clock: Clock;
  /** Another posting pace than Slack's: the forged Slack has no limits unless asked for. */
  pace?: PostingPace;
}

/** Asks Slack whose token this is, and makes that workspace's row. A token that is not taken stops the start. */
async function nameOwnWorkspace(config: Config, token: string, { database, clock }: Parts): Promise<string> {
  const client = new WebClient(token, {
    slackApiUrl: config.slack.apiUrl,
    timeout: 10_000,
    retryConfig: { retries: 2 },
  });
  try {
    const who = await client.auth.test();
    const workspaceId = who.team_id ?? '';
    await database.system((tx) => nameWorkspace(tx, workspaceId, who.team ?? '', clock.now()));
    return workspaceId;
  } catch (error) {
    const cause = fromSlackError(error);
    throw new LookoutError('bad_config', 'Slack does not take the bot token', {
      cause: error,
      humanMessage: `SLACK_BOT_TOKEN was not accepted by Slack${cause ? `: ${cause.message}` : ''}. Copy it again from the app's "OAuth & Permissions" page, and run "lookout doctor".`,
    });
  }
}

/** Whose workspaces Lookout serves, and how it posts there. */
export async function openSlack(config: Config, parts: Parts): Promise<Slack> {
  const { connection, apiUrl, authorizeUrl } = config.slack;
  const pace = parts.pace ? { pace: parts.pace } : {};
  if (connection.kind === 'sandbox') {
    throw new LookoutError('bad_config', 'no Slack is configured', {
      humanMessage:
        'No Slack is configured. Set SLACK_BOT_TOKEN and SLACK_SIGNING_SECRET, or run "lookout sandbox".',
    });
  }
  const receiving: SlackReceiving =
    connection.receiving.kind === 'socket'
      ? { kind: 'socket', appToken: connection.receiving.appToken.reveal() }
      : { kind: 'http', signingSecret: connection.receiving.signingSecret.reveal() };
  if (connection.kind === 'token') {
    const botToken = connection.botToken.reveal();
    const onlyWorkspace = await nameOwnWorkspace(config, botToken, parts);
    return {
      onlyWorkspace,
      connection: { kind: 'token', botToken },
      receiving,
      office: createSlackOffice({ slackApiUrl: apiUrl, tokenOf: async () => botToken, ...pace }),
    };
  }
  const installations = createInstallationStore(parts);
  const { publicUrl } = config.http;
  return {
    onlyWorkspace: null,
    connection: {
      kind: 'oauth',
      clientId: connection.clientId,
      clientSecret: connection.clientSecret.reveal(),
      stateSecret: connection.stateSecret.reveal(),
      installations,
      redirectUri: publicUrl && `${publicUrl}/slack/oauth_redirect`,
      authorizeUrl,
    },
    receiving,
    office: createSlackOffice({
      slackApiUrl: apiUrl,
      tokenOf: (workspaceId) => installations.botToken(workspaceId),
      ...pace,
    }),
  };
}
