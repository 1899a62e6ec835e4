import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import type { CrashPointName } from './crash-points.ts';

/** What the test asks of the child, and what comes back; see child.ts. */
export type Asked = { id: number } & (
  | { kind: 'dieAt'; point: CrashPointName }
  | { kind: 'rows'; sql: string }
  | { kind: 'advance'; ms: number }
  | { kind: 'quiet' }
);
export type Said =
  | { kind: 'ready'; url: string }
  | { kind: 'answer'; id: number; value: unknown }
  | { kind: 'refusal'; id: number; problem: string };

type Question = Asked extends infer One ? (One extends Asked ? Omit<One, 'id'> : never) : never;

export interface Death {
  code: number | null;
  signal: NodeJS.Signals | null;
  /** Milliseconds from the moment it was asked to stop; undefined when it was not. */
  tookMs?: number;
}

export interface StartOptions {
  /** How far the product's clock is ahead. */
  aheadMs?: number;
  /** What it is given for work in hand when it is asked to stop. */
  graceSeconds?: number;
}

/** The running product. Disposing kills it, whatever it does. */
export interface Product extends AsyncDisposable {
  readonly url: string;
  /** Resolves when the process is gone, however it went. */
  readonly gone: Promise<Death>;
  /** What it has logged, for a test that fails. */
  log(): string;
  kill(): Promise<Death>;
  /** SIGTERM, and what came of it. */
  stop(): Promise<Death>;
  /** From now on it lives until it comes to the point. */
  dieAt(point: CrashPointName): Promise<void>;
  rows<Row extends Record<string, unknown>>(sql: string): Promise<Row[]>;
  /** Resolves once nothing that came in is open, no job waits and no message is unsent. */
  quiet(): Promise<void>;
  /** Moves the product's clock on. */
  advance(ms: number): Promise<void>;
}

const script = join(import.meta.dirname, 'child.ts');
/** The second start of a process need not compile the same sources again: half of its time. */
const compileCache = join(import.meta.dirname, '../../node_modules/.cache/lookout/compiled');
const inherited = ['PATH', 'HOME', 'TMPDIR', 'LANG'] as const;

/** Starts the product as a child process; resolves when it is ready, rejects with its log when it dies first. */
export async function startProduct(env: Record<string, string>, options: StartOptions): Promise<Product> {
  const child = spawn(process.execPath, [script], {
    env: {
      ...Object.fromEntries(inherited.map((name) => [name, process.env[name]])),
      ...env,
      AHEAD_MS: String(options.aheadMs ?? 0),
      SHUTDOWN_GRACE_SECONDS: String(options.graceSeconds ?? 10),
      NODE_COMPILE_CACHE: compileCache,
    },
    stdio: ['ignore', 'inherit', 'pipe', 'ipc'],
  });
  const log: string[] = [];
  child.stderr?.setEncoding('utf8').on('data', (text: string) => log.push(text));
  const gone = once(child, 'exit').then(([code, signal]): Death => ({ code, signal }));
  const kill = async () => {
    child.kill('SIGKILL');
    return await gone;
  };
  const ask = createAsk(child, gone, log);
  try {
    const url = await readiness(child, gone, log);
    return {
      url,
      gone,
      log: () => log.join(''),
      kill,
      stop: async () => {
        const askedAt = performance.now();
        child.kill('SIGTERM');
        return { ...(await gone), tookMs: performance.now() - askedAt };
      },
      dieAt: async (point) => {
        await ask({ kind: 'dieAt', point });
      },
      rows: async <Row>(sql: string) => (await ask({ kind: 'rows', sql })) as Row[],
      quiet: async () => {
        await ask({ kind: 'quiet' });
      },
      advance: async (ms) => {
        await ask({ kind: 'advance', ms });
      },
      [Symbol.asyncDispose]: async () => {
        await kill();
      },
    };
  } catch (error) {
    await kill();
    throw error;
  }
}

const died = ({ code, signal }: Death, log: readonly string[]) =>
  new Error(`the product died (code ${code}, signal ${signal}); its log:\n${log.join('')}`);

function readiness(child: ChildProcess, gone: Promise<Death>, log: readonly string[]): Promise<string> {
  return new Promise((resolve, reject) => {
    child.on('message', (said: Said) => {
      if (said.kind === 'ready') resolve(said.url);
    });
    void gone.then((death) => reject(died(death, log)));
  });
}

function createAsk(child: ChildProcess, gone: Promise<Death>, log: readonly string[]) {
  const waiting = new Map<number, PromiseWithResolvers<unknown>>();
  let asked = 0;
  child.on('message', (said: Said) => {
    if (said.kind === 'ready') return;
    const waiter = waiting.get(said.id);
    waiting.delete(said.id);
    if (said.kind === 'answer') waiter?.resolve(said.value);
    else waiter?.reject(new Error(said.problem));
  });
  void gone.then((death) => {
    for (const waiter of waiting.values()) waiter.reject(died(death, log));
  });
  return async (question: Question): Promise<unknown> => {
    asked += 1;
    const waiter = Promise.withResolvers<unknown>();
    waiting.set(asked, waiter);
    child.send({ ...question, id: asked });
    return await waiter.promise;
  };
}
