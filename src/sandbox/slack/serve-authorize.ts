import { randomBytes } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { escapeHtml, readBody, sendHtml } from '../http.ts';
import type { Forge } from './forge.ts';
import { defaultIds } from './workspace.ts';

/** The page where an administrator lets the app in. */
function approvalPage(forge: Forge, query: URLSearchParams, scopes: readonly string[]): string {
  const hidden = [...query]
    .map(([key, value]) => `<input type="hidden" name="${escapeHtml(key)}" value="${escapeHtml(value)}">`)
    .join('');
  return `<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>Install ${escapeHtml(forge.app.name)}</title></head>
<body><main><h1>${escapeHtml(forge.app.name)} is asking to access the ${escapeHtml(forge.workspace.team.name)} workspace</h1>
<p>This is a sandbox: nothing here is the real Slack.</p>
<ul>${scopes.map((scope) => `<li>${escapeHtml(scope)}</li>`).join('')}</ul>
<form method="post" action="/oauth/v2/authorize">${hidden}
<button name="decision" value="allow">Allow</button> <button name="decision" value="cancel">Cancel</button></form></main></body></html>`;
}

function redirect(response: ServerResponse, to: string, params: Record<string, string>): void {
  const url = new URL(to);
  for (const [key, value] of Object.entries(params)) url.searchParams.set(key, value);
  response.writeHead(302, { location: url.toString() });
  response.end();
}

/** `/oauth/v2/authorize`: GET asks, POST answers with a code (or access_denied) at the redirect URL. */
export async function serveAuthorize(
  forge: Forge,
  request: IncomingMessage,
  response: ServerResponse,
  url: URL,
): Promise<void> {
  const posted =
    request.method === 'POST' ? new URLSearchParams((await readBody(request)).toString()) : undefined;
  const query = posted ?? url.searchParams;
  const redirectUri = query.get('redirect_uri') ?? '';
  if (query.get('client_id') !== forge.app.clientId)
    return sendHtml(response, 400, '<h1>Invalid client_id parameter</h1>');
  if (!URL.canParse(redirectUri))
    return sendHtml(response, 400, '<h1>redirect_uri did not match any configured URIs</h1>');
  const scopes = (query.get('scope') ?? '').split(',').filter(Boolean);
  if (scopes.length === 0) return sendHtml(response, 400, '<h1>No scopes requested</h1>');
  if (!posted) return sendHtml(response, 200, approvalPage(forge, query, scopes));
  const state = query.get('state') ?? '';
  if (posted.get('decision') !== 'allow')
    return redirect(response, redirectUri, { error: 'access_denied', state });
  const code = randomBytes(16).toString('hex');
  forge.installation.codes.set(code, { scopes, redirectUri, userId: defaultIds.ada });
  redirect(response, redirectUri, { code, state });
}
