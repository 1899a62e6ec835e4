import type { IncomingMessage, ServerResponse } from 'node:http';
import { escapeHtml, sendHtml, sendJson, urlOf } from '../http.ts';
import { deliver, refusalByFault } from './answer.ts';
import { boardCards } from './board.ts';
import type { LinearForge } from './forge.ts';
import { serveOauth } from './oauth/serve-oauth.ts';
import { serveGraphql } from './serve-graphql.ts';

/** What a person finds behind the link of an issue. */
function serveIssuePage(forge: LinearForge, response: ServerResponse, identifier: string): void {
  const card = boardCards(forge).find((one) => one.identifier === identifier);
  if (!card) {
    sendHtml(response, 404, '<h1>Issue not found</h1>');
    return;
  }
  const facts = [card.state.name, card.assignee?.name ?? 'Nobody', card.priority, card.project, card.due];
  const links = card.attachments.map(
    ({ title, url }) =>
      `<li>${/^https?:/.test(url) ? `<a href="${escapeHtml(url)}">${escapeHtml(title)}</a>` : escapeHtml(title)}</li>`,
  );
  const title = `${card.identifier} ${escapeHtml(card.title)}`;
  sendHtml(
    response,
    200,
    `<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>${title}</title></head>
<body><main><h1>${title}</h1><p>${escapeHtml(facts.filter(Boolean).join(' · '))}</p><ul>${links.join('')}</ul>
<p>This is a sandbox: nothing here is the real Linear.</p></main></body></html>`,
  );
}

async function serveOauthWithFaults(
  forge: LinearForge,
  request: IncomingMessage,
  response: ServerResponse,
  url: URL,
): Promise<void> {
  const field = url.pathname.slice(1);
  const fault = forge.faults.take([field]);
  forge.calls.push({ fields: [field], variables: {}, status: 0, complexity: 0 });
  const answer = fault && refusalByFault(fault);
  if (answer || fault?.fault === 'timeout') return deliver(forge, response, { answer, fault });
  if (fault?.fault === 'slow') await forge.clock.sleep(fault.delayMs ?? 5_000, forge.lifetime);
  // A lost answer: the request is read and done, the response goes nowhere.
  if (fault?.fault === 'answer_lost') request.once('end', () => response.socket?.destroy());
  return serveOauth(forge, request, response, url);
}

async function route(forge: LinearForge, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const url = urlOf(request);
  if (url.pathname === '/graphql' && request.method === 'POST') return serveGraphql(forge, request, response);
  if (url.pathname.startsWith('/oauth/')) return serveOauthWithFaults(forge, request, response, url);
  const identifier = /^\/[^/]+\/issue\/([A-Z]+-\d+)/.exec(url.pathname)?.[1];
  if (identifier) return serveIssuePage(forge, response, identifier);
  sendJson(response, 404, { error: 'not_found' });
}

/** One request to the forged Linear. */
export function serveLinear(forge: LinearForge, request: IncomingMessage, response: ServerResponse): void {
  route(forge, request, response).catch((error: unknown) => {
    if (forge.lifetime.aborted) return;
    forge.log.error({ err: error, path: request.url }, 'the forged Linear failed to answer');
    if (response.headersSent) response.destroy();
    else sendJson(response, 500, { error: 'internal_error' });
  });
}
