import type { House } from '../../src/house.ts';
import { systemClock } from '../../src/kit/clock.ts';
import type { Sandbox, SandboxOptions } from '../../src/sandbox/create-sandbox.ts';
import { person, type SeenMessage, type SlackPerson } from '../../src/sandbox/person.ts';
import { openWorld } from '../../src/sandbox/world.ts';
import { openTestDatabase } from './database.ts';
import { buttonsOf, hasButton, wordsOf } from './read-message.ts';
import { type TravelClock, travelClock } from './travel-clock.ts';

export const minute = 60_000;
export const hour = 60 * minute;
export const day = 24 * hour;

/** A monitor as the people in its channel see it. */
export interface Watched {
  monitorId: string;
  channel: string;
  /** The thread's root: what the person wrote. */
  ts: string;
  card(): SeenMessage;
  /** What the card says now. */
  cardWords(): string;
  /** Alerts in the thread, oldest first. */
  alerts(): SeenMessage[];
  /** Health notices and recoveries in the thread, oldest first. */
  notices(): string[];
  /** All Lookout said in the thread but the card, one text each. */
  said(): string[];
  /** Waits for the alert that says this. */
  alert(words: RegExp): Promise<SeenMessage>;
  /** Waits until the card says this. */
  cardSays(words: RegExp): Promise<SeenMessage>;
  click(actionId: string, by?: SlackPerson): Promise<void>;
}

export interface Wish {
  /** What is written after the mention. */
  request: string;
  by?: SlackPerson;
  channel?: string;
}

/** The whole product, a forged Slack and a forged website, with time in the test's hand. */
export interface Story extends AsyncDisposable {
  house: House;
  sandbox: Sandbox;
  clock: TravelClock;
  ada: SlackPerson;
  grace: SlackPerson;
  /** A guest. */
  linus: SlackPerson;
  /** `<@U…>`: how Lookout is mentioned. */
  lookout: string;
  /** Address of a page of the forged website; with content, the page is made. */
  page(path: string, content?: string): string;
  edit(path: string, from: string, to: string): void;
  /** Asks in a channel and waits until the pages have been read for the first time. */
  watch(wish: Wish): Promise<Watched>;
  /** The monitor that hangs on a thread, once its pages have been read. */
  watched(channel: string, ts: string, by?: SlackPerson): Promise<Watched>;
  /** Waits until nothing is left to do: no job waits or runs. */
  settled(): Promise<void>;
  /** Lets time pass: what is due by then is read, compared and told. */
  pass(ms: number): Promise<void>;
}

export interface StoryOptions {
  mode?: 'http' | 'socket';
  env?: Record<string, string>;
  sandbox?: Partial<SandboxOptions>;
}

const patienceMs = 60_000;
const lookAgainMs = 15;
const turnMs = 1_500;
const mostTurns = 5;

/** A page with the words of `main` on it, in the frame a real one has. */
export const html = (main: string, title = 'A page'): string =>
  `<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>${title}</title></head><body>` +
  '<header><nav><a href="/">Home</a> <a href="/pricing">Pricing</a></nav></header>' +
  `<main>${main}</main><footer><p>© 2026 Northwind Cloud</p></footer></body></html>`;

export async function openStory(options: StoryOptions = {}): Promise<Story> {
  await using stack = new AsyncDisposableStack();
  const clock = travelClock();
  const database = stack.use(await openTestDatabase());
  const world = stack.use(
    await openWorld({
      mode: options.mode ?? 'http',
      env: { LOG_LEVEL: 'silent', ...options.env },
      overrides: { clock, tickByHand: true, database },
      // Slack keeps real time: the product's own may run ahead of it.
      sandbox: { clock: systemClock, ...options.sandbox },
    }),
  );
  const owned = stack.move();
  return tellStory(world, clock, async () => await owned.disposeAsync());
}

