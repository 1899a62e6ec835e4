import type { ServerResponse } from 'node:http';
import { GraphQLError } from 'graphql';
import { send, sendJson } from '../http.ts';
import { linearError } from './errors.ts';
import type { LinearFault } from './faults.ts';
import type { LinearForge } from './forge.ts';

export interface Answer {
  status: number;
  body: unknown;
  headers?: Record<string, string>;
}

/** What became of a request; without an answer nobody will ever hear. */
export interface Outcome {
  answer?: Answer;
  fault?: LinearFault;
}

/** Linear's extensions on every error, those GraphQL itself raises included. */
function worded(error: GraphQLError): GraphQLError {
  if (error.extensions.type !== undefined) return error;
  const cause = error.originalError;
  const kind = cause && !(cause instanceof GraphQLError) ? 'internal' : 'graphql';
  const { extensions } = linearError(kind, error.message, error.message);
  return new GraphQLError(error.message, { nodes: error.nodes, path: error.path, extensions });
}

/** Errors as Linear answers them: the first one's status, and what data there is. */
export function refusal(
  errors: readonly GraphQLError[],
  headers: Record<string, string> = {},
  data: unknown = null,
): Answer {
  const shown = errors.map(worded);
  const status = shown[0]?.extensions.statusCode;
  return { status: typeof status === 'number' ? status : 400, body: { errors: shown, data }, headers };
}

export const rateLimited = (seconds: number, headers: Record<string, string> = {}): Answer =>
  refusal(
    [
      linearError(
        'ratelimited',
        'Rate limit exceeded',
        `Rate limit exceeded. Try again in ${seconds} seconds.`,
      ),
    ],
    { ...headers, 'retry-after': String(seconds), 'x-ratelimit-requests-remaining': '0' },
  );

/** The answer of a fault that keeps the work from being done, or undefined. */
export function refusalByFault(fault: LinearFault, headers: Record<string, string> = {}): Answer | undefined {
  const seconds = fault.retryAfterSeconds ?? 1;
  switch (fault.fault) {
    case 'ratelimited':
      return rateLimited(seconds, headers);
    case 'too_many_requests':
      return { status: 429, body: 'Too many requests', headers: { 'retry-after': String(seconds) } };
    case 'server_error':
      return { status: 500, body: 'Internal server error' };
    case 'error': {
      const sentence = fault.message ?? 'Something went wrong.';
      return refusal([linearError('invalid', sentence, sentence)], headers);
    }
    default:
      return undefined;
  }
}

/** Sends an answer the way its fault wants it: not at all, cut off, late, or as it is. */
export async function deliver(
  forge: LinearForge,
  response: ServerResponse,
  { answer, fault }: Outcome,
): Promise<void> {
  if (!answer) return;
  if (fault?.fault === 'answer_lost') {
    response.destroy();
    return;
  }
  if (fault?.fault === 'slow') await forge.clock.sleep(fault.delayMs ?? 5_000, forge.lifetime);
  if (typeof answer.body === 'string')
    send(response, answer.status, 'text/plain; charset=utf-8', answer.body, answer.headers);
  else sendJson(response, answer.status, answer.body, answer.headers);
}
