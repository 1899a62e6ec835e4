import { App, LogLevel, SocketModeReceiver } from '@slack/bolt';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createSandbox, type Sandbox } from '../../src/sandbox/create-sandbox.ts';
import { person, type SlackPerson } from '../helpers/slack-person.ts';

const manifest = {
  features: {
    bot_user: { display_name: 'Lookout' },
    slash_commands: [
      { command: '/watch', description: 'Watch a page', usage_hint: 'page', should_escape: false },
      { command: '/silent', description: 'Never answers' },
    ],
    shortcuts: [
      { name: 'Watch this', type: 'message', callback_id: 'watch_message', description: 'Watch' },
      { name: 'New monitor', type: 'global', callback_id: 'new_monitor', description: 'New' },
    ],
  },
};

const text = (value: string) => ({ type: 'plain_text' as const, text: value });
const editModal = {
  type: 'modal' as const,
  callback_id: 'edit',
  private_metadata: 'm1',
  notify_on_close: true,
  title: text('Edit'),
  submit: text('Save'),
  blocks: [
    {
      type: 'input' as const,
      block_id: 'name',
      label: text('Name'),
      element: { type: 'plain_text_input' as const, action_id: 'v' },
    },
    {
      type: 'input' as const,
      block_id: 'cadence',
      label: text('How often'),
      element: {
        type: 'static_select' as const,
        action_id: 'v',
        options: ['hourly', 'daily'].map((value) => ({ text: text(value), value })),
        initial_option: { text: text('hourly'), value: 'hourly' },
      },
    },
    {
      type: 'input' as const,
      block_id: 'page',
      optional: true,
      label: text('Page'),
      element: { type: 'external_select' as const, action_id: 'pages', min_query_length: 0 },
    },
  ],
};

/** An app that does a little of everything, on whichever door. */
function registerApp(app: App, seen: Record<string, unknown>[]): void {
  app.event('app_mention', async ({ event, say, body }) => {
    seen.push({ kind: 'mention', text: event.text, event_id: body.event_id });
    await say({
      thread_ts: event.ts,
      text: 'Looking',
      blocks: [
        { type: 'section', text: { type: 'mrkdwn', text: 'Looking' } },
        {
          type: 'actions',
          block_id: 'card',
          elements: [{ type: 'button', action_id: 'edit', text: text('Edit'), value: 'm1' }],
        },
      ],
    });
  });
  app.message(async ({ message }) => {
    seen.push({ kind: 'message', subtype: message.subtype, channel_type: message.channel_type });
  });
  app.event('file_shared', async ({ event }) => void seen.push({ kind: 'file', id: event.file_id }));
  app.event(
    'member_joined_channel',
    async ({ event }) => void seen.push({ kind: 'joined', user: event.user }),
  );
  app.event('app_uninstalled', async () => void seen.push({ kind: 'uninstalled' }));
  app.event('app_home_opened', async ({ event, client }) => {
    if (event.tab === 'home')
      await client.views.publish({
        user_id: event.user,
        view: { type: 'home', blocks: [{ type: 'header', text: text('Monitors') }] },
      });
  });
  app.action('edit', async ({ ack, body, client, respond }) => {
    await ack();
    if (body.type !== 'block_actions') return;
    seen.push({ kind: 'action', action: body.actions[0], message: body.message?.text });
    await client.views.open({ trigger_id: body.trigger_id, view: editModal });
    await respond({ response_type: 'ephemeral', replace_original: false, text: 'Opening' });
  });
  app.options('pages', async ({ ack, payload }) => {
    await ack({ options: [{ text: text(`found ${payload.value}`), value: 'p1' }] });
  });
  app.view('edit', async ({ ack, view }) => {
    seen.push({ kind: 'submitted', values: view.state.values, metadata: view.private_metadata });
    if (view.state.values.name?.v?.value === 'bad')
      await ack({ response_action: 'errors', errors: { name: 'Not that one' } });
    else if (view.state.values.name?.v?.value === 'more') {
      await ack({
        response_action: 'update',
        view: {
          ...editModal,
          callback_id: 'done',
          notify_on_close: false,
          submit: undefined,
          blocks: [{ type: 'divider' }],
        },
      });
    } else await ack();
  });
  app.view({ type: 'view_closed', callback_id: 'edit' }, async ({ ack }) => {
    seen.push({ kind: 'closed' });
    await ack();
  });
  app.command('/watch', async ({ ack, command, respond }) => {
    seen.push({ kind: 'command', text: command.text, channel: command.channel_name });
    await ack(`Watching ${command.text}`);
    await respond({ response_type: 'in_channel', text: 'Everyone sees this' });
  });
  app.shortcut('watch_message', async ({ ack, shortcut }) => {
    await ack();
    seen.push({ kind: 'shortcut', type: shortcut.type });
  });
  app.shortcut('new_monitor', async ({ ack, shortcut, client }) => {
    await ack();
    await client.views.open({ trigger_id: shortcut.trigger_id, view: { ...editModal, callback_id: 'edit' } });
  });
}

