import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { expectGolden } from '../../../test/helpers/golden.ts';
import { openRoom, type Room } from '../../../test/helpers/open-room.ts';
import type { AlertDiff, MarkedLine } from '../../contracts/alert-diff.ts';
import type { Block } from '../../contracts/blocks.ts';
import { newId } from '../../kit/ids.ts';
import type { ChatModel } from '../../vendors/llm/chat-model.ts';
import { createDifferenceFinder } from './difference-pool.ts';
import { hunksKept, keepMostRelevant } from './keep-hunks.ts';
import { labelOfNoise } from './noise-words.ts';
import { blog, playDetection, pricing, text } from './play-detection-for-test.ts';
import { inWords } from './reconsider-history.ts';

let room: Room;
const differences = createDifferenceFinder();

beforeAll(async () => {
  room = await openRoom();
}, 60_000);
afterAll(async () => {
  await room[Symbol.asyncDispose]();
  await differences[Symbol.asyncDispose]();
});
beforeEach(async () => {
  await room.forget();
  room.clock.set(new Date('2026-05-04T08:00:00Z'));
});

const marked = (line: MarkedLine | undefined) =>
  line?.parts.map(({ text: words, changed }) => (changed ? `[${words}]` : words)).join('');
const shown = ({ entries }: AlertDiff) =>
  entries.map(({ op, part, before, after }) => [part, op, marked(before), marked(after)]);
const menu = (words: string): Block => ({ kind: 'item', path: [], text: words, furniture: true });
/** A page goes from one reading to the next, and people are told. */
async function told(before: Block[], after: Block[], url?: string) {
  const detection = playDetection(room, differences);
  await detection.shows(before, url);
  const [alertId = ''] = await detection.shows(after, url);
  return { ...detection, alertId };
}

describe('what an alert is about', () => {
  test('is shown line by line: about the request first, then the rest, with the words that differ marked', async () => {
    await room.addMonitor();
    const { calls, alertId } = await told(
      [text('We are open on weekdays only.', ['About us']), ...pricing('$20'), menu('Home')],
      [text('We are open on Sundays only.', ['About us']), ...pricing('$25'), menu('Start')],
    );
    const diff = await calls.describeAlert({ alertId });
    expect(shown(diff)).toEqual([
      ['asked', 'changed', 'The Pro plan costs $[20] a month.', 'The Pro plan costs $[25] a month.'],
      ['elsewhere', 'changed', 'We are open on [weekdays] only.', 'We are open on [Sundays] only.'],
    ]);
    expect(diff).toMatchObject({
      from: 0,
      total: 2,
      isWhole: true,
      leftOut: [{ label: 'menus and banners', count: 2 }],
      pages: [{ url: 'https://shop.example/pricing' }],
    });
    expect(diff.entries[0]?.path).toEqual(['Pricing', 'Pro plan']);
  });

  test('what is never news is counted, and shown with its reason when asked for', async () => {
    await room.addMonitor();
    const { calls, alertId } = await told(
      [...pricing('$20', 'Seen 3 minutes ago'), menu('Home')],
      [...pricing('$25', 'Seen 5 hours ago'), menu('Start')],
    );
    const all = await calls.describeAlert({ alertId, show: 'all' });
    expect(all.total).toBe(4);
    expect(all.entries.map(({ why }) => why)).toEqual([
      undefined,
      labelOfNoise('relative_time'),
      'menus and banners',
      'menus and banners',
    ]);
    const news = await calls.describeAlert({ alertId });
    expect(news.total).toBe(1);
    expect(news.leftOut).toEqual(all.leftOut);
  });

  test('turns its pages: each line once, whatever the page size', async () => {
    await room.addMonitor();
    const lines = (price: number) =>
      Array.from({ length: 25 }, (_, at) =>
        text(`The Pro plan for ${at} people costs $${price + at} a month.`),
      );
    const { calls, alertId } = await told(lines(100), lines(200));
    const seen: (string | undefined)[] = [];
    for (let from = 0; from < 25; from += 10) {
      const page = await calls.describeAlert({ alertId, from, limit: 10 });
      expect(page.total).toBe(25);
      seen.push(...page.entries.map(({ after }) => after?.parts.map((part) => part.text).join('')));
    }
    expect(new Set(seen).size).toBe(25);
    expect((await calls.describeAlert({ alertId, from: 999 })).entries).toEqual([]);
  });

  test('of an event on two pages shows both, the alert’s own first', async () => {
    await room.addMonitor({ urls: ['https://shop.example/pricing', blog] });
    const { calls, shows, alertId } = await told(pricing('$20'), pricing('$25'));
    await shows(pricing('$20'), blog);
    expect(await shows(pricing('$25'), blog)).toEqual([alertId]);
    const diff = await calls.describeAlert({ alertId });
    expect(diff.pages.map(({ url }) => url)).toEqual(['https://shop.example/pricing', blog]);
    expect(diff.entries.map(({ page }) => page)).toEqual([0, 1]);
  });

  test('of an unknown alert there is nothing', async () => {
    const { calls } = playDetection(room, differences);
    await expect(calls.describeAlert({ alertId: newId() })).rejects.toMatchObject({ code: 'not_found' });
  });
});

