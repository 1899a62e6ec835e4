import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Command } from 'commander';
import type { CheckFlags } from './check.ts';
import type { MigrateFlags } from './migrate.ts';
import type { Stop } from './stop-on-signals.ts';

const packageFile = join(import.meta.dirname, '../../package.json');

const examples = `
Examples:
  lookout start                              run Lookout; without a Slack token, with a sandbox to try it in
  lookout demo                               play both stories against the sandbox and print the threads
  lookout check https://example.com/pricing  compare a page with the last run; for cron and CI
  lookout doctor                             check every credential and say what to do

Settings come from the environment and from .env; .env.example explains each.`;

const checkHelp = `
Exit codes:
  0  nothing to tell, or a page was read for the first time
  3  a page changed
  1  a page could not be read (also when another one changed)

Examples:
  lookout check https://example.com/pricing
  lookout check example.com/pricing --request 'tell me when the Pro plan drops below $20'
  lookout check --from urls.txt --json | jq '.pages[] | select(.outcome == "changed")'
  0 * * * *  lookout check --from urls.txt --quiet      in a crontab: mails only when there is something to tell

Nothing is sent anywhere; no Slack, database or model is used. A page that cannot be read leaves its last copy as it was.`;

/** The commands and their help. Each command's file is loaded when it runs, so that --help answers at once. */
export function createProgram(stop: Stop): Command {
  const { version, description } = JSON.parse(readFileSync(packageFile, 'utf8')) as {
    version: string;
    description: string;
  };
  const program = new Command('lookout')
    .description(description)
    .version(version, '-V, --version', 'print the version')
    .helpOption('-h, --help', 'print this help')
    .addHelpText('after', examples)
    .showHelpAfterError('(lookout --help shows what there is)')
    .exitOverride();

  program
    .command('start')
    .description('run the whole product; with the sandbox when no Slack token is set')
    .action(async () => await (await import('./start.ts')).start(stop));
  program
    .command('sandbox')
    .description('run with the sandbox (a forged Slack and website), also when a Slack token is set')
    .option('--socket', 'connect the sandbox by Socket Mode instead of HTTP')
    .action(async (flags: { socket?: boolean }) => await (await import('./sandbox.ts')).sandbox(flags, stop));
  program
    .command('demo')
    .description(
      'play both stories against the sandbox, a page watched and a meeting made into work, and print the threads; exit code 0 only if every step came true',
    )
    .action(async () => await (await import('./demo.ts')).demo(stop));
  program
    .command('check')
    .description('read pages once, compare them with the last run and print verdicts')
    .argument('[urls...]', 'addresses of pages')
    .option(
      '--from <file>',
      'also read addresses from a file, one a line; # starts a comment, - is standard input',
    )
    .option('--request <text>', 'what to be told about, in plain words (default: any change of the text)')
    .option('--json', 'print one JSON object')
    .option('--quiet', 'print nothing about pages without news')
    .option('--data-dir <directory>', 'keep the copies here instead of in DATA_DIR')
    .option('--reset', 'forget the last copies and start anew')
    .addHelpText('after', checkHelp)
    .action(
      async (urls: string[], flags: CheckFlags) =>
        await (await import('./check.ts')).check(urls, flags, stop),
    );
  program
    .command('migrate')
    .description('bring the database to the newest schema; safe when several processes do so at once')
    .option(
      '--check-schema',
      'compare schema.sql with what the migrations make, touching no database; exit code 1 when they differ',
    )
    .option('--write-schema', 'write schema.sql anew from the migrations, touching no database')
    .option('--json', 'print one JSON object')
    .action(async (flags: MigrateFlags) => await (await import('./migrate.ts')).migrate(flags));
  program
    .command('doctor')
    .description(
      'check every configured credential, the database, the model, Linear, Notion and this machine, and say what to do',
    )
    .option('--json', 'print one JSON object')
    .action(async (flags: { json?: boolean }) => await (await import('./doctor.ts')).doctor(flags));
  program
    .command('bench')
    .description('measure the product beside baselines; lookout bench --help shows its options')
    .argument('[arguments...]')
    .helpOption(false) // its own file, loaded when it runs, knows its options
    .allowUnknownOption()
    .action(async (written: string[]) => {
      const { benchCommand } = await import('./bench.ts');
      await benchCommand().exitOverride().parseAsync(written, { from: 'user' });
    });
  program
    .command('eval')
    .description(
      'measure what Lookout makes of labelled data and of its history; lookout eval --help shows of which',
    )
    .argument('[arguments...]')
    .helpOption(false) // its own files, loaded when it runs, know its sub-commands and options
    .allowUnknownOption()
    .action(async (written: string[]) => {
      const { evalCommand } = await import('./eval.ts');
      await evalCommand(stop).parseAsync(written, { from: 'user' });
    });
  return program;
}
