import { WebAPIPlatformError, WebAPIRateLimitedError, WebClient } from '@slack/web-api';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createSandbox, type Sandbox } from '../../src/sandbox/create-sandbox.ts';
import { apiMethods } from '../../src/sandbox/slack/web-api/methods.ts';
import { person, type SlackPerson } from '../helpers/slack-person.ts';

/** Driven by Slack's own WebClient, in the order a reader would try things; the last test counts what was reached. */
let sandbox: Sandbox;
let slack: WebClient;
let ada: SlackPerson;

const client = (token: string) =>
  new WebClient(token, {
    slackApiUrl: sandbox.apiUrl,
    retryConfig: { retries: 0 },
    rejectRateLimitedCalls: true,
    timeout: 10_000,
  });

/** Slack's error name for a call that must fail. */
async function refusal(call: Promise<unknown>): Promise<{ error: string; messages: string[] }> {
  const thrown = await call.then(
    () => undefined,
    (error: unknown) => error,
  );
  if (!(thrown instanceof WebAPIPlatformError)) throw new Error(`expected a refusal, got ${String(thrown)}`);
  return { error: thrown.data.error, messages: thrown.data.response_metadata?.messages ?? [] };
}

beforeAll(async () => {
  sandbox = await createSandbox();
  slack = client(sandbox.botToken);
  ada = person(sandbox, sandbox.ids.ada);
});
afterAll(() => sandbox[Symbol.asyncDispose]());

const button = {
  type: 'button' as const,
  action_id: 'go',
  text: { type: 'plain_text' as const, text: 'Go' },
  value: '1',
};

describe('who is asking', () => {
  it('tells the app who it is and which scopes it has', async () => {
    const me = await slack.auth.test();
    expect(me).toMatchObject({
      user_id: sandbox.bot.userId,
      bot_id: sandbox.bot.botId,
      team_id: sandbox.ids.team,
    });
    expect(me.response_metadata?.scopes).toContain('chat:write');
    expect((await slack.bots.info({ bot: sandbox.bot.botId })).bot?.user_id).toBe(sandbox.bot.userId);
    expect((await slack.team.info()).team?.id).toBe(sandbox.ids.team);
  });

  it('refuses no token, a wrong token, a token of the wrong kind and an unknown method, in Slack’s words', async () => {
    expect(await refusal(client('').auth.test())).toMatchObject({ error: 'not_authed' });
    expect(await refusal(client('xoxb-wrong').auth.test())).toMatchObject({ error: 'invalid_auth' });
    expect(await refusal(client(sandbox.appToken).auth.test())).toMatchObject({
      error: 'not_allowed_token_type',
    });
    expect(await refusal(slack.apiCall('chat.teleport'))).toMatchObject({ error: 'unknown_method' });
  });
});

