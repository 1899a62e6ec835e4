import { Command } from 'commander';
import { renderFile, renderTranscriptsSummary } from '../eval/transcripts/render-files.ts';
import { evaluateTranscripts } from '../eval/transcripts/run-transcripts.ts';
import { summariseFiles } from '../eval/transcripts/summarise-files.ts';

const help = `
DIR holds index.jsonl and the files it names. Each line has file, kind and, as far as known, format, n_turns, n_cues,
speakers, words, first_s, last_s, resolution_s; a hostile file has expect instead.

A file is ok when turns, speakers, words and times equal the index, or everything expected of it held; also only within
2 s and 300 MB. Where items are expected, or expected not to be, the file is redacted and read by the rules too; a repeated
file must be recognised by what is kept of the earlier one. An expectation not known here is named, and the file is not ok.
--json prints {files: [{file, ok, why, ms, ...}], summary: {...}}.

Exit codes:
  0  every file is ok
  1  a file is not, or the command was wrong

Example:
  lookout eval transcripts ../shared/meetings --json | jq '.files[] | select(.ok | not)'`;

/** `lookout eval transcripts`: what Lookout reads in a corpus of transcripts, and what it hides. */
export const transcriptsCommand = (): Command =>
  new Command('transcripts')
    .description('read transcripts of every format and compare with what is known of them')
    .argument('<directory>', 'index.jsonl and the files it names')
    .option('--json', 'print one JSON object')
    .addHelpText('after', help)
    .action(async (directory: string, flags: { json?: boolean }) => {
      const files = await evaluateTranscripts(directory, (result) => {
        if (!flags.json) process.stdout.write(`${renderFile(result)}\n`);
      });
      const summary = summariseFiles(files);
      process.stdout.write(
        flags.json
          ? `${JSON.stringify({ files, summary }, undefined, 2)}\n`
          : `\n${renderTranscriptsSummary(summary)}`,
      );
      if (summary.ok < summary.files) process.exitCode = 1;
    });
