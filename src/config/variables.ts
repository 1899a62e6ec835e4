import type { Variable } from './variable.ts';
import { llmVariables, mailVariables, searchVariables } from './variables/helpers.ts';
import { egressVariables, httpVariables } from './variables/http.ts';
import { logVariables, processVariables, watchingVariables } from './variables/running.ts';
import { slackVariables } from './variables/slack.ts';
import { databaseVariables, securityVariables } from './variables/storage.ts';
import {
  linearVariables,
  noteTakerVariables,
  notionVariables,
  transcriptVariables,
} from './variables/work.ts';

/** Groups in the order a person meets them in `.env.example`. */
export const variableGroups = [
  { title: 'Slack', variables: slackVariables },
  { title: 'Database', variables: databaseVariables },
  { title: 'Secrets at rest', variables: securityVariables },
  { title: 'HTTP', variables: httpVariables },
  { title: 'Reading the web', variables: egressVariables },
  { title: 'Watching', variables: watchingVariables },
  { title: 'Language model', variables: llmVariables },
  { title: 'Search', variables: searchVariables },
  { title: 'E-mail', variables: mailVariables },
  { title: 'Linear', variables: linearVariables },
  { title: 'Notion', variables: notionVariables },
  { title: 'Meetings', variables: { ...noteTakerVariables, ...transcriptVariables } },
  { title: 'Log', variables: logVariables },
  { title: 'Process', variables: processVariables },
] as const;

/** Every variable the product knows, by name. */
export const variables = {
  ...slackVariables,
  ...databaseVariables,
  ...securityVariables,
  ...httpVariables,
  ...egressVariables,
  ...watchingVariables,
  ...llmVariables,
  ...searchVariables,
  ...mailVariables,
  ...linearVariables,
  ...notionVariables,
  ...noteTakerVariables,
  ...transcriptVariables,
  ...logVariables,
  ...processVariables,
};

export type VariableName = keyof typeof variables;

type ValueOf<Item> = Item extends Variable<infer Value> ? Value : never;

/** What each variable is once read; undefined only where unset has no default. */
export type Values = { [Name in VariableName]: ValueOf<(typeof variables)[Name]> };