describe('messages', () => {
  it('posts, replies, edits, links to and deletes a message', async () => {
    const channel = sandbox.ids.pricing;
    const posted = await slack.chat.postMessage({
      channel,
      text: 'Watching & waiting',
      blocks: [{ type: 'actions', block_id: 'acts', elements: [button] }],
      metadata: { event_type: 'monitor', event_payload: { id: 'm1' } },
    });
    const ts = posted.ts ?? '';
    expect(posted.message).toMatchObject({ text: 'Watching &amp; waiting', bot_id: sandbox.bot.botId });
    const reply = await slack.chat.postMessage({ channel, thread_ts: ts, text: 'a reply' });

    const plain = await slack.conversations.replies({ channel, ts });
    expect(plain.messages?.map((message) => message.text)).toEqual(['Watching &amp; waiting', 'a reply']);
    expect(plain.messages?.[0]).toMatchObject({ reply_count: 1, thread_ts: ts });
    expect(plain.messages?.[0]?.metadata).toBeUndefined();
    const full = await slack.conversations.replies({ channel, ts, include_all_metadata: true });
    expect(full.messages?.[0]?.metadata).toEqual({ event_type: 'monitor', event_payload: { id: 'm1' } });

    await slack.chat.update({ channel, ts, text: 'Paused' });
    const history = await slack.conversations.history({ channel, limit: 1 });
    expect(history.messages?.[0]).toMatchObject({ ts, text: 'Paused', edited: { user: sandbox.bot.userId } });
    expect(history.messages?.[0]?.blocks).toBeUndefined();

    const link = await slack.chat.getPermalink({ channel, message_ts: reply.ts ?? '' });
    expect(link.permalink).toBe(
      `${sandbox.baseUrl}/archives/${channel}/p${(reply.ts ?? '').replace('.', '')}?thread_ts=${ts}&cid=${channel}`,
    );
    await slack.chat.delete({ channel, ts: reply.ts ?? '' });
    expect((await slack.conversations.replies({ channel, ts })).messages).toHaveLength(1);
  });

  it('shows an ephemeral message to its reader alone and keeps it out of history', async () => {
    const channel = sandbox.ids.product;
    await slack.chat.postEphemeral({ channel, user: ada.id, text: 'only you' });
    expect(ada.messages(channel).map((message) => [message.text, message.ephemeral])).toEqual([
      ['only you', true],
    ]);
    expect(person(sandbox, sandbox.ids.grace).messages(channel)).toEqual([]);
    expect((await slack.conversations.history({ channel })).messages).toEqual([]);
  });

  it('refuses what Slack refuses, naming the block and the place', async () => {
    const channel = sandbox.ids.general;
    const theirs = ada.say(channel, 'mine');
    expect(await refusal(slack.chat.postMessage({ channel, text: '' }))).toMatchObject({ error: 'no_text' });
    expect(await refusal(slack.chat.postMessage({ channel: 'C0NOWHERE1', text: 'x' }))).toMatchObject({
      error: 'channel_not_found',
    });
    expect(
      await refusal(slack.chat.postMessage({ channel: sandbox.ids.leadership, text: 'x' })),
    ).toMatchObject({ error: 'channel_not_found' });
    expect(
      await refusal(slack.chat.postMessage({ channel, text: 'x', thread_ts: '1.000001' })),
    ).toMatchObject({ error: 'thread_not_found' });
    expect(await refusal(slack.chat.update({ channel, ts: theirs, text: 'x' }))).toMatchObject({
      error: 'cant_update_message',
    });
    expect(await refusal(slack.chat.update({ channel, ts: '1.000001', text: 'x' }))).toMatchObject({
      error: 'message_not_found',
    });
    const section = { type: 'section' as const, text: { type: 'mrkdwn' as const, text: 'x'.repeat(3_001) } };
    expect(
      await refusal(slack.chat.postMessage({ channel, text: 'x', blocks: [{ type: 'divider' }, section] })),
    ).toEqual({
      error: 'invalid_blocks',
      messages: ['[ERROR] must be less than 3001 characters [json-pointer:/blocks/1/text/text]'],
    });
    const many = Array.from({ length: 51 }, () => ({ type: 'divider' as const }));
    expect(await refusal(slack.chat.postMessage({ channel, text: 'x', blocks: many }))).toMatchObject({
      error: 'invalid_blocks',
    });
    expect(await refusal(slack.blocks.validate({ blocks: [{ type: 'wormhole' }] }))).toMatchObject({
      messages: ['[ERROR] unsupported type: wormhole [json-pointer:/blocks/0/type]'],
    });
    expect((await slack.blocks.validate({ blocks: [{ type: 'divider' }] })).ok).toBe(true);
  });

  it('streams an answer as the SDK’s own streamer writes it', async () => {
    const channel = sandbox.ids.dmAda;
    const question = ada.say(channel, 'what changed?');
    const stream = slack.chatStream({ channel, thread_ts: question, buffer_size: 4 });
    await stream.append({ markdown_text: '**Three** ' });
    expect(ada.thread(channel, question).at(-1)).toMatchObject({ text: '**Three** ', streaming: true });
    await stream.append({ markdown_text: 'changes' });
    await stream.append({
      chunks: [{ type: 'task_update', id: 't1', title: 'Read', status: 'in_progress' }],
    });
    await stream.append({ chunks: [{ type: 'task_update', id: 't1', title: 'Read', status: 'complete' }] });
    await stream.stop({ blocks: [{ type: 'actions', elements: [button] }] });
    const answer = ada.thread(channel, question).at(-1);
    expect(answer).toMatchObject({ text: '**Three** changes', streaming: false });
    expect(answer?.blocks.map((block) => block.type)).toEqual(['markdown', 'task_card', 'actions']);
    expect(answer?.blocks[1]).toMatchObject({ task_id: 't1', status: 'complete' });
    const again = slack.chat.appendStream({ channel, ts: answer?.ts ?? '', markdown_text: 'more' });
    expect(await refusal(again)).toMatchObject({ error: 'message_not_in_streaming_state' });
    const inChannel = slack.chat.startStream({
      channel: sandbox.ids.general,
      thread_ts: ada.say(sandbox.ids.general, 'hi'),
    });
    expect(await refusal(inChannel)).toMatchObject({ error: 'missing_recipient_team_id' });
  });

  it('keeps reactions, once each', async () => {
    const channel = sandbox.ids.general;
    const timestamp = ada.say(channel, 'look');
    await slack.reactions.add({ channel, timestamp, name: 'eyes' });
    expect(await refusal(slack.reactions.add({ channel, timestamp, name: 'eyes' }))).toMatchObject({
      error: 'already_reacted',
    });
    const got = await slack.reactions.get({ channel, timestamp });
    expect(got.message?.reactions).toEqual([{ name: 'eyes', users: [sandbox.bot.userId], count: 1 }]);
    await slack.reactions.remove({ channel, timestamp, name: 'eyes' });
    expect(await refusal(slack.reactions.remove({ channel, timestamp, name: 'eyes' }))).toMatchObject({
      error: 'no_reaction',
    });
  });
});

