import { Command, Option } from 'commander';
import { renderReport } from '../bench/report.ts';
import { databases, measurements, runBench } from '../bench/run-bench.ts';
import { wholeNumber } from './read-number.ts';

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
      'Measure reading and comparing pages, checks a minute, Slack acknowledgements and cost by number of monitors, beside baselines',
    )
    .option('--json', 'print the report as JSON')
    .addOption(new Option('--only <what>', 'one measurement alone').choices([...measurements]))
    .addOption(new Option('--database <which>', 'one database alone').choices([...databases]))
    .option('--seconds <n>', 'roughly how long a pass lasts', wholeNumber, 10)
    .option('--repetitions <n>', 'passes of each measurement, after a warm-up', wholeNumber, 5)
    .option('--concurrency <n>', 'requests under way at once', wholeNumber, 64)
    .option('--cpu-prof <directory>', 'also write CPU profiles of the product there')
    .action(async (flags: BenchFlags) => {
      const report = await runBench({
        ...flags,
        cpuProfileDir: flags.cpuProf,
        progress: (line) => process.stderr.write(`measuring ${line}\n`),
      });
      process.stdout.write(flags.json ? `${JSON.stringify(report, undefined, 2)}\n` : renderReport(report));
    });
