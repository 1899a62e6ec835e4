import { decimal, oneOf, text, wholeNumber } from '../schema.ts';
import { optional, withDefault } from '../variable.ts';

export const watchingVariables = {
  MIN_CADENCE_SECONDS: withDefault('60', wholeNumber(1, 604_800), {
    about: 'The shortest time between two checks of a page that people may ask for, in seconds.',
    expects: 'a whole number of seconds from 1 to 604800',
  }),
  SNAPSHOT_RETENTION_DAYS: withDefault('30', wholeNumber(1, 3_650), {
    about: 'How long raw copies of pages are kept, in days. The newest good copy of a page is always kept.',
    expects: 'a whole number of days from 1 to 3650',
  }),
  ORIGIN_REQUESTS_PER_SECOND: withDefault('1', decimal(0.01, 1_000), {
    about: 'Requests to one site in a second, on average.',
    expects: 'a number from 0.01 to 1000',
  }),
  ORIGIN_CONCURRENCY: withDefault('2', wholeNumber(1, 100), {
    about: 'Requests to one site at the same time.',
    expects: 'a whole number from 1 to 100',
  }),
  FETCH_CONCURRENCY: withDefault('32', wholeNumber(1, 1_000), {
    about: 'Requests to all sites at the same time.',
    expects: 'a whole number from 1 to 1000',
  }),
  EXTRACT_THREADS: optional(wholeNumber(1, 64), {
    about: 'Threads that read pages. Unset: one fewer than the cores of this machine, at least one.',
    expects: 'a whole number from 1 to 64',
    example: '2',
  }),
  CHROMIUM_PATH: optional(text, {
    about: 'Browser for pages that show nothing without one. Unset: the usual places are tried.',
    expects: 'the path of a Chromium or Chrome executable',
    example: '/usr/bin/chromium',
  }),
};

export const logVariables = {
  LOG_LEVEL: withDefault('info', oneOf(['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent']), {
    about: 'How much is logged, to standard error as JSON lines.',
    expects: 'trace, debug, info, warn, error, fatal or silent',
  }),
};

export const processVariables = {
  FLOWS: withDefault('all', text.regex(/^\s*[a-z]+(\s*,\s*[a-z]+)*\s*$/), {
    about:
      'Which flows this process runs. Only "all" works in this version: serving a flow alone comes later.',
    expects: 'all',
  }),
  SANDBOX_PORT: withDefault('3100', wholeNumber(0, 65_535), {
    about: 'Port of the sandbox: the forged Slack and the page to try Lookout in. 0 takes any free one.',
    expects: 'a whole number from 0 to 65535',
  }),
  SHUTDOWN_GRACE_SECONDS: withDefault('20', wholeNumber(0, 600), {
    about: 'How long work in hand may take to finish when the process is asked to stop, in seconds.',
    expects: 'a whole number of seconds from 0 to 600',
  }),
};
