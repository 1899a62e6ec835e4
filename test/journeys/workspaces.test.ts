import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openHouseFrom } from '../../src/house.ts';
import { systemClock } from '../../src/kit/clock.ts';
import { createSandbox } from '../../src/sandbox/create-sandbox.ts';
import { openTestDatabase } from '../helpers/database.ts';
import { wordsOf } from '../helpers/read-message.ts';
import { hour, html, type Story, tellStory, type Watched } from '../helpers/story.ts';
import { travelClock } from '../helpers/travel-clock.ts';

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

/** A Lookout that belongs to no workspace yet: it is installed by the pages Slack knows for that. */
async function openUninstalled(): Promise<Story> {
  await using stack = new AsyncDisposableStack();
  const manifest = JSON.parse(await readFile(join(import.meta.dirname, '../../manifest.json'), 'utf8'));
  const sandbox = stack.use(
    await createSandbox({ mode: 'http', installed: false, manifest, clock: systemClock }),
  );
  const dataDir = await mkdtemp(join(tmpdir(), 'lookout-workspaces-'));
  stack.defer(() => rm(dataDir, { recursive: true, force: true }));
  const database = stack.use(await openTestDatabase());
  const port = await freePort();
  const clock = travelClock();
  const house = stack.use(
    await openHouseFrom(
      {
        DATA_DIR: dataDir,
        HOST: '127.0.0.1',
        PORT: String(port),
        PUBLIC_URL: `http://127.0.0.1:${port}`,
        SLACK_API_URL: sandbox.apiUrl,
        SLACK_AUTHORIZE_URL: sandbox.authorizationUrl,
        SLACK_CLIENT_ID: sandbox.clientId,
        SLACK_CLIENT_SECRET: sandbox.clientSecret,
        SLACK_STATE_SECRET: 'a-state-secret-for-this-story',
        SLACK_SIGNING_SECRET: sandbox.signingSecret,
        EGRESS_ALLOW: new URL(sandbox.site.baseUrl).host,
        LOG_LEVEL: 'silent',
      },
      { clock, tickByHand: true, database },
    ),
  );
  sandbox.setTarget({ events: `${house.url}/slack/events` });
  const owned = stack.move();
  return tellStory({ sandbox, house }, clock, async () => await owned.disposeAsync());
}

/** An administrator's browser: opens the install page, allows on Slack's, and comes back. */
async function install(story: Story, decision: 'allow' | 'cancel' = 'allow'): Promise<Response> {
  const page = await fetch(`${story.house.url}/slack/install`, { redirect: 'manual' });
  const cookie = page.headers
    .getSetCookie()
    .map((one) => one.split(';')[0])
    .join('; ');
  const body = await page.text();
  const link =
    page.headers.get('location') ??
    body.match(/href="([^"]+authorize[^"]+)"/)?.[1]?.replaceAll('&amp;', '&') ??
    '';
  const asked = await fetch(link);
  expect(await asked.text()).toContain('is asking to access the Sandbox workspace');
  const form = new URLSearchParams(new URL(link).search);
  form.set('decision', decision);
  const allowed = await fetch(link.split('?')[0] ?? '', { method: 'POST', body: form, redirect: 'manual' });
  return await fetch(allowed.headers.get('location') ?? '', { headers: { cookie } });
}

let story: Story;
let watched: Watched;
beforeAll(async () => {
  story = await openUninstalled();
});
afterAll(async () => await story[Symbol.asyncDispose]());

const seats = (price: string) => html(`<h1>Seats</h1><p>A seat costs ${price}.</p>`);

describe('a workspace installs Lookout, takes it away and puts it back', () => {
  test('an administrator who cancels is told so, and nothing is installed', async () => {
    const back = await install(story, 'cancel');
    expect(back.status).toBe(400);
    expect(await back.text()).toContain('Lookout was not installed');
  });

  test('after Allow it answers in every channel', async () => {
    const back = await install(story);
    expect(back.status).toBe(200);
    expect(await back.text()).toContain('Lookout is installed');
    const url = story.page('/seats', seats('$10'));
    watched = await story.watch({ request: `tell me when the price of a seat on ${url} changes` });
    story.edit('/seats', '$10', '$11');
    await story.pass(hour);
    expect(watched.alerts().map(wordsOf)).toEqual([expect.stringMatching(/\$10.*\$11/s)]);
  });

  test('taken away, its monitors keep quiet: no page is read for nobody, and nothing fails', async () => {
    story.sandbox.uninstall();
    await expect
      .poll(
        async () =>
          (
            await story.house.hall
              .as({ workspaceId: story.sandbox.ids.team, requestId: 'look' })
              .monitor.get({
                monitorId: watched.monitorId,
              })
          ).state,
        { timeout: 10_000 },
      )
      .toBe('paused');
    await story.settled();
    const { hits } = story.sandbox.site.page('/seats');
    story.edit('/seats', '$11', '$12');
    await story.pass(24 * hour);
    await story.pass(24 * hour);
    expect(story.sandbox.site.page('/seats').hits).toBe(hits);
    expect((await fetch(`${story.house.url}/readyz`)).status).toBe(200);
    expect(watched.alerts()).toHaveLength(1);
  });

  test('put back, a monitor is resumed with one word, its card is right again, and what changed meanwhile is told', async () => {
    expect((await install(story)).status).toBe(200);
    story.ada.say(watched.channel, `${story.lookout} resume`, { thread: watched.ts });
    await watched.cardSays(/● Watching/);
    await story.pass(hour);
    expect(watched.alerts()).toHaveLength(2);
    expect(wordsOf(watched.alerts()[1] ?? { blocks: [], text: '' })).toMatch(/\$11.*\$12/s);
    await watched.cardSays(/2 alerts/);
  });
});
