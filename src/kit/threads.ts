import PQueue from 'p-queue';
import { Piscina } from 'piscina';
import type { Clock } from './clock.ts';
import { codeOf, type ErrorCode, humanMessageOf, LookoutError } from './errors.ts';

/** An error as plain data: a class does not survive the way between threads. */
export type ThreadAnswer<Output> =
  | { value: Output }
  | { error: { code: ErrorCode; message: string; humanMessage: string } };

/** The default export of a worker's file: its work, with what it throws as plain data. */
export const inThread =
  <Input, Output>(work: (input: Input) => Output | Promise<Output>) =>
  async (input: Input): Promise<ThreadAnswer<Output>> => {
    try {
      return { value: await work(input) };
    } catch (error) {
      const message = error instanceof Error ? error.message : 'the work of a thread failed';
      return { error: { code: codeOf(error), message, humanMessage: humanMessageOf(error) } };
    }
  };

export interface ThreadsOptions {
  /** The worker's file: its default export is made by `inThread`. */
  file: URL;
  /** Most threads at once. */
  most: number;
  /** What needs more fails alone, not the process. A small young generation holds threads small at the same speed. */
  memory: { maxOldGenerationSizeMb: number; maxYoungGenerationSizeMb: number };
  clock: Clock;
  /** The longest that one piece of work may take, and what a person hears of one that takes longer. */
  deadline: { ms: number; humanMessage: string };
}

export interface Threads<Input, Output> extends AsyncDisposable {
  /**
   * Does one piece of work; both ways go plain data. `transfer` is handed over, not copied; `fields` are for the log.
   *
   * @throws LookoutError as the work threw it; `timeout`; `internal` for a thread that broke
   */
  run(
    input: Input,
    more?: { transfer?: ArrayBufferLike[]; fields?: Record<string, unknown> },
  ): Promise<Output>;
}

/** A thread without work is let go after this time, with its memory. */
const idleTimeoutMs = 15_000;

/** Worker threads for what would hold up the event loop; started with the first piece of work. */
export function createThreads<Input, Output>(options: ThreadsOptions): Threads<Input, Output> {
  const pool = new Piscina<Input, ThreadAnswer<Output>>({
    filename: options.file.href,
    minThreads: 0,
    maxThreads: options.most,
    idleTimeout: idleTimeoutMs,
    resourceLimits: options.memory,
  });
  // Work waits here and not inside the pool, so that waiting does not count against its deadline.
  const queue = new PQueue({ concurrency: options.most });
  return {
    run: async (input, more = {}) => {
      const answer = await queue.add(() => runOnce(pool, options, input, more));
      if ('value' in answer) return answer.value;
      const { code, message, humanMessage } = answer.error;
      throw new LookoutError(code, message, { humanMessage });
    },
    [Symbol.asyncDispose]: async () => {
      queue.clear();
      await pool.destroy();
    },
  };
}

async function runOnce<Input, Output>(
  pool: Piscina<Input, ThreadAnswer<Output>>,
  { clock, deadline }: ThreadsOptions,
  input: Input,
  { transfer = [], fields = {} }: { transfer?: ArrayBufferLike[]; fields?: Record<string, unknown> },
): Promise<ThreadAnswer<Output>> {
  const abandoned = new AbortController();
  const settled = new AbortController();
  const tooLate = clock.sleep(deadline.ms, settled.signal).then(
    () => abandoned.abort(),
    () => {},
  );
  try {
    const transferList = transfer as ArrayBuffer[];
    return await pool.run(input, { transferList, signal: abandoned.signal });
  } catch (cause) {
    const { humanMessage } = deadline;
    throw abandoned.signal.aborted
      ? new LookoutError('timeout', 'the work of a thread took too long', { humanMessage, cause, fields })
      : new LookoutError('internal', 'a thread broke', { cause, fields });
  } finally {
    settled.abort();
    await tooLate;
  }
}
