import type { IncomingMessage, ServerResponse } from 'node:http';
import { systemWorkspace } from '../../contracts/shared.ts';
import type { Hall } from '../../gateway/hall.ts';
import { humanMessageOf } from '../../kit/errors.ts';
import { newId } from '../../kit/ids.ts';
import type { Log } from '../../kit/log.ts';

const vendors = { linear: 'Linear', notion: 'Notion' } as const;

const callback = /^\/connect\/(linear|notion)\/callback$/;

export const isConnectPath = (path: string): boolean => callback.test(path);

/** The page a person sees when Linear or Notion sends them back: whether it is connected, or what to do. */
export async function answerConnect(
  { hall, log }: { hall: Hall; log: Log },
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const url = new URL(request.url ?? '/', 'http://lookout.invalid');
  const vendor = callback.exec(url.pathname)?.[1] as keyof typeof vendors;
  const name = vendors[vendor];
  const code = url.searchParams.get('code');
  const state = url.searchParams.get('state');
  if (!code || !state)
    return send(response, 400, `${name} was not connected. Go back to Slack and try again.`);
  try {
    // Who asked stands sealed in the state; this door knows no workspace.
    const calls = hall.as({ workspaceId: systemWorkspace, requestId: newId() });
    await calls[vendor].finishAuthorize({ code, state });
    send(response, 200, `${name} is connected. You can close this page and go back to Slack.`);
  } catch (error) {
    log.warn({ err: error, vendor }, 'a vendor could not be connected');
    send(response, 400, humanMessageOf(error));
  }
}

function send(response: ServerResponse, status: number, sentence: string): void {
  const text = sentence.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
  response.writeHead(status, {
    'content-type': 'text/html; charset=utf-8',
    'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'",
    'referrer-policy': 'no-referrer', // the address holds the code
    'x-content-type-options': 'nosniff',
  });
  response.end(
    `<!doctype html><html lang="en"><meta charset="utf-8"><title>Lookout</title><body style="font: 1.1rem system-ui; margin: 4rem auto; max-width: 32rem"><main><h1>Lookout</h1><p>${text}</p></main></body></html>`,
  );
}
