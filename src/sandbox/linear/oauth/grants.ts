import { randomBytes } from 'node:crypto';
import type { Clock } from '../../../kit/clock.ts';

/** Access tokens live a day (all Linear apps since 2026-04-01). */
const tokenLifeMs = 24 * 3_600_000;
const codeLifeMs = 10 * 60_000;

/** What a person let an application do. */
interface Grant {
  userId: string;
  scopes: string[];
  /** `actor=app`: it acts in its own name. */
  asApp: boolean;
}

export interface TokenAnswer {
  access_token: string;
  token_type: 'Bearer';
  /** Seconds. */
  expires_in: number;
  refresh_token: string;
  scope: string;
}

export interface OauthClient {
  clientId: string;
  clientSecret: string;
  name: string;
}

/** API keys and OAuth tokens of the organisation. */
export interface Grants {
  readonly client: OauthClient;
  /** API key to the id of its person. */
  readonly keys: Map<string, string>;
  issueCode(grant: Grant, redirectUri: string): string;
  /** The tokens of a code, once; undefined when it is spent, late or was for another address. */
  spendCode(code: string, redirectUri: string): TokenAnswer | undefined;
  /** New tokens for a refresh token, once: afterwards it is worthless. */
  refresh(refreshToken: string): TokenAnswer | undefined;
  /** The grant of an access token that is alive. */
  grantOf(accessToken: string): Grant | undefined;
  /** Ends a grant by either of its tokens; false when it is unknown. */
  revoke(token: string): boolean;
  /** Ends every token, as when an administrator removes the application. */
  revokeAll(): void;
}

export function createGrants(clock: Clock, client: OauthClient): Grants {
  const codes = new Map<string, { grant: Grant; redirectUri: string; until: number }>();
  const access = new Map<string, { grant: Grant; until: number }>();
  const refreshing = new Map<string, Grant>();
  const secret = (prefix: string) => `${prefix}${randomBytes(24).toString('hex')}`;

  const issue = (grant: Grant): TokenAnswer => {
    const accessToken = secret('lin_oauth_');
    const refreshToken = secret('lin_refresh_');
    access.set(accessToken, { grant, until: clock.now().getTime() + tokenLifeMs });
    refreshing.set(refreshToken, grant);
    return {
      access_token: accessToken,
      token_type: 'Bearer',
      expires_in: tokenLifeMs / 1_000 - 1,
      refresh_token: refreshToken,
      scope: grant.scopes.join(' '),
    };
  };

  return {
    client,
    keys: new Map(),
    issueCode: (grant, redirectUri) => {
      const code = randomBytes(16).toString('hex');
      codes.set(code, { grant, redirectUri, until: clock.now().getTime() + codeLifeMs });
      return code;
    },
    spendCode: (code, redirectUri) => {
      const known = codes.get(code);
      codes.delete(code);
      if (!known || known.redirectUri !== redirectUri || known.until < clock.now().getTime())
        return undefined;
      return issue(known.grant);
    },
    refresh: (token) => {
      const grant = refreshing.get(token);
      refreshing.delete(token);
      return grant && issue(grant);
    },
    grantOf: (token) => {
      const known = access.get(token);
      return known && known.until > clock.now().getTime() ? known.grant : undefined;
    },
    revoke: (token) => {
      const grant = access.get(token)?.grant ?? refreshing.get(token);
      if (!grant) return false;
      for (const [name, one] of access) if (one.grant === grant) access.delete(name);
      for (const [name, one] of refreshing) if (one === grant) refreshing.delete(name);
      return true;
    },
    revokeAll: () => {
      access.clear();
      refreshing.clear();
    },
  };
}
