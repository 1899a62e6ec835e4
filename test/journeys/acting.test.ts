import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { SeenMessage, SlackPerson } from '../../src/sandbox/person.ts';
import { botUserId } from '../../src/sandbox/slack/workspace.ts';
import { buttonsOf, hasButton, wordsOf } from '../helpers/read-message.ts';
import { day, openStory, type Story } from '../helpers/story.ts';

describe('acting from Slack', () => {
  let story: Story;
  let general: string;
  beforeAll(async () => {
    story = await openStory();
    general = story.sandbox.ids.general;
    await story.house.tick(); // Linear is known from the first stroke of the clock
    await story.settled();
  }, 240_000);
  afterAll(async () => await story[Symbol.asyncDispose]());

  const issue = (identifier: string) => {
    const found = story.sandbox.linear.issues().find((one) => one.identifier === identifier);
    if (!found) throw new Error(`no ${identifier}`);
    return found;
  };
  const titled = (title: string) =>
    story.sandbox.linear.issues().filter((one) => one.title === title && !one.archived);
  /** Says it to Lookout in #general; the first answer in its thread. */
  const order = async (
    words: string,
    by: SlackPerson = story.ada,
  ): Promise<{ ts: string; answer: SeenMessage }> => {
    const ts = by.say(general, `${story.lookout} ${words}`);
    const answer = await by.waitForMessage(
      general,
      (message) =>
        message.user === botUserId && (message.thread_ts === ts || message.ephemeral) && message.ts > ts,
      { timeoutMs: 20_000 },
    );
    await story.settled();
    return { ts, answer };
  };
  const inThread = (ts: string) =>
    story.ada.thread(general, ts).filter((message) => message.ts !== ts && message.user === botUserId);
  const shown = (ts: string) =>
    story.ada.messages(general).find((message) => message.ts === ts) as SeenMessage;

  test('an issue is made from a sentence, with owner, day and priority, and a link back to the message', async () => {
    const { answer, ts } = await order(
      'create issue: rotate the signing keys, assign to Grace, due tomorrow, high',
    );
    const [made] = titled('Rotate the signing keys');
    expect(made).toMatchObject({ priority: 'High', assignee: { name: 'Grace Hopper' } });
    expect(made?.due).toMatch(/^\d{4}-\d\d-\d\d$/);
    expect(JSON.stringify(made)).toContain(`/archives/${general}/p${ts.replace('.', '')}`);
    expect(wordsOf(answer)).toMatch(/✓ .*Rotate the signing keys.* · Grace Hopper · due /);

    const repeated = story.sandbox.link.events().findLast(({ event }) => event.type === 'app_mention');
    await story.sandbox.link.repeat(repeated?.eventId ?? '');
    await story.settled();
    expect(titled('Rotate the signing keys')).toHaveLength(1);
    expect(inThread(ts)).toHaveLength(1);

    await story.ada.click(answer.ts, 'issue_undo', { channel: general });
    await story.ada.waitForMessage(
      general,
      (message) => message.ts === answer.ts && /archived/.test(wordsOf(message)),
    );
    expect(titled('Rotate the signing keys')).toHaveLength(0);
  }, 60_000);

  test('what seems to exist already is shown first, and made all the same when wanted', async () => {
    const { answer } = await order('create issue: Import contacts from a spreadsheet');
    expect(wordsOf(answer)).toMatch(/This may exist already:[\s\S]*ENG-8/);
    expect(titled('Import contacts from a spreadsheet')).toHaveLength(1);
    await story.ada.click(answer.ts, 'issue_create_anyway', { channel: general });
    await story.ada.waitForMessage(
      general,
      (message) => message.ts > answer.ts && /✓/.test(wordsOf(message)),
    );
    expect(titled('Import contacts from a spreadsheet')).toHaveLength(2);
  }, 60_000);

  test('a change says in one line what is different, and Undo puts everything back', async () => {
    const { answer } = await order('update ENG-5 to done, assign to me and due next Friday');
    expect(wordsOf(answer)).toMatch(
      /ENG-5.*In Review → Done · Grace Hopper → Ada Lovelace · no due date → due Fri/,
    );
    expect(issue('ENG-5')).toMatchObject({ state: { name: 'Done' }, assignee: { name: 'Ada Lovelace' } });
    await story.ada.click(answer.ts, 'issue_undo', { channel: general });
    await story.ada.waitForMessage(
      general,
      (message) => message.ts === answer.ts && /as it was/.test(wordsOf(message)),
    );
    expect(issue('ENG-5')).toMatchObject({
      state: { name: 'In Review' },
      assignee: { name: 'Grace Hopper' },
      due: null,
    });
    expect(hasButton(shown(answer.ts), 'issue_undo')).toBe(false);
  }, 60_000);

  test('Undo leaves alone what somebody changed since', async () => {
    const { answer } = await order('ENG-13 to in progress');
    story.sandbox.linear.people.change('grace@sandbox.example', 'ENG-13', { state: 'Done' });
    await story.ada.click(answer.ts, 'issue_undo', { channel: general });
    await story.ada.waitForMessage(
      general,
      (message) => message.ephemeral && /changed by somebody since/.test(wordsOf(message)),
    );
    expect(issue('ENG-13').state.name).toBe('Done');
  }, 60_000);

  test('a state the team does not have, a person nobody is, and a private issue change nothing', async () => {
    expect(wordsOf((await order('update ENG-2 to deploying')).answer)).toMatch(
      /no state “deploying”.*In Review/,
    );
    expect(wordsOf((await order('assign ENG-2 to Zoltan')).answer)).toMatch(
      /Nobody in Linear is called “Zoltan”/,
    );
    expect(wordsOf((await order('close LEA-1')).answer)).toMatch(/no issue LEA-1/);
    expect(issue('LEA-1').state.name).toBe('In Progress');
    expect(issue('ENG-2')).toMatchObject({ state: { name: 'Todo' }, assignee: { name: 'Ada Lovelace' } });
  }, 60_000);

  test('what is half said is asked back, and the button does it', async () => {
    const { answer, ts } = await order('update ENG-4');
    expect(wordsOf(answer)).toContain('What should change on ENG-4?');
    expect(issue('ENG-4').state.name).toBe('Backlog');
    await story.ada.click(answer.ts, 'clarify_2', { channel: general });
    await story.ada.waitForMessage(
      general,
      (message) => message.thread_ts === ts && /Backlog → In Progress/.test(wordsOf(message)),
    );
    expect(issue('ENG-4').state.name).toBe('In Progress');
  }, 60_000);

  test('a guest may not act', async () => {
    const { answer } = await order('close ENG-1', story.linus);
    expect(answer.ephemeral).toBe(true);
    expect(wordsOf(answer)).toMatch(/Guests cannot/);
    expect(issue('ENG-1').state.name).toBe('In Progress');
  }, 60_000);

  test('who is on what: by person, of one, about a topic; private teams stay hidden', async () => {
    const all = wordsOf((await order('who is on what?')).answer);
    expect(all).toMatch(/\*Ada Lovelace\*[\s\S]*ENG-2/);
    expect(all).not.toContain('Budget for next year');
    const grace = wordsOf((await order('what is Grace on?')).answer);
    expect(grace).toContain('Checkout shows the old price');
    expect(grace).not.toContain('Annual billing');
    expect(wordsOf((await order('what am I on?')).answer)).toContain('Annual billing');
    expect(wordsOf((await order('who is working on push notifications?')).answer)).toContain(
      'Push notifications',
    );
  }, 60_000);

  test('slash commands do the same for the asker alone', async () => {
    await story.grace.command(general, '/lookout', 'update ENG-10 to todo');
    const told = await story.grace.waitForMessage(
      general,
      (message) => message.ephemeral && /Backlog → Todo/.test(wordsOf(message)),
    );
    expect(story.ada.messages(general).map(({ ts }) => ts)).not.toContain(told.ts);
    expect(buttonsOf(told.blocks).map(({ actionId }) => actionId)).toEqual(['issue_undo']);
    await story.grace.click(told.ts, 'issue_undo', { channel: general });
    await expect.poll(() => issue('ENG-10').state.name).toBe('Backlog');
  }, 60_000);

  test('a report of the week comes on its schedule, once for each time, and ends when told', async () => {
    const { answer } = await order('weekly every Monday at 9');
    expect(wordsOf(answer)).toMatch(/comes here Mondays at 9:00/);
    const reports = () =>
      story.ada.messages(general).filter((message) => /Comes Mondays/.test(wordsOf(message)));
    await story.pass(8 * day);
    expect(reports()).toHaveLength(1);
    await story.house.tick();
    await story.settled();
    expect(reports()).toHaveLength(1);
    await story.pass(7 * day);
    expect(reports()).toHaveLength(2);
    expect(wordsOf((await order('stop weekly')).answer)).toMatch(/any more/);
    await story.pass(7 * day);
    expect(reports()).toHaveLength(2);
  }, 60_000);

  test('a thread is summarised in it', async () => {
    const ts = story.grace.say(general, 'We decided to move the offsite to Lisbon in May.');
    story.ada.say(general, 'I will book the hotel by Friday.', { thread: ts });
    story.ada.say(general, `${story.lookout} summarize this thread`, { thread: ts });
    const told = await story.ada.waitForMessage(
      general,
      (message) => message.thread_ts === ts && message.user === botUserId,
      {
        timeoutMs: 20_000,
      },
    );
    expect(wordsOf(told).length).toBeGreaterThan(10);
  }, 60_000);

  test('the requirements of a Notion page come into the thread for review', async () => {
    const page = `https://www.notion.so/${story.sandbox.notion.ids.billingPage.replaceAll('-', '')}`;
    const ts = story.ada.say(general, `${story.lookout} requirements ${page}`);
    const review = await story.ada.waitForMessage(
      general,
      (message) => message.thread_ts === ts && hasButton(message, 'review_create'),
      { timeoutMs: 30_000 },
    );
    expect(wordsOf(review)).toMatch(/requirements/i);
  }, 60_000);
});
