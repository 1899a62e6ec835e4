import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, expect, test } from 'vitest';
import { loadConfig } from '../../config/config.ts';
import { manualClock, systemClock } from '../../kit/clock.ts';
import { examineDatabase } from './examine-database.ts';
import { examineMachine } from './examine-machine.ts';
import { examineSlack } from './examine-slack.ts';
import { look, ok } from './finding.ts';
import { hideSecrets } from './hide-secrets.ts';

let directory: string;
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'lookout-doctor-'));
  return () => rmSync(directory, { recursive: true, force: true });
});

/** A Slack that takes one bot token and grants what it is told. */
async function slackThatGrants(scopes: string) {
  const server = createServer((request, response) => {
    const taken = request.headers.authorization === 'Bearer xoxb-good' && request.url === '/auth.test';
    response.writeHead(200, { 'content-type': 'application/json', 'x-oauth-scopes': scopes });
    response.end(
      JSON.stringify(
        taken ? { ok: true, user: 'lookout', team: 'Acme' } : { ok: false, error: 'invalid_auth' },
      ),
    );
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    [Symbol.asyncDispose]: () => new Promise<void>((resolve) => void server.close(() => resolve())),
  };
}

const examineToken = async (slackUrl: string, token: string) => {
  const config = loadConfig({
    SLACK_API_URL: slackUrl,
    SLACK_BOT_TOKEN: token,
    SLACK_SIGNING_SECRET: '0123456789abcdef0123456789abcdef',
  });
  return await Promise.all(examineSlack(config, systemClock));
};

test('a bot token that Slack does not take is broken, and the doctor says where to find the right one', async () => {
  await using slack = await slackThatGrants('chat:write');
  expect(await examineToken(slack.url, 'xoxb-bad')).toContainEqual({
    name: 'Slack bot token',
    state: 'fail',
    says: 'Slack refused: invalid_auth',
    doThis: expect.stringContaining('OAuth & Permissions'),
  });
});

test('a token without some scopes of manifest.json is broken, and the doctor names them', async () => {
  await using slack = await slackThatGrants('app_mentions:read,channels:history');
  const found = (await examineToken(slack.url, 'xoxb-good')).find(({ name }) => name === 'Slack bot token');
  expect(found).toMatchObject({
    state: 'fail',
    says: expect.stringMatching(/^lookout in Acme; scopes missing: .*chat:write/),
  });
  expect(found?.says).not.toContain('app_mentions:read');
});

test('a data directory that cannot be made is broken', async () => {
  writeFileSync(join(directory, 'file'), '');
  const config = loadConfig({ DATA_DIR: join(directory, 'file', 'inside') });
  const findings = await Promise.all(examineMachine(config, systemClock));
  expect(findings.find(({ name }) => name === 'Data directory')).toMatchObject({
    state: 'fail',
    doThis: expect.stringContaining('DATA_DIR'),
  });
});

test('an embedded database that another process holds is a warning, not a break', async () => {
  mkdirSync(join(directory, 'database'));
  writeFileSync(join(directory, 'lookout.pid'), String(process.ppid));
  expect(await examineDatabase(loadConfig({ DATA_DIR: directory }), systemClock)).toEqual([
    expect.objectContaining({
      name: 'Database',
      state: 'warn',
      says: expect.stringContaining(`process ${process.ppid}`),
    }),
  ]);
});

test('a server that is not there is broken', async () => {
  const config = loadConfig({ DATABASE_URL: 'postgres://someone:hunter22@127.0.0.1:1/lookout' });
  expect(await examineDatabase(config, systemClock)).toMatchObject([
    { name: 'Database', state: 'fail', says: expect.stringContaining('ECONNREFUSED') },
  ]);
});

test('what does not answer is given up after 20 seconds', async () => {
  const clock = manualClock(new Date(0));
  const looking = look(clock, 'Mail', 'Check SMTP_URL.', () => new Promise(() => undefined));
  await clock.advance(20_000);
  expect(await looking).toEqual({
    name: 'Mail',
    state: 'fail',
    says: 'no answer within 20 seconds',
    doThis: 'Check SMTP_URL.',
  });
});

test('a secret in a finding is hidden, also the password out of an address', () => {
  const config = loadConfig({
    DATABASE_URL: 'postgres://me:p%40ssw0rd@db.example.com/x',
    OPENAI_API_KEY: 'sk-abcdef',
  });
  const said = hideSecrets(config, [
    { name: 'Database', ...ok('no entry for p@ssw0rd, p%40ssw0rd or sk-abcdef at db.example.com') },
  ]);
  expect(said).toEqual([
    { name: 'Database', state: 'ok', says: 'no entry for [hidden], [hidden] or [hidden] at db.example.com' },
  ]);
});
