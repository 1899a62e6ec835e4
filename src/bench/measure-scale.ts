import { type MeasuredHouse, openMeasuredHouse } from './open-measured-house.ts';
import type { HouseProcess } from './processes/house.ts';
import type { SiteProcess } from './processes/site.ts';
import type { SlackFacts } from './processes/slack.ts';
import type { Row } from './report.ts';
import { type Child, type ChildOptions, startChild } from './start-child.ts';
import type { PostgresServer } from './start-postgres.ts';
import { figureOf } from './statistics.ts';

export interface ScaleOptions {
  slack: SlackFacts;
  concurrency: number;
  repetitions: number;
  postgres?: PostgresServer | undefined;
  child: ChildOptions;
}

const few = 100;
const many = 10_000;
/** Sources made due in one pass, the same at both sizes. */
const dueAtOnce = 100;
const ticksAPass = 50;
const aim = 1.2;
const megabyte = 1024 * 1024;

interface Costs {
  tickMs: number[];
  checkMs: number[];
  checkCpuMs: number[];
}

async function openWith(monitors: number, options: ScaleOptions, origin: string): Promise<MeasuredHouse> {
  const opened = await openMeasuredHouse(
    {
      slack: options.slack,
      siteHost: new URL(origin).host,
      fetchConcurrency: options.concurrency,
      tickByHand: true,
      databaseUrl: options.postgres?.takeDatabase(),
    },
    options.child,
  );
  await opened.child.ask('seed', { slack: options.slack, origin, first: 0, last: monitors - 1 });
  return opened;
}

/** Ticks with nothing due, then one pass of checks over the same hundred sources, all of them 304 after the first. */
async function repeat(
  house: Child<HouseProcess>,
): Promise<{ ticks: number[]; checkMs: number; checkCpuMs: number }> {
  const ticks = await house.ask('tick', { times: ticksAPass });
  const pass = await house.ask('check', { first: 0, last: dueAtOnce - 1, compared: false, tick: true });
  return { ticks, checkMs: pass.checkedMs / dueAtOnce, checkCpuMs: pass.cpuMs / dueAtOnce };
}

/** (c) What a tick and a check cost with 100 monitors and with 10,000, two houses side by side, in turns. */
export async function measureScale(options: ScaleOptions): Promise<Row[]> {
  await using site = startChild<SiteProcess>('site');
  const { origin } = await site.ask('open', undefined);
  await using fewMonitors = await openWith(few, options, origin);
  await using manyMonitors = await openWith(many, options, origin);
  const [small, large] = [fewMonitors.child, manyMonitors.child];
  const { database } = manyMonitors;
  for (const house of [small, large]) for (let turn = 0; turn < 3; turn += 1) await repeat(house);
  const costs = new Map(
    [small, large].map((house) => [house, { tickMs: [], checkMs: [], checkCpuMs: [] } as Costs]),
  );
  for (let turn = 0; turn < options.repetitions; turn += 1) {
    for (const [house, cost] of costs) {
      const { ticks, checkMs, checkCpuMs } = await repeat(house);
      cost.tickMs.push(...ticks);
      cost.checkMs.push(checkMs);
      cost.checkCpuMs.push(checkCpuMs);
    }
  }
  const peakOf = async (house: Child<HouseProcess>) => (await house.usage()).peakRssBytes / megabyte;
  const smallMb = await peakOf(small);
  const peakMb = await peakOf(large);
  const rowOf = (name: keyof Costs, what: string, unit: string): Row => {
    const figure = figureOf(costs.get(large)?.[name] ?? []);
    const beside = figureOf(costs.get(small)?.[name] ?? []);
    const ratio = figure.median / beside.median;
    return {
      what,
      unit,
      database,
      figure,
      baseline: { what: `${few} monitors (${Math.round(smallMb)} MB)`, figure: beside, ratio },
      peakMb,
      aim: { words: `<= ${aim}x`, met: ratio <= aim },
    };
  };
  return [
    rowOf('tickMs', `a tick at ${many.toLocaleString('en')} monitors`, 'ms'),
    rowOf(
      'checkMs',
      `a check at ${many.toLocaleString('en')} monitors`,
      `ms of the clock, ${dueAtOnce} at once`,
    ),
    rowOf('checkCpuMs', `a check at ${many.toLocaleString('en')} monitors`, 'ms of processor'),
  ];
}
