import { randomBytes } from 'node:crypto';
import { createRouterClient } from '@orpc/server';
import type { Config } from '../config/config.ts';
import type { Answer } from '../contracts/answers.ts';
import { composeAnswer } from '../flows/assistant/answer/compose-answer.ts';
import type { AnswerDeps } from '../flows/assistant/ports.ts';
import { createMeetingReader, createTranscriptFlow, createUnderstanding } from '../flows/transcript/index.ts';
import { systemClock } from '../kit/clock.ts';
import { LookoutError } from '../kit/errors.ts';
import { silentLog } from '../kit/log.ts';
import { createSeal } from '../kit/seal.ts';
import { openQueue } from '../queue/queue.ts';
import { openEmbedded } from '../store/database.ts';
import { migrate } from '../store/migrate.ts';
import { createOfflineEmbedder } from '../vendors/llm/offline-embedder.ts';
import { openLanguage } from './open-language.ts';
import { openWeb } from './open-web.ts';

export interface HandedIn {
  transcriptId: string;
  /** As the reader counts them. */
  turns: number;
}

/** The rooms that take meetings in and answer questions about them, on a database in memory; no door is opened. */
export interface Answering extends AsyncDisposable {
  /** Reads a transcript as if it had been handed in; it can be asked about when this is done. */
  handIn(meeting: { name: string; title: string; text: string; heldAt: string | null }): Promise<HandedIn>;
  /** Answers from these meetings, or from all where none is named. */
  answer(question: string, meetings: readonly string[]): Promise<Answer>;
}

const workspaceId = 'T-eval';
const lookAgainMs = 50;

/**
 * Opens them. `model`: answers are composed by the configured model, else by the rules; meetings are always read by the
 * rules. Throws `bad_config` when a model is wanted and none is configured.
 */
export async function openAnswering(config: Config, { model }: { model: boolean }): Promise<Answering> {
  await using stack = new AsyncDisposableStack();
  const database = stack.use(await openEmbedded());
  await migrate(database);
  const queue = stack.use(await openQueue({ database, log: silentLog, stopGraceMs: 100 }));
  const embedder = stack.use(createOfflineEmbedder());
  const shared = { database, queue, clock: systemClock, log: silentLog, embedder };
  const chat = model ? await openChat(config, stack) : {};
  const reader = stack.use(createMeetingReader());
  const transcript = createTranscriptFlow({
    ...shared,
    seal: createSeal([{ id: 'eval', key: randomBytes(32) }]),
    reader,
    isShared: async () => false,
    understand: createUnderstanding({ embedder, clock: systemClock, reader }),
    retentionDays: 0,
    redaction: { emails: true, phones: true },
  });
  const answering: AnswerDeps = {
    ...shared,
    ...chat,
    budget: { monthlyUsd: Number.POSITIVE_INFINITY, usdPerMillionInput: 0, usdPerMillionOutput: 0 },
  };
  const embed = transcript.workers['transcript.embed'];
  if (embed) await queue.work({ 'transcript.embed': embed });
  /** Turns are given their vectors by jobs of their own, after the meeting was read. */
  const embedded = async (): Promise<void> => {
    while ((await queue.depth())['transcript.embed']) await systemClock.sleep(lookAgainMs);
  };
  const context = { workspaceId, requestId: 'eval' };
  const transcripts = createRouterClient(transcript.calls, { context });
  const owned = stack.move();
  return {
    handIn: async ({ name, title, text, heldAt }) => {
      const { transcriptId } = await transcripts.receive({
        text,
        title,
        fileName: `${name}.vtt`,
        key: name,
        ...(heldAt ? { heldAt } : {}),
      });
      const signal = new AbortController().signal;
      await transcript.workers['transcript.read']?.(
        { workspaceId, transcriptId },
        { signal, log: silentLog },
      );
      await embedded();
      const read = await transcripts.get({ transcriptId });
      return { transcriptId, turns: read.report?.turns ?? 0 };
    },
    answer: async (question, meetings) =>
      await composeAnswer(answering, { workspaceId, question, sees: 'all', meetings, before: [] }),
    [Symbol.asyncDispose]: async () => await owned.disposeAsync(),
  };
}

async function openChat(config: Config, stack: AsyncDisposableStack) {
  const web = stack.use(await openWeb(config, { clock: systemClock, log: silentLog }));
  const { chat } = stack.use(openLanguage(config, web.egress));
  if (!chat.model)
    throw new LookoutError('bad_config', 'no language model is configured', {
      humanMessage: 'No language model is configured: set OPENAI_API_KEY, or leave --model out.',
    });
  return chat;
}
