import type * as z from 'zod';

export interface Usage {
  inputTokens: number;
  outputTokens: number;
}

export interface CompletionRequest<T> {
  /** What the answer must look like. Every field required: strict structured output knows no optional ones. */
  schema: z.ZodType<T>;
  /** Name of the answer's form: letters, digits, underscores. */
  name: string;
  system: string;
  user: string;
  maxTokens?: number;
  signal?: AbortSignal;
  /**
   * Called as the answer is written, with what can be read of it so far: fields may be missing, the last text may be
   * cut. The model is asked to stream then.
   */
  onPartial?: (partial: unknown) => void;
}

/**
 * A language model that answers in a given form. Throws `rate_limited` (with `retryAfterMs`), `timeout`,
 * `vendor_down` or `unreachable` when asking again can help, `vendor_refused` when it cannot.
 */
export interface ChatModel {
  /** Names the model; answers of two models are never taken for each other. */
  readonly model?: string;
  complete<T>(request: CompletionRequest<T>): Promise<{ value: T; usage: Usage }>;
}
