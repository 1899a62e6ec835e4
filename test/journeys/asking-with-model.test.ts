import { afterAll, beforeAll, expect, test } from 'vitest';
import { createForgedModel, type ForgedModel } from '../../src/sandbox/model/create-forged-model.ts';
import type { SeenMessage } from '../../src/sandbox/person.ts';
import { botUserId } from '../../src/sandbox/slack/workspace.ts';
import { hasButton, wordsOf } from '../helpers/read-message.ts';
import { openStory, type Story } from '../helpers/story.ts';

const meeting = `WEBVTT

00:00:01.000 --> 00:00:06.000
<v Ada Lovelace>Let us talk about the launch of the mobile app.</v>

00:00:07.000 --> 00:00:14.000
<v Grace Hopper>We decided to launch the mobile app on 3 March, after the beta.</v>
`;

let model: ForgedModel;
let story: Story;
let general: string;
beforeAll(async () => {
  model = await createForgedModel();
  story = await openStory({ env: { ...model.env } });
  general = story.sandbox.ids.general;
  const calls = story.house.hall.as({ workspaceId: story.sandbox.ids.team, requestId: 'setup' });
  const threadTs = story.ada.say(general, 'Notes');
  await calls.transcript.receive({
    text: meeting,
    fileName: 'launch.vtt',
    channelId: general,
    threadTs,
    by: story.ada.id,
    key: 'launch',
  });
  await story.settled();
}, 240_000);
afterAll(async () => {
  await story[Symbol.asyncDispose]();
  await model[Symbol.asyncDispose]();
});

const answered = (ts: string) => (message: SeenMessage) =>
  message.thread_ts === ts && message.user === botUserId && hasButton(message, 'ask_choose');
const ask = async (): Promise<{ message: SeenMessage; ts: string }> => {
  const ts = story.ada.say(general, `${story.lookout} when do we launch the mobile app?`);
  const message = await story.ada.waitForMessage(general, answered(ts), { timeoutMs: 30_000 });
  await story.settled();
  return { message, ts };
};
/** The number under which the model was shown these words. */
const shownAs = (request: string, words: string): number => {
  const [, json = '{}'] = /(\{"question".*\})/s.exec(request) ?? [];
  const { passages = [] } = JSON.parse(json) as { passages?: { n: number; text: string }[] };
  return passages.find(({ text }) => text.includes(words))?.n ?? 0;
};
const appended = () =>
  story.sandbox.calls
    .filter(({ method }) => method === 'chat.appendStream')
    .map(({ args }) => JSON.stringify(args));

test('a model’s sentences are streamed as they come, and what they cite stands below', async () => {
  model.script.otherwise(({ text, schemaName }) => {
    if (schemaName !== 'answer') return undefined;
    const n = shownAs(text, '3 March');
    return {
      kind: 'json',
      value: {
        found: true,
        sentences: [
          { text: 'The mobile app launches on 3 March.', passages: [n] },
          { text: 'It comes after the beta.', passages: [n] },
        ],
      },
    };
  });
  const { message } = await ask();
  const words = wordsOf(message);
  expect(words).toMatch(/launches on 3 March\. \[1\] It comes after the beta\. \[1\]/);
  expect(words).toMatch(/\[1\] “[^”]*3 March[^”]*” — </);
  expect(words).not.toContain('without a language model');
  expect(appended()).toHaveLength(2);
}, 60_000);

test('what does not stand in what it cites is not said', async () => {
  model.script.otherwise(({ text, schemaName }) =>
    schemaName === 'answer'
      ? {
          kind: 'json',
          value: {
            found: true,
            sentences: [{ text: 'It launches on 9 April.', passages: [shownAs(text, '3 March')] }],
          },
        }
      : undefined,
  );
  const { message } = await ask();
  expect(wordsOf(message)).not.toContain('9 April');
  expect(wordsOf(message)).toMatch(/“[^”]*mobile app/);
}, 60_000);

test('when the model fails, the passages answer and say so', async () => {
  model.script.otherwise(({ schemaName }) =>
    schemaName === 'answer' ? { kind: 'server_error' } : undefined,
  );
  const { message, ts } = await ask();
  expect(wordsOf(message)).toMatch(/“[^”]*mobile app/);
  expect(wordsOf(message)).toMatch(/language model/);
  expect(story.ada.thread(general, ts).filter(answered(ts))).toHaveLength(1);
}, 60_000);
