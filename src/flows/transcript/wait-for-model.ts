import type { Clock } from '../../kit/clock.ts';
import { LookoutError } from '../../kit/errors.ts';

/** How long the model is waited for. */
export interface Patience {
  clock: Clock;
  /** For the whole of it, however well it goes, in milliseconds. */
  deadlineMs: number;
  /** With no word of the model; absent, the deadline alone counts. In milliseconds. */
  silentMs?: number | undefined;
  signal?: AbortSignal | undefined;
  /** The model does not answer, or asks to wait: until when it is waited for. At most once between two answers. */
  onWaiting?: ((until: Date) => Promise<void>) | undefined;
  /** It has said nothing for too long. */
  onSilence?: (() => void) | undefined;
}

export interface Waiting extends AsyncDisposable {
  /** Ends with the caller's signal, the deadline, or the patience. */
  readonly signal: AbortSignal;
  /** Undefined once the signal has ended: a model that ignores it must not hold anybody up. */
  readonly late: Promise<undefined>;
  /** Whether it ended because the model said nothing. */
  readonly wasSilent: boolean;
  /** The model has said something, be it of no use. */
  heard(): void;
  /** It cannot be reached, has a problem, or asks to wait. */
  turnedAway(): void;
  /** Nothing more is asked. */
  stop(reason: unknown): void;
}

/** An answer takes up to half a minute when all is well: sooner, saying that one is missing would alarm for nothing. */
const tellAfterMs = 25_000;

/** Waits for the answers to a number of questions, and no longer than is worth it: what is not answered, rules read. */
export function waitForModel({ clock, deadlineMs, silentMs, signal: caller, ...tells }: Patience): Waiting {
  const ended = new AbortController();
  const over = new AbortController();
  const signal = caller ? AbortSignal.any([caller, ended.signal]) : ended.signal;
  const after = (ms: number, until: AbortSignal, then: () => void) =>
    void clock.sleep(ms, until).then(then, () => undefined);
  const late = new Promise<undefined>((resolve) => {
    signal.addEventListener('abort', () => resolve(undefined), { once: true });
  });
  const giveUp = (message: string) => ended.abort(new LookoutError('timeout', message));
  let wasSilent = false;
  let heardAt = clock.now();
  let quiet = new AbortController();
  let isTold = false;
  let telling: Promise<void> | undefined;
  const tell = (): void => {
    if (isTold || silentMs === undefined || signal.aborted || over.signal.aborted) return;
    isTold = true;
    // That it is waited for is worth a word, but not the reading.
    telling = tells.onWaiting?.(new Date(heardAt.getTime() + silentMs)).catch(() => undefined);
  };
  const listen = (): void => {
    if (silentMs === undefined || over.signal.aborted) return;
    quiet = new AbortController();
    after(tellAfterMs, quiet.signal, tell);
    after(silentMs, quiet.signal, () => {
      wasSilent = true;
      tells.onSilence?.();
      giveUp('the language model has not answered');
    });
  };
  after(deadlineMs, over.signal, () => giveUp('the language model was not done in time'));
  listen();
  return {
    signal,
    late,
    get wasSilent() {
      return wasSilent;
    },
    heard: () => {
      quiet.abort(new Error('it answered'));
      heardAt = clock.now();
      isTold = false;
      listen();
    },
    turnedAway: tell,
    stop: (reason) => ended.abort(reason),
    [Symbol.asyncDispose]: async () => {
      over.abort(new Error('nothing is waited for any more'));
      quiet.abort(new Error('nothing is waited for any more'));
      await telling;
    },
  };
}

/** Why something was read by the rules that the model was to read, as it ends a sentence. */
export const whyMissed = {
  broke: 'the language model account has no credit left',
  silent: 'the language model did not answer',
  unusable: 'the language model gave no usable answer',
} as const;
export type WhyMissed = keyof typeof whyMissed;
