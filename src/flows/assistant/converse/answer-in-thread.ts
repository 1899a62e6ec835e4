import type { Answer } from '../../../contracts/answers.ts';
import { isTransient, LookoutError } from '../../../kit/errors.ts';
import {
  type AskedRow,
  letGoOfQuestion,
  loadEarlierAnswers,
  markAnswered,
  markAnswerFailed,
  noteAnswerPosted,
  takeQuestion,
} from '../../../store/answers.ts';
import type { ShownAnswer } from '../../../vendors/slack/blocks/answer.ts';
import { composeAnswer } from '../answer/compose-answer.ts';
import type { AssistantDeps } from '../ports.ts';
import { withAddresses } from './find-addresses.ts';
import { openGrowing } from './write-growing.ts';

/** Shorter than the job's deadline, so that the next try finds the question free. */
const answeringMs = 110_000;
const mostEarlier = 6;

/**
 * Answers a stored question in its thread, exactly once: the question is taken before anything is written and marked
 * after; whoever finds it half done completes the message that stands.
 */
export async function answerInThread(
  deps: AssistantDeps,
  { workspaceId, answerId }: { workspaceId: string; answerId: string },
  signal: AbortSignal,
): Promise<void> {
  const now = deps.clock.now();
  const taken = await deps.database.tenant(workspaceId, (tx) =>
    takeQuestion(tx, answerId, now, new Date(now.getTime() + answeringMs)),
  );
  if (taken.kind === 'over') return;
  if (taken.kind === 'busy')
    throw new LookoutError('unavailable', 'another worker is answering this question');
  try {
    await answer(deps, taken.asked, taken.again, signal);
  } catch (error) {
    await giveBack(deps, taken.asked, error);
    throw error;
  }
}

async function answer(
  deps: AssistantDeps,
  asked: AskedRow,
  again: boolean,
  signal: AbortSignal,
): Promise<void> {
  const { workspaceId, answerId, question, sees, meetings, channelId, threadTs } = asked;
  const { tenant } = deps.database;
  const growing = await openGrowing(deps, {
    ...asked,
    recipientUserId: asked.askedBy,
    deliveryId: answerId,
    since: asked.askedAt,
    again,
    onBegun: async (ts) => await tenant(workspaceId, (tx) => noteAnswerPosted(tx, answerId, ts)),
  });
  const earlier = await tenant(workspaceId, (tx) =>
    loadEarlierAnswers(tx, asked, asked.askedAt, mostEarlier),
  );
  const before = earlier.map(({ by: _, ...one }) => one);
  const found = await composeAnswer(deps, {
    workspaceId,
    question,
    sees,
    meetings,
    thread: { channelId, threadTs },
    before,
    onSentence: (sentence) => growing.add(sentence),
    signal,
  });
  const isFirstOffline = found.by === 'rules' && earlier.every(({ by }) => by === 'model');
  const ts = await growing.finish({
    ...(await shown(deps, asked, found)),
    modelHelp: isFirstOffline && !deps.model ? deps.modelHelp : null,
  });
  await tenant(workspaceId, (tx) => markAnswered(tx, answerId, { answer: found, ts, at: deps.clock.now() }));
}

async function shown(
  deps: AssistantDeps,
  asked: AskedRow,
  found: Answer,
): Promise<Omit<ShownAnswer, 'modelHelp'>> {
  return {
    ...found,
    question: asked.question,
    passages: await withAddresses(deps, asked.workspaceId, found.passages),
    chosen: asked.meetings.length,
  };
}

/** What can succeed later is left for the next try; what cannot is told in the thread. */
async function giveBack(
  deps: AssistantDeps,
  { workspaceId, answerId }: AskedRow,
  error: unknown,
): Promise<void> {
  await deps.database.tenant(workspaceId, async (tx) => {
    if (isTransient(error)) return await letGoOfQuestion(tx, answerId);
    const problem = error instanceof Error ? error.message : String(error);
    const thread = await markAnswerFailed(tx, answerId, problem);
    if (!thread) return;
    await deps.queue.enqueue(tx, 'notification.say', {
      workspaceId,
      ...thread,
      monitorId: null,
      text: '▲ This question could not be answered. Ask again, or in other words.',
      key: `answer:${answerId}:failed`,
    });
  });
}
