import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Hall } from '../../gateway/hall.ts';
import { callsPrefix, describeCalls, type ServeCalls } from '../../gateway/serve-calls.ts';
import { codeOf, httpStatusOf, humanMessageOf, LookoutError } from '../../kit/errors.ts';
import type { Log } from '../../kit/log.ts';
import type { Metrics } from '../../kit/metrics.ts';
import { type ApiKeys, authenticate } from './authenticate.ts';
import { answerConnect, isConnectPath } from './connect-pages.ts';

export interface HttpDoorOptions {
  host: string;
  port: number;
  log: Log;
  metrics: Metrics;
  keys: ApiKeys;
  hall: Hall;
  serveCalls: ServeCalls;
  /** Slack's receiver: gets everything under /slack/. */
  slack: (request: IncomingMessage, response: ServerResponse) => void;
  /** Vendors' webhooks: gets everything under /webhooks/. */
  webhooks: (request: IncomingMessage, response: ServerResponse, path: string) => Promise<void>;
  /** Whether everything is bound; `/readyz` says 503 before. */
  isReady: () => Promise<boolean>;
}

export interface HttpDoor extends AsyncDisposable {
  /** Where it listens: "http://127.0.0.1:3000". */
  readonly url: string;
}

/**
 * A request that is not in by then is cut, in milliseconds: slow senders hold no connection for ever. The largest
 * transcript takes as long at 2 Mbit/s.
 */
const requestTimeoutMs = 120_000;
/** The same for its head alone. */
const headersTimeoutMs = 30_000;
/** Longer than load balancers and our own client keep an idle connection: the side that reuses it must close it. */
const keepAliveMs = 65_000;

function sendJson(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, {
    'content-type': 'application/json; charset=utf-8',
    'x-content-type-options': 'nosniff',
  });
  response.end(JSON.stringify(body));
}

const operatorPaths: ReadonlySet<string> = new Set(['/healthz', '/readyz', '/metrics', '/openapi.json']);

/** A few names for the counter, whatever strangers ask for: every other one would be kept for ever. */
function routeOf(path: string): string {
  if (path.startsWith('/slack/')) return 'slack';
  if (path.startsWith('/webhooks/')) return 'webhooks';
  if (path.startsWith(`${callsPrefix}/`)) return 'v1';
  return operatorPaths.has(path) ? path.slice(1) : 'other';
}

/** One HTTP port for Slack's receiver, the flows' calls, and what operators ask. */
export async function createHttpDoor(options: HttpDoorOptions): Promise<HttpDoor> {
  const { log, metrics } = options;
  const openapi = JSON.stringify(await describeCalls());

  const answer = async (request: IncomingMessage, response: ServerResponse, path: string): Promise<void> => {
    if (path.startsWith('/slack/')) return options.slack(request, response);
    if (path.startsWith('/webhooks/')) return await options.webhooks(request, response, path);
    if (isConnectPath(path)) return await answerConnect(options, request, response);
    if (path.startsWith(`${callsPrefix}/`)) {
      const context = authenticate(request, options.keys);
      if (await options.serveCalls(request, response, context)) return;
      throw new LookoutError('not_found', 'There is no such call. See /openapi.json.');
    }
    switch (path) {
      case '/healthz':
        return sendJson(response, 200, { ok: true });
      case '/readyz': {
        const ready = await options.isReady();
        return sendJson(response, ready ? 200 : 503, { ready });
      }
      case '/metrics':
        response.writeHead(200, { 'content-type': metrics.registry.contentType });
        response.end(await metrics.registry.metrics());
        return;
      case '/openapi.json':
        response.writeHead(200, { 'content-type': 'application/json; charset=utf-8' });
        response.end(openapi);
        return;
      default:
        throw new LookoutError('not_found', 'Nothing is served here. See /openapi.json.');
    }
  };

  const server: Server = createServer(
    { requestTimeout: requestTimeoutMs, headersTimeout: headersTimeoutMs, keepAliveTimeout: keepAliveMs },
    (request, response) => {
      const path = (request.url ?? '/').split(/[?#]/, 1)[0] ?? '/'; // as it stands: what is no path is not found
      response.on('finish', () =>
        metrics.requests.inc({ route: routeOf(path), status: String(response.statusCode) }),
      );
      answer(request, response, path).catch((error: unknown) => {
        const code = codeOf(error);
        if (code === 'internal') log.error({ err: error, path }, 'request failed');
        if (response.headersSent) return response.destroy();
        sendJson(response, httpStatusOf[code], {
          code: code.toUpperCase(),
          status: httpStatusOf[code],
          message: humanMessageOf(error),
        });
      });
    },
  );
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      const taken = error.code === 'EADDRINUSE';
      reject(
        new LookoutError('bad_config', `cannot listen on ${options.host}:${options.port}`, {
          cause: error,
          humanMessage: taken
            ? `Port ${options.port} is taken by another program. Stop it, or set PORT to another number.`
            : `Cannot listen on ${options.host}:${options.port} (${error.code ?? 'unknown'}). Check HOST and PORT.`,
        }),
      );
    });
    server.listen(options.port, options.host, resolve);
  });
  const { port } = server.address() as AddressInfo;
  const host = options.host.includes(':') ? `[${options.host}]` : options.host;
  return {
    url: `http://${host}:${port}`,
    [Symbol.asyncDispose]: async () => {
      const closed = new Promise((resolve) => server.close(resolve));
      server.closeIdleConnections();
      await closed;
    },
  };
}
