import { inspect } from 'node:util';
import { describe, expect, test } from 'vitest';
import { LookoutError } from '../kit/errors.ts';
import { loadConfig } from './config.ts';

const key = 'AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=';
const oauth = {
  SLACK_CLIENT_ID: '123.456',
  SLACK_CLIENT_SECRET: 'client-secret',
  SLACK_STATE_SECRET: 'state-secret-of-enough-length',
  SLACK_SIGNING_SECRET: 'signing-secret',
  PUBLIC_URL: 'https://lookout.example.com/',
};

function refusalOf(env: Record<string, string>): LookoutError {
  try {
    loadConfig(env);
  } catch (error) {
    if (error instanceof LookoutError) return error;
    throw error;
  }
  throw new Error('these settings were accepted');
}

describe('a person who sets nothing', () => {
  test('gets the sandbox, an embedded database and no outside helper', () => {
    const config = loadConfig({});
    expect(config.slack.connection).toEqual({ kind: 'sandbox' });
    expect(config.database).toMatchObject({ kind: 'embedded', directory: '.lookout/database' });
    expect(config.security.encryption).toEqual({ kind: 'key-file', path: '.lookout/encryption.key' });
    expect(config.llm).toMatchObject({ model: undefined, embeddings: { kind: 'offline' } });
    expect([config.search, config.mail]).toEqual([undefined, undefined]);
    expect(config.http).toMatchObject({ host: '127.0.0.1', port: 3000, apiKeys: [] });
  });

  test('gets the same when every variable is there but empty', () => {
    expect(loadConfig({ PORT: '', SLACK_BOT_TOKEN: ' ', FLOWS: '', DATABASE_URL: '' })).toEqual(
      loadConfig({}),
    );
  });
});

describe('a malformed value', () => {
  test('is refused with its name, what is expected and what was found', () => {
    const refusal = refusalOf({ PORT: 'eighty', LOG_LEVEL: 'loud' });
    expect(refusal.code).toBe('bad_config');
    expect(refusal.humanMessage).toContain('PORT should be a whole number from 0 to 65535; it is "eighty".');
    expect(refusal.humanMessage).toContain('LOG_LEVEL should be trace, debug');
    expect(refusal.fields).toEqual({ variables: ['PORT', 'LOG_LEVEL'] });
  });

  test.each([
    ['SLACK_BOT_TOKEN', 'xoxp-very-private'],
    ['DATABASE_URL', 'mysql://me:very-private@host/db'],
    ['SMTP_URL', 'https://me:very-private@host'],
    ['API_KEYS', 'very-private'],
    ['ENCRYPTION_KEYS', 'very-private'],
    ['INTERNAL_KEY', 'very-private'],
    ['SLACK_STATE_SECRET', 'very-private'],
  ])('of %s is never repeated', (name, value) => {
    const refusal = refusalOf({ [name]: value });
    expect(refusal.humanMessage).toContain(`${name} should be`);
    expect(inspect(refusal, { depth: 9 }) + JSON.stringify(refusal.fields)).not.toContain('very-private');
  });

  test.each([
    ['PORT', '65536'],
    ['PORT', '-1'],
    ['PORT', '3e3'],
    ['LLM_MONTHLY_BUDGET_USD', 'Infinity'],
    ['EGRESS_ALLOW', 'wiki.internal'],
    ['EGRESS_ALLOW', 'wiki.internal:0'],
    ['MAIL_FROM', 'Lookout\nBcc: all@example.com'],
    ['PUBLIC_URL', 'lookout.example.com'],
    ['PUBLIC_URL', 'file:///etc/passwd'],
    ['API_KEYS', ','],
    ['FLOWS', 'all;rm'],
  ])('%s=%j is refused', (name, value) => {
    expect(refusalOf({ [name]: value }).humanMessage).toContain(`${name} should be`);
  });
});

