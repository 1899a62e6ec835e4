import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { WebClient } from '@slack/web-api';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createSandbox, type Sandbox } from '../../src/sandbox/create-sandbox.ts';

const manifest = {
  features: {
    slash_commands: [{ command: '/watch', description: 'Watch a page', usage_hint: '[page]' }],
    shortcuts: [{ name: 'Watch this', type: 'message', callback_id: 'watch_message' }],
    agent_view: { suggested_prompts: [{ title: 'Prices', message: 'Watch a price' }] },
  },
};

let sandbox: Sandbox;
let slack: WebClient;
beforeEach(async () => {
  sandbox = await createSandbox({ manifest });
  slack = new WebClient(sandbox.botToken, { slackApiUrl: sandbox.apiUrl, retryConfig: { retries: 0 } });
});
afterEach(() => sandbox[Symbol.asyncDispose]());

async function control(method: string, path: string, body?: unknown, headers: Record<string, string> = {}) {
  const response = await fetch(`${sandbox.baseUrl}/sandbox/api${path}`, {
    method,
    headers,
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  return { status: response.status, body: await response.json() };
}

describe('the control API, as the browser client uses it', () => {
  it('describes the workspace for one person', async () => {
    const { ids } = sandbox;
    const { body } = await control('GET', `/state?user=${ids.linus}`);
    expect(body).toMatchObject({
      team: { id: ids.team },
      me: ids.linus,
      commands: [{ command: '/watch', description: 'Watch a page', usage_hint: '[page]' }],
      shortcuts: [{ callback_id: 'watch_message', name: 'Watch this', type: 'message' }],
      suggestedPrompts: [{ title: 'Prices', message: 'Watch a price' }],
      eventsConnected: false,
      mode: 'socket',
    });
    expect(body.channels.map((channel: { name: string }) => channel.name)).toEqual([
      'general',
      'pricing',
      'Lookout',
    ]);
    expect(body.users.find((user: { id: string }) => user.id === ids.linus)).toMatchObject({
      guest: true,
      is_bot: false,
    });
  });

  it('shows unread messages until they are read, and threads with their ephemerals', async () => {
    const { ids } = sandbox;
    const posted = await slack.chat.postMessage({ channel: ids.general, text: 'hello' });
    await slack.chat.postEphemeral({
      channel: ids.general,
      user: ids.ada,
      thread_ts: posted.ts,
      text: 'psst',
    });
    const unread = async () => (await control('GET', `/state?user=${ids.ada}`)).body.channels[0].unread;
    expect(await unread()).toBe(2);
    const { body } = await control('GET', `/channels/${ids.general}/messages?user=${ids.ada}`);
    expect(body.messages).toMatchObject([{ text: 'hello', bot_id: sandbox.bot.botId }]);
    expect(await unread()).toBe(0);
    const thread = (user: string) =>
      control('GET', `/channels/${ids.general}/threads/${posted.ts}?user=${user}`);
    expect((await thread(ids.ada)).body.messages).toMatchObject([
      { text: 'hello' },
      { text: 'psst', ephemeral: true },
    ]);
    expect((await thread(ids.grace)).body.messages).toHaveLength(1);
  });

  it('streams what a person sees and nothing else', async () => {
    const { ids } = sandbox;
    const response = await fetch(`${sandbox.baseUrl}/sandbox/api/stream?user=${ids.linus}`);
    const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader();
    await reader?.read();
    await slack.chat.postMessage({ channel: ids.product, text: 'not for a guest' });
    await slack.chat.postEphemeral({ channel: ids.general, user: ids.ada, text: 'not for linus' });
    await slack.chat.postMessage({ channel: ids.general, text: 'for everyone' });
    const { value } = (await reader?.read()) ?? {};
    expect(JSON.parse(value?.replace(/^data: /, '') ?? '')).toMatchObject({
      type: 'message',
      channel: ids.general,
      message: { text: 'for everyone' },
    });
    await reader?.cancel();
  });

  it('posts for a person, with a file that only downloads', async () => {
    const { ids } = sandbox;
    const file = { name: 'page.html', mimetype: 'text/html', content_base64: btoa('<script>1</script>') };
    const said = await control('POST', '/messages', {
      user: ids.ada,
      channel: ids.general,
      text: 'see #pricing',
      files: [file],
    });
    expect(said.body.ts).toMatch(/^\d{10}\.\d{6}$/);
    const { body } = await control('GET', `/channels/${ids.general}/messages?user=${ids.grace}`);
    expect(body.messages[0]).toMatchObject({
      text: `see <#${ids.pricing}|pricing>`,
      files: [{ name: 'page.html', size: 18 }],
    });
    const download = await fetch(`${sandbox.baseUrl}/sandbox/api/files/${body.messages[0].files[0].id}`);
    expect(download.headers.get('content-disposition')).toContain('attachment');
  });

  it('says what is wrong with a request, and whom it will not serve', async () => {
    const { ids } = sandbox;
    expect(await control('POST', '/messages', { user: ids.ada })).toMatchObject({
      status: 400,
      body: { error: 'bad_input' },
    });
    expect(
      await control('POST', '/messages', { user: ids.linus, channel: ids.leadership, text: 'x' }),
    ).toMatchObject({ status: 404 });
    expect(await control('GET', '/nothing')).toMatchObject({ status: 404 });
    expect(
      await control('POST', '/home', { user: ids.ada }, { origin: 'http://evil.example' }),
    ).toMatchObject({ status: 403 });
    const posted = await slack.chat.postMessage({
      channel: ids.general,
      text: 'x',
      blocks: [
        {
          type: 'actions',
          elements: [{ type: 'button', action_id: 'go', text: { type: 'plain_text', text: 'Go' } }],
        },
      ],
    });
    const press = { user: ids.ada, channel: ids.general, message_ts: posted.ts, action: { action_id: 'go' } };
    expect(await control('POST', '/actions', press)).toMatchObject({
      status: 503,
      body: { message: 'The app could not be reached. Is it running?' },
    });
  });

  it('orders failures and shows the calls they hit', async () => {
    await control('POST', '/faults', { method: 'auth.test', fault: 'server_error', times: 1 });
    await expect(slack.auth.test()).rejects.toThrow();
    expect((await control('GET', '/calls?method=auth.test')).body.calls).toMatchObject([
      { method: 'auth.test', fault: 'server_error', status: 500 },
    ]);
  });
});

describe('the browser client', () => {
  it('is explained when it is not built, and served with its own paths when it is', async () => {
    const page = await fetch(`${sandbox.baseUrl}/`);
    expect([page.status, await page.text()]).toEqual([503, expect.stringContaining('vite build')]);
    const dir = await mkdtemp(join(tmpdir(), 'client-'));
    await writeFile(join(dir, 'index.html'), '<title>client</title>');
    await writeFile(join(dir, 'app.js'), 'go()');
    await using built = await createSandbox({ staticDir: dir });
    const get = async (path: string) => {
      const response = await fetch(`${built.baseUrl}${path}`);
      return [response.status, response.headers.get('content-type')?.split(';')[0], await response.text()];
    };
    expect(await get('/archives/C0GENERAL1/p1')).toEqual([200, 'text/html', '<title>client</title>']);
    expect(await get('/app.js')).toEqual([200, 'text/javascript', 'go()']);
    expect(await get('/missing.js')).toMatchObject([404, 'text/plain', 'not found']);
    expect(await get('/..%2f..%2fetc%2fpasswd')).toEqual([200, 'text/html', '<title>client</title>']);
  });
});

describe('the forged website', () => {
  const get = (path: string, headers: Record<string, string> = {}) =>
    fetch(`${sandbox.site.baseUrl}${path}`, { headers, redirect: 'manual' });

  it('is another origin, with a plan table, a feed, JSON, a PDF one can read, a sitemap and robots', async () => {
    expect(new URL(sandbox.site.baseUrl).port).not.toBe(new URL(sandbox.baseUrl).port);
    const pricing = await (await get('/pricing')).text();
    expect(pricing).toContain('<td>Pro</td><td>$20 per month</td>');
    expect(pricing).not.toContain('{{');
    expect(await (await get('/pricing')).text()).not.toBe(pricing);
    expect((await get('/pricing')).headers.get('etag')).toBeNull();
    expect((await get('/feed.xml')).headers.get('content-type')).toContain('atom+xml');
    expect(await (await get('/api/stock.json')).json()).toMatchObject({ in_stock: false });
    expect(await (await get('/sitemap.xml')).text()).toContain(`${sandbox.site.baseUrl}/pricing`);
    expect(await (await get('/robots.txt')).text()).toContain('Sitemap:');
    const { extractText, getDocumentProxy } = await import('unpdf');
    const pdf = await getDocumentProxy(new Uint8Array(await (await get('/terms.pdf')).arrayBuffer()));
    expect((await extractText(pdf, { mergePages: true })).text).toContain('30 days notice');
  });

  it('answers 304 to an unchanged page by either validator, and 200 again once it is edited', async () => {
    const first = await get('/changelog');
    const etag = first.headers.get('etag') ?? '';
    const modified = first.headers.get('last-modified') ?? '';
    expect((await get('/changelog', { 'if-none-match': etag })).status).toBe(304);
    expect((await get('/changelog', { 'if-modified-since': modified })).status).toBe(304);
    const { body } = await control('PUT', '/site', { path: '/changelog', content: '<h1>3.0</h1>' });
    expect(body.pages.find((page: { path: string }) => page.path === '/changelog')).toMatchObject({
      content: '<h1>3.0</h1>',
      mode: 'ok',
      hits: 3,
    });
    expect(await (await get('/changelog', { 'if-none-match': etag })).text()).toBe('<h1>3.0</h1>');
    await control('POST', '/site/reset');
    expect(await (await get('/changelog')).text()).toContain('2.4.0');
  });

  it.each([
    ['429', 429, 'retry-after', '120'],
    ['500', 500, 'content-type', 'text/html; charset=utf-8'],
    ['bot_wall', 403, 'cf-mitigated', 'challenge'],
    ['empty', 200, 'content-length', '0'],
    ['redirect_private', 302, 'location', 'http://169.254.169.254/latest/meta-data/'],
    ['login', 302, 'location', '/login?next=%2Fstatus'],
    ['gone', 410, 'content-type', 'text/html; charset=utf-8'],
  ])('breaks in mode %s', async (mode, status, header, value) => {
    await control('PUT', '/site', { path: '/status', mode });
    const response = await get('/status');
    expect([response.status, response.headers.get(header)]).toEqual([status, value]);
  });
});
