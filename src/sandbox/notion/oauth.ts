import { randomBytes } from 'node:crypto';
import { type Json, stringOr } from '../slack/json.ts';
import type { NotionForge } from './forge.ts';
import { notionIds } from './ids.ts';
import { NotionError } from './notion-error.ts';
import { presentUser } from './present.ts';
import type { Grant } from './state.ts';

const token = (kind: string): string => `${kind}_sandbox_${randomBytes(12).toString('hex')}`;

/** The client id and secret of a Basic header; throws invalid_client. */
export function requireClient({ oauth }: NotionForge, authorization: string | undefined): void {
  const [kind, encoded = ''] = (authorization ?? '').split(' ');
  const given = Buffer.from(encoded, 'base64').toString();
  if (kind !== 'Basic' || given !== `${oauth.clientId}:${oauth.clientSecret}`) {
    throw new NotionError(401, 'invalid_client', 'Client authentication failed.');
  }
}

const invalidGrant = (why: string): NotionError => new NotionError(400, 'invalid_grant', why);

/** Uses an authorization code or a refresh token up; both work once. */
function redeem({ state }: NotionForge, body: Json): void {
  if (body.grant_type === 'authorization_code') {
    const code = stringOr(body.code, '');
    const redirectUri = state.codes.get(code);
    if (redirectUri === undefined) throw invalidGrant('Invalid code: this code has been revoked.');
    if (redirectUri !== stringOr(body.redirect_uri, redirectUri)) {
      throw invalidGrant('Invalid code: redirect_uri does not match.');
    }
    state.codes.delete(code);
    return;
  }
  const index = state.grants.findIndex(
    ({ refreshToken }) => refreshToken !== undefined && refreshToken === body.refresh_token,
  );
  if (index < 0) throw invalidGrant('Invalid refresh token.');
  state.grants.splice(index, 1);
}

function grantAnswer({ state }: NotionForge, grant: Grant): Json {
  const owner = state.users.get(notionIds.ada);
  return {
    access_token: grant.accessToken,
    token_type: 'bearer',
    refresh_token: grant.refreshToken ?? null,
    bot_id: notionIds.bot,
    workspace_icon: null,
    workspace_name: state.workspace.name,
    workspace_id: state.workspace.id,
    owner: owner ? { type: 'user', user: presentUser(owner, state.workspace) } : { type: 'workspace' },
    duplicated_template_id: null,
  };
}

/** Calls authorized by client id and secret instead of a token. */
export const oauthRoutes: Record<string, (forge: NotionForge, body: Json) => Json> = {
  'POST /v1/oauth/token': (forge, body) => {
    redeem(forge, body);
    const grant = { accessToken: token('ntn'), refreshToken: token('nrt') };
    forge.state.grants.push(grant);
    return grantAnswer(forge, grant);
  },
  'POST /v1/oauth/revoke': ({ state }, body) => {
    state.grants = state.grants.filter(({ accessToken }) => accessToken !== body.token);
    return {};
  },
  'POST /v1/oauth/introspect': ({ state }, body) => ({
    active: state.grants.some(({ accessToken }) => accessToken === body.token),
  }),
};
