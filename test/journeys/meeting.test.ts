import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { editBlock } from '../../src/sandbox/notion/person.ts';
import type { SeenMessage } from '../../src/sandbox/person.ts';
import { buttonsOf, hasButton, wordsOf } from '../helpers/read-message.ts';
import { openStory, type Story } from '../helpers/story.ts';

const cue = (at: string, until: string, who: string, words: string) =>
  `${at} --> ${until}\n<v ${who}>${words}</v>\n`;

const meeting = [
  'WEBVTT\n',
  cue('00:00:01.000', '00:00:05.000', 'Ada Lovelace', 'Good morning, let us go through the launch list.'),
  cue(
    '00:00:06.000',
    '00:00:14.000',
    'Grace Hopper',
    'The importer keeps hammering the API. I will fix the retry storm in the importer by Friday.',
  ),
  cue(
    '00:00:15.000',
    '00:00:21.000',
    'Ada Lovelace',
    'We agreed to go with the annual plan at 120,000 dollars for Northwind.',
  ),
  cue(
    '00:00:22.000',
    '00:00:30.000',
    'Ada Lovelace',
    'I will send the revised quote to Northwind tomorrow. Grace, can you update the release notes?',
  ),
  cue('00:00:31.000', '00:00:35.000', 'Grace Hopper', 'Yes, I will update the release notes.'),
  cue('00:00:36.000', '00:00:40.000', 'Ada Lovelace', 'Great, thanks everybody, see you next week.'),
].join('\n');

/** Notion and Linear of the sandbox hold other work too. */
const ofMeeting = /quote to Northwind|retry storm|release notes/i;

