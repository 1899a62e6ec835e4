import { writeFile } from 'node:fs/promises';
import { Command } from 'commander';
import { loadConfig } from '../config/config.ts';
import { readEnvironment } from '../config/env.ts';
import { renderActions } from '../eval/actions/render-actions.ts';
import { type ActionsResult, evaluateActions, readByRules } from '../eval/actions/run-actions.ts';
import { openMeetingModel } from '../house/open-meeting-model.ts';
import type { Stop } from './stop-on-signals.ts';

const help = `
DIR holds meetings/*.json ({id, date, turns, gold: {actions, decisions}}) and index.jsonl with files of planted items.
Items are paired one to one with those people found (HUB.md section 4):
  text   the words are alike (F1 of content words or of their longest common sequence of at least 0.35)
  place  the cited turn is within two of one people cited
  joint  text, or place with a likeness of at least 0.15
Transcripts are read by the rules alone; with --model by the configured language model (OPENAI_API_KEY, OPENAI_BASE_URL),
which costs about 30,000 tokens for an hour's meeting. What it could not read is read by the rules, and named.

--predictions FILE writes {meeting, actions: [{text, assignee, turn, due}], decisions: [{text, turn}]}, a line each.

Exit codes:
  0  measured
  1  DIR cannot be read, no model is configured for --model, or the command was wrong

Example:
  lookout eval actions ../shared/meetings --json | jq .actions.AMI.joint`;

interface ActionsFlags {
  json?: boolean;
  model?: boolean;
  predictions?: string;
}

/** `lookout eval actions`: what Lookout reads out of annotated meetings, against what people found in them. */
export const actionsCommand = (stop: Stop): Command =>
  new Command('actions')
    .description('read action items and decisions out of annotated meetings and compare')
    .argument('<directory>', 'meetings/ and index.jsonl')
    .option('--json', 'print one JSON object')
    .option('--model', 'ask the configured language model instead of reading by rules')
    .option('--predictions <file>', 'write what was read, a line for each meeting')
    .addHelpText('after', help)
    .action(async (directory: string, flags: ActionsFlags) => {
      const result = flags.model
        ? await evaluateByModel(directory, stop.signal)
        : await evaluateActions(directory, readByRules);
      const { predictions, ...figures } = result;
      if (flags.predictions)
        await writeFile(flags.predictions, `${predictions.map((one) => JSON.stringify(one)).join('\n')}\n`);
      process.stdout.write(flags.json ? `${JSON.stringify(figures, undefined, 2)}\n` : renderActions(result));
    });

async function evaluateByModel(directory: string, signal: AbortSignal): Promise<ActionsResult> {
  await using model = await openMeetingModel(loadConfig(readEnvironment()), signal);
  return await evaluateActions(directory, model.understand, (meeting) => {
    process.stderr.write(`${meeting}\n`);
  });
}
