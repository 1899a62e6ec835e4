import { systemClock } from '../../kit/clock.ts';

/** What a measured process can be asked. Inputs and answers cross as JSON. */
// biome-ignore lint/suspicious/noExplicitAny: a table of functions of any input; `Child` gives each its own type back
export type Handlers = Record<string, (input: any) => Promise<unknown>>;

export interface Question {
  id: number;
  ask: string;
  input: unknown;
}
export type Reply = { id: number } & ({ answer: unknown } | { error: string });

export interface Usage {
  /** The most memory this process held at once so far, in bytes. */
  peakRssBytes: number;
  /** Processor time used so far, user and system, in milliseconds. */
  cpuMs: number;
}

const samplePeriodMs = 50;

/**
 * Answers the process that forked this one until it lets go. `usage` is always answered: the peak of this
 * process's own memory, worker threads included.
 */
export function serveParent(handlers: Handlers, close: () => Promise<void>): void {
  let peakRssBytes = 0;
  const ending = new AbortController();
  const sample = async () => {
    while (!ending.signal.aborted) {
      peakRssBytes = Math.max(peakRssBytes, process.memoryUsage.rss());
      await systemClock.sleep(samplePeriodMs, ending.signal).catch(() => undefined);
    }
  };
  const usage = async (): Promise<Usage> => {
    const { user, system } = process.cpuUsage();
    return { peakRssBytes, cpuMs: (user + system) / 1000 };
  };
  const answer = async ({ id, ask, input }: Question): Promise<Reply> => {
    try {
      if (ask === 'usage') return { id, answer: await usage() };
      const handler = handlers[ask];
      if (!handler) throw new Error(`nothing answers ${ask}`);
      return { id, answer: await handler(input) };
    } catch (error) {
      return { id, error: error instanceof Error ? (error.stack ?? error.message) : String(error) };
    }
  };
  void sample();
  process.on('message', (question: Question) => {
    void answer(question).then((reply) => process.send?.(reply));
  });
  process.once('disconnect', () => {
    ending.abort();
    void close();
  });
}
