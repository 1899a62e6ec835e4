import { openLoopbackClient } from './loopback-client.ts';
import { openMeasuredHouse } from './open-measured-house.ts';
import type { BareBoltProcess } from './processes/bare-bolt.ts';
import type { SlackFacts } from './processes/slack.ts';
import type { Row } from './report.ts';
import { sendEvents } from './send-events.ts';
import { type ChildOptions, startChild } from './start-child.ts';
import type { PostgresServer } from './start-postgres.ts';
import { figureOf, percentile } from './statistics.ts';

export interface AcksOptions {
  slack: SlackFacts;
  seconds: number;
  repetitions: number;
  postgres?: PostgresServer | undefined;
  child: ChildOptions;
}

const perSecond = 50;
const aim = 1.5;
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
  for (const { eventsUrl } of [bare, ours])
    await sendEvents(client, { eventsUrl, slack, perSecond, seconds: 3 });
  const bareRuns: number[][] = [];
  const ourRuns: number[][] = [];
  for (let turn = 0; turn < repetitions; turn += 1) {
    bareRuns.push(await sendEvents(client, { eventsUrl: bare.eventsUrl, slack, perSecond, seconds }));
    ourRuns.push(await sendEvents(client, { eventsUrl: ours.eventsUrl, slack, perSecond, seconds }));
  }
  const stored = await ours.child.ask('events', undefined);
  const sent = perSecond * (3 + seconds * repetitions);
  if (stored.stored !== sent)
    throw new Error(`${sent} events were acknowledged, ${stored.stored} are stored`);
  const peakMb = (await ours.child.usage()).peakRssBytes / megabyte;
  const bareMb = (await bolt.usage()).peakRssBytes / megabyte;
  const rowOf = (what: string, share: number, held: boolean): Row => {
    const figure = figureOf(ourRuns.map((run) => percentile(run, share)));
    const beside = figureOf(bareRuns.map((run) => percentile(run, share)));
    const ratio = figure.median / beside.median;
    return {
      what,
      unit: 'ms',
      database: ours.database,
      figure,
      baseline: { what: `bare Bolt (${Math.round(bareMb)} MB)`, figure: beside, ratio },
      peakMb,
      ...(held ? { aim: { words: `<= ${aim}x`, met: ratio <= aim } } : {}),
    };
  };
  return [
    rowOf(`Slack event to ack, p50 at ${perSecond} a second`, 0.5, false),
    {
      ...rowOf(`Slack event to ack, p99 at ${perSecond} a second`, 0.99, true),
      note: `every event is a mention that is stored before its ack and answered in the same process meanwhile (${stored.done} of ${stored.stored} answered by the end); bare Bolt stores and answers nothing`,
    },
  ];
}
