import { writeFile } from 'node:fs/promises';
import { Command } from 'commander';
import { renderActions } from '../eval/actions/render-actions.ts';
import { evaluateActions } from '../eval/actions/run-actions.ts';

const help = `
DIR holds meetings/*.json ({id, date, turns, gold: {actions, decisions}}) and index.jsonl with files of planted items.
Items are paired one to one with those people found (HUB.md section 4):
  text   the words are alike (F1 of content words or of their longest common sequence of at least 0.35)
  place  the cited turn is within two of one people cited
  joint  text, or place with a likeness of at least 0.15
Transcripts are read by the rules alone, without a language model.

--predictions FILE writes {meeting, actions: [{text, assignee, turn, due}], decisions: [{text, turn}]}, a line each.

Exit codes:
  0  measured
  1  DIR cannot be read, or the command was wrong

Example:
  lookout eval actions ../shared/meetings --json | jq .actions.AMI.joint`;

/** `lookout eval actions`: what Lookout reads out of annotated meetings, against what people found in them. */
export const actionsCommand = (): Command =>
  new Command('actions')
    .description('read action items and decisions out of annotated meetings and compare')
    .argument('<directory>', 'meetings/ and index.jsonl')
    .option('--json', 'print one JSON object')
    .option('--predictions <file>', 'write what was read, a line for each meeting')
    .addHelpText('after', help)
    .action(async (directory: string, flags: { json?: boolean; predictions?: string }) => {
      const result = await evaluateActions(directory);
      const { predictions, ...figures } = result;
      if (flags.predictions)
        await writeFile(flags.predictions, `${predictions.map((one) => JSON.stringify(one)).join('\n')}\n`);
      process.stdout.write(flags.json ? `${JSON.stringify(figures, undefined, 2)}\n` : renderActions(result));
    });
