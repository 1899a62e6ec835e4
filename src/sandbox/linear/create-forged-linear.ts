import { randomBytes } from 'node:crypto';
import { createServer } from 'node:http';
import { type Clock, systemClock } from '../../kit/clock.ts';
import { type Log, silentLog } from '../../kit/log.ts';
import { closeServer, listen } from '../listen.ts';
import { createLinearPeople, type LinearPeople } from './act.ts';
import { type BoardCard, boardCards, boardOf, type LinearBoard } from './board.ts';
import { createLinearFaults, type LinearFaults } from './faults.ts';
import { createStamps, type LinearCall, type LinearForge } from './forge.ts';
import { steadyUuid } from './ids.ts';
import { createBudget } from './limits.ts';
import { createGrants } from './oauth/grants.ts';
import { seedIssues } from './seed/issues.ts';
import { linearId, type SeedPerson, sandboxPeople, seedOrganization } from './seed/organization.ts';
import { serveLinear } from './serve-linear.ts';
import { announceRevoked, forgedResources } from './webhooks/announce.ts';
import { createPostOffice, type WebhookPost } from './webhooks/post-office.ts';

export interface ForgedLinearOptions {
  host?: string;
  /** 0, the default, takes a free port. */
  port?: number;
  clock?: Clock;
  log?: Log;
  /** Who is in the organisation; the people of the forged Slack unless given. */
  people?: readonly SeedPerson[];
  /** Where events of all public teams go, without a webhook being created by the API. */
  webhook?: { url: string; secret?: string };
  /** Waits before the second, third and fourth attempt of an event; Linear's own unless given. */
  retryDelaysMs?: readonly number[];
  onChange?(): void;
}

/** A running forged Linear. */
export interface ForgedLinear extends AsyncDisposable {
  /** Where people go: issues, `/oauth/authorize`, `/oauth/token`, `/oauth/revoke`. */
  readonly url: string;
  /** For `apiUrl` of the SDK. */
  readonly apiUrl: string;
  /** API key of the first person, an administrator; see `keyOf` for the others. */
  readonly apiKey: string;
  readonly clientId: string;
  readonly clientSecret: string;
  /** Secret of the configured webhook. */
  readonly webhookSecret: string;
  /** An API key of a person by e-mail. */
  keyOf(email: string): string;
  /** Ids that are the same in every sandbox, by name. */
  readonly ids: typeof linearId;
  readonly forge: LinearForge;
  readonly faults: LinearFaults;
  /** Webhooks on their way: hold, release, drop, duplicate, and what was sent. */
  readonly webhooks: WebhookPost;
  readonly people: LinearPeople;
  readonly calls: readonly LinearCall[];
  state(): LinearBoard;
  /** Every issue, archived ones too. */
  issues(): BoardCard[];
  /** Sets where events go; the house's address is known only after the forge's. */
  setWebhook(url: string, secret?: string): void;
  /** An administrator removes the application: its tokens die, its webhooks are told. */
  revokeApp(): void;
}

const configuredWebhookId = steadyUuid('webhook', 'configured');

/** Starts a forged Linear with an organisation at work in it; ends with `await using` or Symbol.asyncDispose. */
export async function createForgedLinear(options: ForgedLinearOptions = {}): Promise<ForgedLinear> {
  const clock = options.clock ?? systemClock;
  const ending = new AbortController();
  const now = clock.now();
  const people = options.people ?? sandboxPeople;
  const tables = seedOrganization(people, new Date(now.getTime() - 90 * 86_400_000).toISOString());
  seedIssues(tables, now);
  const client = {
    clientId: 'sandbox-linear-client',
    clientSecret: 'sandbox-linear-client-secret',
    name: 'Lookout',
  };
  const stamps = createStamps(clock);
  let baseUrl = '';
  const forge: LinearForge = {
    clock,
    log: options.log ?? silentLog,
    tables,
    grants: createGrants(clock, client),
    faults: createLinearFaults(),
    budget: createBudget(clock),
    post: createPostOffice({
      clock,
      lifetime: ending.signal,
      nextId: () => stamps.nextId('delivery'),
      retryDelaysMs: options.retryDelaysMs,
    }),
    calls: [],
    baseUrl: () => baseUrl,
    ...stamps,
    onChange: () => options.onChange?.(),
    lifetime: ending.signal,
  };
  const keyOf = (email: string): string => `lin_api_sandbox_${email.split('@')[0]}`;
  for (const user of tables.users.values()) if (!user.app) forge.grants.keys.set(keyOf(user.email), user.id);
  const webhookSecret = options.webhook?.secret ?? `lin_wh_${randomBytes(20).toString('hex')}`;
  const setWebhook = (url: string, secret = webhookSecret): void => {
    tables.webhooks.set(configuredWebhookId, {
      id: configuredWebhookId,
      url,
      label: 'configured',
      secret,
      enabled: true,
      resourceTypes: [...forgedResources],
      teamId: null,
      allPublicTeams: true,
      creatorId: null,
      createdAt: now.toISOString(),
      updatedAt: now.toISOString(),
      archivedAt: null,
    });
  };
  if (options.webhook) setWebhook(options.webhook.url);
  const server = createServer((request, response) => serveLinear(forge, request, response));
  try {
    baseUrl = await listen(server, options.host ?? '127.0.0.1', options.port ?? 0);
  } catch (error) {
    await forge.post.close();
    throw error;
  }

  return {
    url: baseUrl,
    apiUrl: `${baseUrl}/graphql`,
    apiKey: keyOf(people[0]?.email ?? ''),
    clientId: client.clientId,
    clientSecret: client.clientSecret,
    webhookSecret,
    keyOf,
    ids: linearId,
    forge,
    faults: forge.faults,
    webhooks: forge.post,
    people: createLinearPeople(forge),
    calls: forge.calls,
    state: () => boardOf(forge),
    issues: () => boardCards(forge),
    setWebhook,
    revokeApp: () => {
      forge.grants.revokeAll();
      announceRevoked(forge);
    },
    [Symbol.asyncDispose]: async () => {
      ending.abort(new Error('the forged Linear is closed'));
      await forge.post.close();
      await closeServer(server);
    },
  };
}
