import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { openRoom, type Room } from '../../../test/helpers/open-room.ts';
import type { ChatModel } from '../../vendors/llm/chat-model.ts';
import { createDifferenceFinder } from './difference-pool.ts';
import { playDetection, pricing } from './play-detection-for-test.ts';

let room: Room;
let asked: number;
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
  asked = 0;
});

const modelNamed = (model: string, tokens = 1_000): ChatModel => ({
  model,
  complete: async ({ schema, user }) => {
    asked++;
    const quote = /"after":"([^"]+)"/.exec(user)?.[1] ?? '';
    const answer = {
      matters: true,
      kind: 'price',
      severity: 'normal',
      sentence: 'It changed',
      quotes: [quote],
    };
    return { value: schema.parse(answer), usage: { inputTokens: tokens, outputTokens: tokens / 10 } };
  },
});
const withModel = (model = modelNamed('one')) => playDetection(room, differences, { model });

describe('answers that are kept', () => {
  test('two monitors with one request ask once, and each is told', async () => {
    await room.addMonitor({ channelId: 'C1' });
    await room.addMonitor({ channelId: 'C2' });
    const detection = withModel();
    await detection.shows(pricing('$20'));
    expect(await detection.shows(pricing('$25'))).toHaveLength(2);
    expect(asked).toBe(1);
    expect(await detection.calls.spend({})).toMatchObject({ asked: 1, cached: 1, hasModel: true });
  });

  test('another request, another content or another model asks for itself', async () => {
    const detection = withModel();
    const compare = async (of: typeof detection, request: string, price: string) =>
      await of.calls.compare({ request, before: pricing('$20'), after: pricing(price) });
    await compare(detection, 'tell me when the price changes', '$25');
    await compare(detection, 'tell me when the price goes up', '$25');
    await compare(detection, 'tell me when the price changes', '$26');
    await compare(withModel(modelNamed('another')), 'tell me when the price changes', '$25');
    expect(asked).toBe(4);
    const again = await compare(detection, 'tell me when the price changes', '$25');
    expect(asked).toBe(4);
    expect(again.verdict).toMatchObject({ judgedBy: 'model', sentence: 'It changed' });
  });

  test('a job that dies after the answer and before its record / does not pay again', async () => {
    await room.addMonitor();
    const detection = withModel();
    await detection.shows(pricing('$20'));
    const version = await detection.addVersion(pricing('$25'));
    await room.rows('alter table alerts rename to alerts_away');
    await expect(detection.compare(version)).rejects.toThrow();
    await room.rows('alter table alerts_away rename to alerts');
    expect(await detection.changes()).toEqual([]);
    await detection.compare(version);
    expect(await detection.changes()).toMatchObject([{ outcome: 'alert' }]);
    expect(asked).toBe(1);
  });

  test('after 90 days the model is asked anew, and what is that old is dropped', async () => {
    const detection = withModel();
    const input = { request: 'price changes', before: pricing('$20'), after: pricing('$25') };
    await detection.calls.compare(input);
    await room.clock.advance(91 * 86_400_000);
    await detection.calls.compare({ ...input, after: pricing('$30') });
    expect(await room.rows('select * from judgements')).toHaveLength(1);
    await detection.calls.compare(input);
    expect(asked).toBe(3);
  });
});

describe('money', () => {
  test('tokens and dollars of the month are told, and begin anew with the next', async () => {
    const detection = withModel(modelNamed('one', 100_000));
    await detection.calls.compare({ request: 'price', before: pricing('$20'), after: pricing('$25') });
    expect(await detection.calls.spend({})).toEqual({
      month: '2026-05',
      inputTokens: 100_000,
      outputTokens: 10_000,
      usd: 0.14,
      budgetUsd: 1,
      asked: 1,
      cached: 0,
      hasModel: true,
    });
    await room.clock.advance(31 * 86_400_000);
    expect(await detection.calls.spend({})).toMatchObject({ month: '2026-06', usd: 0 });
  });

  test('without money, what was answered before is still known', async () => {
    const detection = withModel(modelNamed('one', 5_000_000));
    const input = { request: 'price changes', before: pricing('$20'), after: pricing('$25') };
    await detection.calls.compare(input);
    expect((await detection.calls.compare(input)).verdict.judgedBy).toBe('model');
    const other = await detection.calls.compare({ ...input, after: pricing('$30') });
    expect(other.verdict.judgedBy).toBe('rules');
    expect(asked).toBe(1);
  });

  test('nothing is asked where nothing may matter', async () => {
    await room.addMonitor();
    const detection = withModel();
    await detection.shows(pricing('$20'));
    await detection.shows(pricing('$20', 'We love our team very much.'));
    expect(asked).toBe(0);
  });
});
