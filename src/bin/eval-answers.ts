import { Command } from 'commander';
import { loadConfig } from '../config/config.ts';
import { readEnvironment } from '../config/env.ts';
import { renderAnswers, renderAsked } from '../eval/answers/render-answers.ts';
import { evaluateAnswers } from '../eval/answers/run-answers.ts';

const help = `
DIR holds meetings/*.json ({id, title, date, turns: [{speaker, start, end, text}]}) and qa.jsonl
({id, meeting, question, answer, cited_turns: [[from, to], ...]}, a line each). Each meeting is handed in, read and
indexed on a database in memory as in use. Each question is asked four times: of its own meeting, of all meetings, and
of a meeting of another and of the same series, which hold no answer to it. An answer is right when a passage it
cites overlaps cited_turns; where there is no answer, saying so is right.
Answers are worked out by the rules, or with --model by the configured language model.

Exit codes:
  0  measured
  1  DIR cannot be read, no model is configured, or the command was wrong

Example:
  lookout eval answers ../shared/meetings --json | jq .summary.own`;

/** `lookout eval answers`: what Lookout answers to questions about meetings, and what it leaves unanswered. */
export const answersCommand = (): Command =>
  new Command('answers')
    .description('ask about meetings and compare what is cited with what people cited')
    .argument('<directory>', 'meetings/ and qa.jsonl')
    .option('--json', 'print one JSON object')
    .option('--model', 'let the configured language model compose the answers')
    .addHelpText('after', help)
    .action(async (directory: string, flags: { json?: boolean; model?: boolean }) => {
      const result = await evaluateAnswers(loadConfig(readEnvironment()), directory, {
        model: flags.model === true,
        onAsked: (asked) => {
          if (!flags.json) process.stdout.write(`${renderAsked(asked)}\n`);
        },
      });
      process.stdout.write(
        flags.json ? `${JSON.stringify(result, undefined, 2)}\n` : `\n${renderAnswers(result)}`,
      );
    });
