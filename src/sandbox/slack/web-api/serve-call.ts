import type { IncomingMessage, ServerResponse } from 'node:http';
import { readBody, sendJson } from '../../http.ts';
import type { CallRecord } from '../call-record.ts';
import type { Fault } from '../faults.ts';
import type { Forge } from '../forge.ts';
import type { Token } from '../installation.ts';
import { isObject, type Json, tryParseJson } from '../json.ts';
import { SlackError } from '../slack-error.ts';
import { type ApiMethod, type CallContext, needScope } from './api-method.ts';
import { apiMethods } from './methods.ts';

/** A sandbox left running for days must not fill the memory with its own record. */
const keptCalls = 20_000;

interface Reply {
  status: number;
  body: Json;
  headers: Record<string, string>;
}

/** Arguments from the query and the body, in any of the forms Slack takes. */
function readArgs(request: IncomingMessage, url: URL, body: Buffer): Json {
  const type = (request.headers['content-type'] ?? '').split(';')[0]?.trim().toLowerCase() ?? '';
  const query = Object.fromEntries(url.searchParams);
  if (body.length === 0) return query;
  if (type === 'application/x-www-form-urlencoded')
    return { ...query, ...Object.fromEntries(new URLSearchParams(body.toString())) };
  if (type === 'application/json') {
    const parsed = tryParseJson(body.toString());
    if (!isObject(parsed)) throw new SlackError('invalid_json');
    return { ...query, ...parsed };
  }
  throw new SlackError(type === '' ? 'missing_post_type' : 'invalid_post_type');
}

/** The token of a call, checked: present, known, not revoked, of the right kind, with one of the scopes. */
function authenticate(forge: Forge, method: ApiMethod, value: string | undefined): Token {
  if (value === undefined || value === '') throw new SlackError('not_authed');
  const token = forge.installation.tokens.get(value);
  if (!token) throw new SlackError('invalid_auth');
  if (token.revoked) throw new SlackError('token_revoked');
  if (token.kind !== method.token) throw new SlackError('not_allowed_token_type');
  needScope(token, method.scopes ?? []);
  return token;
}

function basicCredentials(header: string): CallContext['basic'] {
  if (!header.startsWith('Basic ')) return undefined;
  const [user = '', password = ''] = Buffer.from(header.slice(6), 'base64').toString().split(':');
  return { user: decodeURIComponent(user), password: decodeURIComponent(password) };
}

const nobody: Token = { value: '', kind: 'bot', scopes: new Set(), revoked: false };

async function run(forge: Forge, name: string, args: Json, authorization: string): Promise<Reply> {
  const headers: Record<string, string> = {};
  try {
    const method = Object.hasOwn(apiMethods, name) ? apiMethods[name] : undefined;
    if (!method) throw new SlackError('unknown_method', { req_method: name });
    const bearer = authorization.startsWith('Bearer ') ? authorization.slice(7) : undefined;
    const given = bearer ?? (typeof args.token === 'string' ? args.token : undefined);
    const token = method.token === 'none' ? nobody : authenticate(forge, method, given);
    if (token !== nobody) headers['x-oauth-scopes'] = [...token.scopes].join(',');
    if (method.scopes) headers['x-accepted-oauth-scopes'] = method.scopes.join(',');
    const fields = await method.run({ forge, args, token, basic: basicCredentials(authorization) });
    return { status: 200, body: { ok: true, ...fields }, headers };
  } catch (error) {
    if (!(error instanceof SlackError)) {
      forge.log.error({ err: error, method: name }, 'the forged slack failed');
      return { status: 200, body: { ok: false, error: 'internal_error' }, headers };
    }
    const { retryAfterSeconds, ...extra } = error.extra;
    if (error.error === 'ratelimited') {
      return {
        status: 429,
        body: { ok: false, error: 'ratelimited' },
        headers: { 'retry-after': String(retryAfterSeconds ?? 1) },
      };
    }
    return { status: 200, body: { ok: false, error: error.error, ...extra }, headers };
  }
}

/** What a fault says instead of the method, or undefined when the method is to run. */
function faultReply(fault: Fault | undefined): Reply | undefined {
  switch (fault?.fault) {
    case 'ratelimited':
      return {
        status: 429,
        body: { ok: false, error: 'ratelimited' },
        headers: { 'retry-after': String(fault.retryAfterSeconds ?? 1) },
      };
    case 'server_error':
      return { status: 500, body: { ok: false, error: 'internal_error' }, headers: {} };
    case 'error':
      return { status: 200, body: { ok: false, error: fault.error ?? 'internal_error' }, headers: {} };
    default:
      return undefined;
  }
}

/** Structured arguments shown as such in the record of calls, the token not at all. */
const forRecord = (args: Json): Json =>
  Object.fromEntries(
    Object.entries(args)
      .filter(([key]) => key !== 'token')
      .map(([key, value]) => [
        key,
        typeof value === 'string' && /^[[{]/.test(value) ? (tryParseJson(value) ?? value) : value,
      ]),
  );

/** Answers `POST /api/<method>`, with whatever fault was ordered for it. */
export async function serveCall(
  forge: Forge,
  request: IncomingMessage,
  response: ServerResponse,
  url: URL,
): Promise<void> {
  const name = url.pathname.replace(/^\/api\//, '');
  const body = await readBody(request);
  let args: Json;
  try {
    args = readArgs(request, url, body);
  } catch (error) {
    return sendJson(response, 200, {
      ok: false,
      error: error instanceof SlackError ? error.error : 'invalid_form_data',
    });
  }
  const fault = forge.faults.take(name);
  const record: CallRecord = {
    method: name,
    args: forRecord(args),
    at: forge.clock.now().toISOString(),
    status: 0,
    ok: false,
    fault: fault?.fault,
  };
  forge.calls.push(record);
  if (forge.calls.length > keptCalls) forge.calls.shift();
  // Left open on purpose: the caller's own time-out is what is being tested. Closing the sandbox cuts it.
  if (fault?.fault === 'timeout') return;
  if (fault?.fault === 'slow') await forge.clock.sleep(fault.delayMs ?? 5_000, forge.lifetime);
  const reply = faultReply(fault) ?? (await run(forge, name, args, request.headers.authorization ?? ''));
  record.ok = reply.body.ok === true;
  if (typeof reply.body.error === 'string') record.error = reply.body.error;
  if (fault?.fault === 'answer_lost') {
    request.socket.destroy();
    return;
  }
  record.status = reply.status;
  sendJson(response, reply.status, reply.body, reply.headers);
}
