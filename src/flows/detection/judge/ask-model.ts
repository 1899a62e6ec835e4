import type { Clock } from '../../../kit/clock.ts';
import { codeOf, isTransient, LookoutError } from '../../../kit/errors.ts';
import type { ChatModel, Usage } from '../../../vendors/llm/chat-model.ts';
import { ModelJudgement, repairPrompt, systemPrompt } from './model-prompt.ts';

export interface Answer {
  judgement: ModelJudgement;
  /** Set when the evidence still fails after the repair. */
  problem: string | undefined;
}

export interface Asking {
  model: ChatModel;
  clock: Clock;
  signal: AbortSignal;
  /** Counted up by what every try cost. */
  usage: Usage;
  /** What is wrong with an answer, in words the model can act on. */
  check(judgement: ModelJudgement): string | undefined;
}

const firstPauseMs = 500;
const longestPauseMs = 8_000;

/**
 * One question to the model: asked again while asking again can help, with one repair of an answer that has the wrong
 * form or fails the check. Undefined when aborted or when there is no usable answer. Throws over_budget when the
 * vendor's account has no credit left.
 */
export async function askWithRepair(question: string, asking: Asking): Promise<Answer | undefined> {
  const { model, clock, signal, usage } = asking;
  let problem: string | undefined;
  let pauseMs = firstPauseMs;
  for (let answers = 0; !signal.aborted; ) {
    try {
      const completed = await model.complete({
        schema: ModelJudgement,
        name: 'judgement',
        system: systemPrompt,
        user: problem ? question + repairPrompt(problem) : question,
        maxTokens: 1200,
        signal,
      });
      usage.inputTokens += completed.usage.inputTokens;
      usage.outputTokens += completed.usage.outputTokens;
      problem = asking.check(completed.value);
      if (!problem || ++answers > 1) return { judgement: completed.value, problem };
    } catch (error) {
      if (signal.aborted) return undefined;
      if (codeOf(error) === 'over_budget') throw error;
      if (isTransient(error)) {
        const wanted = error instanceof LookoutError ? error.retryAfterMs : undefined;
        await clock.sleep(wanted ?? pauseMs, signal).catch(() => undefined);
        pauseMs = Math.min(pauseMs * 2, longestPauseMs);
      } else if (++answers > 1) {
        return undefined;
      } else {
        problem = 'it did not have the required form';
      }
    }
  }
  return undefined;
}
