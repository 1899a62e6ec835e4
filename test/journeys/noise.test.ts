import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { buttonsOf, wordsOf } from '../helpers/read-message.ts';
import { hour, minute, openStory, type Story, type Watched } from '../helpers/story.ts';

let story: Story;
let watched: Watched;
beforeAll(async () => {
  story = await openStory();
  watched = await story.watch({
    request: `tell me when the Pro plan's price changes on ${story.page('/pricing')}`,
  });
});
afterAll(async () => await story[Symbol.asyncDispose]());

const why = async () => {
  await watched.click('monitor_why');
  const view = await story.ada.waitForView((seen) =>
    /In the last 7 days/.test(wordsOf({ ...seen, text: '' })),
  );
  const words = wordsOf({ blocks: view.blocks, text: '' });
  return { view, words };
};

describe('a page flickers', () => {
  test('a token in the form and another testimonial at every visit: nothing is said', async () => {
    for (let visit = 0; visit < 4; visit += 1) await story.pass(hour);
    expect(watched.said()).toEqual([]);
  });

  test('another year in the footer, another menu: nothing is said', async () => {
    story.edit('/pricing', '© 2026', '© 2027');
    await story.pass(hour);
    story.edit(
      '/pricing',
      '<a href="/jobs">Jobs</a>',
      '<a href="/jobs">Careers</a> <a href="/blog">Blog</a>',
    );
    await story.pass(hour);
    expect(watched.said()).toEqual([]);
  });

  test('a change of something else: nothing is said', async () => {
    story.edit('/pricing', 'A 14-day trial needs no card.', 'A trial of a fortnight needs no card.');
    await story.pass(hour);
    expect(watched.said()).toEqual([]);
  });

  test('why says what was left out, with counts', async () => {
    const { view, words } = await why();
    expect(words).toMatch(/In the last 7 days: \d+ checks, \d+ page changes, 0 alerts/);
    expect(words).toMatch(/\d × not about the request/);
    expect(words).toMatch(/trial/i);
    expect(buttonsOf(view.blocks).map(({ label }) => label)).toContain('You should have told me');
  });

  test('"You should have told me" makes it an alert in the thread', async () => {
    const view = await story.ada.waitForView();
    const blocks = view.blocks.filter((block) => /fortnight|14-day/.test(JSON.stringify(block)));
    const [button] = buttonsOf(blocks);
    expect(button?.actionId).toBe('change_promote');
    await story.ada.actInView(view.id, {
      action_id: button?.actionId,
      value: button?.value,
      block_id: blocks[0]?.block_id,
    });
    const alert = await watched.alert(/fortnight/);
    expect(wordsOf(alert)).toMatch(/before │ .*14-day/);
    expect(wordsOf(alert)).toMatch(/somebody said it should have been/);
    await watched.cardSays(/1 alert/);
    await story.ada.close((await story.ada.waitForView()).id);
  });

  test('under all that the price still counts: one digit, and it is told', async () => {
    story.edit('/pricing', '$20 per month', '$29 per month');
    await story.pass(hour);
    expect(watched.alerts().map(wordsOf).at(-1)).toMatch(/\$20.*\$29/s);
    expect(watched.alerts()).toHaveLength(2);
  });

  test('a price that goes and comes back is told both times', async () => {
    story.edit('/pricing', '$29 per month', '$31 per month');
    await story.pass(hour + minute);
    story.edit('/pricing', '$31 per month', '$29 per month');
    await story.pass(hour + minute);
    expect(watched.alerts()).toHaveLength(4);
    expect(wordsOf(watched.alerts()[3] ?? { blocks: [], text: '' })).toMatch(/\$31.*\$29/s);
  });
});
