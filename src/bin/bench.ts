import { Command, InvalidArgumentError, Option } from 'commander';
import { renderReport } from '../bench/report.ts';
import { databases, measurements, runBench } from '../bench/run-bench.ts';

function positive(text: string): number {
  const value = Number(text);
  if (!Number.isInteger(value) || value < 1) throw new InvalidArgumentError('It is a whole number from 1.');
  return value;
}

interface BenchFlags {
  json?: boolean;
  only?: (typeof measurements)[number];
  database?: (typeof databases)[number];
  seconds: number;
  repetitions: number;
  concurrency: number;
  cpuProf?: string;
}

/** `lookout bench`: measures the product beside baselines of the same run. */
export const benchCommand = (): Command =>
  new Command('bench')
    .description(
      'Measure checks a minute, Slack acknowledgements and cost by number of monitors, beside baselines',
    )
    .option('--json', 'print the report as JSON')
    .addOption(new Option('--only <what>', 'one measurement alone').choices([...measurements]))
    .addOption(new Option('--database <which>', 'one database alone').choices([...databases]))
    .option('--seconds <n>', 'roughly how long a pass lasts', positive, 10)
    .option('--repetitions <n>', 'passes of each measurement, after a warm-up', positive, 5)
    .option('--concurrency <n>', 'requests under way at once', positive, 64)
    .option('--cpu-prof <directory>', 'also write CPU profiles of the product there')
    .action(async (flags: BenchFlags) => {
      const report = await runBench({
        ...flags,
        cpuProfileDir: flags.cpuProf,
        progress: (line) => process.stderr.write(`measuring ${line}\n`),
      });
      process.stdout.write(flags.json ? `${JSON.stringify(report, undefined, 2)}\n` : renderReport(report));
    });
