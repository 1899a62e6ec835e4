import { openMeasuredHouse } from './open-measured-house.ts';
import type { BareFetchProcess } from './processes/bare-fetch.ts';
import type { HouseProcess } from './processes/house.ts';
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
const aims = { coldPerMinute: 12_000, conditionalPerMinute: 40_000, memoryMb: 350 };

interface Samples {
  cold: number[];
  conditional: number[];
  changed: number[];
  bareCold: number[];
  bareConditional: number[];
}

interface Parties {
  site: Child<SiteProcess>;
  house: Child<HouseProcess>;
  bare: Child<BareFetchProcess>;
  origin: string;
}

/** One repetition on fresh sources: first readings, the same again unchanged, then every page edited. */
async function repeat(
  { site, house, bare, origin }: Parties,
  options: ChecksOptions,
  turn: number,
): Promise<Record<keyof Samples, number>> {
  const first = turn * options.sourcesAPass;
  const last = first + options.sourcesAPass - 1;
  const perMinute = (ms: number): number => (options.sourcesAPass * 60_000) / ms;
  await house.ask('seed', { slack: options.slack, origin, first, last });
  const bareCold = await bare.ask('readAll', {
    origin,
    first,
    last,
    concurrency: options.concurrency,
    conditional: false,
  });
  const cold = await house.ask('check', { first, last, compared: true });
  if (cold.newVersions !== options.sourcesAPass)
    throw new Error(`${cold.newVersions} first readings were stored`);
  const bareConditional = await bare.ask('readAll', {
    origin,
    first,
    last,
    concurrency: options.concurrency,
    conditional: true,
  });
  const conditional = await house.ask('check', { first, last, compared: false });
  if (conditional.notModified !== options.sourcesAPass)
    throw new Error(`${conditional.notModified} of the checks ended in a 304`);
  await site.ask('edit', undefined);
  const changed = await house.ask('check', { first, last, compared: true });
  return {
    cold: perMinute(cold.allMs),
    conditional: perMinute(conditional.checkedMs),
    changed: perMinute(changed.allMs),
    bareCold: perMinute(bareCold.ms),
    bareConditional: perMinute(bareConditional.ms),
  };
}

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
  await repeat(parties, { ...options, sourcesAPass: Math.min(500, options.sourcesAPass) }, 0);
  const runs: Record<keyof Samples, number>[] = [];
  for (let turn = 1; turn <= options.repetitions; turn += 1) runs.push(await repeat(parties, options, turn));
  const figure = (name: keyof Samples) => figureOf(runs.map((run) => run[name]));
  const peakMb = (await house.usage()).peakRssBytes / megabyte;
  const bareMb = (await bare.usage()).peakRssBytes / megabyte;
  const serverMb = options.postgres ? await options.postgres.memoryMb() : undefined;
  const memoryAim = { words: `< ${aims.memoryMb} MB`, met: peakMb < aims.memoryMb };
  const beside = (name: 'bareCold' | 'bareConditional', ours: keyof Samples) => ({
    what: `bare undici loop (${Math.round(bareMb)} MB)`,
    figure: figure(name),
    ratio: figure(ours).median / figure(name).median,
  });
  const unit = 'checks a minute';
  return [
    {
      what: 'first readings',
      unit,
      database,
      figure: figure('cold'),
      baseline: beside('bareCold', 'cold'),
      peakMb,
      aim: {
        words: `>= ${aims.coldPerMinute.toLocaleString('en')}`,
        met: figure('cold').median >= aims.coldPerMinute,
      },
      note: 'full body, extracted, stored, baseline set in the monitor; the pass ends with the last baseline',
    },
    {
      what: 'unchanged pages (304)',
      unit,
      database,
      figure: figure('conditional'),
      baseline: beside('bareConditional', 'conditional'),
      peakMb,
      aim: {
        words: `>= ${aims.conditionalPerMinute.toLocaleString('en')}`,
        met: figure('conditional').median >= aims.conditionalPerMinute,
      },
    },
    {
      what: 'changed pages',
      unit,
      database,
      figure: figure('changed'),
      baseline: beside('bareCold', 'changed'),
      peakMb,
      note: 'every page has a new price: stored, compared and judged; the pass ends with the last verdict',
    },
    {
      what: 'memory of the product',
      unit: 'MB at the peak of these rows',
      database,
      figure: figureOf([peakMb]),
      aim: memoryAim,
      ...(serverMb === undefined
        ? {}
        : { note: `the Postgres server beside it held ${Math.round(serverMb)} MB (proportional share)` }),
    },
  ];
}