describe('people and places', () => {
  it('lists, pages through and describes conversations the app may see', async () => {
    const listed: string[] = [];
    for await (const page of slack.paginate('conversations.list', {
      types: 'public_channel,private_channel,im',
      limit: 2,
    })) {
      for (const channel of 'channels' in page && Array.isArray(page.channels) ? page.channels : [])
        listed.push(channel.id);
    }
    expect(listed).toContain(sandbox.ids.pricing);
    expect(listed).toContain(sandbox.ids.dmAda);
    expect(listed).not.toContain(sandbox.ids.leadership);
    const info = await slack.conversations.info({ channel: sandbox.ids.pricing, include_num_members: true });
    expect(info.channel).toMatchObject({
      name: 'pricing',
      is_member: true,
      is_private: false,
      num_members: 4,
    });
    expect((await slack.conversations.members({ channel: sandbox.ids.product })).members).toContain(
      sandbox.ids.grace,
    );
    expect((await slack.conversations.open({ users: ada.id })).channel?.id).toBe(sandbox.ids.dmAda);
    expect((await slack.conversations.join({ channel: sandbox.ids.general })).warning).toBe(
      'already_in_channel',
    );
    const linus = sandbox.ids.linus;
    expect((await slack.conversations.invite({ channel: sandbox.ids.product, users: linus })).ok).toBe(true);
    expect(
      await refusal(slack.conversations.invite({ channel: sandbox.ids.product, users: linus })),
    ).toMatchObject({ error: 'already_in_channel' });
  });

  it('knows people with their time zone, their e-mail and whether they are guests', async () => {
    const { channels } = await slack.users.conversations({
      user: sandbox.ids.linus,
      types: 'public_channel,private_channel',
    });
    expect(channels?.map(({ id }) => id)).toContain(sandbox.ids.general);
    expect(channels?.map(({ id }) => id)).not.toContain(sandbox.ids.leadership);
    const { user } = await slack.users.info({ user: sandbox.ids.linus });
    expect(user).toMatchObject({ name: 'linus', is_restricted: true, tz: 'America/Los_Angeles' });
    const found = await slack.users.lookupByEmail({ email: 'ada@sandbox.example' });
    expect(found.user).toMatchObject({ id: ada.id, is_admin: true, tz: 'Europe/Berlin' });
    expect((await slack.users.list({})).members).toHaveLength(5);
    expect(await refusal(slack.users.lookupByEmail({ email: 'nobody@sandbox.example' }))).toMatchObject({
      error: 'users_not_found',
    });
  });

  it('keeps to the scopes the manifest asks for', async () => {
    await using strict = await createSandbox({
      manifest: { oauth_config: { scopes: { bot: ['chat:write', 'users:read'] } } },
    });
    const narrow = new WebClient(strict.botToken, {
      slackApiUrl: strict.apiUrl,
      retryConfig: { retries: 0 },
    });
    expect((await narrow.users.info({ user: strict.ids.ada })).user?.profile?.email).toBeUndefined();
    expect(await refusal(narrow.users.lookupByEmail({ email: 'ada@sandbox.example' }))).toMatchObject({
      error: 'missing_scope',
    });
    expect(await refusal(narrow.conversations.history({ channel: strict.ids.general }))).toMatchObject({
      error: 'missing_scope',
    });
  });
});

