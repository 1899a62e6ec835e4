import type { z } from 'zod';
import type { assistantContract } from '../../../contracts/assistant.ts';
import { stableId } from '../../../kit/ids.ts';
import type { Workers } from '../../../queue/queue.ts';
import { insertQuestion, loadConversation } from '../../../store/answers.ts';
import type { AssistantDeps } from '../ports.ts';
import { answerInThread } from './answer-in-thread.ts';
import { releaseWeekly, scheduleWeekly, writeWeekly } from './weekly-reports.ts';

type Calls = typeof assistantContract;
type Name = 'ask' | 'conversation' | 'scheduleWeekly' | 'releaseWeekly';
type Input<Call extends Name> = z.output<NonNullable<Calls[Call]['~orpc']['inputSchema']>>;
type Output<Call extends Name> = z.input<NonNullable<Calls[Call]['~orpc']['outputSchema']>>;
type InWorkspace<Call extends Name> = Input<Call> & { workspaceId: string };

/** Questions asked and answered in threads, and reports of the week. */
export interface Conversation {
  ask(input: InWorkspace<'ask'>): Promise<Output<'ask'>>;
  conversation(input: InWorkspace<'conversation'>): Promise<Output<'conversation'>>;
  scheduleWeekly(input: InWorkspace<'scheduleWeekly'>): Promise<Output<'scheduleWeekly'>>;
  releaseWeekly(input: Input<'releaseWeekly'>): Promise<Output<'releaseWeekly'>>;
  workers: Workers;
}

export function createConversation(deps: AssistantDeps): Conversation {
  const { database, queue, clock } = deps;
  return {
    ask: async ({ workspaceId, key, by, ...question }) => {
      const answerId = stableId('answer', workspaceId, key);
      await database.tenant(workspaceId, async (tx) => {
        const row = { answerId, workspaceId, key, askedBy: by, askedAt: clock.now(), ...question };
        if (await insertQuestion(tx, row))
          await queue.enqueue(tx, 'assistant.answer', { workspaceId, answerId }, { key: answerId });
      });
      return { answerId };
    },
    conversation: async ({ workspaceId, ...thread }) =>
      await database.tenant(workspaceId, (tx) => loadConversation(tx, thread)),
    scheduleWeekly: async (input) => await scheduleWeekly(deps, input),
    releaseWeekly: async ({ limit }) => ({ released: await releaseWeekly(deps, limit) }),
    workers: {
      'assistant.answer': async (job, { signal }) => await answerInThread(deps, job, signal),
      'assistant.weekly': async (job) => await writeWeekly(deps, job),
    },
  };
}
