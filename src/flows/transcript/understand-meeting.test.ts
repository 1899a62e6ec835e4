import { expect, it } from 'vitest';
import { manualClock } from '../../kit/clock.ts';
import type { ChatModel } from '../../vendors/llm/chat-model.ts';
import { createUnderstanding } from './index.ts';
import type { Meeting } from './ports.ts';
import { understandByRules } from './understand/understand-by-rules.ts';

const meeting: Meeting = {
  workspaceId: 'T1',
  turns: [{ i: 0, speaker: 'Ana', text: 'I will fix the importer by Friday.' }],
  participants: [],
  heldAt: new Date('2026-05-04T08:00:00Z'),
  workspace: { catalog: null, openIssues: async () => [] },
  signal: new AbortController().signal,
  onProgress: async () => undefined,
  onWaiting: async () => undefined,
};

it('a model that has just said nothing is waited for half as long, until it answers again', async () => {
  const clock = manualClock(meeting.heldAt);
  let answers = false;
  const model: ChatModel = {
    complete: async ({ schema }) => {
      if (!answers) await new Promise(() => undefined);
      const value = schema.parse({ summary: [], actions: [], decisions: [], questions: [] });
      return { value, usage: { inputTokens: 1, outputTokens: 1 } };
    },
  };
  const understand = createUnderstanding({
    model,
    clock,
    embedder: { model: 'none', dimensions: 1, embed: async () => [] },
    reader: { understandByRules: async (input) => understandByRules(input) },
  });
  const secondsOf = async () => {
    let by = '';
    const reading = understand(meeting).then((extract) => {
      by = extract.by;
    });
    let seconds = 0;
    for (; by === '' && seconds < 200; seconds += 1) {
      for (let turn = 0; turn < 20; turn += 1) await Promise.resolve();
      if (by === '') await clock.advance(1_000);
    }
    await reading;
    return { by, seconds };
  };
  expect(await secondsOf()).toMatchObject({ by: 'rules', seconds: expect.closeTo(76, -1) });
  expect(await secondsOf()).toMatchObject({ by: 'rules', seconds: expect.closeTo(36, -1) });
  answers = true;
  expect(await secondsOf()).toMatchObject({ by: 'model' });
  answers = false;
  expect(await secondsOf()).toMatchObject({ by: 'rules', seconds: expect.closeTo(76, -1) });
}, 20_000);
