import type { Json } from '../slack/json.ts';

/** What the forged model says to one request, or how it fails. */
export type ModelAnswer = (
  | { kind: 'json'; value: unknown }
  /** The content as it is: prose, broken JSON. */
  | { kind: 'text'; text: string }
  /** Cut off at the token limit. */
  | { kind: 'truncated'; text: string }
  | { kind: 'refusal'; text: string }
  | { kind: 'rate_limited'; retryAfterSeconds?: number }
  | { kind: 'server_error' }
  /** The connection is cut without an answer; where the answer is streamed, after these words of it. */
  | { kind: 'cut'; after?: string }
) & { delayMs?: number };

/** A request, as the forge saw and answered it. */
export interface ModelRequest {
  path: '/v1/chat/completions' | '/v1/embeddings';
  body: Json;
  /** Contents of the messages joined, or the texts to embed. */
  text: string;
  /** Name of the wanted JSON form, when there is one. */
  schemaName: string | undefined;
}

export type Answering = (request: ModelRequest) => ModelAnswer | undefined;

/** Who answers: first what is queued for the next requests, then the function, then nobody. */
export interface ModelScript {
  /** Answers of the next chat completions, in order. */
  next(...answers: readonly ModelAnswer[]): void;
  /** Answers of the next requests for embeddings; only failures and delays make sense. */
  nextEmbedding(...answers: readonly ModelAnswer[]): void;
  /** Answers what is not queued; undefined leaves a request unanswered. */
  otherwise(answering: Answering): void;
  /** The answer to a request; used up when it was queued. */
  take(request: ModelRequest): ModelAnswer | undefined;
}

export function createModelScript(): ModelScript {
  const queues: Record<ModelRequest['path'], ModelAnswer[]> = {
    '/v1/chat/completions': [],
    '/v1/embeddings': [],
  };
  let rest: Answering = () => undefined;
  return {
    next: (...answers) => {
      queues['/v1/chat/completions'].push(...answers);
    },
    nextEmbedding: (...answers) => {
      queues['/v1/embeddings'].push(...answers);
    },
    otherwise: (answering) => {
      rest = answering;
    },
    take: (request) => queues[request.path].shift() ?? rest(request),
  };
}
