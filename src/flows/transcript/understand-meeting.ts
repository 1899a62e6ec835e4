import type { Clock } from '../../kit/clock.ts';
import type { ChatModel } from '../../vendors/llm/chat-model.ts';
import type { Embedder } from '../../vendors/llm/embedder.ts';
import type { Understand } from './ports.ts';
import { understandByModel } from './understand/by-model/understand-by-model.ts';
import { understandByRules } from './understand/understand-by-rules.ts';

/** Two thirds of what the job may take: the rest is for what comes before and after. */
const modelDeadlineMs = 600_000;

/** How meetings are understood: by the model where there is one, else by rules. */
export const createUnderstanding =
  ({ model, embedder, clock }: { model?: ChatModel; embedder: Embedder; clock: Clock }): Understand =>
  async ({ turns, participants, heldAt, signal, onProgress }) => {
    const input = { turns, participants, heldAt };
    if (!model) return understandByRules(input);
    return await understandByModel(input, {
      model,
      clock,
      deadlineMs: modelDeadlineMs,
      signal,
      embed: async (texts) => await embedder.embed(texts),
      onProgress,
    });
  };