describe.each(['http', 'socket'] as const)('a Bolt app over %s', (mode) => {
  let sandbox: Sandbox;
  let app: App;
  let ada: SlackPerson;
  const seen: Record<string, unknown>[] = [];
  const of = (kind: string) => seen.filter((one) => one.kind === kind);

  beforeAll(async () => {
    sandbox = await createSandbox({ mode, manifest });
    ada = person(sandbox, sandbox.ids.ada);
    const clientOptions = { slackApiUrl: sandbox.apiUrl, retryConfig: { retries: 0 } };
    const common = { token: sandbox.botToken, logLevel: LogLevel.ERROR };
    if (mode === 'socket') {
      const receiver = new SocketModeReceiver({
        appToken: sandbox.appToken,
        logLevel: LogLevel.ERROR,
        clientPingTimeout: 300,
        installerOptions: { clientOptions },
      });
      app = new App({ ...common, clientOptions, receiver });
      registerApp(app, seen);
      await app.start();
    } else {
      app = new App({ ...common, clientOptions, signingSecret: sandbox.signingSecret });
      registerApp(app, seen);
      const server = await app.start({ port: 0, host: '127.0.0.1' });
      const address = 'address' in server ? server.address() : null;
      if (address === null || typeof address === 'string') throw new Error('no port');
      sandbox.setTarget({ events: `http://127.0.0.1:${address.port}/slack/events` });
      expect(await sandbox.verifyUrl()).toBe(true);
    }
    expect(sandbox.link.connected()).toBe(true);
  });
  afterAll(async () => {
    await app?.stop();
    await sandbox[Symbol.asyncDispose]();
  });

  it('hears a mention with its link and answers in the thread', async () => {
    const channel = sandbox.ids.pricing;
    const ts = ada.say(
      channel,
      '@Lookout tell me when the price changes on http://127.0.0.1:9/pricing?a=1&b=2.',
    );
    const answer = await ada.waitForMessage(
      channel,
      (message) => message.thread_ts === ts && message.text === 'Looking',
    );
    expect(answer.user).toBe(sandbox.bot.userId);
    expect(of('mention')[0]).toMatchObject({
      text: `<@${sandbox.bot.userId}> tell me when the price changes on <http://127.0.0.1:9/pricing?a=1&amp;b=2>.`,
    });
    expect(of('message')).toContainEqual({ kind: 'message', subtype: undefined, channel_type: 'channel' });
  });

  it('opens a modal from a button, refuses empty fields itself, shows the app’s errors, then closes', async () => {
    const card = await ada.waitForMessage(sandbox.ids.pricing, (message) => message.text === 'Looking');
    await ada.click(card.ts, 'edit');
    const modal = await ada.waitForView((view) => view.callback_id === 'edit');
    expect(of('action')[0]).toMatchObject({
      action: { value: 'm1', block_id: 'card', text: text('Edit') },
      message: 'Looking',
    });
    await ada.waitForMessage(
      sandbox.ids.pricing,
      (message) => message.ephemeral && message.text === 'Opening',
    );

    expect(await ada.submit(modal.id)).toEqual({
      response_action: 'errors',
      errors: { name: 'Please complete this required field.' },
    });
    expect(of('submitted')).toEqual([]);
    expect(await ada.options({ viewId: modal.id }, 'pages', 'pri')).toMatchObject({
      options: [{ text: { text: 'found pri' } }],
    });
    expect(await ada.submit(modal.id, { name: 'bad' })).toEqual({
      response_action: 'errors',
      errors: { name: 'Not that one' },
    });
    expect(await ada.submit(modal.id, { name: 'fine', cadence: 'daily' })).toEqual({});
    expect(of('submitted').at(-1)).toMatchObject({
      metadata: 'm1',
      values: {
        name: { v: { type: 'plain_text_input', value: 'fine' } },
        cadence: { v: { selected_option: { value: 'daily' } } },
      },
    });
    await expect(ada.waitForView(undefined, { timeoutMs: 20 })).rejects.toThrow('in vain');
  });

  it('replaces a modal on submit and tells the app when one is closed', async () => {
    await ada.shortcut('new_monitor');
    const first = await ada.waitForView((view) => view.callback_id === 'edit');
    expect(await ada.submit(first.id, { name: 'more' })).toEqual({ response_action: 'update' });
    const second = await ada.waitForView((view) => view.callback_id === 'done');
    await ada.close(second.id);
    await ada.shortcut('new_monitor');
    await ada.close((await ada.waitForView()).id);
    await sandbox.link.idle();
    expect(of('closed')).toHaveLength(1);
  });

  it('runs a slash command, with an answer for its user and one for all', async () => {
    await ada.command(sandbox.ids.product, '/watch', '@grace openai.com');
    const mine = await ada.waitForMessage(
      sandbox.ids.product,
      (message) => message.text === 'Watching @grace openai.com',
    );
    expect(mine.ephemeral).toBe(true);
    const grace = person(sandbox, sandbox.ids.grace);
    await grace.waitForMessage(sandbox.ids.product, (message) => message.text === 'Everyone sees this');
    expect(grace.messages(sandbox.ids.product)).toHaveLength(1);
    expect(of('command')[0]).toMatchObject({ channel: 'product' });
  });

  it('uses a message shortcut, shares a file, opens the home, and joins by /invite', async () => {
    const ts = ada.say(sandbox.ids.general, 'notes', { files: [{ name: 'a.vtt', content: 'WEBVTT' }] });
    await ada.shortcut('watch_message', { channel: sandbox.ids.general, messageTs: ts });
    ada.openHome();
    expect(await ada.waitForHome()).toMatchObject({ blocks: [{ type: 'header' }] });
    ada.say(sandbox.ids.leadership, '@Lookout are you here?');
    expect(ada.messages(sandbox.ids.leadership).at(-1)).toMatchObject({ ephemeral: true, user: 'USLACKBOT' });
    await ada.command(sandbox.ids.leadership, '/invite', '@Lookout');
    await sandbox.link.idle();
    expect(of('shortcut')).toEqual([{ kind: 'shortcut', type: 'message_action' }]);
    expect(of('file')).toHaveLength(1);
    expect(of('joined')).toEqual([{ kind: 'joined', user: sandbox.bot.userId }]);
    expect(of('mention')).toHaveLength(1);
  });

  it('tells the person in Slack’s words when the app does not know the command', async () => {
    await expect(ada.command(sandbox.ids.general, '/unheard')).rejects.toThrow('not a command');
  });

  if (mode === 'socket')
    it('comes back after Slack asks it to reconnect, and misses nothing', async () => {
      const before = of('mention').length;
      sandbox.sockets.disconnect();
      const gone = new Promise<void>((resolve) => {
        const stop = sandbox.on((event) => {
          if (event.type !== 'connection' || event.connected) return;
          stop();
          resolve();
        });
      });
      await gone;
      const ts = ada.say(sandbox.ids.general, '@Lookout still there?');
      await ada.waitForMessage(sandbox.ids.general, (message) => message.thread_ts === ts);
      expect(of('mention')).toHaveLength(before + 1);
    });

  it('hears that it was removed', async () => {
    sandbox.uninstall();
    await sandbox.link.idle();
    expect(
      sandbox.link
        .events()
        .slice(-2)
        .map((record) => [record.event.type, record.state]),
    ).toEqual([
      ['tokens_revoked', 'acknowledged'],
      ['app_uninstalled', 'acknowledged'],
    ]);
  });
});
