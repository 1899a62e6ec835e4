import { percentile } from '../kit/percentile.ts';
import { openLoopbackClient } from './loopback-client.ts';
import { openMeasuredHouse } from './open-measured-house.ts';
import type { BareBoltProcess } from './processes/bare-bolt.ts';
import type { SlackFacts } from './processes/slack.ts';
import type { Row } from './report.ts';
import { type EventKind, sendEvents } from './send-events.ts';
import { type ChildOptions, startChild } from './start-child.ts';
import type { PostgresServer } from './start-postgres.ts';
import { figureOf } from './statistics.ts';

export interface AcksOptions {
  slack: SlackFacts;
  seconds: number;
  repetitions: number;
  postgres?: PostgresServer | undefined;
  child: ChildOptions;
}

const perSecond = 50;
const aim = 1.5;
const warmUpSeconds = 3;
/** Bare Bolt stores and answers nothing of either. */
const words: Record<EventKind, string> = { mention: 'each stored and answered', chatter: 'each stored' };

/** Each run's milliseconds. */
interface Runs {
  bare: number[][];
  ours: number[][];
}
const megabyte = 1024 * 1024;

/** (b) From a signed event to its acknowledgement, beside a bare Bolt app, in turns. */
export async function measureAcks({
  slack,
  seconds,
  repetitions,
  postgres,
  child,
}: AcksOptions): Promise<Row[]> {
  await using bolt = startChild<BareBoltProcess>('bare-bolt');
  await using client = openLoopbackClient(64);
  const bare = await bolt.ask('open', { signingSecret: slack.signingSecret });
  await using ours = await openMeasuredHouse(
    {
      slack,
      siteHost: '127.0.0.1:9', // nothing is watched here
      fetchConcurrency: 32,
      databaseUrl: postgres?.takeDatabase(),
    },
    child,
  );
  const send = (eventsUrl: string, kind: EventKind, forSeconds: number) =>
    sendEvents(client, { kind, eventsUrl, slack, perSecond, seconds: forSeconds });
  const runs = { mention: { bare: [], ours: [] }, chatter: { bare: [], ours: [] } } as Record<
    EventKind,
    Runs
  >;
  const kinds: readonly EventKind[] = ['chatter', 'mention'];
  for (const kind of kinds) {
    for (const { eventsUrl } of [bare, ours]) await send(eventsUrl, kind, warmUpSeconds);
    for (let turn = 0; turn < repetitions; turn += 1) {
      runs[kind].bare.push(await send(bare.eventsUrl, kind, seconds));
      runs[kind].ours.push(await send(ours.eventsUrl, kind, seconds));
    }
  }
  const { stored } = await ours.child.ask('events', undefined);
  const sent = kinds.length * perSecond * (warmUpSeconds + seconds * repetitions);
  if (stored !== sent) throw new Error(`${sent} events were acknowledged, ${stored} are stored`);
  const peakMb = (await ours.child.usage()).peakRssBytes / megabyte;
  const bareMb = (await bolt.usage()).peakRssBytes / megabyte;
  const rowOf = (kind: EventKind, name: 'p50' | 'p99'): Row => {
    const share = name === 'p50' ? 0.5 : 0.99;
    const figure = figureOf(runs[kind].ours.map((run) => percentile(run, share)));
    const beside = figureOf(runs[kind].bare.map((run) => percentile(run, share)));
    const ratio = figure.median / beside.median;
    return {
      what: `event to ack, ${name} at ${perSecond} a second, ${words[kind]}`,
      unit: 'ms',
      database: ours.database,
      figure,
      baseline: { what: `bare Bolt (${Math.round(bareMb)} MB)`, figure: beside, ratio },
      peakMb,
      ...(name === 'p99' ? { aim: { words: `<= ${aim}x`, met: ratio <= aim } } : {}),
    };
  };
  return kinds.flatMap((kind) => [rowOf(kind, 'p50'), rowOf(kind, 'p99')]);
}
