import { randomBytes } from 'node:crypto';
import { createServer } from 'node:http';
import { type Clock, systemClock } from '../../kit/clock.ts';
import { type Log, silentLog } from '../../kit/log.ts';
import { closeServer, listen } from '../listen.ts';
import { createNotionFaults, type NotionFaults } from './faults.ts';
import type { NotionCall, NotionForge } from './forge.ts';
import { notionIds } from './ids.ts';
import { postWebhook } from './post-webhook.ts';
import { createNotionState } from './seed.ts';
import { serveNotion } from './serve-notion.ts';
import type { NotionState } from './state.ts';
import { createWebhooks, type Webhooks } from './webhooks.ts';

export interface ForgedNotionOptions {
  host?: string;
  /** 0, the default, takes a free port. */
  port?: number;
  clock?: Clock;
  log?: Log;
  /** The integration token that works from the start. */
  token?: string;
  clientId?: string;
  clientSecret?: string;
  /** The secret of the handshake and the signatures. */
  verificationToken?: string;
  /** How long changes of one page are gathered into one event; 1,000 ms unless given (Notion: up to a minute). */
  aggregateMs?: number;
  /** Waits before the second and later tries of an event. */
  retryDelaysMs?: readonly number[];
  /** Where links to pages lead, asked when one is made; Notion's own site unless given. */
  pageBaseUrl?: () => string;
  /** Called when pages, blocks or comments changed. */
  onChange?: () => void;
}

/** A running forged Notion. */
export interface ForgedNotion extends AsyncDisposable {
  /** For `baseUrl` of the client. */
  readonly baseUrl: string;
  /** Where a person connects it; query as Notion's. */
  readonly authorizationUrl: string;
  readonly token: string;
  readonly clientId: string;
  readonly clientSecret: string;
  readonly ids: typeof notionIds;
  readonly state: NotionState;
  readonly faults: NotionFaults;
  readonly calls: readonly NotionCall[];
  readonly webhooks: Webhooks;
  /** For the helpers that play people in this process. */
  readonly forge: NotionForge;
}

/** Starts a forged Notion with three people, a shared page and a page of requirements. */
export async function createForgedNotion(options: ForgedNotionOptions = {}): Promise<ForgedNotion> {
  const clock = options.clock ?? systemClock;
  const ending = new AbortController();
  const state = createNotionState(clock.now());
  const token = options.token ?? 'ntn_sandbox_integration_token';
  state.grants.push({ accessToken: token, refreshToken: undefined });
  const webhooks = createWebhooks({
    clock,
    workspace: state.workspace,
    verificationToken: options.verificationToken ?? `secret_${randomBytes(24).toString('hex')}`,
    aggregateMs: options.aggregateMs ?? 1_000,
    retryDelaysMs: options.retryDelaysMs ?? [1_000, 5_000, 60_000],
    lifetime: ending.signal,
    post: postWebhook,
  });
  const oauth = {
    clientId: options.clientId ?? 'sandbox-notion-client',
    clientSecret: options.clientSecret ?? 'sandbox-notion-secret',
  };
  const forge: NotionForge = {
    clock,
    log: options.log ?? silentLog,
    state,
    webhooks,
    faults: createNotionFaults(),
    calls: [],
    oauth,
    get pageBaseUrl() {
      return options.pageBaseUrl?.() ?? 'https://www.notion.so';
    },
    lifetime: ending.signal,
    onChange: () => options.onChange?.(),
  };
  const server = createServer((request, response) => {
    serveNotion(forge, request, response).catch((error: unknown) => {
      if (!ending.signal.aborted) forge.log.error({ err: error }, 'the forged Notion failed');
      response.destroy();
    });
  });
  const baseUrl = await listen(server, options.host ?? '127.0.0.1', options.port ?? 0);
  return {
    baseUrl,
    authorizationUrl: `${baseUrl}/v1/oauth/authorize`,
    token,
    ...oauth,
    ids: notionIds,
    state,
    faults: forge.faults,
    calls: forge.calls,
    webhooks,
    forge,
    [Symbol.asyncDispose]: async () => {
      ending.abort(new Error('the forged Notion is closed'));
      await closeServer(server);
    },
  };
}
