import { writeFile } from 'node:fs/promises';
import { Command, Option } from 'commander';
import { loadConfig } from '../config/config.ts';
import { readEnvironment } from '../config/env.ts';
import type { PairRun } from '../eval/detection/pair-result.ts';
import { renderPair, renderSummary } from '../eval/detection/render-summary.ts';
import { renderReport } from '../eval/detection/report/render-report.ts';
import { runDetection } from '../eval/detection/run-detection.ts';
import { summarise } from '../eval/detection/summarise.ts';
import { LookoutError } from '../kit/errors.ts';
import { wholeNumber } from './read-number.ts';
import type { Stop } from './stop-on-signals.ts';

interface DetectionFlags {
  json?: boolean;
  request?: string;
  judge: 'off' | 'model';
  limit?: number;
  report?: string;
}

const help = `
DIR holds labels.jsonl and a folder for each pair:
  labels.jsonl      one JSON object a line: id, label (meaningful, noise or broken), document, site, url;
                    and if wanted request, condition, size, tiny, noise_kind, broken_kind, content_type,
                    before_status, after_status, after_url (where the second reading ended up)
  ID/before.html    also .htm .xml .rss .json .pdf .txt, plain or with .gz
  ID/after.html

Each pair runs through the code that watches real pages. A pair's request is by default
"tell me when the text of <last part of document> changes".
--json prints {pairs: [{id, verdict, reason, changedBlocks, ms, wouldAskModel, ...}], summary: {...}}.

Exit codes:
  0  every pair was run; wrong verdicts are figures, not failures
  1  the folder, a line or a page could not be read (all others were run), or the command was wrong

Examples:
  lookout eval detection ../shared/corpus
  lookout eval detection ../shared/corpus --json | jq .summary.precision
  lookout eval detection ../shared/corpus --report wrong.html`;

/** `lookout eval detection`: labelled pairs of pages through the product's own path. */
export const detectionCommand = (stop: Stop): Command =>
  new Command('detection')
    .description('run labelled pairs of pages: what is told, what it costs, what goes wrong')
    .argument('<directory>', 'labels.jsonl and a folder for each pair')
    .option('--json', 'print one JSON object')
    .option('--request <text>', "ask this of every pair, in place of the pair's own request")
    .addOption(
      new Option('--judge <which>', 'off: rules and offline embeddings; model: ask the configured model')
        .choices(['off', 'model'])
        .default('off'),
    )
    .option('--limit <n>', 'only the first n pairs', wholeNumber)
    .option('--report <file>', 'also write the wrong pairs as a page to read')
    .addHelpText('after', help)
    .action(async (directory: string, flags: DetectionFlags) => await evaluate(directory, flags, stop));

async function evaluate(directory: string, flags: DetectionFlags, stop: Stop): Promise<void> {
  let done = 0;
  const run = await runDetection(loadConfig(readEnvironment()), directory, {
    ...flags,
    signal: stop.signal,
    onPair: (pair, total) => {
      if (!flags.json) process.stdout.write(`${renderPair(pair)}\n`);
      showProgress(++done, total, pair);
    },
  });
  const summary = summarise(run, flags.judge);
  if (flags.json) {
    const pairs = run.runs.map(({ result }) => result);
    process.stdout.write(`${JSON.stringify({ pairs, summary }, null, 2)}\n`);
    for (const { says } of run.problems) process.stderr.write(`${says}\n`);
  } else {
    process.stdout.write(`\n${renderSummary(summary)}`);
  }
  if (flags.report) {
    await writeReport(flags.report, renderReport(run.runs, summary));
    process.stderr.write(`The wrong pairs are in ${flags.report}.\n`);
  }
  if (run.problems.some(({ skipped }) => skipped)) process.exitCode = 1;
}

async function writeReport(file: string, text: string): Promise<void> {
  try {
    await writeFile(file, text);
  } catch (cause) {
    throw new LookoutError('bad_input', 'the report cannot be written', {
      cause,
      humanMessage: `The report cannot be written to ${file}.`,
    });
  }
}

/** One line that writes over itself, where a person is watching and the pairs are not shown anyway. */
function showProgress(done: number, total: number, { result }: PairRun): void {
  if (!process.stderr.isTTY || process.stdout.isTTY) return;
  process.stderr.write(done < total ? `\r\u001b[K${done} of ${total}: ${result.id}` : '\r\u001b[K');
}
