import type { IncomingMessage, ServerResponse } from 'node:http';
import { readBody, sendJson, urlOf } from '../http.ts';
import { isObject, type Json, tryParseJson } from '../slack/json.ts';
import type { ApiHandler } from './api/api-call.ts';
import { blockRoutes } from './api/blocks.ts';
import { commentRoutes } from './api/comments.ts';
import { databaseRoutes } from './api/databases.ts';
import { pageRoutes } from './api/pages.ts';
import { userAndSearchRoutes } from './api/users-and-search.ts';
import { applyFault } from './apply-fault.ts';
import type { NotionForge } from './forge.ts';
import { notionIds } from './ids.ts';
import { NotionError } from './notion-error.ts';
import { oauthRoutes, requireClient } from './oauth.ts';
import { serveAuthorize } from './serve-authorize.ts';
import { validateRequest } from './validate.ts';

/** Every call the forged Notion knows, as `METHOD /path`; a step `:name` is a parameter. */
export const apiRoutes: Record<string, ApiHandler> = {
  ...userAndSearchRoutes,
  ...pageRoutes,
  ...blockRoutes,
  ...databaseRoutes,
  ...commentRoutes,
};
const routeNames = [...Object.keys(apiRoutes), ...Object.keys(oauthRoutes)];
const notionVersion = '2026-03-11';

function match(route: string, method: string, path: string): Record<string, string> | undefined {
  const [routeMethod, pattern = ''] = route.split(' ');
  const wanted = pattern.split('/');
  const given = path.split('/');
  if (routeMethod !== method || wanted.length !== given.length) return undefined;
  const params: Record<string, string> = {};
  for (const [index, step] of wanted.entries()) {
    const value = given[index] ?? '';
    if (step.startsWith(':')) params[step.slice(1)] = value;
    else if (step !== value) return undefined;
  }
  return params;
}

function findRoute(method: string, path: string): { route: string; params: Record<string, string> } {
  for (const route of routeNames) {
    const params = match(route, method, path);
    if (params) return { route, params };
  }
  throw new NotionError(400, 'invalid_request_url', 'Invalid request URL.');
}

function requireToken({ state }: NotionForge, authorization: string | undefined): void {
  const token = /^Bearer (.+)$/.exec(authorization ?? '')?.[1];
  if (!state.grants.some(({ accessToken }) => accessToken === token)) {
    throw new NotionError(401, 'unauthorized', 'API token is invalid.');
  }
}

function requireVersion(version: string | string[] | undefined): void {
  if (version === undefined) {
    throw new NotionError(
      400,
      'missing_version',
      'Notion-Version header failed validation: Notion-Version header should be defined, instead was `undefined`.',
    );
  }
  if (version !== notionVersion) {
    throw new NotionError(
      400,
      'validation_error',
      `Notion-Version header failed validation: the forged Notion speaks only "${notionVersion}", instead was \`"${version}"\`.`,
    );
  }
}

function readJson(raw: Buffer): Json {
  if (raw.length === 0) return {};
  const body = tryParseJson(raw.toString());
  if (!isObject(body)) throw new NotionError(400, 'invalid_json', 'Error parsing JSON body.');
  return body;
}

interface Incoming {
  route: string;
  params: Record<string, string>;
  headers: IncomingMessage['headers'];
  query: Json;
  raw: Buffer;
}

/** The answer to a request that no fault hits. */
function answer(forge: NotionForge, { route, params, headers, query, raw }: Incoming): Json {
  const oauth = oauthRoutes[route];
  if (oauth) {
    requireClient(forge, headers.authorization);
    return oauth(forge, readJson(raw));
  }
  requireToken(forge, headers.authorization);
  requireVersion(headers['notion-version']);
  const body = readJson(raw);
  validateRequest(route, params, body, raw.length);
  const actor = { by: notionIds.bot, now: forge.clock.now() };
  const handler = apiRoutes[route];
  if (!handler) throw new NotionError(400, 'invalid_request_url', 'Invalid request URL.');
  return handler({ forge, params, query, body, actor });
}

/** Repeated parameters become a list, as `filter_properties` are sent. */
const queryOf = (url: URL): Json =>
  Object.fromEntries(
    [...new Set(url.searchParams.keys())].map((key) => {
      const values = url.searchParams.getAll(key);
      return [key, values.length > 1 ? values : values[0]];
    }),
  );

const errorBody = (error: NotionError, requestId: string): Json => ({
  object: 'error',
  status: error.status,
  code: error.code,
  message: error.message,
  ...(error.additionalData ? { additional_data: error.additionalData } : {}),
  request_id: requestId,
});

/** Serves one request to the forged Notion: the API under /v1, and the page where a person connects it. */
export async function serveNotion(
  forge: NotionForge,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const url = urlOf(request);
  const path = url.pathname.replace(/\/+$/, '');
  const method = request.method ?? 'GET';
  if (path === '/v1/oauth/authorize') return serveAuthorize(forge, request, response, url);
  const requestId = crypto.randomUUID();
  const raw = await readBody(request);
  let route = `${method} ?`;
  const record = (status: number, code?: string) => {
    const body = raw.length === 0 ? undefined : tryParseJson(raw.toString());
    forge.calls.push({ at: forge.clock.now().toISOString(), route, path, body, status, code });
  };
  try {
    const found = findRoute(method, path);
    route = found.route;
    const incoming = { ...found, headers: request.headers, query: queryOf(url), raw };
    const fault = forge.faults.take(route);
    const answered = fault
      ? await applyFault(forge, fault, () => answer(forge, incoming))
      : answer(forge, incoming);
    if (answered === 'cut') {
      record(0);
      response.destroy();
      return;
    }
    record(200);
    sendJson(response, 200, { ...answered, request_id: requestId });
  } catch (error) {
    const refusal =
      error instanceof NotionError
        ? error
        : new NotionError(500, 'internal_server_error', 'Unexpected error occurred.');
    if (refusal !== error && !forge.lifetime.aborted) {
      forge.log.error({ err: error, path }, 'the forged Notion failed to answer');
    }
    record(refusal.status, refusal.code);
    sendJson(response, refusal.status, errorBody(refusal, requestId), refusal.headers);
  }
}
