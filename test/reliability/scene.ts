import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createSandbox, type Sandbox } from '../../src/sandbox/create-sandbox.ts';
import type { Json } from '../../src/sandbox/slack/json.ts';
import { person, type SeenMessage, type SlackPerson } from '../helpers/slack-person.ts';
import type { CrashPointName } from './crash-points.ts';
import { copyDataDirectory } from './data-directory.ts';
import { type Product, startProduct } from './product-process.ts';

const manifest = JSON.parse(readFileSync(join(import.meta.dirname, '../../manifest.json'), 'utf8')) as Json;

export interface SceneOptions {
  /** How long the slow page of the forged site takes; it answers at once until it is made slow. */
  slowPageMs?: number;
  /** What the product is given for work in hand when it is asked to stop. */
  graceSeconds?: number;
}

/** A forged Slack and site in this process, and a product that is started, killed and started again beside them. */
export interface Scene extends AsyncDisposable {
  readonly sandbox: Sandbox;
  readonly ada: SlackPerson;
  readonly channel: string;
  /** The page that is watched. */
  readonly page: string;
  /**
   * Starts the product on the data it left behind, dying at the point when one is named. What Slack could
   * not deliver meanwhile, it delivers now.
   */
  start(crashAt?: CrashPointName): Promise<Product>;
}

const path = '/pricing';

export async function openScene({ slowPageMs, graceSeconds = 10 }: SceneOptions = {}): Promise<Scene> {
  await using stack = new AsyncDisposableStack();
  // Slack's own delays; a test does not wait them out: `start` wakes what waits.
  const sandbox = stack.use(await createSandbox({ mode: 'http', manifest, slowPageMs }));
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
    SHUTDOWN_GRACE_SECONDS: String(graceSeconds),
    EXTRACT_THREADS: '1',
  };
  const owned = stack.move();
  return {
    sandbox,
    ada: person(sandbox, sandbox.ids.ada),
    channel: sandbox.ids.pricing,
    page: `${sandbox.site.baseUrl}${path}`,
    start: async (crashAt) => {
      const product = owned.use(await startProduct(env, crashAt));
      sandbox.setTarget({ events: `${product.url}/slack/events` });
      sandbox.link.redeliverNow();
      return product;
    },
    [Symbol.asyncDispose]: async () => await owned.disposeAsync(),
  };
}

const hasBlock = (blockId: string) => (message: SeenMessage) =>
  message.blocks.some((block) => block.block_id === blockId);
export const isCard = hasBlock('card_actions');
export const isAlert = hasBlock('alert_actions');

/** Busy machines start slowly; a wait this long has failed. */
const patient = { timeoutMs: 30_000 };

/** Ada asks for the price to be watched; returns the timestamp of what she wrote, the root of the thread. */
export const askForPrice = ({ ada, channel, page }: Scene): string =>
  ada.say(channel, `<@U0LOOKOUT1> tell me when the Pro plan's price changes on ${page}`);

/** The card, once it says that the page is watched and has been read. */
export const waitForWatching = ({ ada, channel }: Scene): Promise<SeenMessage> =>
  ada.waitForMessage(
    channel,
    (message) => isCard(message) && JSON.stringify(message.blocks).includes('checked'),
    patient,
  );

export const waitForAlert = ({ ada, channel }: Scene): Promise<SeenMessage> =>
  ada.waitForMessage(channel, isAlert, patient);

/** Somebody at the watched company changes the price. */
export function changePrice({ sandbox }: Scene, from = '$20', to = '$25'): void {
  const { content } = sandbox.site.page(path);
  sandbox.site.edit(path, { content: content.replace(from, to) });
}

/** Ada presses "Check now" on the card. */
export const checkNow = async ({ ada, channel }: Scene, card: SeenMessage): Promise<void> =>
  await ada.click(card.ts, 'monitor_check', { channel });

/** Everything the app has in the channel, by what it is. */
export function postedBy({ sandbox, ada, channel }: Scene) {
  const own = ada.messages(channel).filter((message) => message.user === sandbox.bot.userId && !message.ephemeral);
  const cards = own.filter(isCard);
  const alerts = own.filter(isAlert);
  return { cards, alerts, others: own.filter((message) => !isCard(message) && !isAlert(message)) };
}
