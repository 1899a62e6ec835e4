import * as z from 'zod';
import type { Clock } from '../../kit/clock.ts';
import { LookoutError } from '../../kit/errors.ts';
import { postToLinear } from './request.ts';

export interface LinearTokens {
  accessToken: string;
  /** Works once: the answer to it brings the next one. */
  refreshToken: string | null;
  expiresAt: Date | null;
}

/** Lookout's OAuth application at Linear. */
export interface LinearOAuth {
  /** Where to send the person; comes back to the redirect address with `code` and this `state`. */
  authorizeUrl(state: string): string;
  /** @throws LookoutError unauthenticated when the code is not taken (any more). */
  exchange(code: string): Promise<LinearTokens>;
  /** @throws LookoutError unauthenticated when the refresh token is not taken (any more): only a person can help. */
  refresh(refreshToken: string): Promise<LinearTokens>;
  revoke(token: string): Promise<void>;
}

export interface LinearOAuthOptions {
  clientId: string;
  clientSecret: string;
  /** https://linear.app/oauth/authorize */
  authorizeUrl: string;
  /** The GraphQL API's address; tokens are given out beside it, at /oauth/token. */
  apiUrl: string;
  /** Where Linear sends the person back to. */
  redirectUri: string;
  fetch: typeof globalThis.fetch;
  clock: Clock;
}

/** As the application itself (`actor=app`): issues are made by Lookout, not in the name of who connected it. */
const scopes = 'read,write,issues:create,comments:create';

const Tokens = z.object({
  access_token: z.string().min(1),
  refresh_token: z.string().min(1).nullish(),
  expires_in: z.number().positive().nullish(),
});

export function createLinearOAuth(options: LinearOAuthOptions): LinearOAuth {
  const { clientId, clientSecret, redirectUri, clock } = options;
  const post = async (path: string, form: Record<string, string>) =>
    await postToLinear(options, {
      url: new URL(path, options.apiUrl).href,
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      body: new URLSearchParams(form).toString(),
    });
  const tokensFor = async (form: Record<string, string>): Promise<LinearTokens> => {
    const answer = await post('/oauth/token', {
      ...form,
      client_id: clientId,
      client_secret: clientSecret,
    });
    const tokens = Tokens.safeParse(answer.body);
    if (answer.status === 200 && tokens.success) {
      const { access_token, refresh_token, expires_in } = tokens.data;
      return {
        accessToken: access_token,
        refreshToken: refresh_token ?? null,
        expiresAt: expires_in ? new Date(clock.now().getTime() + expires_in * 1000) : null,
      };
    }
    throw refused(answer.status);
  };
  return {
    authorizeUrl: (state) => {
      const url = new URL(options.authorizeUrl);
      url.search = new URLSearchParams({
        client_id: clientId,
        redirect_uri: redirectUri,
        response_type: 'code',
        scope: scopes,
        state,
        actor: 'app',
        prompt: 'consent',
      }).toString();
      return url.href;
    },
    exchange: async (code) =>
      await tokensFor({ grant_type: 'authorization_code', code, redirect_uri: redirectUri }),
    refresh: async (refreshToken) =>
      await tokensFor({ grant_type: 'refresh_token', refresh_token: refreshToken }),
    revoke: async (token) => {
      const { status } = await post('/oauth/revoke', { token });
      // 400 means that it was revoked already.
      if (status >= 500 || status === 429) throw refused(status);
    },
  };
}

function refused(status: number): LookoutError {
  if (status === 429 || status >= 500) {
    return new LookoutError('vendor_down', `Linear's sign-in answered ${status}`, {
      humanMessage: "Linear's sign-in did not answer properly. Try again in a minute.",
      fields: { status },
    });
  }
  return new LookoutError('unauthenticated', `Linear's sign-in refused (${status})`, {
    humanMessage: 'Linear did not confirm the connection. Connect it again.',
    fields: { status },
  });
}