/** A story in a house and a Slack that are open already; `close` is what its end closes. */
export function tellStory(
  world: { sandbox: Sandbox; house: House },
  clock: TravelClock,
  close: () => Promise<void>,
): Story {
  const { sandbox, house } = world;
  const { ids, site } = sandbox;
  const people = {
    ada: person(sandbox, ids.ada),
    grace: person(sandbox, ids.grace),
    linus: person(sandbox, ids.linus),
  };

  const settled = async () => {
    const until = Date.now() + patienceMs;
    for (let quiet = 0; quiet < 2; ) {
      const waiting = await house.queue.depth();
      quiet = Object.keys(waiting).length === 0 ? quiet + 1 : 0;
      if (Date.now() > until) throw new Error(`never quiet: ${JSON.stringify(waiting)}`);
      if (quiet < 2) await new Promise((resolve) => setTimeout(resolve, lookAgainMs));
    }
  };

  /** A message that found its channel busy, or Slack away, waits for a stroke of the clock. */
  const waitsForTurn = async () =>
    (await house.database.pool.query("select 1 from deliveries where state = 'failed' limit 1")).rows.length >
    0;

  const watched = async (channel: string, ts: string, by = people.ada): Promise<Watched> => {
    const isCard = (message: SeenMessage) =>
      message.thread_ts === ts &&
      buttonsOf(message.blocks).some(({ actionId }) => actionId === 'monitor_edit');
    const first = await by.waitForMessage(
      channel,
      (message) => isCard(message) && /checked|Not started/.test(wordsOf(message)),
      { timeoutMs: patienceMs },
    );
    await settled();
    const monitorId =
      buttonsOf(first.blocks).find(({ actionId }) => actionId === 'monitor_edit')?.value ?? '';
    const inThread = () =>
      by.thread(channel, ts).filter((message) => message.ts !== ts && message.user === sandbox.bot.userId);
    const card = () => {
      const found = inThread().find((message) => message.ts === first.ts);
      if (!found) throw new Error('the card is gone');
      return found;
    };
    const rest = () => inThread().filter((message) => message.ts !== first.ts);
    const alerts = () => rest().filter((message) => hasButton(message, 'alert_more'));
    return {
      monitorId,
      channel,
      ts,
      card,
      cardWords: () => wordsOf(card()),
      alerts,
      notices: () =>
        rest()
          .map(wordsOf)
          .filter((words) => /^[▲✓]/.test(words)),
      said: () => rest().map(wordsOf),
      alert: (words) =>
        by.waitForMessage(
          channel,
          (message) =>
            message.thread_ts === ts && hasButton(message, 'alert_more') && words.test(wordsOf(message)),
          { timeoutMs: patienceMs },
        ),
      cardSays: (words) =>
        by.waitForMessage(channel, (message) => message.ts === first.ts && words.test(wordsOf(message)), {
          timeoutMs: patienceMs,
        }),
      click: async (actionId, who = by) => await who.click(first.ts, actionId, { channel }),
    };
  };

  return {
    house,
    sandbox,
    clock,
    ...people,
    lookout: `<@${sandbox.bot.userId}>`,
    page: (path, content) => {
      if (content !== undefined) site.edit(path, { content });
      return `${site.baseUrl}${path}`;
    },
    edit: (path, from, to) => {
      const { content } = site.page(path);
      if (!content.includes(from)) throw new Error(`${path} does not say ${from}`);
      site.edit(path, { content: content.replace(from, to) });
    },
    watched,
    watch: async ({ request, by = people.ada, channel = ids.pricing }) =>
      await watched(channel, by.say(channel, `<@${sandbox.bot.userId}> ${request}`), by),
    settled,
    pass: async (ms) => {
      await settled();
      clock.forward(ms);
      await house.tick();
      await settled();
      for (let turn = 0; turn < mostTurns && (await waitsForTurn()); turn += 1) {
        clock.forward(turnMs);
        await house.tick();
        await settled();
      }
    },
    [Symbol.asyncDispose]: close,
  };
}
