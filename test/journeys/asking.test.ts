import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { SeenMessage } from '../../src/sandbox/person.ts';
import { joinChannel } from '../../src/sandbox/slack/membership.ts';
import { botUserId } from '../../src/sandbox/slack/workspace.ts';
import { buttonsOf, hasButton, wordsOf } from '../helpers/read-message.ts';
import { openStory, type Story } from '../helpers/story.ts';

const cue = (at: string, until: string, who: string, words: string) =>
  `00:00:${at}.000 --> 00:00:${until}.000\n<v ${who}>${words}</v>\n`;
const vtt = (...cues: string[]) => ['WEBVTT\n', ...cues].join('\n');

const launch = vtt(
  cue('01', '05', 'Ada Lovelace', 'Let us talk about the launch of the mobile app.'),
  cue(
    '06',
    '12',
    'Grace Hopper',
    'We decided to launch the mobile app on the third of March, after the beta.',
  ),
  cue('13', '19', 'Ada Lovelace', 'And the beta testers get the free plan until the summer.'),
  cue('20', '25', 'Grace Hopper', 'I will write the announcement for the mobile app by Friday.'),
);
const secret = vtt(
  cue('01', '06', 'Ada Lovelace', 'This stays in this room: we are talking about the takeover of Bluebird.'),
  cue(
    '07',
    '13',
    'Grace Hopper',
    'We decided to close the takeover of Bluebird in April, before anybody hears of it.',
  ),
  cue('14', '20', 'Ada Lovelace', 'The lawyers prepare the contract for the Bluebird takeover.'),
);

