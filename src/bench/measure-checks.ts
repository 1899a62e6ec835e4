import { openMeasuredHouse } from './open-measured-house.ts';
import type { BareFetchProcess } from './processes/bare-fetch.ts';
import type { HouseProcess } from './processes/house.ts';
import type { Range } from './processes/page-address.ts';
import type { Handlers } from './processes/serve-parent.ts';
import type { SiteProcess } from './processes/site.ts';
import type { SlackFacts } from './processes/slack.ts';
import type { Row } from './report.ts';
import { type Child, type ChildOptions, startChild } from './start-child.ts';
import type { PostgresServer } from './start-postgres.ts';
import { figureOf } from './statistics.ts';

export interface ChecksOptions {
  slack: SlackFacts;
  concurrency: number;
  repetitions: number;
  /** Sources read in one pass; each page of the site is followed under several addresses. */
  sourcesAPass: number;
  /** A real server to run on; the embedded database when absent. */
  postgres?: PostgresServer | undefined;
  child: ChildOptions;
}

const megabyte = 1024 * 1024;
const warmUpSources = 500;
/** Of each range; judging costs many times a reading, and the pass should not last minutes. */
const changedSources = 200;
const aims = { coldPerMinute: 12_000, conditionalPerMinute: 40_000, memoryMb: 350 };

interface Parties {
  site: Child<SiteProcess>;
  house: Child<HouseProcess>;
  bare: Child<BareFetchProcess>;
  origin: string;
}

/** One pass over one range of sources. */
interface Pass {
  perMinute: number;
  /** Processor time of the product for each check, in milliseconds; 0 for the bare loop. */
  cpuMs: number;
}

const rangeOf = (turn: number, sources: number): Range => ({
  first: turn * sources,
  last: (turn + 1) * sources - 1,
});

const passOf = (sources: number, ms: number, cpuMs = 0): Pass => ({
  perMinute: (sources * 60_000) / ms,
  cpuMs: cpuMs / sources,
});

function demand(found: number, wanted: number, what: string): void {
  if (found !== wanted) throw new Error(`${found} of ${wanted} checks ${what}`);
}

/** First readings of fresh sources and the same again unchanged, each after the bare loop over the same addresses. */
async function readUnchanged({ house, bare, origin }: Parties, options: ChecksOptions, range: Range) {
  const sources = range.last - range.first + 1;
  const loop = { origin, concurrency: options.concurrency, ...range };
  await house.ask('seed', { slack: options.slack, origin, ...range });
  const bareFirst = await bare.ask('readAll', { ...loop, conditional: false });
  const first = await house.ask('check', { ...range, compared: true });
  demand(first.newVersions, sources, 'stored a first reading');
  const bareAgain = await bare.ask('readAll', { ...loop, conditional: true });
  const again = await house.ask('check', { ...range, compared: false });
  demand(again.notModified, sources, 'ended in a 304');
  return {
    first: passOf(sources, first.allMs, first.cpuMs),
    bareFirst: passOf(sources, bareFirst.ms),
    again: passOf(sources, again.checkedMs, again.cpuMs),
    bareAgain: passOf(sources, bareAgain.ms),
  };
}

/** The same sources after every page got another price. */
async function readChanged({ site, house }: Parties, range: Range): Promise<Pass> {
  const sources = range.last - range.first + 1;
  await site.ask('edit', undefined);
  const changed = await house.ask('check', { ...range, compared: true });
  demand(changed.newVersions, sources, 'stored a new version');
  return passOf(sources, changed.allMs, changed.cpuMs);
}

function rowOf(what: string, database: string, passes: readonly Pass[], more: Partial<Row>): Row {
  const cpu = figureOf(passes.map(({ cpuMs }) => cpuMs));
  return {
    what,
    unit: 'checks a minute',
    database,
    figure: figureOf(passes.map(({ perMinute }) => perMinute)),
    ...more,
    note: `${more.note ? `${more.note}; ` : ''}${cpu.median.toFixed(2)} ms of the product's processor time a check`,
  };
}

const aimAt = (least: number, passes: readonly Pass[]) => ({
  words: `>= ${least.toLocaleString('en')}`,
  met: figureOf(passes.map(({ perMinute }) => perMinute)).median >= least,
});

/** (a) Checks a minute over the loopback site, beside a bare undici loop at the same concurrency. */
export async function measureChecks(options: ChecksOptions): Promise<Row[]> {
  await using site = startChild<SiteProcess>('site');
  await using bare = startChild<BareFetchProcess>('bare-fetch');
  const { origin } = await site.ask('open', undefined);
  await using opened = await openMeasuredHouse(
    {
      slack: options.slack,
      siteHost: new URL(origin).host,
      fetchConcurrency: options.concurrency,
      databaseUrl: options.postgres?.takeDatabase(),
    },
    options.child,
  );
  const { child: house, database } = opened;
  const parties = { site, house, bare, origin };
  const megabytesOf = async (child: Child<Handlers>) => (await child.usage()).peakRssBytes / megabyte;
  const idleMb = await megabytesOf(house);

  await readUnchanged(parties, options, rangeOf(0, warmUpSources));
  const ranges = Array.from({ length: options.repetitions }, (_, turn) =>
    rangeOf(turn + 1, options.sourcesAPass),
  );
  const runs: Awaited<ReturnType<typeof readUnchanged>>[] = [];
  for (const range of ranges) runs.push(await readUnchanged(parties, options, range));
  const peakMb = await megabytesOf(house);
  const changed: Pass[] = [];
  for (const range of ranges)
    changed.push(await readChanged(parties, { first: range.first, last: range.first + changedSources - 1 }));
  const peakChangedMb = await megabytesOf(house);

  const bareMb = await megabytesOf(bare);
  const serverMb = await options.postgres?.memoryMb();
  const beside = (passes: readonly Pass[], ours: readonly Pass[]) => {
    const figure = figureOf(passes.map(({ perMinute }) => perMinute));
    const ratio = figureOf(ours.map(({ perMinute }) => perMinute)).median / figure.median;
    return { what: `bare undici loop (${Math.round(bareMb)} MB)`, figure, ratio };
  };
  const first = runs.map((run) => run.first);
  const again = runs.map((run) => run.again);
  const bareFirst = runs.map((run) => run.bareFirst);
  return [
    rowOf('first readings', database, first, {
      baseline: beside(bareFirst, first),
      peakMb,
      aim: aimAt(aims.coldPerMinute, first),
      note: 'full body, extracted, stored, the monitor given its baseline and its card reckoned',
    }),
    rowOf('unchanged pages (304)', database, again, {
      baseline: beside(
        runs.map((run) => run.bareAgain),
        again,
      ),
      peakMb,
      aim: aimAt(aims.conditionalPerMinute, again),
    }),
    rowOf('changed pages', database, changed, {
      baseline: beside(bareFirst, changed),
      peakMb: peakChangedMb,
      note: 'every page has a new price: stored, compared and judged, to the last verdict',
    }),
    {
      what: 'memory of the product',
      unit: 'MB at the peak of first and unchanged readings',
      database,
      figure: figureOf([peakMb]),
      aim: { words: `< ${aims.memoryMb}`, met: peakMb < aims.memoryMb },
      note: `${Math.round(idleMb)} MB were held after opening${serverMb === undefined ? '' : `; the Postgres server beside it held ${Math.round(serverMb)} MB (proportional share)`}`,
    },
  ];
}
