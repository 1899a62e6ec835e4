import { randomBytes } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { escapeHtml, readBody, sendHtml } from '../http.ts';
import type { NotionForge } from './forge.ts';

function consentPage(forge: NotionForge, query: URLSearchParams): string {
  const hidden = [...query]
    .map(([key, value]) => `<input type="hidden" name="${escapeHtml(key)}" value="${escapeHtml(value)}">`)
    .join('');
  return `<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>Connect with Notion</title></head>
<body><main><h1>Lookout wants to use the Notion workspace ${escapeHtml(forge.state.workspace.name)}</h1>
<p>This is a sandbox: nothing here is the real Notion.</p>
<form method="post" action="/v1/oauth/authorize">${hidden}
<button name="decision" value="allow">Allow access</button> <button name="decision" value="cancel">Cancel</button></form></main></body></html>`;
}

/** `/v1/oauth/authorize`: GET asks a person, POST answers with a code (or access_denied) at the redirect URL. */
export async function serveAuthorize(
  forge: NotionForge,
  request: IncomingMessage,
  response: ServerResponse,
  url: URL,
): Promise<void> {
  const posted =
    request.method === 'POST' ? new URLSearchParams((await readBody(request)).toString()) : undefined;
  const query = posted ?? url.searchParams;
  const redirectUri = query.get('redirect_uri') ?? '';
  if (query.get('client_id') !== forge.oauth.clientId)
    return sendHtml(response, 400, '<h1>Missing or invalid client_id</h1>');
  if (query.get('response_type') !== 'code' || !URL.canParse(redirectUri))
    return sendHtml(response, 400, '<h1>Missing or invalid response_type or redirect_uri</h1>');
  if (!posted) return sendHtml(response, 200, consentPage(forge, query));
  const back = new URL(redirectUri);
  const state = query.get('state');
  if (state !== null) back.searchParams.set('state', state);
  if (posted.get('decision') === 'allow') {
    const code = randomBytes(16).toString('hex');
    forge.state.codes.set(code, redirectUri);
    back.searchParams.set('code', code);
  } else {
    back.searchParams.set('error', 'access_denied');
  }
  response.writeHead(302, { location: back.toString() });
  response.end();
}
