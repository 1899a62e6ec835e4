import { Command } from 'commander';
import { loadConfig } from '../config/config.ts';
import { readEnvironment } from '../config/env.ts';
import { renderReplay } from '../eval/replay/render-replay.ts';
import { replayHistory } from '../house/replay-history.ts';
import { wholeNumber } from './read-number.ts';

interface ReplayFlags {
  request?: string;
  sinceDays: number;
  json?: boolean;
}

const help = `
The versions that are stored of the monitor's pages are compared anew, oldest first, by rules and offline
embeddings. Nothing is fetched, stored or told. The embedded database serves one process: stop Lookout first.
--json prints {request, compared, wouldAlert, toldThen, changes: [{sourceId, url, at, toldThen, verdict}], ...}.

Examples:
  lookout eval replay 0199c1d2-...
  lookout eval replay 0199c1d2-... --request 'tell me when the Pro plan drops below $20' --since-days 30`;

/** `lookout eval replay`: one monitor's past under its own or another request. */
export const replayCommand = (): Command =>
  new Command('replay')
    .description('run the stored history of a monitor again: which changes would have been told')
    .argument('<monitor>', "the monitor's id")
    .option('--request <text>', 'ask this in place of what the monitor asks')
    .option('--since-days <n>', 'how far to look back', wholeNumber, 90)
    .option('--json', 'print one JSON object')
    .addHelpText('after', help)
    .action(async (monitorId: string, { json, ...flags }: ReplayFlags) => {
      const report = await replayHistory(loadConfig(readEnvironment()), { monitorId, ...flags });
      process.stdout.write(json ? `${JSON.stringify(report, null, 2)}\n` : renderReplay(report));
    });
