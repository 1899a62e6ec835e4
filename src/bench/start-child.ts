import { fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { systemClock } from '../kit/clock.ts';
import type { Handlers, Question, Reply, Usage } from './processes/serve-parent.ts';

/** A process of the bench, so that what is measured shares neither memory nor event loop with its measurer. */
export interface Child<H extends Handlers> extends AsyncDisposable {
  ask<Name extends keyof H & string>(
    name: Name,
    input: Parameters<H[Name]>[0],
  ): Promise<Awaited<ReturnType<H[Name]>>>;
  usage(): Promise<Usage>;
}

export interface ChildOptions {
  /** A directory for a V8 CPU profile, written when the process ends. */
  cpuProfileDir?: string | undefined;
}

/** A process that does not end by itself in this time is killed, in milliseconds. */
const endingMs = 15_000;

/** Starts `processes/<name>.ts`; its output goes to ours. */
export function startChild<H extends Handlers>(name: string, { cpuProfileDir }: ChildOptions = {}): Child<H> {
  const path = join(import.meta.dirname, 'processes', `${name}.ts`);
  const execArgv = cpuProfileDir ? ['--cpu-prof', `--cpu-prof-dir=${cpuProfileDir}`] : [];
  const child = fork(path, { execArgv, stdio: ['ignore', 'inherit', 'inherit', 'ipc'] });
  const waiting = new Map<number, (reply: Reply) => void>();
  let lastId = 0;
  child.on('message', (reply: Reply) => waiting.get(reply.id)?.(reply));
  const ended = once(child, 'exit').then(([code, signal]) => {
    for (const [id, settle] of waiting)
      settle({ id, error: `the process ${name} ended (${code ?? signal})` });
  });
  const ask = async (what: string, input: unknown): Promise<unknown> => {
    lastId += 1;
    const question: Question = { id: lastId, ask: what, input };
    const reply = await new Promise<Reply>((resolve) => {
      waiting.set(question.id, resolve);
      child.send(question);
    });
    waiting.delete(question.id);
    if ('error' in reply) throw new Error(`${name}.${what}: ${reply.error}`);
    return reply.answer;
  };
  return {
    ask: (what, input) => ask(what, input) as ReturnType<typeof Object>,
    usage: () => ask('usage', undefined) as Promise<Usage>,
    [Symbol.asyncDispose]: async () => {
      if (child.connected) child.disconnect();
      const patience = new AbortController();
      const kill = async () => {
        await systemClock.sleep(endingMs, patience.signal);
        child.kill('SIGKILL');
      };
      void kill().catch(() => undefined);
      await ended;
      patience.abort();
    },
  };
}
