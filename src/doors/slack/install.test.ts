import type { Installation } from '@slack/oauth';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { LookoutError } from '../../kit/errors.ts';
import type { InstallationsPort } from './connection.ts';
import { type DrivenDoor, driveDoor, eventBody, mention } from './drive-door-for-test.ts';
import { botScopes } from './registered.ts';

let door: DrivenDoor;
let kept: Map<string, Installation>;
const revoked: string[] = [];

beforeEach(async () => {
  kept = new Map();
  revoked.length = 0;
  const installations: InstallationsPort = {
    storeInstallation: async (installation) =>
      void kept.set(installation.team?.id ?? '', installation as Installation),
    fetchInstallation: async ({ teamId }) => {
      const found = kept.get(teamId ?? '');
      if (!found) throw new LookoutError('not_found', 'not installed');
      return found;
    },
    revokeInstallation: async ({ teamId }) => void revoked.push(teamId ?? ''),
  };
  door = await driveDoor({
    connection: (api) => ({
      kind: 'oauth',
      clientId: '1.2',
      clientSecret: 'client-secret',
      stateSecret: 'a-state-secret-for-tests',
      installations,
      redirectUri: 'https://lookout.test/slack/oauth_redirect',
      authorizeUrl: `${api.url}authorize`,
    }),
  });
  door.api.answers['oauth.v2.access'] = {
    access_token: 'xoxb-fresh',
    token_type: 'bot',
    scope: 'chat:write',
    bot_user_id: 'UBOT',
    app_id: 'A1',
    team: { id: 'T1', name: 'Acme' },
    authed_user: { id: 'UADA' },
  };
});
afterEach(async () => door[Symbol.asyncDispose]());

const cookiesOf = (response: Response): string =>
  response.headers
    .getSetCookie()
    .map((cookie) => cookie.split(';')[0])
    .join('; ');

/** Opens the install page as a browser would; answers its link to Slack and its cookies. */
async function openInstallPage(): Promise<{ link: URL; cookie: string }> {
  const response = await fetch(`${door.url}/slack/install`);
  const html = await response.text();
  const link = html.match(/href="([^"]+authorize[^"]+)"/)?.[1]?.replaceAll('&amp;', '&') ?? '';
  return { link: new URL(link), cookie: cookiesOf(response) };
}

test('a workspace installs Lookout: the page asks for our scopes, the code becomes an installation', async () => {
  const { link, cookie } = await openInstallPage();
  expect(link.href.startsWith(`${door.api.url}authorize`)).toBe(true);
  expect(link.searchParams.get('scope')?.split(',')).toEqual([...botScopes]);
  expect(link.searchParams.get('redirect_uri')).toBe('https://lookout.test/slack/oauth_redirect');
  const state = encodeURIComponent(link.searchParams.get('state') ?? '');
  const back = await fetch(`${door.url}/slack/oauth_redirect?code=c1&state=${state}`, {
    headers: { cookie },
  });
  expect(back.status).toBe(200);
  expect(await back.text()).toContain('Lookout is installed');
  expect(kept.get('T1')?.bot?.token).toBe('xoxb-fresh');
});

test('somebody who was given another person’s link cannot finish their installation', async () => {
  const { link } = await openInstallPage();
  const state = encodeURIComponent(link.searchParams.get('state') ?? '');
  const back = await fetch(`${door.url}/slack/oauth_redirect?code=c1&state=${state}`);
  expect(back.status).toBe(400);
  expect(kept.size).toBe(0);
});

const installed = (teamId: string): Installation => ({
  team: { id: teamId },
  enterprise: undefined,
  user: { id: 'UADA', token: undefined, scopes: undefined },
  bot: { id: 'B1', userId: 'UBOT', token: `xoxb-${teamId}`, scopes: [] },
});
const send = async (teamId: string, event: Record<string, unknown>) => {
  const body = {
    ...eventBody(event, `Ev-${teamId}`),
    team_id: teamId,
    authorizations: [{ team_id: teamId, is_enterprise_install: false }],
  };
  await door.post('/slack/events', 'application/json', JSON.stringify(body));
};

test('each workspace is answered with its own token', async () => {
  kept.set('T1', installed('T1')).set('T2', installed('T2'));
  await Promise.all([send('T1', mention('<@UBOT>')), send('T2', mention('<@UBOT>'))]);
  expect(await door.work()).toEqual([]);
  const answered = door.api.calls.filter(({ method }) => method === 'chat.postEphemeral');
  expect(answered.map(({ token, args }) => [args.team_id, token]).toSorted()).toEqual([
    ['T1', 'xoxb-T1'],
    ['T2', 'xoxb-T2'],
  ]);
});

test('an event of a workspace that took Lookout away is closed, not tried for ever', async () => {
  await send('T7', mention('<@UBOT> hi'));
  expect(await door.work()).toEqual([]);
  expect(door.stored.get('Ev-T7')?.done).toBe(true);
  expect(door.api.calls).toEqual([]);
});

test('uninstalling, or taking the bot’s token away, wipes the installation and lets its monitors rest; a person’s token is not ours', async () => {
  door.hallAnswers['monitor.pauseAll'] = () => ({ paused: 1 });
  await send('T1', { type: 'app_uninstalled' });
  await send('T2', { type: 'tokens_revoked', tokens: { bot: ['UBOT'] } });
  await send('T3', { type: 'tokens_revoked', tokens: { oauth: ['UADA'] } });
  expect(await door.work()).toEqual([]);
  expect(revoked.toSorted()).toEqual(['T1', 'T2']);
  expect(door.asked('monitor.pauseAll')).toHaveLength(2);
});
