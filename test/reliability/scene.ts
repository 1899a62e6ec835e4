import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { systemClock } from '../../src/kit/clock.ts';
import { createSandbox, type Sandbox } from '../../src/sandbox/create-sandbox.ts';
import { person, type SlackPerson } from '../../src/sandbox/person.ts';
import type { Json } from '../../src/sandbox/slack/json.ts';
import { copyDataDirectory } from './data-directory.ts';
import { type Death, type Product, type StartOptions, startProduct } from './product-process.ts';

const manifest = JSON.parse(readFileSync(join(import.meta.dirname, '../../manifest.json'), 'utf8')) as Json;

/** What the product's HTTP calls take. */
export const apiKey = 'reliability-key-for-calls';

/**
 * A forged Slack and site in this process, and one product that is started, killed and started again
 * beside them. Starting costs seconds, so the stories of a file share the scene, each with a page, a
 * thread and prices of its own.
 */
export interface Scene extends AsyncDisposable {
  readonly sandbox: Sandbox;
  readonly ada: SlackPerson;
  /** The running product, started when there is none. */
  product(): Promise<Product>;
  /**
   * Starts the product on the data it left behind. What Slack could not deliver meanwhile, it delivers
   * now: its wait of a minute is over.
   */
  restart(options?: StartOptions): Promise<Product>;
  /** How the product went; it has to go by itself. */
  gone(): Promise<Death>;
  /** Ends the product at once: after a story that failed, the next one starts afresh. */
  abandon(): Promise<void>;
  /** Lets time pass for Slack and for the product. */
  advance(ms: number): Promise<void>;
  /** A number no other story of this scene has. */
  nextNumber(): number;
}

export interface SceneOptions {
  slowPageMs?: number;
  /** The product is connected to the forged Linear and Notion, and they to it. */
  meetings?: boolean;
}

export async function openScene({ slowPageMs, meetings = false }: SceneOptions = {}): Promise<Scene> {
  await using stack = new AsyncDisposableStack();
  let aheadMs = 0;
  const clock = { ...systemClock, now: () => new Date(Date.now() + aheadMs) };
  const sandbox = stack.use(await createSandbox({ mode: 'http', manifest, clock, slowPageMs }));
  const data = stack.use(await copyDataDirectory());
  const env = {
    DATA_DIR: data.path,
    PORT: '0',
    LOG_LEVEL: 'warn',
    SLACK_API_URL: sandbox.apiUrl,
    SLACK_BOT_TOKEN: sandbox.botToken,
    SLACK_SIGNING_SECRET: sandbox.signingSecret,
    EGRESS_ALLOW: new URL(sandbox.site.baseUrl).host,
    ORIGIN_REQUESTS_PER_SECOND: '1000',
    EXTRACT_THREADS: '1',
    ...(meetings ? meetingEnvironment(sandbox) : {}),
  };
  let running: Product | undefined;
  let stories = 0;
  const owned = stack.move();

  const scene: Scene = {
    sandbox,
    ada: person(sandbox, sandbox.ids.ada),
    product: async () => running ?? (await scene.restart()),
    restart: async (options = {}) => {
      const product = owned.use(await startProduct(env, { aheadMs, ...options }));
      running = product;
      void product.gone.then(() => {
        if (running === product) running = undefined;
      });
      sandbox.setTarget({ events: `${product.url}/slack/events` });
      if (meetings) await listenToWork(sandbox, product.url);
      sandbox.link.redeliverNow();
      return product;
    },
    gone: async () => {
      if (!running) throw new Error('no product is running');
      return await running.gone;
    },
    abandon: async () => {
      await running?.kill();
      sandbox.faults.clear();
    },
    advance: async (ms) => {
      aheadMs += ms;
      await running?.advance(ms);
    },
    nextNumber: () => {
      stories += 1;
      return stories;
    },
    [Symbol.asyncDispose]: async () => await owned.disposeAsync(),
  };
  return scene;
}

function meetingEnvironment({ apiUrl, ids, linear, notion, site }: Sandbox): Record<string, string> {
  const hosts = [site.baseUrl, apiUrl, linear.url, notion.baseUrl].map((url) => new URL(url).host);
  return {
    EGRESS_ALLOW: hosts.join(','),
    LINEAR_API_URL: linear.apiUrl,
    LINEAR_API_KEY: linear.apiKey,
    LINEAR_WEBHOOK_SECRET: linear.webhookSecret,
    NOTION_API_URL: notion.baseUrl,
    NOTION_TOKEN: notion.token,
    NOTION_WEBHOOK_TOKEN: notion.webhooks.verificationToken,
    API_KEYS: `${ids.team}:${apiKey}`,
  };
}

/** A started product has a new address. */
async function listenToWork({ linear, notion }: Sandbox, url: string): Promise<void> {
  linear.setWebhook(`${url}/webhooks/linear`);
  await notion.webhooks.subscribe(`${url}/webhooks/notion`);
}
