import { randomBytes } from 'node:crypto';
import { createServer } from 'node:http';
import { type Clock, systemClock } from '../kit/clock.ts';
import { type Log, silentLog } from '../kit/log.ts';
import { createForgedLinear, type ForgedLinear } from './linear/create-forged-linear.ts';
import { closeServer, listen } from './listen.ts';
import { createForgedNotion, type ForgedNotion } from './notion/create-forged-notion.ts';
import { serve } from './serve.ts';
import { createBus, type SandboxEvent } from './slack/bus.ts';
import type { CallRecord } from './slack/call-record.ts';
import { type AppLink, createAppLink, slackRetryDelaysMs } from './slack/delivery/app-link.ts';
import { createHttpTransport, type HttpTarget } from './slack/delivery/http-transport.ts';
import { createSocketHub, type SocketHub } from './slack/delivery/socket-hub.ts';
import { createFaults, type Faults } from './slack/faults.ts';
import type { Forge } from './slack/forge.ts';
import { createIds } from './slack/ids.ts';
import {
  type AppIdentity,
  allBotScopes,
  createInstallation,
  isInstalled,
  issueBotToken,
  manifestAt,
  manifestStrings,
} from './slack/installation.ts';
import { type Json, stringOr } from './slack/json.ts';
import { createResponseUrls } from './slack/response-urls.ts';
import { createTriggers } from './slack/triggers.ts';
import { createViewShelf } from './slack/view-shelf.ts';
import { revokeTokens } from './slack/web-api/apps-and-auth.ts';
import { botId, botUserId, createWorkspace, defaultIds } from './slack/workspace.ts';
import { createSite, type Site } from './web/site.ts';

export interface SandboxOptions {
  host?: string;
  /** 0, the default, takes a free port. */
  port?: number;
  sitePort?: number;
  linearPort?: number;
  notionPort?: number;
  /** How long Notion gathers changes of a page into one event; 1,000 ms unless given. */
  notionAggregateMs?: number;
  clock?: Clock;
  log?: Log;
  /** The app's manifest as an object: commands, shortcuts, scopes and event subscriptions come from it. */
  manifest?: Json;
  /** `socket` unless an events URL is given. */
  mode?: 'http' | 'socket';
  /** Where events go over HTTP, commands and interactions too unless they have their own. Can be set later. */
  eventsUrl?: string;
  commandsUrl?: string;
  interactionsUrl?: string;
  signingSecret?: string;
  botToken?: string;
  appToken?: string;
  clientId?: string;
  clientSecret?: string;
  /** False: no bot token exists until someone installs the app by OAuth. */
  installed?: boolean;
  /** Waits before the second, third and fourth attempt of an event; Slack's own unless given. */
  retryDelaysMs?: readonly number[];
  /** One message a second a channel, then 429. Off unless asked for. */
  simulateRateLimits?: boolean;
  /** How long a page in mode `slow` takes; 20 s unless given. */
  slowPageMs?: number;
  /** Waits before the later attempts of a Linear webhook; Linear's own unless given. */
  linearRetryDelaysMs?: readonly number[];
  /** The built browser client. */
  staticDir?: string;
}

/** A running forged Slack with its forged website, and a forged Linear and Notion of the same people. */
export interface Sandbox extends AsyncDisposable {
  /** The browser client and the control API. */
  readonly baseUrl: string;
  /** For `slackApiUrl` of the SDK; ends with a slash. */
  readonly apiUrl: string;
  /** For `installerOptions.authorizationUrl`. */
  readonly authorizationUrl: string;
  readonly mode: 'http' | 'socket';
  readonly signingSecret: string;
  readonly botToken: string;
  readonly appToken: string;
  readonly clientId: string;
  readonly clientSecret: string;
  readonly appId: string;
  readonly bot: { userId: string; botId: string };
  /** Ids of the default people, channels and direct messages. */
  readonly ids: typeof defaultIds;
  readonly site: Site;
  readonly linear: ForgedLinear;
  readonly notion: ForgedNotion;
  readonly faults: Faults;
  readonly calls: readonly CallRecord[];
  readonly link: AppLink;
  readonly sockets: SocketHub;
  /** The workspace itself, for the helpers that play people in this process. */
  readonly forge: Forge;
  setTarget(target: HttpTarget): void;
  /** Whether the events URL answers Slack's challenge. */
  verifyUrl(): Promise<boolean>;
  on(listener: (event: SandboxEvent) => void): () => void;
  /** An administrator removes the app: tokens die, the app is told. */
  uninstall(): void;
  /** Puts the app back with a fresh token. */
  reinstall(): string;
}

function identityOf(options: SandboxOptions): AppIdentity {
  const manifest = options.manifest ?? {};
  const name =
    stringOr(manifestAt(manifest, 'features', 'bot_user', 'display_name'), undefined) ??
    stringOr(manifestAt(manifest, 'display_information', 'name'), 'Lookout');
  return {
    appId: 'A0LOOKOUT1',
    name,
    clientId: options.clientId ?? '1000000001.1000000002',
    clientSecret: options.clientSecret ?? 'sandbox-client-secret',
    signingSecret: options.signingSecret ?? randomBytes(16).toString('hex'),
    verificationToken: 'sandbox-verification-token',
    appToken: options.appToken ?? 'xapp-sandbox-1-A0LOOKOUT1',
    manifest,
  };
}

