import { type House, openHouseFrom } from '../../house.ts';
import { systemClock } from '../../kit/clock.ts';
import type { Range } from './page-address.ts';
import { makeDue, readRecorded, seedMonitors } from './seed-monitors.ts';
import { serveParent } from './serve-parent.ts';
import type { SlackFacts } from './slack.ts';

/** The product under measure, opened as `lookout start` opens it, in a directory of its own. */
const owned = new AsyncDisposableStack();
let opened: House | undefined;

function house(): House {
  if (!opened) throw new Error('the house is not open yet');
  return opened;
}

export interface HouseOptions {
  slack: SlackFacts;
  siteHost: string;
  fetchConcurrency: number;
  dataDir: string;
  /** A Postgres server; the embedded database when absent. */
  databaseUrl?: string | undefined;
  /** The clock does not tick by itself. */
  tickByHand?: boolean;
}

/** No pass takes this long unless something is broken, in milliseconds. */
const patienceMs = 600_000;

/** Resolves once so many jobs of each name are settled. */
async function settled(counts: Record<string, number>): Promise<void> {
  const left = new Map(Object.entries(counts).filter(([, count]) => count > 0));
  const done = Promise.withResolvers<void>();
  const stopListening = house().queue.onSettled((job) => {
    const count = left.get(job);
    if (count === undefined) return;
    if (count > 1) return void left.set(job, count - 1);
    left.delete(job);
    if (left.size === 0) done.resolve();
  });
  const patience = new AbortController();
  const tooLate = systemClock.sleep(patienceMs, patience.signal).then(() => {
    throw new Error(`still waiting for ${JSON.stringify(Object.fromEntries(left))}`);
  });
  tooLate.catch(() => undefined);
  try {
    await Promise.race([done.promise, tooLate]);
  } finally {
    patience.abort();
    stopListening();
  }
}

const cpuMs = (since: NodeJS.CpuUsage): number => {
  const { user, system } = process.cpuUsage(since);
  return (user + system) / 1000;
};

const handlers = {
  open: async ({ slack, siteHost, fetchConcurrency, databaseUrl, dataDir, tickByHand }: HouseOptions) => {
    const env = {
      SLACK_BOT_TOKEN: slack.botToken,
      SLACK_SIGNING_SECRET: slack.signingSecret,
      SLACK_API_URL: slack.apiUrl,
      DATA_DIR: dataDir,
      DATABASE_URL: databaseUrl,
      PORT: '0',
      EGRESS_ALLOW: siteHost,
      FETCH_CONCURRENCY: String(fetchConcurrency),
      LOG_LEVEL: 'warn',
    };
    opened = owned.use(await openHouseFrom(env, { tickByHand: tickByHand === true }));
    return { url: opened.url, eventsUrl: `${opened.url}/slack/events`, database: opened.database.kind };
  },
  seed: async ({ slack, origin, ...range }: Range & { slack: SlackFacts; origin: string }) => {
    await seedMonitors(house(), slack.teamId, origin, range);
    // A server does this by itself after a while; the embedded database never does, so it is not helped here.
    if (house().database.kind === 'server') await house().database.pool.query('analyze');
  },
  /**
   * Makes the sources of a range due at once and waits until each is read and recorded, and, when asked,
   * until its new version is compared. Answers how long the readings and the whole took, and what the rows say.
   */
  check: async ({ first, last, compared, tick }: Range & { compared: boolean; tick?: boolean }) => {
    const count = last - first + 1;
    const before = await readRecorded(house(), { first, last }, 0);
    const sinceMs = Date.parse(systemClock.now().toISOString());
    const cpu = process.cpuUsage();
    const startedAt = performance.now();
    const all = settled({ 'content.fetch': count, ...(compared ? { 'detection.compare': count } : {}) });
    const reading = settled({ 'content.fetch': count });
    for (const promise of [all, reading]) promise.catch(() => undefined); // each is awaited below
    await makeDue(house(), { first, last });
    if (tick) await house().tick();
    await reading;
    const checkedMs = performance.now() - startedAt;
    await all;
    const result = { checkedMs, allMs: performance.now() - startedAt, cpuMs: cpuMs(cpu) };
    const after = await readRecorded(house(), { first, last }, sinceMs);
    if (after.good !== count) throw new Error(`${count - after.good} of ${count} checks went wrong`);
    return {
      ...result,
      notModified: after.notModified - before.notModified,
      newVersions: after.versions - before.versions,
    };
  },
  /** Ticks so many times with nothing due; answers each tick's milliseconds. */
  tick: async ({ times }: { times: number }) => {
    const durations: number[] = [];
    for (let turn = 0; turn < times; turn += 1) {
      const startedAt = performance.now();
      await house().tick();
      durations.push(performance.now() - startedAt);
    }
    return durations;
  },
  /** How many stored events are done, and how many there are. */
  events: async () => {
    const { rows } = await house().database.pool.query<{ stored: number; done: number }>(
      'select count(*)::int as stored, count(processed_at)::int as done from inbox',
    );
    return rows[0] ?? { stored: 0, done: 0 };
  },
};
export type HouseProcess = typeof handlers;

serveParent(handlers, async () => await owned.disposeAsync());
