import { randomBytes } from 'node:crypto';
import type { Json } from './json.ts';
import { isObject } from './json.ts';

/** The app as the workspace knows it: names, secrets, and which tokens are good for what. */
export interface AppIdentity {
  appId: string;
  name: string;
  clientId: string;
  clientSecret: string;
  signingSecret: string;
  /** The old verification token every payload still carries. */
  verificationToken: string;
  appToken: string;
  manifest: Json;
}

export interface Token {
  value: string;
  kind: 'bot' | 'app';
  scopes: ReadonlySet<string>;
  revoked: boolean;
}

export interface Installation {
  tokens: Map<string, Token>;
  /** OAuth codes not yet exchanged. */
  codes: Map<string, { scopes: string[]; redirectUri: string; userId: string }>;
}

/** Every scope the product's flows could ask for; what a sandbox without a manifest grants. */
export const allBotScopes = [
  'app_mentions:read',
  'assistant:write',
  'channels:history',
  'channels:join',
  'channels:manage',
  'channels:read',
  'chat:write',
  'commands',
  'files:read',
  'files:write',
  'groups:history',
  'groups:read',
  'groups:write',
  'im:history',
  'im:read',
  'im:write',
  'reactions:read',
  'reactions:write',
  'team:read',
  'users:read',
  'users:read.email',
];

/** A value deep in the manifest, `undefined` when a step is missing. */
export function manifestAt(manifest: Json, ...path: string[]): unknown {
  let node: unknown = manifest;
  for (const key of path) node = isObject(node) ? node[key] : undefined;
  return node;
}

export function manifestStrings(manifest: Json, ...path: string[]): string[] | undefined {
  const value = manifestAt(manifest, ...path);
  return Array.isArray(value) ? value.filter((one) => typeof one === 'string') : undefined;
}

/** The objects of a list in the manifest, such as its slash commands. */
export function manifestObjects(manifest: Json, ...path: string[]): Json[] {
  const value = manifestAt(manifest, ...path);
  return Array.isArray(value) ? value.filter(isObject) : [];
}

/** An installation with the app token, and the bot token unless the app is yet to be installed by OAuth. */
export function createInstallation(app: AppIdentity, botToken: string | undefined): Installation {
  const tokens = new Map<string, Token>();
  tokens.set(app.appToken, {
    value: app.appToken,
    kind: 'app',
    scopes: new Set(['connections:write', 'authorizations:read']),
    revoked: false,
  });
  if (botToken !== undefined) {
    const scopes = manifestStrings(app.manifest, 'oauth_config', 'scopes', 'bot') ?? allBotScopes;
    tokens.set(botToken, { value: botToken, kind: 'bot', scopes: new Set(scopes), revoked: false });
  }
  return { tokens, codes: new Map() };
}

/** A fresh bot token with these scopes, as an OAuth exchange or a re-installation gives. */
export function issueBotToken(installation: Installation, scopes: Iterable<string>): Token {
  const token: Token = {
    value: `xoxb-sandbox-${randomBytes(12).toString('hex')}`,
    kind: 'bot',
    scopes: new Set(scopes),
    revoked: false,
  };
  installation.tokens.set(token.value, token);
  return token;
}

export const isInstalled = (installation: Installation): boolean =>
  [...installation.tokens.values()].some((token) => token.kind === 'bot' && !token.revoked);
