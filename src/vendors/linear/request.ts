import * as z from 'zod';
import type { Clock } from '../../kit/clock.ts';
import { LookoutError } from '../../kit/errors.ts';
import { LinearProblem, toLinearError, waitOf } from './errors.ts';

export interface LinearRequest {
  url: string;
  headers: Record<string, string>;
  body: string;
  signal?: AbortSignal;
}

export interface LinearAnswer {
  body: unknown;
  status: number;
  headers: Headers;
}

/** A list of issues with their texts takes a second or two; what takes longer is a broken connection. */
const timeoutMs = 20_000;

/**
 * One POST to Linear by the product's own way out: the SDK's client knows only the global fetch, and no time-out.
 * Throws timeout, unreachable or what the egress throws; the signal's own reason when the caller gives up.
 */
export async function postToLinear(
  { fetch, clock }: { fetch: typeof globalThis.fetch; clock: Clock },
  { url, headers, body, signal }: LinearRequest,
): Promise<LinearAnswer> {
  const late = new AbortController();
  const done = new AbortController();
  clock.sleep(timeoutMs, done.signal).then(
    () => late.abort(),
    () => undefined,
  );
  try {
    const response = await fetch(url, {
      method: 'POST',
      headers,
      body,
      signal: signal ? AbortSignal.any([signal, late.signal]) : late.signal,
    });
    return { body: readJson(await response.text()), status: response.status, headers: response.headers };
  } catch (error) {
    signal?.throwIfAborted();
    if (late.signal.aborted) {
      throw new LookoutError('timeout', 'Linear did not answer in time', {
        cause: error,
        humanMessage: 'Linear did not answer in time. Try again in a minute.',
      });
    }
    if (error instanceof LookoutError) throw error;
    throw new LookoutError('unreachable', 'Linear cannot be reached', {
      cause: error,
      humanMessage: 'Linear cannot be reached. Try again in a minute.',
    });
  } finally {
    done.abort();
  }
}

const Answer = z.object({ data: z.unknown().optional(), errors: z.array(LinearProblem).optional() });

/**
 * The data of a GraphQL answer, read by its schema. Any error in it fails the whole: a half answer is not one.
 * `pauseMs` is what Linear's headers ask for before the next call, undefined when nothing.
 */
export function readAnswer<T>(
  { body, status, headers }: LinearAnswer,
  schema: z.ZodType<T>,
  now: Date,
): { data: T; pauseMs: number | undefined } {
  const answer = Answer.safeParse(body);
  const problems = answer.success ? (answer.data.errors ?? []) : [];
  if (status < 200 || status >= 300 || problems.length > 0)
    throw toLinearError(status, problems, headers, now);
  const data = schema.safeParse(answer.success ? answer.data.data : undefined);
  if (!data.success) {
    throw new LookoutError('vendor_refused', 'Linear answered in another shape than asked for', {
      cause: data.error,
      humanMessage: 'Linear answered in a way Lookout does not understand.',
    });
  }
  return { data: data.data, pauseMs: waitOf(headers, now) };
}

function readJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined; // a proxy's page: its status says the rest
  }
}
