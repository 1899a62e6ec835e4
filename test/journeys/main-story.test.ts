import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { buttonsOf, wordsOf } from '../helpers/read-message.ts';
import { hour, openStory, type Story } from '../helpers/story.ts';

describe.each(['http', 'socket'] as const)('a page watched from Slack over %s', (mode) => {
  let story: Story;
  beforeAll(async () => {
    story = await openStory({ mode });
  });
  afterAll(async () => await story[Symbol.asyncDispose]());

  test('somebody asks with a page, the page is edited, and the alert is in the thread with before and after', async () => {
    const { ada, sandbox, lookout } = story;
    const { pricing } = sandbox.ids;
    const url = story.page('/pricing');
    const ts = ada.say(pricing, `${lookout} tell me when the Pro plan's price changes on ${url}`);

    const watched = await story.watched(pricing, ts);
    expect(watched.cardWords()).toMatch(/Pro plan/);
    expect(watched.cardWords()).toContain('$20');
    expect(watched.cardWords()).toMatch(/● Watching · checked .* · next /);
    expect(watched.cardWords()).toContain('tells this thread');
    expect(buttonsOf(watched.card().blocks).map(({ label }) => label)).toContain('Undo');

    story.edit('/pricing', '$20 per month', '$25 per month');
    await story.pass(hour);

    const [alert, ...others] = watched.alerts();
    expect(others).toEqual([]);
    const words = wordsOf(alert ?? { text: '', blocks: [] });
    expect(words).toMatch(/\$20.*\$25/);
    expect(words).toMatch(/before │ .*\$20/);
    expect(words).toMatch(/after {2}│ .*\$25/);
    expect(words).toContain(`${new URL(url).host}/pricing`);
    expect(words).toMatch(/seen <!date\^\d+\^/);
    const labels = buttonsOf(alert?.blocks).map(({ label }) => label);
    expect(labels).toEqual(expect.arrayContaining(['Useful', 'Not useful', 'Show diff']));
    await watched.cardSays(/1 alert/);
    expect(alert?.thread_ts).toBe(ts);
  });

  test('the same change is never told twice, however often the page is read again', async () => {
    const watched = await story.watched(
      story.sandbox.ids.pricing,
      story.ada.messages(story.sandbox.ids.pricing)[0]?.ts ?? '',
    );
    for (let round = 0; round < 3; round += 1) await story.pass(hour);
    expect(watched.alerts()).toHaveLength(1);
    expect(watched.cardWords()).toMatch(/1 alert/);
  });
});
