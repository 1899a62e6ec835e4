import { implement } from '@orpc/server';
import { assistantContract } from '../../contracts/assistant.ts';
import type { FlowRouter } from '../../contracts/house.ts';
import { type CallContext, systemWorkspace } from '../../contracts/shared.ts';
import { LookoutError } from '../../kit/errors.ts';
import type { Workers } from '../../queue/queue.ts';
import { loadPlaces } from '../../store/places.ts';
import { composeAnswer } from './answer/compose-answer.ts';
import { writeBrief } from './brief/write-brief.ts';
import { createConversation } from './converse/index.ts';
import type { AssistantDeps } from './ports.ts';
import { understandMessage } from './understand-message.ts';

export type { AssistantDeps } from './ports.ts';

/** The assistant room: what people mean, and answers from what Lookout knows. */
export function createAssistantFlow(deps: AssistantDeps): {
  calls: FlowRouter<'assistant'>;
  workers: Workers;
} {
  const os = implement(assistantContract).$context<CallContext>();
  const conversation = createConversation(deps);
  /** What a call asks, with the workspace it may ask it of. */
  const asked = <Input extends object>({ input, context }: { input: Input; context: CallContext }) => ({
    ...input,
    workspaceId: context.workspaceId,
  });
  return {
    calls: os.router({
      understand: os.understand.handler(async ({ input }) => await understandMessage(deps, input)),
      places: os.places.handler(async ({ context }) => ({
        channelIds: await deps.database.tenant(context.workspaceId, (tx) => loadPlaces(tx)),
      })),
      answer: os.answer.handler(async (call) => await composeAnswer(deps, asked(call))),
      ask: os.ask.handler(async (call) => await conversation.ask(asked(call))),
      conversation: os.conversation.handler(async (call) => await conversation.conversation(asked(call))),
      brief: os.brief.handler(async (call) => await writeBrief(deps, asked(call))),
      scheduleWeekly: os.scheduleWeekly.handler(
        async (call) => await conversation.scheduleWeekly(asked(call)),
      ),
      releaseWeekly: os.releaseWeekly.handler(async ({ input, context }) => {
        if (context.workspaceId !== systemWorkspace)
          throw new LookoutError('not_allowed', 'only the clock may release weekly reports');
        return await conversation.releaseWeekly(input);
      }),
    }),
    workers: conversation.workers,
  };
}
