import type * as z from 'zod';
import type { Clock } from '../../kit/clock.ts';
import { codeOf, isTransient, LookoutError } from '../../kit/errors.ts';
import type { ChatModel } from '../../vendors/llm/chat-model.ts';
import type { Waiting } from './wait-for-model.ts';

/** What is asked, and the form of the answer. */
export interface ModelQuestion<T> {
  schema: z.ZodType<T>;
  /** Name of the answer's form. */
  name: string;
  system: string;
  user: string;
  /** Added to the second and last try after an answer of the wrong form. */
  repair: string;
}

export interface Asking {
  model: ChatModel;
  clock: Clock;
  waiting: Pick<Waiting, 'signal' | 'heard' | 'turnedAway'>;
}

const firstPauseMs = 500;
const longestPauseMs = 16_000;
/** A window has a handful of items; an answer that needs more is going in circles. */
const mostTokens = 4_000;

/**
 * One question to the model: asked again while asking again can help, once more after an answer of the wrong form.
 * Undefined when there is no usable answer or the waiting is over.
 *
 * @throws LookoutError `over_budget` when the vendor's account has no credit left: no other question need be asked
 */
export async function askModel<T>(
  { user, repair, ...question }: ModelQuestion<T>,
  { model, clock, waiting }: Asking,
): Promise<T | undefined> {
  const { signal } = waiting;
  let pauseMs = firstPauseMs;
  let failures = 0;
  while (!signal.aborted) {
    try {
      const { value } = await model.complete({
        ...question,
        user: failures > 0 ? user + repair : user,
        maxTokens: mostTokens,
        signal,
      });
      waiting.heard();
      return value;
    } catch (error) {
      if (signal.aborted) return undefined;
      if (codeOf(error) === 'over_budget') throw error;
      if (isTransient(error)) {
        waiting.turnedAway();
        const wanted = error instanceof LookoutError ? error.retryAfterMs : undefined;
        await clock.sleep(wanted ?? pauseMs, signal).catch(() => undefined);
        pauseMs = Math.min(pauseMs * 2, longestPauseMs);
      } else {
        waiting.heard();
        if (++failures > 1) return undefined;
      }
    }
  }
  return undefined;
}
