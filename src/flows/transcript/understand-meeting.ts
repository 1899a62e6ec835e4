import type { Clock } from '../../kit/clock.ts';
import type { ChatModel } from '../../vendors/llm/chat-model.ts';
import type { Embedder } from '../../vendors/llm/embedder.ts';
import type { Understand } from './ports.ts';
import type { MeetingReader } from './reading-threads.ts';
import { requirementsByModel } from './requirements/by-model/requirements-by-model.ts';
import { findRequirements } from './requirements/find-requirements.ts';
import { understandByModel } from './understand/by-model/understand-by-model.ts';

/** Two thirds of what the job may take: the rest is for what comes before and after. */
const modelDeadlineMs = 600_000;

/** How meetings and pages are understood: by the model where there is one, else by rules. */
export const createUnderstanding =
  ({
    model,
    embedder,
    clock,
    reader,
  }: {
    model?: ChatModel;
    embedder: Embedder;
    clock: Clock;
    reader: Pick<MeetingReader, 'understandByRules'>;
  }): Understand =>
  async ({ turns, page, participants, heldAt, workspace, signal, onProgress }) => {
    if (page) {
      const input = { ...page, turns };
      const options = { clock, deadlineMs: modelDeadlineMs, signal, onProgress };
      return model ? await requirementsByModel(input, { ...options, model }) : findRequirements(input);
    }
    const input = { turns, participants, heldAt };
    if (!model) return await reader.understandByRules(input);
    return await understandByModel(input, {
      model,
      clock,
      deadlineMs: modelDeadlineMs,
      signal,
      workspace: { catalog: workspace.catalog, issuesNear: workspace.openIssues },
      embed: async (texts) => await embedder.embed(texts),
      onProgress,
    });
  };
