import type { Authorize } from '@slack/bolt';
import { InstallProvider } from '@slack/oauth';
import type { WebClient, WebClientOptions } from '@slack/web-api';
import { codeOf, LookoutError } from '../../kit/errors.ts';
import type { SlackConnection } from './connection.ts';
import { translateError } from './translate-error.ts';

type OauthConnection = Extract<SlackConnection, { kind: 'oauth' }>;

/** One workspace: who the bot is, asked once and kept when Slack has answered. A failure is asked again. */
export function authorizeByToken(botToken: string, client: WebClient): Authorize<boolean> {
  let known: Promise<{ botId?: string; botUserId?: string; teamId?: string }> | undefined;
  const ask = async () => {
    const who = await client.auth.test({ token: botToken });
    return { botId: who.bot_id, botUserId: who.user_id, teamId: who.team_id };
  };
  return async () => {
    known ??= ask().catch((error: unknown) => {
      known = undefined;
      throw translateError(error);
    });
    return { botToken, ...(await known) };
  };
}

/** Many workspaces: the install pages and the tokens behind them; tokens that rotate are refreshed here. */
export function createInstaller(
  connection: OauthConnection,
  clientOptions: WebClientOptions,
): InstallProvider {
  return new InstallProvider({
    clientId: connection.clientId,
    clientSecret: connection.clientSecret,
    stateSecret: connection.stateSecret,
    installationStore: connection.installations,
    authorizationUrl: connection.authorizeUrl,
    clientOptions,
    ...(clientOptions.logger ? { logger: clientOptions.logger } : {}),
  });
}

/** The installer's authorisation, with "not installed" told apart from "the database is away". */
export function authorizeByInstallation(installer: InstallProvider): Authorize<boolean> {
  return async (source) => {
    try {
      return await installer.authorize(source);
    } catch (error) {
      const problem = translateError(error);
      if (codeOf(problem) !== 'not_found') throw problem;
      throw new LookoutError('not_found', problem.message, {
        cause: problem,
        fields: { notInstalled: true },
      });
    }
  };
}
