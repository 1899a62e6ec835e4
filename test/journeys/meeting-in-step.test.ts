import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { editBlock } from '../../src/sandbox/notion/person.ts';
import type { SeenMessage } from '../../src/sandbox/person.ts';
import { buttonsOf, hasButton, wordsOf } from '../helpers/read-message.ts';
import { minute, openStory, type Story } from '../helpers/story.ts';

const meeting = `WEBVTT

00:00:01.000 --> 00:00:06.000
<v Ada Lovelace>I will rename the warehouse scanner by Friday.</v>

00:00:07.000 --> 00:00:12.000
<v Grace Hopper>I will order the museum brochure tomorrow.</v>
`;

describe('when a meeting has become work', () => {
  let story: Story;
  let thread: string;
  let channel: string;
  let review: SeenMessage;
  beforeAll(async () => {
    story = await openStory();
    await story.house.tick();
    await story.settled();
    const { ids, notion } = story.sandbox;
    const calls = story.house.hall.as({ workspaceId: ids.team, requestId: 'setup' });
    await calls.notion.choosePlace({ id: notion.ids.workPage, kind: 'page', by: ids.ada });
    channel = ids.general;
    thread = story.ada.say(channel, 'Notes', {
      files: [{ name: 'scanner.vtt', mimetype: 'text/vtt', content: meeting }],
    });
    const proposed = await says(/2 items/);
    await story.ada.click(proposed.ts, 'review_create', { channel });
    review = await says(/2 issues and 1 page created/);
    await story.settled();
  }, 90_000);
  afterAll(async () => await story[Symbol.asyncDispose]());

  const says = (words: RegExp): Promise<SeenMessage> =>
    story.ada.waitForMessage(
      channel,
      (message) => message.thread_ts === thread && words.test(wordsOf(message)),
      { timeoutMs: 20_000 },
    );
  const issue = (words: RegExp) => {
    const found = story.sandbox.linear.issues().find(({ title, archived }) => !archived && words.test(title));
    if (!found) throw new Error(`no issue says ${words}`);
    return found;
  };
  const todo = (words: RegExp) => {
    const blocks = [...story.sandbox.notion.state.blocks.values()];
    const found = blocks.find(({ type, content }) => type === 'to_do' && words.test(JSON.stringify(content)));
    if (!found) throw new Error(`no to-do says ${words}`);
    return found;
  };
  const shown = () => {
    const found = story.ada.thread(channel, thread).find(({ ts }) => ts === review.ts);
    if (!found) throw new Error('the review is gone');
    return found;
  };
  /** What one can choose in the menu of an item, by its words. */
  const choicesOf = (words: RegExp): { text: string; value: string }[] =>
    shown().blocks.flatMap((block) => {
      const { text, accessory } = block as {
        text?: { text: string };
        accessory?: { options?: { text: { text: string }; value: string }[] };
      };
      return words.test(text?.text ?? '')
        ? (accessory?.options ?? []).map((option) => ({ text: option.text.text, value: option.value }))
        : [];
    });
  const commentsOf = (words: RegExp) => issue(words).comments.map(({ body }) => body);
  const delivered = async () => {
    await story.sandbox.linear.webhooks.settled();
    await story.sandbox.notion.webhooks.flush();
    await story.settled();
  };

  test('each issue leads to the thread and to the page, and the page to the thread', () => {
    const address = `${story.sandbox.baseUrl}/archives/${channel}/p${thread.replace('.', '')}`;
    const pages = [...story.sandbox.notion.state.pages.values()];
    const page = pages.find(({ properties }) => JSON.stringify([...properties]).includes(address));
    expect(page).toBeDefined();
    for (const words of [/scanner/, /brochure/]) {
      const urls = issue(words).attachments.map(({ url }) => url);
      expect(urls).toHaveLength(2);
      expect(urls).toContain(address);
      expect(urls.join(' ')).toContain(page?.id.replaceAll('-', ''));
    }
  });

  test('replies in the thread and comments on an issue go both ways once somebody has switched it on', async () => {
    const { identifier } = issue(/scanner/);
    story.ada.say(channel, 'Nobody copies this', { thread });
    await story.settled();
    expect(commentsOf(/scanner/)).toEqual([]);

    const [sync] = choicesOf(/scanner/);
    expect(sync?.text).toBe(`Sync replies with ${identifier}`);
    await story.ada.choose(review.ts, 'review_item', sync?.value ?? '', { channel });
    await says(/go both ways from now on/);
    await says(/replies here are its comments/);
    await story.settled();

    const reply = story.grace.say(channel, 'The <new> name is Lynx', { thread });
    story.grace.say(channel, 'Said beside the thread');
    story.grace.say(channel, `${story.lookout} why so quiet?`, { thread });
    await story.settled();
    expect(commentsOf(/scanner/)).toEqual(['**grace** in Slack:\n\nThe <new> name is Lynx']);
    expect(commentsOf(/brochure/)).toEqual([]);

    story.grace.edit(channel, reply, 'The name is Puma');
    await story.settled();
    expect(commentsOf(/scanner/)).toEqual(['**grace** in Slack:\n\nThe name is Puma']);

    story.sandbox.linear.people.comment('ada@sandbox.example', identifier, 'Agreed, Puma it is');
    await says(/Agreed, Puma it is/);
    await delivered();
    expect(commentsOf(/scanner/)).toHaveLength(2);

    story.grace.erase(channel, reply);
    await story.settled();
    expect(commentsOf(/scanner/)).toEqual(['Agreed, Puma it is']);
    const { rows } = await story.house.database.pool.query('select body::text from inbox');
    const stored = JSON.stringify(rows);
    expect(stored).not.toContain('Nobody copies this');
    expect(stored).not.toContain('Said beside the thread');
  }, 60_000);

  test('and no more once it is switched off', async () => {
    const [stop] = choicesOf(/scanner|Lynx|Puma/);
    expect(stop?.text).toMatch(/^Stop syncing/);
    await story.ada.choose(review.ts, 'review_item', stop?.value ?? '', { channel });
    await says(/no longer go to/);
    await story.settled();
    story.ada.say(channel, 'Between us again', { thread });
    await story.settled();
    expect(commentsOf(/scanner/)).toEqual(['Agreed, Puma it is']);
  }, 60_000);

  test.each([
    ['linear', 'Scan with Lynx', 'Scan with Puma', 'Scan with Lynx'],
    ['notion', 'Order two brochures', 'Order ten brochures', 'Order ten brochures'],
  ] as const)(
    'both sides change a title / both are shown, and what %s says is kept when a person says so',
    async (keep, inLinear, inNotion, kept) => {
      const words = keep === 'linear' ? /scanner/ : /brochure/;
      const { identifier, id } = issue(words);
      const { id: blockId } = todo(words);
      const { linear, notion } = story.sandbox;
      linear.webhooks.hold();
      notion.webhooks.hold();
      linear.people.change('ada@sandbox.example', identifier, { title: inLinear });
      editBlock(notion.forge, 'grace', blockId, { text: inNotion });
      linear.webhooks.release();
      await notion.webhooks.release();
      await delivered();
      const seen = await says(/both sides changed the title/);
      expect(wordsOf(seen)).toContain(inLinear);
      expect(wordsOf(seen)).toContain(inNotion);

      const button = buttonsOf(seen.blocks).find(({ actionId }) => actionId === `review_keep_${keep}`);
      await story.ada.click(review.ts, button?.actionId ?? '', { channel, value: button?.value ?? '' });
      await expect
        .poll(
          async () => {
            await delivered();
            const title = linear.issues().find((one) => one.id === id)?.title;
            return [title, JSON.stringify(notion.state.blocks.get(blockId)?.content).includes(kept)];
          },
          { timeout: 20_000 },
        )
        .toEqual([kept, true]);
      await story.settled();
      expect(wordsOf(shown())).not.toContain('both sides changed');
    },
    60_000,
  );

  test('Undo is gone from the review when its ten minutes are over', async () => {
    expect(hasButton(shown(), 'review_undo')).toBe(true);
    await story.pass(11 * minute);
    expect(hasButton(shown(), 'review_undo')).toBe(false);
    expect(wordsOf(shown())).not.toContain('Undo is possible');
  }, 60_000);
});