describe('Slack', () => {
  test('with a bot token and an app token connects by Socket Mode, also when a signing secret is there', () => {
    const { connection } = loadConfig({
      SLACK_BOT_TOKEN: 'xoxb-1',
      SLACK_APP_TOKEN: 'xapp-1',
      SLACK_SIGNING_SECRET: 's',
    }).slack;
    expect(connection).toMatchObject({ kind: 'token', receiving: { kind: 'socket' } });
  });

  test('with a bot token and a signing secret receives over HTTP', () => {
    const { connection } = loadConfig({ SLACK_BOT_TOKEN: 'xoxb-1', SLACK_SIGNING_SECRET: 's' }).slack;
    expect(connection).toMatchObject({ kind: 'token', receiving: { kind: 'http' } });
  });

  test('with a bot token alone is refused, naming both ways out', () => {
    const { humanMessage } = refusalOf({ SLACK_BOT_TOKEN: 'xoxb-1' });
    expect(humanMessage).toContain('SLACK_APP_TOKEN');
    expect(humanMessage).toContain('SLACK_SIGNING_SECRET');
  });

  test('with a signing secret and nothing to answer with is refused and does not fall back to the sandbox', () => {
    expect(refusalOf({ SLACK_SIGNING_SECRET: 's' }).humanMessage).toContain('nothing to answer with');
  });

  test('for one workspace and for many at once is refused', () => {
    expect(refusalOf({ ...oauth, SLACK_BOT_TOKEN: 'xoxb-1' }).humanMessage).toContain(
      'keep the one you mean',
    );
  });

  test('for many workspaces is understood, and its public address loses the final slash', () => {
    const config = loadConfig(oauth);
    expect(config.slack.connection).toMatchObject({ kind: 'oauth', clientId: '123.456' });
    expect(config.http.publicUrl).toBe('https://lookout.example.com');
  });

  test.each(['SLACK_CLIENT_SECRET', 'SLACK_STATE_SECRET', 'PUBLIC_URL'])(
    'for many workspaces needs %s',
    (name) => {
      expect(refusalOf({ ...oauth, [name]: '' }).humanMessage).toContain(
        `SLACK_CLIENT_ID needs ${name} too.`,
      );
    },
  );

  test('for many workspaces on a shared database needs encryption keys', () => {
    const shared = { ...oauth, DATABASE_URL: 'postgres://localhost/lookout' };
    expect(refusalOf(shared).fields).toEqual({ variables: ['ENCRYPTION_KEYS'] });
    expect(
      loadConfig({ ...shared, ENCRYPTION_KEYS: `new:${key},old:${key}` }).security.encryption,
    ).toMatchObject({
      kind: 'keys',
      keys: [{ id: 'new' }, { id: 'old' }],
    });
  });
});

describe('settings that need one another', () => {
  test('single flows are refused, with the reason that holds on each database', () => {
    const server = { DATABASE_URL: 'postgresql://localhost/lookout' };
    expect(refusalOf({ FLOWS: 'detection' }).humanMessage).toContain('serves one process only');
    expect(refusalOf({ FLOWS: 'detection, content', ...server }).humanMessage).toContain(
      'cannot serve alone yet',
    );
    expect(() => loadConfig({ FLOWS: 'all', ...server })).not.toThrow();
  });

  test.each([
    [{ SEARCH_PROVIDER: 'searxng' }, 'SEARCH_URL'],
    [{ SEARCH_PROVIDER: 'brave' }, 'SEARCH_KEY'],
    [{ SEARCH_PROVIDER: 'openai' }, 'OPENAI_API_KEY'],
    [{ EMBEDDINGS: 'openai' }, 'OPENAI_API_KEY'],
    [{ SMTP_URL: 'smtp://localhost:25' }, 'MAIL_FROM'],
  ])('%j needs %s', (env, missing) => {
    expect(refusalOf(env).fields).toEqual({ variables: [missing] });
  });

  test('a model server of one’s own needs no key', () => {
    const { llm } = loadConfig({ OPENAI_BASE_URL: 'http://localhost:11434/v1/', EMBEDDINGS: 'openai' });
    expect(llm.model).toMatchObject({ apiKey: undefined, baseUrl: 'http://localhost:11434/v1' });
  });

  test('two encryption keys of one name are refused', () => {
    expect(refusalOf({ ENCRYPTION_KEYS: `a:${key},a:${key}` }).humanMessage).toContain('same id');
  });
});

test('lists are read element by element, secrets with colons and IPv6 hosts included', () => {
  const config = loadConfig({
    API_KEYS: 'T1:0123456789:abcdef,',
    EGRESS_ALLOW: '[::1]:80, Wiki.internal:443',
  });
  expect(config.http.apiKeys.map((item) => [item.workspaceId, item.secret.reveal()])).toEqual([
    ['T1', '0123456789:abcdef'],
  ]);
  expect(config.egress.allow).toEqual([
    { host: '::1', port: 80 },
    { host: 'wiki.internal', port: 443 },
  ]);
});

test('a whole config can be printed without showing one secret', () => {
  const config = loadConfig({
    ...oauth,
    SLACK_CLIENT_SECRET: 'private-1',
    DATABASE_URL: 'postgres://me:private-2@localhost/lookout',
    ENCRYPTION_KEYS: `a:${key}`,
    API_KEYS: 'T1:private-3-0123456789',
    SMTP_URL: 'smtp://me:private-4@localhost',
    MAIL_FROM: 'a@example.com',
    OPENAI_API_KEY: 'private-5',
  });
  const printed = `${inspect(config, { depth: 9, showHidden: true })} ${JSON.stringify(config)}`;
  expect(printed).not.toContain('private-');
  expect(printed).not.toContain(key);
  expect(printed).toContain('[hidden]');
});
