import type { Problem } from './read-values.ts';
import type { Values, VariableName } from './variables.ts';

/** Combinations that cannot work, each with what to do: found at the start and not on the first alert. */
export function checkTogether(values: Values): Problem[] {
  return [...checkSlack(values), ...checkStorage(values), ...checkHelpers(values), ...checkWork(values)];
}

function checkSlack(values: Values): Problem[] {
  const problems: Problem[] = [];
  const { SLACK_BOT_TOKEN, SLACK_CLIENT_ID, SLACK_SIGNING_SECRET, SLACK_APP_TOKEN } = values;
  if (SLACK_BOT_TOKEN && SLACK_CLIENT_ID)
    problems.push(
      problem(
        ['SLACK_BOT_TOKEN', 'SLACK_CLIENT_ID'],
        'SLACK_BOT_TOKEN serves one workspace and SLACK_CLIENT_ID many: keep the one you mean and unset the other.',
      ),
    );
  const credential = SLACK_BOT_TOKEN ? 'SLACK_BOT_TOKEN' : SLACK_CLIENT_ID ? 'SLACK_CLIENT_ID' : undefined;
  if (credential && !SLACK_SIGNING_SECRET && !SLACK_APP_TOKEN)
    problems.push(
      problem(
        ['SLACK_SIGNING_SECRET', 'SLACK_APP_TOKEN'],
        `${credential} alone cannot receive anything: set SLACK_APP_TOKEN to connect by Socket Mode, or SLACK_SIGNING_SECRET to receive over HTTP.`,
      ),
    );
  if (!credential && (SLACK_SIGNING_SECRET || SLACK_APP_TOKEN))
    problems.push(
      problem(
        ['SLACK_BOT_TOKEN', 'SLACK_CLIENT_ID'],
        `${SLACK_APP_TOKEN ? 'SLACK_APP_TOKEN' : 'SLACK_SIGNING_SECRET'} is set but nothing to answer with: set SLACK_BOT_TOKEN for one workspace or SLACK_CLIENT_ID for many. Unset both to run with the sandbox.`,
      ),
    );
  if (SLACK_CLIENT_ID)
    problems.push(
      ...needs(values, 'SLACK_CLIENT_ID', ['SLACK_CLIENT_SECRET', 'SLACK_STATE_SECRET', 'PUBLIC_URL']),
    );
  return problems;
}

function checkStorage(values: Values): Problem[] {
  const problems: Problem[] = [];
  if (values.SLACK_CLIENT_ID && values.DATABASE_URL && !values.ENCRYPTION_KEYS)
    problems.push(
      problem(
        ['ENCRYPTION_KEYS'],
        'SLACK_CLIENT_ID with DATABASE_URL needs ENCRYPTION_KEYS too: the tokens of many workspaces are kept encrypted in a database several processes may share, so the key cannot lie in one of their directories.',
      ),
    );
  if (values.FLOWS.trim() !== 'all') {
    problems.push(
      values.DATABASE_URL
        ? problem(
            ['FLOWS'],
            'FLOWS names single flows, which this version cannot serve alone yet: set FLOWS to all.',
          )
        : problem(
            ['FLOWS', 'DATABASE_URL'],
            'FLOWS names single flows, but the embedded database serves one process only: set FLOWS to all.',
          ),
    );
  }
  const keyIds = values.ENCRYPTION_KEYS?.map((key) => key.id) ?? [];
  if (new Set(keyIds).size < keyIds.length)
    problems.push(
      problem(['ENCRYPTION_KEYS'], 'ENCRYPTION_KEYS names two keys by the same id: give each its own.'),
    );
  return problems;
}

function checkHelpers(values: Values): Problem[] {
  const problems: Problem[] = [];
  const provider = values.SEARCH_PROVIDER;
  if (provider === 'searxng') problems.push(...needs(values, 'SEARCH_PROVIDER=searxng', ['SEARCH_URL']));
  if (provider === 'brave' || provider === 'tavily')
    problems.push(...needs(values, `SEARCH_PROVIDER=${provider}`, ['SEARCH_KEY']));
  if (provider === 'openai') problems.push(...needs(values, 'SEARCH_PROVIDER=openai', ['OPENAI_API_KEY']));
  if (values.EMBEDDINGS === 'openai' && !values.OPENAI_BASE_URL)
    problems.push(...needs(values, 'EMBEDDINGS=openai', ['OPENAI_API_KEY']));
  if (values.SMTP_URL) problems.push(...needs(values, 'SMTP_URL', ['MAIL_FROM']));
  return problems;
}

function checkWork(values: Values): Problem[] {
  const problems: Problem[] = [];
  if (values.LINEAR_CLIENT_ID)
    problems.push(...needs(values, 'LINEAR_CLIENT_ID', ['LINEAR_CLIENT_SECRET', 'PUBLIC_URL']));
  if (values.NOTION_CLIENT_ID)
    problems.push(...needs(values, 'NOTION_CLIENT_ID', ['NOTION_CLIENT_SECRET', 'PUBLIC_URL']));
  for (const name of ['KRISP_WEBHOOK_SECRET', 'FATHOM_WEBHOOK_SECRET', 'FIREFLIES_WEBHOOK_SECRET'] as const)
    if (values[name]) problems.push(...needs(values, name, ['NOTE_TAKER_SECRET']));
  // One key cannot belong to workspaces that do not know of each other.
  for (const [name, instead] of [
    ['LINEAR_API_KEY', 'LINEAR_CLIENT_ID'],
    ['NOTION_TOKEN', 'NOTION_CLIENT_ID'],
  ] as const)
    if (values.SLACK_CLIENT_ID && values[name])
      problems.push(
        problem(
          [name],
          `${name} would connect every workspace of SLACK_CLIENT_ID to the same account: unset it, and let each connect its own (${instead}).`,
        ),
      );
  return problems;
}

const problem = (names: readonly VariableName[], sentence: string): Problem => ({ names, sentence });

function needs(values: Values, what: string, names: readonly VariableName[]): Problem[] {
  return names
    .filter((name) => values[name] === undefined)
    .map((name) => problem([name], `${what} needs ${name} too.`));
}
