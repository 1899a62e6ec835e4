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
/** The rules do the work meanwhile well enough that nobody should wait longer for a model that says nothing. */
const silentMs = 75_000;
/** One that has just said nothing: a little more than one answer may take. */
const silentAgainMs = 35_000;
const distrustMs = 5 * 60_000;

/** How meetings and pages are understood: by the model where there is one, else by rules. */
export function createUnderstanding({
  model,
  embedder,
  clock,
  reader,
}: {
  model?: ChatModel;
  embedder: Embedder;
  clock: Clock;
  reader: Pick<MeetingReader, 'understandByRules'>;
}): Understand {
  let distrustedUntil = 0;
  const heeded: ChatModel | undefined = model && {
    ...model,
    complete: async (request) => {
      const answer = await model.complete(request);
      distrustedUntil = 0;
      return answer;
    },
  };
  return async ({ turns, page, participants, heldAt, workspace, signal, onProgress, onWaiting }) => {
    const input = { turns, participants, heldAt };
    if (!heeded) return page ? findRequirements({ ...page, turns }) : await reader.understandByRules(input);
    const options = {
      model: heeded,
      clock,
      deadlineMs: modelDeadlineMs,
      silentMs: clock.now().getTime() < distrustedUntil ? silentAgainMs : silentMs,
      signal,
      onProgress,
      onWaiting,
      onSilence: () => {
        distrustedUntil = clock.now().getTime() + distrustMs;
      },
    };
    if (page) return await requirementsByModel({ ...page, turns }, options);
    return await understandByModel(input, {
      ...options,
      workspace: { catalog: workspace.catalog, issuesNear: workspace.openIssues },
      embed: async (texts) => await embedder.embed(texts),
    });
  };
}