describe('files', () => {
  it('takes an upload in the SDK’s three steps and gives the bytes back only to a token', async () => {
    await slack.filesUploadV2({
      channel_id: sandbox.ids.general,
      filename: 'notes.vtt',
      content: 'WEBVTT',
      initial_comment: 'notes',
    });
    const message = ada.messages(sandbox.ids.general).at(-1);
    expect(message?.text).toBe('notes');
    const files = message?.raw.files;
    const id = Array.isArray(files) ? String(files[0]?.id) : '';
    const { file } = await slack.files.info({ file: id });
    expect(file).toMatchObject({ name: 'notes.vtt', mimetype: 'text/vtt', size: 6 });
    const withToken = await fetch(file?.url_private ?? '', {
      headers: { authorization: `Bearer ${sandbox.botToken}` },
    });
    expect(await withToken.text()).toBe('WEBVTT');
    const without = await fetch(file?.url_private ?? '');
    expect([without.status, without.headers.get('content-type')]).toEqual([200, 'text/html; charset=utf-8']);
    expect(await refusal(slack.files.info({ file: 'F0NOTTHERE' }))).toMatchObject({
      error: 'file_not_found',
    });
  });
});

describe('views and agent surfaces', () => {
  const modal = { type: 'modal' as const, title: { type: 'plain_text' as const, text: 'Edit' }, blocks: [] };

  it('refuses false and used triggers, and titles over 24 characters', async () => {
    const { forge } = sandbox;
    expect(await refusal(slack.views.open({ trigger_id: '1.2.abc', view: modal }))).toMatchObject({
      error: 'invalid_trigger_id',
    });
    const trigger = forge.triggers.issue({ user: ada.id });
    const opened = await slack.views.open({ trigger_id: trigger, view: modal });
    expect(await refusal(slack.views.open({ trigger_id: trigger, view: modal }))).toMatchObject({
      error: 'exchanged_trigger_id',
    });
    const viewId = opened.view?.id ?? '';
    expect(await refusal(slack.views.update({ view_id: viewId, hash: 'old', view: modal }))).toMatchObject({
      error: 'hash_conflict',
    });
    const long = {
      ...modal,
      title: { type: 'plain_text' as const, text: 'a title of more than 24 letters' },
    };
    expect(await refusal(slack.views.update({ view_id: viewId, view: long }))).toEqual({
      error: 'invalid_arguments',
      messages: ['[ERROR] must be less than 25 characters [json-pointer:/view/title/text]'],
    });
    await slack.views.update({ view_id: viewId, view: { ...modal, callback_id: 'edited' } });
    await slack.views.push({
      trigger_id: forge.triggers.issue({ user: ada.id, viewId }),
      view: { ...modal, callback_id: 'second' },
    });
    const third = await slack.views.push({
      trigger_id: forge.triggers.issue({ user: ada.id, viewId }),
      view: modal,
    });
    expect(third.view).toMatchObject({ root_view_id: viewId });
    const fourth = slack.views.push({
      trigger_id: forge.triggers.issue({ user: ada.id, viewId }),
      view: modal,
    });
    expect(await refusal(fourth)).toMatchObject({ error: 'push_limit_reached' });
  });

  it('publishes a home, sets prompts, a status, titles and the state of a session', async () => {
    await slack.views.publish({ user_id: ada.id, view: { type: 'home', blocks: [{ type: 'divider' }] } });
    expect(ada.home()).toMatchObject({ type: 'home', blocks: [{ type: 'divider' }] });
    const channel_id = sandbox.ids.dmAda;
    const thread_ts = ada.say(channel_id, 'hello');
    const statuses: string[] = [];
    sandbox.on((event) => {
      if (event.type === 'status') statuses.push(event.status);
    });
    await slack.assistant.threads.setStatus({ channel_id, thread_ts, status: 'is reading…' });
    await slack.chat.postMessage({ channel: channel_id, thread_ts, text: 'done' });
    expect(statuses).toEqual(['is reading…', '']);
    await slack.assistant.threads.setSuggestedPrompts({
      channel_id,
      prompts: [{ title: 'Watch', message: 'Watch a page' }],
    });
    await slack.assistant.threads.setTitle({ channel_id, thread_ts, title: 'Hello' });
    await slack.agents.sessions.setStatus({ channel_id, thread_ts, status: 'processing' });
    await slack.agents.sessions.rename({ channel_id, title: 'Prices' });
    expect(await refusal(slack.agents.sessions.setStatus({ channel_id, status: 'asleep' }))).toMatchObject({
      error: 'invalid_arguments',
    });
  });
});

