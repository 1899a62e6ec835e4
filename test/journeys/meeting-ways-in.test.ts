import { createHmac } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { SeenMessage } from '../../src/sandbox/person.ts';
import { buttonsOf, hasButton, wordsOf } from '../helpers/read-message.ts';
import { openStory, type Story } from '../helpers/story.ts';

const noteTakerSecret = 'a-secret-of-all-note-takers';
const hmac = (secret: string, text: string) => createHmac('sha256', secret).update(text);

/** Ada takes this on, whatever brings it. */
const promise = (thing: string) => `I will order the ${thing} by Friday.`;

/** Fireflies' API: one recording, for whoever has the key. */
async function openFireflies(): Promise<{ url: string; server: Server }> {
  const server = createServer((request, response) => {
    const sentences = [
      {
        speaker_id: 0,
        speaker_name: 'Ada Lovelace',
        text: promise('fire blankets'),
        start_time: 1,
        end_time: 4,
      },
    ];
    const isKnown = request.headers.authorization === 'Bearer key-of-fireflies';
    const transcript = { title: 'Fire drill', sentences };
    response.setHeader('content-type', 'application/json');
    response.end(JSON.stringify(isKnown ? { data: { transcript } } : { errors: [{ code: 'auth_failed' }] }));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/graphql`, server };
}

describe('a meeting comes in', () => {
  let story: Story;
  let channel: string;
  let fireflies: Server;
  /** Addresses and secrets as `/lookout notetakers` shows them, by note taker. */
  let told: string;
  beforeAll(async () => {
    const opened = await openFireflies();
    fireflies = opened.server;
    story = await openStory({
      env: {
        NOTE_TAKER_SECRET: noteTakerSecret,
        PUBLIC_URL: 'https://lookout.example',
        FIREFLIES_API_KEY: 'key-of-fireflies',
        FIREFLIES_API_URL: opened.url,
        EGRESS_ALLOW: new URL(opened.url).host,
      },
    });
    await story.house.tick();
    await story.settled();
    channel = story.sandbox.ids.general;
    await story.ada.command(channel, '/lookout', 'notetakers');
    told = wordsOf(await seen((message) => wordsOf(message).includes('/webhooks/krisp/')));
  }, 90_000);
  afterAll(async () => {
    await story[Symbol.asyncDispose]();
    fireflies.closeAllConnections();
    fireflies.close();
  });

  const seen = (fits: (message: SeenMessage) => boolean) =>
    story.ada.waitForMessage(channel, fits, { timeoutMs: 20_000 });
  /** The review that proposes one thing; nothing has been created. */
  const reviewOf = async (thing: string): Promise<SeenMessage> => {
    const review = await seen(
      (message) => wordsOf(message).includes(thing) && hasButton(message, 'review_create'),
    );
    await story.settled();
    expect(wordsOf(review)).toMatch(/1 item/);
    return review;
  };
  const addressOf = (vendor: string): string => {
    const [path] = new RegExp(`/webhooks/${vendor}/[\\w.-]+`).exec(told) ?? [];
    if (!path) throw new Error(`no address for ${vendor} in ${told}`);
    return `${story.house.url}${path}`;
  };
  const post = async (
    vendor: string,
    body: unknown,
    headers: (body: string) => Record<string, string> = () => ({}),
  ) => {
    const text = JSON.stringify(body);
    const sent = {
      method: 'POST',
      body: text,
      headers: { 'content-type': 'application/json', ...headers(text) },
    };
    const { status } = await fetch(addressOf(vendor), sent);
    return status;
  };
  const reviews = () =>
    story.ada.messages(channel).filter((message) => hasButton(message, 'review_create')).length;

  test('by Krisp, once however often it is sent', async () => {
    const body = {
      event: 'transcript_created',
      data: {
        meeting: { title: 'Kitchen' },
        raw_content: `Ada Lovelace | 00:05\n${promise('coffee filters')}\n`,
      },
    };
    expect(await post('krisp', body)).toBe(200);
    expect(await post('krisp', body)).toBe(200);
    expect(wordsOf(await reviewOf('coffee filters'))).toContain('Kitchen');
    expect(reviews()).toBe(1);
  }, 30_000);

  test('without a thread of its own, it has one below its review: links lead there, and news come there', async () => {
    const review = await reviewOf('coffee filters');
    await story.ada.click(review.ts, 'review_create', { channel });
    await seen((message) => message.ts === review.ts && /1 issue .*created/.test(wordsOf(message)));
    await story.settled();
    const { linear, baseUrl } = story.sandbox;
    const made = linear.issues().find(({ title }) => /coffee filters/.test(title));
    const address = `${baseUrl}/archives/${channel}/p${review.ts.replace('.', '')}`;
    expect(made?.attachments.map(({ url }) => url)).toContain(address);
    linear.people.change('ada@sandbox.example', made?.identifier ?? '', { state: 'Done' });
    const told = await seen((message) => /is done/.test(wordsOf(message)));
    expect(told.thread_ts).toBe(review.ts);
  }, 30_000);

  test('by Fathom, signed with its secret, and not with another', async () => {
    const body = {
      meeting_title: 'Roof',
      transcript: [
        { speaker: { display_name: 'Ada Lovelace' }, text: promise('roof tiles'), timestamp: '00:00:07' },
      ],
    };
    const signed = (secret: string) => (text: string) => {
      const at = String(Math.floor(story.clock.now().getTime() / 1_000));
      const signature = hmac(secret, `msg_1.${at}.${text}`).digest('base64');
      return { 'webhook-id': 'msg_1', 'webhook-timestamp': at, 'webhook-signature': `v1,${signature}` };
    };
    expect(await post('fathom', body, signed('another secret'))).toBe(401);
    expect(await post('fathom', body, signed(noteTakerSecret))).toBe(200);
    await reviewOf('roof tiles');
  }, 30_000);

  test('by Fireflies, which only says that there is one: it is fetched', async () => {
    const body = { meetingId: 'rec-1', eventType: 'Transcription completed' };
    const sign = (text: string) => ({
      'x-hub-signature': `sha256=${hmac(noteTakerSecret, text).digest('hex')}`,
    });
    expect(await post('fireflies', body, sign)).toBe(200);
    expect(wordsOf(await reviewOf('fire blankets'))).toContain('Fire drill');
  }, 30_000);

  test('by a Zap', async () => {
    expect(await post('zapier', { transcript: `Ada Lovelace: ${promise('zebra crossing')}` })).toBe(200);
    await reviewOf('zebra crossing');
  }, 30_000);

  test('not by an address that was not made here', async () => {
    const path = `/webhooks/krisp/${story.sandbox.ids.team}.${channel}.${'x'.repeat(32)}`;
    const { status } = await fetch(`${story.house.url}${path}`, { method: 'POST', body: '{}' });
    expect(status).toBe(401);
  });

  test('pasted into the form of a shortcut', async () => {
    await story.ada.shortcut('paste_transcript');
    const view = await story.ada.waitForView(({ callback_id: id }) => id === 'paste_transcript');
    await story.ada.submit(view.id, {
      channel,
      title: 'Corridor talk',
      text: `Ada Lovelace: ${promise('corridor lamps')}\nGrace Hopper: Thank you.`,
    });
    await story.ada.waitForView(({ raw }) => JSON.stringify(raw).includes('It is being read'));
    expect(wordsOf(await reviewOf('corridor lamps'))).toContain('Corridor talk');
  }, 30_000);

  test('of a thread, by "Turn into work" on a message of it: the review is in that thread', async () => {
    const root = story.ada.say(channel, 'How about the garden?');
    story.ada.say(channel, promise('garden hose'), { thread: root });
    story.grace.say(channel, 'I will paint the fence tomorrow.', { thread: root });
    await story.settled();
    await story.grace.shortcut('turn_into_work', { channel, messageTs: root });
    const review = await seen(
      (message) =>
        message.thread_ts === root &&
        /garden hose/.test(wordsOf(message)) &&
        hasButton(message, 'review_create'),
    );
    expect(wordsOf(review)).toMatch(/2 items/);
    expect(wordsOf(review)).toMatch(/fence/);
  }, 30_000);

  test('of a guest, not at all: a sentence says why, to them alone', async () => {
    const before = reviews();
    const ts = story.ada.say(channel, promise('guest room'));
    await story.linus.shortcut('turn_into_work', { channel, messageTs: ts });
    const refusal = await story.linus.waitForMessage(
      channel,
      (message) => message.ephemeral && /Guests/.test(wordsOf(message)),
    );
    expect(wordsOf(refusal)).toMatch(/A full member/);
    await story.settled();
    expect(reviews()).toBe(before);
  }, 30_000);

  test('an owner outside every team: the review asks for the team, once for all, and Create works then', async () => {
    const { linear, ids } = story.sandbox;
    const teams = linear.forge.tables.teams;
    const ada = linear.ids.user('ada@sandbox.example');
    for (const team of teams.values()) team.memberIds = team.memberIds.filter((id) => id !== ada);
    const calls = story.house.hall.as({ workspaceId: ids.team, requestId: 'setup' });
    await calls.linear.catalog({ refresh: true });
    const thread = story.ada.say(ids.product, 'Notes', {
      files: [
        {
          name: 'a.vtt',
          mimetype: 'text/vtt',
          content: `WEBVTT\n\n00:01.000 --> 00:04.000\n<v Ada Lovelace>${promise('thermal printer')}\n`,
        },
      ],
    });
    const says = (words: RegExp) =>
      story.ada.waitForMessage(
        ids.product,
        (message) => message.thread_ts === thread && words.test(wordsOf(message)),
        { timeoutMs: 20_000 },
      );
    const review = await says(/no team chosen/);
    expect(buttonsOf(review.blocks).map(({ actionId }) => actionId)).toContain('review_team');
    await story.settled();
    await story.ada.click(review.ts, 'review_create', { channel: ids.product });
    await says(/Choose a team for/);
    const choice = `${linear.ids.team('GRO')}:${buttonsOf(review.blocks).find(({ actionId }) => actionId === 'review_create')?.value}`;
    await story.ada.choose(review.ts, 'review_team', choice, { channel: ids.product });
    await says(/Growth/);
    await story.settled();
    await story.ada.click(review.ts, 'review_create', { channel: ids.product });
    await says(/1 issue/);
    await story.settled();
    const made = linear.issues().find(({ title }) => /thermal printer/.test(title));
    expect(made).toMatchObject({
      identifier: expect.stringMatching(/^GRO-/),
      assignee: expect.objectContaining({ name: 'Ada Lovelace' }),
    });
  }, 60_000);
});