describe('asking Lookout', () => {
  let story: Story;
  let general: string;
  let leadership: string;
  beforeAll(async () => {
    story = await openStory();
    general = story.sandbox.ids.general;
    leadership = story.sandbox.ids.leadership;
    const { forge } = story.sandbox;
    const channel = forge.workspace.channels.get(leadership);
    if (channel) joinChannel(forge, channel, botUserId, story.ada.id);
    await handIn(general, 'launch.vtt', launch);
    await handIn(leadership, 'takeover.vtt', secret);
    await story.settled();
  }, 240_000);
  afterAll(async () => await story[Symbol.asyncDispose]());

  const handIn = async (channel: string, name: string, content: string) => {
    const ts = story.ada.say(channel, 'Notes', { files: [{ name, mimetype: 'text/vtt', content }] });
    await story.ada.waitForMessage(
      channel,
      (message) => message.thread_ts === ts && /item|decision|Nothing to do/i.test(wordsOf(message)),
      { timeoutMs: 30_000 },
    );
  };
  const isAnswer = (message: SeenMessage) =>
    message.user === botUserId && !message.streaming && hasButton(message, 'ask_choose');
  const answersIn = (channel: string, ts: string) =>
    story.ada.thread(channel, ts).filter((message) => message.ts !== ts && isAnswer(message));
  /** Says it, and waits for the answer in the thread that comes after those that are there. */
  const ask = async (
    channel: string,
    text: string,
    { thread, by = story.ada }: { thread?: string; by?: Story['ada'] } = {},
  ) => {
    const earlier = thread ? answersIn(channel, thread).length : 0;
    const ts = by.say(channel, text, thread ? { thread } : {});
    const root = thread ?? ts;
    await by.waitForMessage(channel, () => answersIn(channel, root).length > earlier, { timeoutMs: 30_000 });
    await story.settled();
    const answer = answersIn(channel, root).at(-1);
    if (!answer) throw new Error('no answer');
    return { root, answer, words: wordsOf(answer) };
  };
  const dmOf = (person: 'dmAda' | 'dmGrace' | 'dmLinus') => story.sandbox.ids[person];

  test('a question in a channel is answered in its thread, streamed, with the words it stands on', async () => {
    const before = story.sandbox.calls.filter(({ method }) => method === 'chat.startStream').length;
    const { answer, words, root } = await ask(general, `${story.lookout} when do we launch the mobile app?`);
    expect(words).toMatch(/“[^”]*mobile app/);
    expect(words).toContain('[1]');
    expect(JSON.stringify(answer.blocks)).toMatch(/<http[^|]+\/archives\/[^|]+\|/);
    expect(story.sandbox.calls.filter(({ method }) => method === 'chat.startStream').length).toBe(before + 1);
    expect(answersIn(general, root)).toHaveLength(1);
    expect(words).toContain('Worked out without a language model');
  }, 60_000);

  test('the conversation goes on in its thread, and says only once that no model is there', async () => {
    const first = await ask(general, `${story.lookout} what did we decide about the mobile app?`);
    const second = await ask(general, `${story.lookout} and what about the announcement?`, {
      thread: first.root,
    });
    expect(second.words).toMatch(/announcement/);
    expect(second.words).not.toContain('Worked out without a language model');
  }, 60_000);

  test('what stands in no meeting is said plainly, with what was looked through', async () => {
    const { words } = await ask(general, `${story.lookout} what did we decide about the zebra aquarium?`);
    expect(words).toMatch(/Nothing about that was found in .*meeting/);
  }, 60_000);

  describe('words of a private channel', () => {
    const about = 'what did we decide about the takeover of Bluebird?';
    const hidden = /Bluebird in April|lawyers|takeover of Bluebird in/;

    test('never reach a public channel, though the asker is a member of both', async () => {
      const { words } = await ask(general, `${story.lookout} ${about}`);
      expect(words).not.toMatch(hidden);
      expect(words).toMatch(/Nothing about that was found/);
    }, 60_000);

    test('are answered in that channel, to a member by direct message, and by a command to the member alone', async () => {
      expect((await ask(leadership, `${story.lookout} ${about}`)).words).toMatch(/April/);
      expect((await ask(dmOf('dmAda'), about)).words).toMatch(/April/);
      await story.grace.command(general, '/lookout', `ask ${about}`);
      const shown = await story.grace.waitForMessage(
        general,
        (message) => message.ephemeral && /April/.test(wordsOf(message)),
      );
      expect(story.ada.messages(general).map(({ ts }) => ts)).not.toContain(shown.ts);
    }, 60_000);

    test('are hidden from a guest, by direct message too, while what the guest reads anyway is not', async () => {
      const asked = await ask(dmOf('dmLinus'), about, { by: story.linus });
      expect(asked.words).not.toMatch(hidden);
      const open = await ask(dmOf('dmLinus'), 'when do we launch the mobile app?', { by: story.linus });
      expect(open.words).toMatch(/“[^”]*mobile app/);
    }, 60_000);

    test('go nowhere by a follow-up in a public thread after a private answer', async () => {
      const { root } = await ask(general, `${story.lookout} when do we launch the mobile app?`);
      const next = await ask(general, `${story.lookout} and the takeover of Bluebird?`, { thread: root });
      expect(next.words).not.toMatch(hidden);
    }, 60_000);
  });

  test('chosen meetings only: offered are those all readers may see, and the answer comes into the thread', async () => {
    const { answer, root } = await ask(general, `${story.lookout} what did we decide about the mobile app?`);
    await story.ada.click(answer.ts, 'ask_choose', { channel: general });
    const view = await story.ada.waitForView(({ callback_id }) => callback_id === 'ask_meetings');
    const offered = JSON.stringify(await story.ada.options({ viewId: view.id }, 'ask_meetings', ''));
    expect(offered).toContain('launch');
    expect(offered).not.toContain('takeover');
    const [, chosen = ''] = /"value":"([0-9a-f-]{36})"/.exec(offered) ?? [];
    await story.ada.submit(view.id, { ask_question: 'who writes the announcement?', ask_meetings: [chosen] });
    await story.ada.waitForMessage(general, () => answersIn(general, root).length === 2, {
      timeoutMs: 30_000,
    });
    await story.settled();
    expect(wordsOf(answersIn(general, root).at(-1) as SeenMessage)).toContain('From 1 chosen meeting only');
  }, 60_000);

  test('/lookout ask alone opens the form, and answers in it', async () => {
    await story.ada.command(general, '/lookout', 'ask');
    const view = await story.ada.waitForView(({ callback_id }) => callback_id === 'ask_meetings');
    expect(JSON.stringify(await story.ada.options({ viewId: view.id }, 'ask_meetings', 'take'))).toContain(
      'takeover',
    );
    await story.ada.submit(view.id, { ask_question: 'what did we decide about Bluebird?' });
    const answered = await story.ada.waitForView(({ raw }) => /April/.test(JSON.stringify(raw)));
    expect(answered.callback_id).toBe('info');
  }, 60_000);

  test('a repeated delivery is answered once', async () => {
    const said = story.ada.say(general, `${story.lookout} when do we launch the mobile app?`);
    await story.ada.waitForMessage(general, () => answersIn(general, said).length === 1, {
      timeoutMs: 30_000,
    });
    await story.settled();
    const eventId =
      story.sandbox.link.events().findLast(({ event }) => event.type === 'app_mention')?.eventId ?? '';
    await story.sandbox.link.repeat(eventId);
    await story.settled();
    expect(answersIn(general, said)).toHaveLength(1);
    expect(buttonsOf(answersIn(general, said)[0]?.blocks ?? [])).toHaveLength(1);
  }, 60_000);

  test('where Slack refuses to stream, the answer is one plain message', async () => {
    story.sandbox.faults.add({
      method: 'chat.startStream',
      fault: 'error',
      error: 'not_allowed_token_type',
      times: 1,
    });
    const { words, root } = await ask(general, `${story.lookout} when do we launch the mobile app?`);
    expect(words).toMatch(/“[^”]*mobile app/);
    expect(answersIn(general, root)).toHaveLength(1);
  }, 60_000);
});