describe('a meeting becomes work', () => {
  let story: Story;
  let thread: string;
  let channel: string;
  beforeAll(async () => {
    story = await openStory();
    await story.house.tick(); // Linear is known from the first stroke of the clock
    await story.settled();
    const calls = story.house.hall.as({ workspaceId: story.sandbox.ids.team, requestId: 'setup' });
    const place = { id: story.sandbox.notion.ids.workPage, kind: 'page' as const, by: story.ada.id };
    await calls.notion.choosePlace(place);
    channel = story.sandbox.ids.general;
  }, 90_000);
  afterAll(async () => await story[Symbol.asyncDispose]());

  const inThread = () => story.ada.thread(channel, thread).filter((message) => message.ts !== thread);
  const review = (words: RegExp): Promise<SeenMessage> =>
    story.ada.waitForMessage(
      channel,
      (message) => message.thread_ts === thread && words.test(wordsOf(message)),
      { timeoutMs: 30_000 },
    );
  const made = () =>
    story.sandbox.linear.issues().filter(({ title, archived }) => !archived && ofMeeting.test(title));
  const todos = () =>
    [...story.sandbox.notion.state.blocks.values()].filter(
      (block) => block.type === 'to_do' && !block.inTrash && ofMeeting.test(JSON.stringify(block)),
    );

  test('a file dropped in a channel is read, what is private is hidden, and the review is in its thread', async () => {
    thread = story.ada.say(channel, 'Notes of this morning', {
      files: [{ name: 'launch.vtt', mimetype: 'text/vtt', content: meeting }],
    });
    const shown = await review(/items?/);
    const words = wordsOf(shown);
    expect(words).toMatch(/revised quote to Northwind/i);
    expect(words).toMatch(/retry storm/i);
    expect(words).toMatch(/I will fix the retry storm in the importer by Friday/);
    expect(words).not.toContain('120,000');
    expect(hasButton(shown, 'review_create')).toBe(true);
  }, 60_000);

  test('Create makes the issues and the page, once, however often it is pressed', async () => {
    const shown = await review(/items?/);
    await story.ada.click(shown.ts, 'review_create', { channel });
    await story.ada.click(shown.ts, 'review_create', { channel }).catch(() => undefined);
    const done = await review(/created/);
    await story.settled();
    expect(made().length).toBeGreaterThanOrEqual(3);
    expect(new Set(made().map(({ title }) => title)).size).toBe(made().length);
    expect(todos()).toHaveLength(made().length);
    expect(JSON.stringify([...story.sandbox.notion.state.blocks.values()])).not.toContain('120,000');
    expect(buttonsOf(done.blocks).map(({ actionId }) => actionId)).toContain('review_undo');
    expect(inThread().filter((message) => hasButton(message, 'review_undo'))).toHaveLength(1);
  }, 60_000);

  test('an issue that is done in Linear ticks the to-do and is told in the thread, once', async () => {
    const [issue] = made();
    if (!issue) throw new Error('no issue was made');
    story.sandbox.linear.people.change('ada@sandbox.example', issue.identifier, { state: 'Done' });
    await story.sandbox.linear.webhooks.settled();
    await review(new RegExp(`${issue.identifier}.*done`, 'i'));
    await story.settled();
    expect(todos().filter((todo) => JSON.stringify(todo).includes('"checked":true'))).toHaveLength(1);
    expect(
      inThread().filter((message) => new RegExp(`^\\S* ?${issue.identifier}`).test(wordsOf(message))),
    ).toHaveLength(1);
  }, 60_000);

  test('a to-do ticked in Notion moves its issue', async () => {
    const open = todos().find((todo) => JSON.stringify(todo).includes('"checked":false'));
    if (!open) throw new Error('no to-do is open');
    editBlock(story.sandbox.notion.forge, 'ada', open.id, { checked: true });
    await story.sandbox.notion.webhooks.flush();
    await expect
      .poll(
        async () => {
          await story.settled();
          return made().filter(({ state }) => state.type === 'completed').length;
        },
        { timeout: 30_000 },
      )
      .toBe(2);
    await story.settled();
    expect(
      inThread()
        .map(wordsOf)
        .filter((words) => /(?:is|now) done in Linear/.test(words)),
    ).toHaveLength(2); // one line for each, Linear's echo of the tick is none
  }, 60_000);

  test('Undo archives what was made, but for what somebody has worked on, and puts the page into the bin', async () => {
    const done = await review(/created/);
    const worked = made().filter(({ state }) => state.type === 'completed');
    await story.ada.click(done.ts, 'review_undo', { channel });
    const undone = wordsOf(await review(/Taken back/));
    await story.settled();
    const names = (list: { identifier: string }[]) => list.map(({ identifier }) => identifier);
    expect(names(made())).toEqual(names(worked));
    for (const { identifier } of worked)
      expect(undone).toMatch(new RegExp(`${identifier} was changed since.* and stays; archive it in Linear`));
    const { pages } = story.sandbox.notion.state;
    expect([...pages.values()].filter(({ inTrash }) => inTrash)).toHaveLength(1);
  }, 60_000);

  test('Review again makes what was taken back, and no twin of what stayed; the meeting is told once', async () => {
    const before = made();
    const ask = async (words: string, told: RegExp) => {
      const ts = story.ada.say(channel, `${story.lookout} ${words}`);
      const isAnswer = (message: SeenMessage) => message.thread_ts === ts && told.test(wordsOf(message));
      return wordsOf(await story.ada.waitForMessage(channel, isAnswer, { timeoutMs: 30_000 }));
    };
    expect(await ask('summarize last meeting', /Actions/)).toMatch(/not created/);
    await story.ada.click((await review(/Taken back/)).ts, 'review_again', { channel });
    const again = await story.ada.waitForMessage(
      channel,
      (message) => message.thread_ts === thread && hasButton(message, 'review_create'),
      { timeoutMs: 30_000 },
    );
    for (const { identifier } of before) expect(wordsOf(again)).toContain(identifier);
    await story.ada.click(again.ts, 'review_create', { channel });
    await story.ada.waitForMessage(
      channel,
      (message) => message.ts === again.ts && hasButton(message, 'review_undo'),
      { timeoutMs: 30_000 },
    );
    await story.settled();
    const titles = made().map(({ title }) => title);
    expect(titles).toHaveLength(3);
    expect(new Set(titles)).toHaveLength(3);
    const ids = made().map(({ identifier }) => identifier);
    for (const { identifier } of before) expect(ids).toContain(identifier);
    const week = await ask('weekly', /Meetings/);
    expect(week.match(/Go with the annual plan/g)).toHaveLength(1);
    expect(week.match(/2 speakers/g)).toHaveLength(1);
    story.ada.say(channel, `${story.lookout} summarize this thread`, { thread });
    await review(/Actions/);
  }, 90_000);
});
