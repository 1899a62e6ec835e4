import { sendAppEvent } from '../app-events.ts';
import type { Forge } from '../forge.ts';
import { issueBotToken, type Token } from '../installation.ts';
import { isObject } from '../json.ts';
import { SlackError, slackErrorWithMessages } from '../slack-error.ts';
import { blockProblems, viewProblems } from '../validate.ts';
import { botId, botUserId } from '../workspace.ts';
import { type ApiMethods, optionalText, structured, text } from './api-method.ts';

/** Revokes bot tokens and tells the app: tokens_revoked, and app_uninstalled when none is left. */
export function revokeTokens(forge: Forge, tokens: readonly Token[], uninstalled: boolean): void {
  for (const token of tokens) token.revoked = true;
  sendAppEvent(forge, 'tokens_revoked', {
    type: 'tokens_revoked',
    tokens: { oauth: [], bot: [botUserId] },
    event_ts: forge.ids.ts(),
  });
  if (uninstalled)
    sendAppEvent(forge, 'app_uninstalled', { type: 'app_uninstalled', event_ts: forge.ids.ts() });
}

const botTokens = (forge: Forge): Token[] =>
  [...forge.installation.tokens.values()].filter((token) => token.kind === 'bot');

export const appAndAuthMethods: ApiMethods = {
  'auth.test': {
    token: 'bot',
    run: ({ forge }) => ({
      url: `${forge.baseUrl()}/`,
      team: forge.workspace.team.name,
      user: forge.workspace.people.get(botUserId)?.name,
      team_id: forge.workspace.team.id,
      user_id: botUserId,
      bot_id: botId,
      is_enterprise_install: false,
    }),
  },
  'auth.revoke': {
    token: 'bot',
    run: ({ forge, args, token }) => {
      if (optionalText(args, 'test') === 'true') return { revoked: false };
      const last = botTokens(forge).every((one) => one === token || one.revoked);
      revokeTokens(forge, [token], last);
      return { revoked: true };
    },
  },
  'apps.uninstall': {
    token: 'bot',
    run: ({ forge, args }) => {
      if (text(args, 'client_id', 'client_id_token_mismatch') !== forge.app.clientId)
        throw new SlackError('invalid_client_id');
      if (text(args, 'client_secret', 'bad_client_secret') !== forge.app.clientSecret)
        throw new SlackError('bad_client_secret');
      revokeTokens(forge, botTokens(forge), true);
      return {};
    },
  },
  'apps.connections.open': {
    token: 'app',
    scopes: ['connections:write'],
    run: ({ forge }) => ({ url: `${forge.baseUrl().replace(/^http/, 'ws')}${forge.sockets.issuePath()}` }),
  },
  'oauth.v2.access': {
    token: 'none',
    run: ({ forge, args, basic }) => {
      const clientId = basic?.user ?? text(args, 'client_id', 'invalid_client_id');
      const secret = basic?.password ?? text(args, 'client_secret', 'bad_client_secret');
      if (clientId !== forge.app.clientId) throw new SlackError('invalid_client_id');
      if (secret !== forge.app.clientSecret) throw new SlackError('bad_client_secret');
      const code = text(args, 'code', 'invalid_code');
      const grant = forge.installation.codes.get(code);
      if (!grant) throw new SlackError('invalid_code');
      const redirectUri = optionalText(args, 'redirect_uri');
      if (redirectUri !== undefined && redirectUri !== grant.redirectUri)
        throw new SlackError('bad_redirect_uri');
      forge.installation.codes.delete(code);
      const token = issueBotToken(forge.installation, grant.scopes);
      return {
        app_id: forge.app.appId,
        authed_user: { id: grant.userId },
        scope: grant.scopes.join(','),
        token_type: 'bot',
        access_token: token.value,
        bot_user_id: botUserId,
        team: { id: forge.workspace.team.id, name: forge.workspace.team.name },
        enterprise: null,
        is_enterprise_install: false,
      };
    },
  },
  'blocks.validate': {
    token: 'bot',
    run: ({ args }) => {
      const message = structured(args, 'message');
      const blocks = structured(args, 'blocks') ?? (isObject(message) ? message.blocks : undefined);
      const view = structured(args, 'view');
      if (blocks === undefined && view === undefined) throw new SlackError('invalid_arguments');
      const problems = [
        ...(blocks === undefined ? [] : blockProblems(blocks)),
        ...(view === undefined ? [] : viewProblems(view)),
      ];
      if (problems.length > 0) throw slackErrorWithMessages('invalid_blocks', problems);
      return {};
    },
  },
};
