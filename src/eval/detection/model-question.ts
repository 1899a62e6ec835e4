import { judge } from '../../flows/detection/judge/judge.ts';
import type { JudgeInput } from '../../flows/detection/judge/judge-by-rules.ts';
import type { Clock } from '../../kit/clock.ts';
import { LookoutError } from '../../kit/errors.ts';
import type { ChatModel, CompletionRequest } from '../../vendors/llm/chat-model.ts';

const askedMs = 60_000;

/**
 * Tokens of what the judge would send a model about this comparison, estimated; undefined when it would not ask. The
 * judge itself is run with a model that notes the first question and refuses to answer, so that prompt and gates are
 * the product's.
 */
export async function tokensAsked(input: JudgeInput, clock: Clock): Promise<number | undefined> {
  let asked: string | undefined;
  const model: ChatModel = {
    complete: async <T>({ system, user }: CompletionRequest<T>) => {
      asked ??= `${system}\n${user}`;
      throw new LookoutError('vendor_refused', 'only the question was wanted');
    },
  };
  await judge(input, { model, clock, deadlineMs: askedMs });
  return asked === undefined ? undefined : estimateTokens(asked);
}

/** About four characters of Latin text are a token, and every character of other scripts about one. */
export function estimateTokens(text: string): number {
  const other = text.match(/[\u0250-\u1FFF\u2070-\uFFFF]/g)?.length ?? 0;
  return Math.ceil((text.length - other) / 4 + other);
}