/** Starts the forged Slack, website, Linear and Notion; all stop with `await using` or Symbol.asyncDispose. */
export async function createSandbox(options: SandboxOptions = {}): Promise<Sandbox> {
  const clock = options.clock ?? systemClock;
  const host = options.host ?? '127.0.0.1';
  const mode = options.mode ?? (options.eventsUrl === undefined ? 'socket' : 'http');
  const app = identityOf(options);
  const botToken = options.botToken ?? 'xoxb-sandbox-1-lookout';
  const ending = new AbortController();
  const lifetime = ending.signal;
  const bus = createBus();
  const ids = createIds(clock);
  const noteConnection = (connected: boolean) => bus.emit({ type: 'connection', connected });
  const http = createHttpTransport({
    clock,
    signingSecret: app.signingSecret,
    verificationToken: app.verificationToken,
    target: {
      events: options.eventsUrl,
      commands: options.commandsUrl,
      interactions: options.interactionsUrl,
    },
    lifetime,
    onChange: noteConnection,
  });
  const sockets = createSocketHub({
    clock,
    appId: app.appId,
    lifetime,
    onChange: noteConnection,
  });
  const link = createAppLink({
    mode,
    transport: mode === 'http' ? http : sockets,
    clock,
    ids,
    app,
    teamId: defaultIds.team,
    retryDelaysMs: options.retryDelaysMs ?? slackRetryDelaysMs,
    lifetime,
  });
  const calls: CallRecord[] = [];
  let baseUrl = '';
  const forge: Forge = {
    clock,
    log: options.log ?? silentLog,
    ids,
    bus,
    app,
    installation: createInstallation(app, options.installed === false ? undefined : botToken),
    workspace: createWorkspace(clock.now(), app.name),
    views: createViewShelf(),
    triggers: createTriggers(clock),
    responseUrls: createResponseUrls(clock),
    faults: createFaults(),
    calls,
    link,
    sockets,
    simulateRateLimits: options.simulateRateLimits ?? false,
    lastPostAt: new Map(),
    baseUrl: () => baseUrl,
    lifetime,
  };
  const site = await createSite({
    host,
    port: options.sitePort ?? 0,
    clock,
    lifetime,
    slowMs: options.slowPageMs ?? 20_000,
    onChange: (path) => bus.emit({ type: 'site', path }),
  });
  const linear = await createForgedLinear({
    host,
    port: options.linearPort ?? 0,
    clock,
    log: forge.log,
    people: [...forge.workspace.people.values()].flatMap((one) =>
      one.email && !one.isBot
        ? [{ name: one.realName, email: one.email, admin: one.isAdmin, guest: one.isGuest }]
        : [],
    ),
    retryDelaysMs: options.linearRetryDelaysMs,
    onChange: () => bus.emit({ type: 'linear' }),
  }).catch(async (error: unknown) => {
    await site.close();
    throw error;
  });
  const notion = await createForgedNotion({
    host,
    port: options.notionPort ?? 0,
    clock,
    log: forge.log,
    ...(options.notionAggregateMs === undefined ? {} : { aggregateMs: options.notionAggregateMs }),
    pageBaseUrl: () => `${baseUrl}/notion`,
    onChange: () => bus.emit({ type: 'notion' }),
  }).catch(async (error: unknown) => {
    await Promise.all([site.close(), linear[Symbol.asyncDispose]()]);
    throw error;
  });
  const server = createServer((request, response) =>
    serve({ forge, site, linear, notion, staticDir: options.staticDir }, request, response),
  );
  server.on('upgrade', (request, socket, head) => sockets.upgrade(request, socket, head));
  try {
    baseUrl = await listen(server, host, options.port ?? 0);
  } catch (error) {
    await Promise.all([site.close(), linear[Symbol.asyncDispose](), notion[Symbol.asyncDispose]()]);
    throw error;
  }

  return {
    baseUrl,
    apiUrl: `${baseUrl}/api/`,
    authorizationUrl: `${baseUrl}/oauth/v2/authorize`,
    mode,
    signingSecret: app.signingSecret,
    botToken,
    appToken: app.appToken,
    clientId: app.clientId,
    clientSecret: app.clientSecret,
    appId: app.appId,
    bot: { userId: botUserId, botId },
    ids: defaultIds,
    site,
    linear,
    notion,
    faults: forge.faults,
    calls,
    link,
    sockets,
    forge,
    setTarget: (target) => http.setTarget(target),
    verifyUrl: () => http.verifyUrl(),
    on: (listener) => bus.on(listener),
    uninstall: () => {
      if (!isInstalled(forge.installation)) return;
      revokeTokens(
        forge,
        [...forge.installation.tokens.values()].filter((token) => token.kind === 'bot'),
        true,
      );
    },
    reinstall: () =>
      issueBotToken(
        forge.installation,
        manifestStrings(app.manifest, 'oauth_config', 'scopes', 'bot') ?? allBotScopes,
      ).value,
    [Symbol.asyncDispose]: async () => {
      ending.abort(new Error('the sandbox is closed'));
      await sockets.close();
      await Promise.all([
        closeServer(server),
        site.close(),
        linear[Symbol.asyncDispose](),
        notion[Symbol.asyncDispose](),
        http.close(),
      ]);
    },
  };
}
