import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { openRoom, type Room } from '../../../test/helpers/open-room.ts';
import type { Block } from '../../contracts/blocks.ts';
import type { Embedder } from '../../vendors/llm/embedder.ts';
import { createDifferenceFinder } from './difference-pool.ts';
import { blog, hourMs, page, playDetection, text } from './play-detection-for-test.ts';

let room: Room;
let detection: ReturnType<typeof playDetection>;
let likeness = 0.9;
let model = 'played';
const differences = createDifferenceFinder();

/** Vectors of two texts have this cosine whatever they say, except that a text is exactly like itself. */
const played: Embedder = {
  get model() {
    return model;
  },
  dimensions: 400,
  embed: async (texts) =>
    texts.map((words) => {
      const vector = new Float32Array(400);
      vector[0] = Math.sqrt(likeness);
      const own = [...words].reduce((sum, letter) => (sum * 31 + letter.charCodeAt(0)) % 397, 7);
      vector[1 + own] = Math.sqrt(1 - likeness);
      return vector;
    }),
};

beforeAll(async () => {
  room = await openRoom();
  detection = playDetection(room, differences, { embedder: played });
}, 60_000);
afterAll(async () => {
  await room[Symbol.asyncDispose]();
  await differences[Symbol.asyncDispose]();
});
beforeEach(async () => {
  await room.forget();
  room.clock.set(new Date('2026-05-04T08:00:00Z'));
  likeness = 0.9;
  model = 'played';
});

const list = (price: string): Block[] => [
  { kind: 'heading', path: ['Models'], text: 'GPT-5' },
  text(`GPT-5 input costs ${price} for a million tokens.`, ['Models', 'GPT-5']),
];
const news = (...lines: string[]): Block[] => [
  { kind: 'heading', path: [], text: 'News' },
  ...lines.map((line) => text(line, ['News'])),
];
const announcement = 'Good news for everybody: GPT-5 tokens are $0.90 from now on.';
const request = 'tell me when the price of GPT-5 changes';
const watchBoth = async () => {
  const monitorId = await room.addMonitor({ request, urls: [page, blog] });
  await detection.shows(list('$1.25'));
  await detection.shows(news('We moved to another office.'), blog);
  return monitorId;
};
const newest = async () => (await detection.changes()).at(-1);

describe('one event in other words', () => {
  test('the price list and the announcement of it are one alert', async () => {
    await watchBoth();
    const [first] = await detection.showsAndTells(list('$0.90'));
    expect(await detection.shows(news(announcement), blog)).toEqual([first]);
  });

  test('another price in words as like / is news', async () => {
    await watchBoth();
    const [first = ''] = await detection.showsAndTells(list('$0.90'));
    const [second = ''] = await detection.shows(news(announcement.replace('$0.90', '$0.80')), blog);
    expect(second).not.toBe('');
    expect(second).not.toBe(first);
  });

  test('the same price of something else / is news, however like the words are', async () => {
    await room.addMonitor({ request: 'tell me when any price changes', urls: [page, blog] });
    await detection.shows(list('$1.25'));
    await detection.shows(news('We moved to another office.'), blog);
    const [first = ''] = await detection.showsAndTells(list('$0.90'));
    const [second = ''] = await detection.shows(news('Coffee in the lobby is $0.90 from now on.'), blog);
    expect(second).not.toBe('');
    expect(second).not.toBe(first);
  });

  test('words that are not alike at all do not join by a number and a name', async () => {
    likeness = 0.1;
    await watchBoth();
    const [first = ''] = await detection.showsAndTells(list('$0.90'));
    const [second = ''] = await detection.shows(news(announcement), blog);
    expect([second === '', second === first]).toEqual([false, false]);
  });
});

describe('told before', () => {
  test('two days later on another page / nobody is told again, and why names the alert', async () => {
    const monitorId = await watchBoth();
    const [first] = await detection.showsAndTells(list('$0.90'));
    await room.clock.advance(48 * hourMs);
    expect(await detection.shows(news(announcement), blog)).toEqual([]);
    expect(await newest()).toMatchObject({ outcome: 'silent', reason: 'already_told', told_by: first });
    const why = await detection.calls.why({ monitorId });
    expect(why.groups).toEqual([{ reason: 'already_told', label: 'already told', count: 1 }]);
    expect(why.recent[0]?.toldBy).toBe(first);
  });

  test('after 90 days it is news again', async () => {
    await watchBoth();
    const [first] = await detection.showsAndTells(list('$0.90'));
    await room.clock.advance(91 * 24 * hourMs);
    const [second] = await detection.shows(news(announcement), blog);
    expect([typeof second, second === first]).toEqual(['string', false]);
  });

  test('what nobody has been told yet was not told', async () => {
    await watchBoth();
    await detection.shows(list('$0.90'));
    await room.clock.advance(48 * hourMs);
    expect(await detection.shows(news(announcement), blog)).toHaveLength(1);
  });

  test('news that was overtaken does not count: the price went elsewhere meanwhile', async () => {
    await watchBoth();
    await detection.showsAndTells(list('$0.90'));
    await detection.showsAndTells(list('$1.10'));
    await room.clock.advance(48 * hourMs);
    expect(await detection.shows(news(announcement), blog)).toHaveLength(1);
  });

  test('another channel was not told, and vectors of another model are not looked at', async () => {
    await room.addMonitor({ request, urls: [blog], channelId: 'C0OTHER001' });
    await watchBoth();
    await detection.showsAndTells(list('$0.90'));
    await room.clock.advance(48 * hourMs);
    expect(await detection.shows(news(announcement), blog)).toHaveLength(1);
    model = 'another';
    await room.clock.advance(48 * hourMs);
    const second = `${announcement} All models follow.`;
    expect((await detection.shows(news(announcement, second), blog)).length).toBeGreaterThan(0);
  });

  test('the same page going back and again to a price it had / is told each time', async () => {
    await room.addMonitor({ request });
    for (const price of ['$1.25', '$0.90']) await detection.showsAndTells(list(price));
    await room.clock.advance(48 * hourMs);
    expect(await detection.showsAndTells(list('$1.25'))).toHaveLength(1);
    await room.clock.advance(48 * hourMs);
    expect(await detection.showsAndTells(list('$0.90'))).toHaveLength(1);
  });

  test('things go in and out of stock: an old "sold out" never silences a new one elsewhere', async () => {
    const stock = (state: string): Block[] => [text(`Camera X: ${state}`, ['Shop'])];
    await room.addMonitor({ request: 'tell me when Camera X is sold out', urls: [page, blog] });
    for (const url of [page, blog]) await detection.shows(stock('in stock'), url);
    expect(await detection.showsAndTells(stock('sold out'))).toHaveLength(1);
    await room.clock.advance(48 * hourMs);
    expect(await detection.shows(stock('sold out'), blog)).toHaveLength(1);
  });
});

test('an embedder that fails is done without', async () => {
  const broken = playDetection(room, differences, {
    embedder: { ...played, embed: async () => await Promise.reject(new Error('no model')) },
  });
  await room.addMonitor();
  for (const price of ['$1.25', '$0.90'])
    await broken.shows([{ kind: 'pair', path: [], label: 'Price', text: price }]);
  expect(await broken.changes()).toMatchObject([{ outcome: 'alert' }]);
});
