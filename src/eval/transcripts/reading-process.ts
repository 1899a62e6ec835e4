import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { systemClock } from '../../kit/clock.ts';
import type { ReadingQuestion, ReadingReply } from './read-transcript-worker.ts';

export interface ReadingProcess extends AsyncDisposable {
  /** Reads a file; one at a time. */
  read(question: ReadingQuestion): Promise<ReadingReply>;
}

/** A process that has used more than this starts anew for the next file, so that a file's figure is its own, in MB. */
const renewAboveMb = 130;
/** A file that is not read by then never will be, in milliseconds. */
const hangsAfterMs = 30_000;

/** Reads files one after another in a process apart from this one. */
export function openReadingProcess(): ReadingProcess {
  let child: ChildProcess | undefined;
  const close = async () => {
    const ending = child;
    child = undefined;
    if (!ending || ending.exitCode !== null || ending.signalCode !== null) return;
    const ended = once(ending, 'exit');
    ending.kill('SIGKILL');
    await ended;
  };
  return {
    read: async (question) => {
      child ??= fork(join(import.meta.dirname, 'read-transcript-worker.ts'), { serialization: 'advanced' });
      const reply = await answerOf(child, question);
      if (reply.peakMb > renewAboveMb || 'crashed' in reply.result) await close();
      return reply;
    },
    [Symbol.asyncDispose]: close,
  };
}

async function answerOf(child: ChildProcess, question: ReadingQuestion): Promise<ReadingReply> {
  const over = new AbortController();
  const failed = (crashed: string, ms: number): ReadingReply => ({ result: { crashed }, ms, peakMb: 0 });
  const answered = once(child, 'message', { signal: over.signal }).then(([reply]) => reply as ReadingReply);
  const ended = once(child, 'exit', { signal: over.signal }).then(([code, signal]) =>
    failed(`the process ended (${code ?? signal})`, 0),
  );
  const hangs = systemClock
    .sleep(hangsAfterMs, over.signal)
    .then(() => failed(`not read within ${hangsAfterMs / 1000} s`, hangsAfterMs));
  child.send(question);
  try {
    return await Promise.race([answered, ended, hangs]);
  } finally {
    over.abort();
    await Promise.allSettled([answered, ended, hangs]);
  }
}
