import type { IncomingMessage, ServerResponse } from 'node:http';
import { isIP } from 'node:net';
import * as z from 'zod';
import { codeOf, httpStatusOf, humanMessageOf, LookoutError } from '../../kit/errors.ts';
import { readBody, sendJson, urlOf } from '../http.ts';
import { tryParseJson } from '../slack/json.ts';
import { SlackError } from '../slack/slack-error.ts';
import { type Controlled, controlRoutes } from './routes.ts';

function match(pattern: string, path: string): Record<string, string> | undefined {
  const wanted = pattern.split('/');
  const given = path.split('/');
  if (wanted.length !== given.length) return undefined;
  const params: Record<string, string> = {};
  for (const [index, step] of wanted.entries()) {
    const value = decodeURIComponent(given[index] ?? '');
    if (step.startsWith(':')) params[step.slice(1)] = value;
    else if (step !== value) return undefined;
  }
  return params;
}

function findRoute(method: string, path: string) {
  for (const [key, handler] of Object.entries(controlRoutes)) {
    const [routeMethod, pattern = ''] = key.split(' ');
    const params = routeMethod === method ? match(pattern, path) : undefined;
    if (params) return { handler, params };
  }
  throw new LookoutError('not_found', `no control call ${method} ${path}`);
}

/** Whether a host can only be this machine: a name could be made to point here by its owner's DNS. */
const isOwnAddress = (hostname: string): boolean =>
  hostname === 'localhost' || hostname.endsWith('.localhost') || isIP(hostname.replace(/^\[|\]$/g, '')) !== 0;

/** A page of another origin must not steer the sandbox through its visitor's browser. */
function refuseForeignOrigin(request: IncomingMessage): void {
  const origin = request.headers.origin;
  if (origin === undefined) return;
  const url = URL.canParse(origin) ? new URL(origin) : undefined;
  if (url && url.host === request.headers.host && isOwnAddress(url.hostname)) return;
  throw new LookoutError('not_allowed', `the control API does not answer pages of ${origin}`);
}

function describe(error: unknown): { status: number; error: string; message: string; details?: unknown } {
  if (error instanceof z.ZodError)
    return { status: 400, error: 'bad_input', message: z.prettifyError(error) };
  if (error instanceof SlackError) {
    return {
      status: 422,
      error: error.error,
      message: `The app's answer was refused: ${error.error}`,
      details: error.extra,
    };
  }
  return { status: httpStatusOf[codeOf(error)], error: codeOf(error), message: humanMessageOf(error) };
}

/** Answers `/sandbox/api/*`. Errors are `{error, message}` with a fitting status. */
export async function serveControl(
  controlled: Controlled,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  try {
    refuseForeignOrigin(request);
    const url = urlOf(request);
    const { handler, params } = findRoute(
      request.method ?? 'GET',
      url.pathname.replace(/^\/sandbox\/api/, ''),
    );
    const raw = await readBody(request);
    const body = raw.length === 0 ? undefined : tryParseJson(raw.toString());
    const answer = await handler({ ...controlled, params, query: url.searchParams, body, response });
    if (answer !== undefined) sendJson(response, 200, answer, { 'cache-control': 'no-store' });
  } catch (error) {
    const { status, ...what } = describe(error);
    if (status === 500) controlled.forge.log.error({ err: error }, 'a control call failed');
    sendJson(response, status, what);
  }
}
