import { Command } from 'commander';
import { actionsCommand } from './eval-actions.ts';
import { answersCommand } from './eval-answers.ts';
import { detectionCommand } from './eval-detection.ts';
import { replayCommand } from './eval-replay.ts';
import { transcriptsCommand } from './eval-transcripts.ts';
import type { Stop } from './stop-on-signals.ts';

/** `lookout eval`: what the product makes of labelled data and of its own history; a file for each sub-command. */
export function evalCommand(stop: Stop): Command {
  const command = new Command('lookout eval')
    .description('Measure what Lookout makes of labelled data, or of its own history')
    .exitOverride();
  const commands = [
    detectionCommand(stop),
    replayCommand(),
    transcriptsCommand(),
    actionsCommand(stop),
    answersCommand(),
  ];
  for (const one of commands) {
    command.addCommand(one.exitOverride().showHelpAfterError('(add --help to see the options)'));
  }
  return command;
}
