import type { IncomingMessage, ServerResponse } from 'node:http';
import type { InstallProvider } from '@slack/oauth';
import type { Log } from '../../kit/log.ts';
import { botScopes } from './registered.ts';

const installPath = '/slack/install';
const redirectPath = '/slack/oauth_redirect';

const page = (title: string, words: string): string =>
  `<!doctype html><html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${title}</title><body style="font:1rem/1.5 system-ui;max-width:32rem;margin:4rem auto;padding:0 1rem"><h1>${title}</h1><p>${words}</p></body></html>`;

function answer(response: ServerResponse, status: number, html: string): void {
  response.writeHead(status, { 'content-type': 'text/html; charset=utf-8', 'cache-control': 'no-store' });
  response.end(html);
}

/**
 * `/slack/install` and `/slack/oauth_redirect`, on the house's own port in HTTP and in Socket Mode
 * (Bolt would open a port of its own for the latter). Returns false for any other request.
 */
export function installPages(installer: InstallProvider, redirectUri: string | undefined, log: Log) {
  const urlOptions = { scopes: [...botScopes], ...(redirectUri ? { redirectUri } : {}) };
  return async (request: IncomingMessage, response: ServerResponse): Promise<boolean> => {
    const { pathname } = new URL(request.url ?? '/', 'http://localhost');
    if (request.method !== 'GET') return false;
    if (pathname === installPath) {
      await installer.handleInstallPath(request, response, {}, urlOptions);
      return true;
    }
    if (pathname !== redirectPath) return false;
    await installer.handleCallback(
      request,
      response,
      {
        success: () =>
          answer(
            response,
            200,
            page('Lookout is installed', 'Go back to Slack and write to Lookout in any channel.'),
          ),
        failure: (error) => {
          log.warn({ err: error, code: error.code }, 'an installation failed');
          answer(
            response,
            400,
            page(
              'Lookout was not installed',
              `Slack did not confirm it. <a href="${installPath}">Try again</a>.`,
            ),
          );
        },
      },
      urlOptions,
    );
    return true;
  };
}
