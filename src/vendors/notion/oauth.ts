import { isHTTPResponseError, type OauthTokenParameters } from '@notionhq/client';
import * as z from 'zod';
import { LookoutError } from '../../kit/errors.ts';
import { cleanText } from '../../kit/text.ts';
import { toNotionError } from './errors.ts';
import { createSdk, type NotionWindowOptions } from './notion-client.ts';

export interface NotionTokens {
  accessToken: string;
  /** Works once: the answer to it brings the next one. */
  refreshToken: string | null;
  workspaceId: string;
  workspaceName: string;
}

/** Lookout's public integration at Notion. */
export interface NotionOAuth {
  /** Where to send the person; comes back to the redirect address with `code` and this `state`. */
  authorizeUrl(state: string): string;
  /** @throws LookoutError unauthenticated when the code is not taken (any more). */
  exchange(code: string): Promise<NotionTokens>;
  /** @throws LookoutError unauthenticated when the refresh token is not taken (any more): only a person can help. */
  refresh(refreshToken: string): Promise<NotionTokens>;
  revoke(accessToken: string): Promise<void>;
}

export interface NotionOAuthOptions extends NotionWindowOptions {
  clientId: string;
  clientSecret: string;
  /** Where Notion sends the person back to. */
  redirectUri: string;
}

const Tokens = z
  .looseObject({
    access_token: z.string().min(1),
    refresh_token: z.string().min(1).nullish(),
    workspace_id: z.string(),
    workspace_name: z.string().nullish(),
  })
  .transform((answer) => ({
    accessToken: answer.access_token,
    refreshToken: answer.refresh_token ?? null,
    workspaceId: answer.workspace_id,
    workspaceName: cleanText(answer.workspace_name ?? 'Notion'),
  }));

export function createNotionOAuth(options: NotionOAuthOptions): NotionOAuth {
  const { clientId, clientSecret, redirectUri, clock } = options;
  const sdk = createSdk(options);
  const secrets = { client_id: clientId, client_secret: clientSecret };
  const tokensFor = async (form: OauthTokenParameters): Promise<NotionTokens> => {
    try {
      return Tokens.parse(await sdk.oauth.token({ ...form, ...secrets }));
    } catch (thrown) {
      if (!isHTTPResponseError(thrown) || thrown.status >= 500 || thrown.status === 429)
        throw toNotionError(thrown, clock.now());
      throw new LookoutError('unauthenticated', `Notion's sign-in refused (${thrown.status})`, {
        cause: thrown,
        humanMessage: 'Notion did not confirm the connection. Connect it again.',
      });
    }
  };
  return {
    authorizeUrl: (state) => {
      const url = new URL('/v1/oauth/authorize', options.apiUrl);
      url.search = new URLSearchParams({
        client_id: clientId,
        redirect_uri: redirectUri,
        response_type: 'code',
        owner: 'user',
        state,
      }).toString();
      return url.href;
    },
    exchange: async (code) =>
      await tokensFor({ grant_type: 'authorization_code', code, redirect_uri: redirectUri }),
    refresh: async (refreshToken) =>
      await tokensFor({ grant_type: 'refresh_token', refresh_token: refreshToken }),
    revoke: async (token) => {
      await sdk.oauth.revoke({ token, ...secrets });
    },
  };
}