describe('failures on demand', () => {
  it('answers 429 with Retry-After, 500, nothing at all, or loses the answer after posting', async () => {
    const channel = sandbox.ids.product;
    const post = (text: string) => slack.chat.postMessage({ channel, text });
    const texts = () => ada.messages(channel).map((message) => message.text);
    sandbox.faults.add({ method: 'chat.postMessage', fault: 'ratelimited', times: 1, retryAfterSeconds: 7 });
    await expect(post('a')).rejects.toSatisfy(
      (error) => error instanceof WebAPIRateLimitedError && error.retryAfter === 7,
    );
    sandbox.faults.add({ method: 'chat.postMessage', fault: 'server_error', times: 1 });
    await expect(post('b')).rejects.toThrow('500');
    sandbox.faults.add({ method: 'chat.postMessage', fault: 'timeout', times: 1 });
    await expect(
      new WebClient(sandbox.botToken, {
        slackApiUrl: sandbox.apiUrl,
        retryConfig: { retries: 0 },
        timeout: 100,
      }).chat.postMessage({ channel, text: 'c' }),
    ).rejects.toThrow();
    expect(texts()).not.toContain('c');
    sandbox.faults.add({ method: 'chat.postMessage', fault: 'answer_lost', times: 1 });
    await expect(post('d')).rejects.toThrow();
    expect(texts()).toContain('d');
    sandbox.faults.add({ method: '*', fault: 'error', times: 1, error: 'fatal_error' });
    expect(await refusal(post('e'))).toMatchObject({ error: 'fatal_error' });
    expect((await post('f')).ok).toBe(true);
    const faults = sandbox.calls
      .filter((call) => call.fault !== undefined)
      .map((call) => [call.fault, call.status]);
    expect(faults).toEqual([
      ['ratelimited', 429],
      ['server_error', 500],
      ['timeout', 0],
      ['answer_lost', 0],
      ['error', 200],
    ]);
  });

  it('lets one message a second through a channel when asked to be that strict', async () => {
    await using strict = await createSandbox({ simulateRateLimits: true });
    const strictClient = new WebClient(strict.botToken, {
      slackApiUrl: strict.apiUrl,
      rejectRateLimitedCalls: true,
    });
    await strictClient.chat.postMessage({ channel: strict.ids.general, text: '1' });
    await strictClient.chat.postMessage({ channel: strict.ids.pricing, text: '1' });
    await expect(strictClient.chat.postMessage({ channel: strict.ids.general, text: '2' })).rejects.toThrow(
      WebAPIRateLimitedError,
    );
  });
});

describe('installing and leaving', () => {
  it('gives a code on the approval page, a token for the code, once, and takes tokens back', async () => {
    const query = {
      client_id: sandbox.clientId,
      scope: 'chat:write,users:read',
      redirect_uri: 'http://127.0.0.1:9/done',
      state: 's1',
    };
    const page = await fetch(`${sandbox.authorizationUrl}?${new URLSearchParams(query)}`);
    expect(await page.text()).toContain('chat:write');
    const allowed = await fetch(sandbox.authorizationUrl, {
      method: 'POST',
      redirect: 'manual',
      body: new URLSearchParams({ ...query, decision: 'allow' }),
    });
    const back = new URL(allowed.headers.get('location') ?? '');
    expect(back.searchParams.get('state')).toBe('s1');
    const exchange = {
      client_id: sandbox.clientId,
      client_secret: sandbox.clientSecret,
      code: back.searchParams.get('code') ?? '',
      redirect_uri: query.redirect_uri,
    };
    const nobody = client('');
    expect(await refusal(nobody.oauth.v2.access({ ...exchange, client_secret: 'no' }))).toMatchObject({
      error: 'bad_client_secret',
    });
    const granted = await nobody.oauth.v2.access(exchange);
    expect(granted).toMatchObject({
      token_type: 'bot',
      scope: 'chat:write,users:read',
      bot_user_id: sandbox.bot.userId,
    });
    expect(await refusal(nobody.oauth.v2.access(exchange))).toMatchObject({ error: 'invalid_code' });
    const second = client(granted.access_token ?? '');
    expect(await second.auth.revoke()).toMatchObject({ ok: true, revoked: true });
    expect(await refusal(second.auth.test())).toMatchObject({ error: 'token_revoked' });
    expect((await client(sandbox.appToken).apps.connections.open({})).url).toMatch(
      /^ws:\/\/127\.0\.0\.1:\d+\/link\//,
    );
    await slack.apps.uninstall({ client_id: sandbox.clientId, client_secret: sandbox.clientSecret });
    expect(await refusal(slack.auth.test())).toMatchObject({ error: 'token_revoked' });
  });
});

it('has answered every method it offers to the vendor’s own client', () => {
  const reached = new Set(sandbox.calls.filter((call) => call.ok).map((call) => call.method));
  expect(Object.keys(apiMethods).filter((method) => !reached.has(method))).toEqual([]);
});
