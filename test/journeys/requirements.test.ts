import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { editBlock } from '../../src/sandbox/notion/person.ts';
import type { SeenMessage } from '../../src/sandbox/person.ts';
import { hasButton, wordsOf } from '../helpers/read-message.ts';
import { openStory, type Story } from '../helpers/story.ts';

describe('a page of requirements becomes issues', () => {
  let story: Story;
  let channel: string;
  let thread: string;
  beforeAll(async () => {
    story = await openStory();
    await story.house.tick();
    await story.settled();
    channel = story.sandbox.ids.general;
  }, 120_000);
  afterAll(async () => await story[Symbol.asyncDispose]());

  const calls = () => story.house.hall.as({ workspaceId: story.sandbox.ids.team, requestId: 'r' });
  const pageId = () => story.sandbox.notion.ids.billingPage;
  /** What the Slack door does for `requirements <page>`. */
  const ask = async (key: string) => {
    const page = await calls().notion.readPage({ url: `https://www.notion.so/${pageId()}` });
    thread = story.ada.say(channel, 'requirements of billing, please');
    return await calls().transcript.receivePage({
      ...page,
      channelId: channel,
      threadTs: thread,
      by: story.ada.id,
      key,
    });
  };
  const review = (words: RegExp): Promise<SeenMessage> =>
    story.ada.waitForMessage(
      channel,
      (message) => message.thread_ts === thread && words.test(wordsOf(message)),
      { timeoutMs: 30_000 },
    );
  const made = () =>
    story.sandbox.linear.issues().filter(({ archived, attachments, parent }) => {
      return (
        !archived &&
        parent === null &&
        attachments.some(({ url }) => url.includes(pageId().replaceAll('-', '')))
      );
    });
  const blockThat = (words: string) => {
    const found = [...story.sandbox.notion.state.blocks.values()].find((block) =>
      JSON.stringify(block.content).includes(words),
    );
    if (!found) throw new Error(`no block says ${words}`);
    return found;
  };
  /** Items for which nothing says the team go to the first there is. */
  const placeAll = async (transcriptId: string) => {
    const { items } = await calls().transcript.get({ transcriptId });
    const { teams } = await calls().linear.catalog({});
    for (const { itemId, version, fields } of items)
      if (!fields.teamId)
        await calls().transcript.editItem({
          itemId,
          version,
          fields: { teamId: teams[0]?.id ?? null },
          by: story.ada.id,
        });
    await story.settled();
  };

  let first: string;
  test('its requirements are listed, each with a link to its block; questions and what is out of scope are not', async () => {
    ({ transcriptId: first } = await ask('first'));
    const shown = await review(/requirements/);
    await story.settled();
    const words = wordsOf(await review(/8 requirements/));
    expect(words).toContain('Billing v2: requirements');
    expect(words).toContain('1 open question');
    expect(words).toContain('Let a customer download their invoices as PDF');
    expect(words).toContain('Make sure invoices are never changed after they were sent');
    expect(words).not.toMatch(/resellers|old invoice numbers|write to support/);
    const block = blockThat('number without gaps').id.replaceAll('-', '');
    expect(JSON.stringify(shown.blocks) + words).toContain(`#${block}`);
    expect(words).not.toMatch(/no owner named|speaker|turn/);
    const { items } = await calls().transcript.get({ transcriptId: first });
    const numbered = items.find(({ fields }) => /number without gaps/.test(fields.title));
    expect(numbered?.fields.subtasks).toHaveLength(2);
    expect(items.find(({ fields }) => /10 seconds/.test(fields.title))?.fields.priority).toBe(2);
  }, 60_000);

  test('Create makes issues that quote their requirement and lead to its block, and no page', async () => {
    await placeAll(first);
    const pages = story.sandbox.notion.state.pages.size;
    const shown = await review(/8 requirements/);
    await story.ada.click(shown.ts, 'review_create', { channel });
    const done = await review(/8 issues created/);
    await story.settled();
    expect(made()).toHaveLength(8);
    expect(story.sandbox.notion.state.pages.size).toBe(pages);
    const block = blockThat('never be changed').id.replaceAll('-', '');
    const issue = made().find(({ title }) => /never changed/.test(title));
    expect(issue?.attachments.map(({ url }) => url)).toContainEqual(expect.stringContaining(`#${block}`));
    const { description = '' } =
      [...story.sandbox.linear.forge.tables.issues.values()].find(({ id }) => id === issue?.id) ?? {};
    expect(description).toContain('> Invoices must never be changed after they were sent.');
    expect(description).toContain(`#${block})`);
    expect(hasButton(done, 'review_undo')).toBe(true);
  }, 60_000);

  test('asked again of the same page, nothing is proposed twice', async () => {
    await ask('second');
    const shown = await review(/says the same/);
    expect(hasButton(shown, 'review_create')).toBe(false);
    await story.settled();
    expect(made()).toHaveLength(8);
  }, 60_000);

  test('asked of the edited page, only what differs is proposed', async () => {
    const block = blockThat('never be changed');
    editBlock(story.sandbox.notion.forge, 'ada', block.id, {
      text: 'Invoices must be kept for ten years after they were sent.',
    });
    const { transcriptId } = await ask('third');
    const words = wordsOf(await review(/1 requirement\b/));
    expect(words).toContain('Make sure invoices are kept for ten years after they were sent');
    const { items } = await calls().transcript.get({ transcriptId });
    expect(items).toHaveLength(1);
  }, 60_000);

  test('Undo archives the issues', async () => {
    thread = (await calls().transcript.get({ transcriptId: first })).threadTs ?? '';
    const done = await review(/8 issues created/);
    await story.ada.click(done.ts, 'review_undo', { channel });
    const words = wordsOf(await review(/Taken back/));
    expect(words).not.toContain('bin');
    await story.settled();
    expect(made()).toEqual([]);
  }, 60_000);

  test('a page nobody shared is refused with a sentence that says what to do', async () => {
    await expect(
      calls().notion.readPage({ url: `https://www.notion.so/${story.sandbox.notion.ids.privatePage}` }),
    ).rejects.toMatchObject({ humanMessage: expect.stringMatching(/Connections/) });
  });
});
