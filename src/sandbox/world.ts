import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type House, type Overrides, openHouseFrom } from '../house.ts';
import type { Log } from '../kit/log.ts';
import { createSandbox, type Sandbox, type SandboxOptions } from './create-sandbox.ts';
import type { Json } from './slack/json.ts';

const root = join(import.meta.dirname, '../..');

export interface WorldOptions {
  /** The real environment, for everything but Slack and the database. */
  env?: Record<string, string | undefined>;
  /** How the house is connected to Linear from the start; by an API key unless said otherwise. */
  linear?: 'key' | 'oauth' | 'none';
  /** The same for Notion; by an integration token unless said otherwise. */
  notion?: 'token' | 'oauth' | 'none';
  /** How Slack reaches the house. */
  mode?: 'http' | 'socket';
  /** Port of the browser client; 0 takes a free one. */
  port?: number;
  host?: string;
  /** Port of the house's own HTTP; 0 takes a free one. */
  housePort?: number;
  log?: Log;
  overrides?: Overrides;
  sandbox?: Partial<SandboxOptions>;
}

/** The whole product beside a forged Slack, Linear and Notion and a small website, in one process. Nothing leaves the machine. */
export interface World extends AsyncDisposable {
  /** The browser client. */
  readonly url: string;
  readonly sandbox: Sandbox;
  readonly house: House;
}

const readManifest = async (): Promise<Json> =>
  JSON.parse(await readFile(join(root, 'manifest.json'), 'utf8')) as Json;

/** Meeting pages go below the shared page from the start: who tries the sandbox sees the first one at once. */
async function chooseWorkPage({ ids, notion }: Sandbox, { hall }: House): Promise<void> {
  const calls = hall.as({ workspaceId: ids.team, requestId: 'sandbox' });
  await calls.notion.choosePlace({ id: notion.ids.workPage, kind: 'page', by: ids.ada });
}

/**
 * Opens a world. The forged workspace lives in memory, so the database does too: a monitor without its
 * thread would speak to nobody after a restart.
 */
export async function openWorld(options: WorldOptions = {}): Promise<World> {
  await using stack = new AsyncDisposableStack();
  const mode = options.mode ?? 'http';
  const host = options.host ?? '127.0.0.1';
  const clock = options.overrides?.clock;
  const sandbox = stack.use(
    await createSandbox({
      host,
      port: options.port ?? 0,
      mode,
      manifest: await readManifest(),
      staticDir: join(root, 'dist/web'),
      ...(clock ? { clock } : {}),
      ...(options.log ? { log: options.log } : {}),
      ...options.sandbox,
    }),
  );
  const dataDir = await mkdtemp(join(tmpdir(), 'lookout-sandbox-'));
  stack.defer(() => rm(dataDir, { recursive: true, force: true }));
  const { linear, notion } = sandbox;
  const linearBy = options.linear ?? 'key';
  const notionBy = options.notion ?? 'token';
  const hosts = [sandbox.site.baseUrl, sandbox.apiUrl, linear.url, notion.baseUrl].map(
    (url) => new URL(url).host,
  );
  const allow = [options.env?.EGRESS_ALLOW, ...hosts].filter(Boolean).join(',');
  const env = {
    ...options.env,
    DATABASE_URL: undefined,
    DATA_DIR: dataDir,
    HOST: host,
    PORT: String(options.housePort ?? 0),
    SLACK_API_URL: sandbox.apiUrl,
    SLACK_BOT_TOKEN: sandbox.botToken,
    SLACK_CLIENT_ID: undefined,
    SLACK_CLIENT_SECRET: undefined,
    ...(mode === 'socket'
      ? { SLACK_APP_TOKEN: sandbox.appToken, SLACK_SIGNING_SECRET: undefined }
      : { SLACK_SIGNING_SECRET: sandbox.signingSecret, SLACK_APP_TOKEN: undefined }),
    LINEAR_API_URL: linear.apiUrl,
    LINEAR_OAUTH_URL: `${linear.url}/oauth/authorize`,
    LINEAR_API_KEY: linearBy === 'key' ? linear.apiKey : undefined,
    LINEAR_CLIENT_ID: linearBy === 'oauth' ? linear.clientId : undefined,
    LINEAR_CLIENT_SECRET: linearBy === 'oauth' ? linear.clientSecret : undefined,
    LINEAR_WEBHOOK_SECRET: linearBy === 'none' ? undefined : linear.webhookSecret,
    NOTION_API_URL: notion.baseUrl,
    NOTION_TOKEN: notionBy === 'token' ? notion.token : undefined,
    NOTION_CLIENT_ID: notionBy === 'oauth' ? notion.clientId : undefined,
    NOTION_CLIENT_SECRET: notionBy === 'oauth' ? notion.clientSecret : undefined,
    NOTION_WEBHOOK_TOKEN: notionBy === 'none' ? undefined : notion.webhooks.verificationToken,
    API_KEYS: options.env?.API_KEYS ?? `${sandbox.ids.team}:sandbox-key-for-curl`,
    EGRESS_ALLOW: allow,
  };
  const house = stack.use(
    await openHouseFrom(env, {
      inMemory: true,
      slackPace: { posts: 100, windowMs: 1_000 }, // the forged Slack sets no limits unless it is told to
      ...options.overrides,
      ...(options.log ? { log: options.log } : {}),
    }),
  );
  if (mode === 'http') sandbox.setTarget({ events: `${house.url}/slack/events` });
  if (linearBy !== 'none') linear.setWebhook(`${house.url}/webhooks/linear`);
  if (notionBy !== 'none') await notion.webhooks.subscribe(`${house.url}/webhooks/notion`);
  if (notionBy === 'token') await chooseWorkPage(sandbox, house);
  const owned = stack.move();
  return {
    url: sandbox.baseUrl,
    sandbox,
    house,
    [Symbol.asyncDispose]: async () => await owned.disposeAsync(),
  };
}