describe('a page of two thousand lines that all changed', () => {
  const lines = (price: number) =>
    Array.from({ length: 2_000 }, (_, at) =>
      text(`The Pro plan for ${at} people costs $${price + at} a month.`),
    );

  test('has every line in its diff, though fewer are kept on record; without the readings it says that some are missing', async () => {
    await room.addMonitor();
    const { calls, alertId } = await told(lines(10_000), lines(20_000));
    const [row] = await room.rows<{ hunks: unknown[] }>('select hunks from changes where alert_id = $1', [
      alertId,
    ]);
    expect(row?.hunks).toHaveLength(hunksKept);
    const last = await calls.describeAlert({ alertId, from: 1_990 });
    expect(last).toMatchObject({ total: 2_000, isWhole: true });
    expect(last.entries).toHaveLength(10);
    await room.rows('update changes set from_version_id = null');
    expect(await calls.describeAlert({ alertId })).toMatchObject({ total: hunksKept, isWhole: false });
  }, 20_000);
});

test('of thousands of differences the most relevant are kept, in the order of the page', () => {
  const hunk = (at: number) => ({
    op: 'added' as const,
    kind: 'text' as const,
    path: [],
    after: String(at),
    facts: [],
    furniture: false,
    relevance: at % 2,
  });
  const kept = keepMostRelevant(Array.from({ length: 1_200 }, (_, at) => hunk(at)));
  expect(kept).toHaveLength(hunksKept);
  expect(kept.every(({ relevance }) => relevance === 1)).toBe(true);
  const places = kept.map(({ after }) => Number(after));
  expect(places).toEqual(places.toSorted((one, other) => one - other));
});

describe('what the room says in a thread, as it is kept', () => {
  test('the budget is used up', async () => {
    await room.addMonitor();
    const model: ChatModel = {
      model: 'a-model',
      complete: async () => {
        throw new Error('is not asked');
      },
    };
    const detection = playDetection(room, differences, { model, monthlyUsd: 0 });
    await detection.shows(pricing('$20'));
    await detection.shows(pricing('$25'));
    const [said] = await room.take('notification.say');
    await expectGolden('said-budget-used-up', { text: said?.text ?? '' });
  });

  test('what an edited request would have told', async () => {
    const cases = { marked: 3, kept: 2, failing: [] };
    const report = { request: 'x', compared: 14, wouldAlert: 2, toldThen: 5, changes: [], cases };
    await expectGolden('said-reconsidered', { text: inWords(report) });
  });
});

test('a mark that is taken back leaves no rating on the message', async () => {
  await room.addMonitor();
  const { calls, alertId, changes } = await told(pricing('$20'), pricing('$25'));
  await calls.rate({ alertId, useful: false, by: 'U1' });
  await room.take('notification.alert');
  const [change] = await changes();
  const changeId = change?.change_id ?? '';
  expect(await calls.forgetMark({ changeId, by: 'U1' })).toEqual({ changeId, forgotten: true });
  expect(await room.rows('select useful, rated_by from alerts')).toEqual([{ useful: null, rated_by: null }]);
  expect(await room.take('notification.alert')).toMatchObject([{ alertId }]);
  expect(await calls.forgetMark({ changeId, by: 'U1' })).toEqual({ changeId, forgotten: false });
  expect(await room.take('notification.alert')).toEqual([]);
});
