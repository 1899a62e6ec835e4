import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { SeenView } from '../../src/sandbox/person.ts';
import { buttonsOf, hasButton, wordsOf } from '../helpers/read-message.ts';
import { hour, html, openStory, type Story, type Watched } from '../helpers/story.ts';

const plans = 60;
/** A price list of sixty plans with a line of news and a menu that also change. */
const list = (add: number, news: string) =>
  html(
    `<h1>Plans</h1><p>${news}</p><table><tr><th>Plan</th><th>Price</th></tr>${Array.from(
      { length: plans },
      (_, at) => `<tr><td>Plan ${at + 1}</td><td>$${100 + at + add} per month</td></tr>`,
    ).join('')}</table>`,
  );

let story: Story;
let watched: Watched;
beforeAll(async () => {
  story = await openStory();
  const url = story.page('/large', list(0, 'Our office has moved to the harbour.'));
  watched = await story.watch({ request: `tell me when the price of a plan on ${url} changes` });
});
afterAll(async () => await story[Symbol.asyncDispose]());

const wordsIn = (view: SeenView) => wordsOf({ blocks: view.blocks, text: '' });
const last = () => {
  const alert = watched.alerts().at(-1);
  if (!alert) throw new Error('no alert');
  return alert;
};
const press = async (view: SeenView, actionId: string) => {
  const button = buttonsOf(view.blocks).find((one) => one.actionId === actionId);
  await story.ada.actInView(view.id, { action_id: actionId, value: button?.value, block_id: 'diff_actions' });
};

describe('sixty prices change at once', () => {
  test('one alert shows the first and says how many more there are', async () => {
    story.edit(
      '/large',
      list(0, 'Our office has moved to the harbour.'),
      list(5, 'Our office has moved to the lake.'),
    );
    await story.pass(hour);
    expect(watched.alerts()).toHaveLength(1);
    const words = wordsOf(last());
    expect(words.match(/before │ /g)).toHaveLength(4);
    expect(words).toMatch(/and 56 more in \*Show diff\*/);
  });

  test('Show diff opens all of them with the words that differ marked, page by page', async () => {
    await story.ada.click(last().ts, 'alert_diff', { channel: watched.channel });
    const first = await story.ada.waitForView((view) => /before │/.test(wordsIn(view)));
    expect(wordsIn(first)).toMatch(/About the request/);
    expect(JSON.stringify(first.blocks)).toMatch(/"text":"105","style":\{"bold":true\}/);
    expect(wordsIn(first)).toMatch(/1–\d+ of 61 differences/);
    await press(first, 'diff_next');
    const next = await story.ada.waitForView((view) => hasButton({ blocks: view.blocks }, 'diff_previous'));
    expect(wordsIn(next)).toMatch(/Plan 60/);
    expect(wordsIn(next)).toMatch(/Elsewhere on the page\*\n[\s\S]*harbour/);
    await story.ada.close(next.id);
  });
});

describe('a kind of change that is of no use', () => {
  test('Not useful says in the message what is done differently, with a way back', async () => {
    story.edit('/large', '$105 per month', '$109 per month');
    await story.pass(hour);
    expect(watched.alerts()).toHaveLength(2);
    await story.ada.click(last().ts, 'alert_not_useful', { channel: watched.channel });
    const said = await watched.alert(/Not useful, says .*from now on price changes like this/);
    expect(hasButton(said, 'alert_not_useful')).toBe(false);
    expect(hasButton(said, 'alert_unrate')).toBe(true);
  });

  test('the same is silent from then on, another plan is not', async () => {
    story.edit(
      '/large',
      '$109 per month</td></tr><tr><td>Plan 2<',
      '$119 per month</td></tr><tr><td>Plan 2<',
    );
    await story.pass(hour);
    expect(watched.alerts()).toHaveLength(2);
    story.edit('/large', '$106 per month', '$116 per month');
    await story.pass(hour);
    expect(watched.alerts()).toHaveLength(3);
    expect(wordsOf(last())).toMatch(/\$106[\s\S]*\$116/);
  });

  test('why shows it with its lines and its reason, and You should have told me tells it', async () => {
    await watched.click('monitor_why');
    const view = await story.ada.waitForView((seen) => /not useful/.test(wordsIn(seen)));
    expect(wordsIn(view)).toMatch(/before │ \$109[\s\S]*after {2}│ \$119[\s\S]*marked a change of this kind/);
    const [button] = buttonsOf(view.blocks.filter((block) => /119/.test(JSON.stringify(block)))).filter(
      ({ actionId }) => actionId === 'change_promote',
    );
    await story.ada.actInView(view.id, {
      action_id: 'change_promote',
      value: button?.value,
      block_id: view.blocks.find((block) => JSON.stringify(block).includes(String(button?.value)))?.block_id,
    });
    await story.ada.waitForView((seen) => /Told now/.test(wordsIn(seen)));
    await story.settled();
    expect(wordsOf(last())).toMatch(/\$109[\s\S]*\$119/);
    await story.ada.close(view.id);
  });

  test('Undo makes it news again', async () => {
    const rated = watched.alerts()[1];
    await story.ada.click(rated?.ts ?? '', 'alert_unrate', { channel: watched.channel });
    await story.settled();
    const back = watched.alerts()[1];
    expect(back && hasButton(back, 'alert_not_useful')).toBe(true);
    expect(back && wordsOf(back)).not.toMatch(/Not useful, says/);
    story.edit(
      '/large',
      '$119 per month</td></tr><tr><td>Plan 2<',
      '$129 per month</td></tr><tr><td>Plan 2<',
    );
    await story.pass(hour);
    expect(wordsOf(last())).toMatch(/\$119[\s\S]*\$129/);
  });
});
