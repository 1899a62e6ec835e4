import type { IncomingMessage, ServerResponse } from 'node:http';
import { escapeHtml, readBody, sendHtml, sendJson } from '../../http.ts';
import type { LinearForge } from '../forge.ts';
import type { TokenAnswer } from './grants.ts';

const known = new Set([
  'read',
  'write',
  'issues:create',
  'comments:create',
  'admin',
  'app:assignable',
  'app:mentionable',
]);

function redirect(response: ServerResponse, to: string, params: Record<string, string>): void {
  const url = new URL(to);
  for (const [key, value] of Object.entries(params)) if (value !== '') url.searchParams.set(key, value);
  response.writeHead(302, { location: url.toString() });
  response.end();
}

function approvalPage(forge: LinearForge, query: URLSearchParams, scopes: readonly string[]): string {
  const hidden = [...query]
    .map(([key, value]) => `<input type="hidden" name="${escapeHtml(key)}" value="${escapeHtml(value)}">`)
    .join('');
  const name = escapeHtml(forge.grants.client.name);
  return `<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>Authorize ${name}</title></head>
<body><main><h1>${name} wants to access ${escapeHtml(forge.tables.organization.name)}</h1>
<p>This is a sandbox: nothing here is the real Linear.</p>
<ul>${scopes.map((scope) => `<li>${escapeHtml(scope)}</li>`).join('')}</ul>
<form method="post" action="/oauth/authorize">${hidden}
<button name="decision" value="allow">Authorize</button> <button name="decision" value="cancel">Cancel</button></form></main></body></html>`;
}

/** `/oauth/authorize`: GET asks, POST answers with a code (or access_denied) at the redirect URL. */
async function serveAuthorize(
  forge: LinearForge,
  request: IncomingMessage,
  response: ServerResponse,
  url: URL,
): Promise<void> {
  const posted =
    request.method === 'POST' ? new URLSearchParams((await readBody(request)).toString()) : undefined;
  const query = posted ?? url.searchParams;
  const redirectUri = query.get('redirect_uri') ?? '';
  if (query.get('client_id') !== forge.grants.client.clientId)
    return sendHtml(response, 400, '<h1>Invalid client_id parameter</h1>');
  if (!URL.canParse(redirectUri)) return sendHtml(response, 400, '<h1>Invalid redirect_uri parameter</h1>');
  if (query.get('response_type') !== 'code')
    return sendHtml(response, 400, '<h1>Invalid response_type parameter</h1>');
  const scopes = [...new Set(['read', ...(query.get('scope') ?? '').split(',').filter(Boolean)])];
  const strange = scopes.find((scope) => !known.has(scope));
  if (strange !== undefined) return sendHtml(response, 400, `<h1>Invalid scope: ${escapeHtml(strange)}</h1>`);
  if (!posted) return sendHtml(response, 200, approvalPage(forge, query, scopes));
  const state = query.get('state') ?? '';
  if (posted.get('decision') !== 'allow')
    return redirect(response, redirectUri, { error: 'access_denied', state });
  const admin = [...forge.tables.users.values()].find((user) => user.admin);
  const asApp = query.get('actor') === 'app';
  const code = forge.grants.issueCode({ userId: admin?.id ?? '', scopes, asApp }, redirectUri);
  redirect(response, redirectUri, { code, state });
}

const refuse = (response: ServerResponse, status: number, error: string, sentence: string): void =>
  sendJson(response, status, { error, error_description: sentence });

/** Fresh tokens for a code or a refresh token, or what is wrong with the request. */
function tokensFor(
  { grants }: LinearForge,
  form: URLSearchParams,
  basic: string,
): TokenAnswer | { status: number; error: string; error_description: string } {
  const [basicId, basicSecret] = Buffer.from(basic, 'base64').toString().split(':');
  const id = form.get('client_id') ?? basicId;
  const secret = form.get('client_secret') ?? basicSecret;
  if (id !== grants.client.clientId || secret !== grants.client.clientSecret)
    return { status: 401, error: 'invalid_client', error_description: 'Invalid client credentials' };
  const type = form.get('grant_type');
  if (type === 'refresh_token')
    return (
      grants.refresh(form.get('refresh_token') ?? '') ?? {
        status: 400,
        error: 'invalid_grant',
        error_description: 'Invalid refresh token',
      }
    );
  if (type === 'authorization_code')
    return (
      grants.spendCode(form.get('code') ?? '', form.get('redirect_uri') ?? '') ?? {
        status: 400,
        error: 'invalid_grant',
        error_description: 'Invalid authorization code',
      }
    );
  return { status: 400, error: 'unsupported_grant_type', error_description: 'Unsupported grant type' };
}

/** Linear’s OAuth: the page a person agrees on, tokens for codes, fresh tokens for old ones, and the end. */
export async function serveOauth(
  forge: LinearForge,
  request: IncomingMessage,
  response: ServerResponse,
  url: URL,
): Promise<void> {
  if (url.pathname === '/oauth/authorize') return serveAuthorize(forge, request, response, url);
  if (request.method !== 'POST') return refuse(response, 405, 'invalid_request', 'Use POST');
  const form = new URLSearchParams((await readBody(request)).toString());
  const authorization = request.headers.authorization ?? '';
  if (url.pathname === '/oauth/token') {
    const answer = tokensFor(forge, form, /^Basic (.*)$/.exec(authorization)?.[1] ?? '');
    const { status, ...body } = 'status' in answer ? answer : { ...answer, status: 200 };
    sendJson(response, status, body, { 'cache-control': 'no-store' });
    return;
  }
  if (url.pathname !== '/oauth/revoke') return refuse(response, 404, 'not_found', 'No such endpoint');
  const token = form.get('token') ?? form.get('access_token') ?? authorization.replace(/^Bearer /, '');
  if (!forge.grants.revoke(token)) return refuse(response, 400, 'invalid_request', 'Unknown token');
  sendJson(response, 200, {});
}
