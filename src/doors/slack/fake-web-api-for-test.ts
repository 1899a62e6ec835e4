import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface ApiCall {
  method: string;
  token: string;
  args: Record<string, unknown>;
}

export type ApiAnswer =
  | Record<string, unknown>
  | ((args: Record<string, unknown>) => Record<string, unknown>);

export interface FakeWebApi extends AsyncDisposable {
  /** With the final slash, as SLACK_API_URL. */
  url: string;
  calls: ApiCall[];
  /** What a method answers from now on; `{ok: true}` is added when `ok` is absent. */
  answers: Record<string, ApiAnswer>;
  /** The calls of one method, oldest first. */
  of(method: string): Record<string, unknown>[];
}

/**
 * Slack's Web API as far as a test needs it: form in, JSON out, every call kept. What is sent to a
 * response_url under the same address is kept as a call of "respond".
 */
export async function fakeWebApi(): Promise<FakeWebApi> {
  const calls: ApiCall[] = [];
  const answers: Record<string, ApiAnswer> = {};
  const server = createServer(async (request, response) => {
    let body = '';
    for await (const chunk of request) body += chunk;
    const { method, args } = readCall(request.url ?? '', body);
    calls.push({ method, args, token: (request.headers.authorization ?? '').replace('Bearer ', '') });
    const answer = answers[method] ?? {};
    const json = typeof answer === 'function' ? answer(args) : answer;
    response.setHeader('content-type', 'application/json');
    response.end(JSON.stringify({ ok: true, ...json }));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/api/`,
    calls,
    answers,
    of: (method) => calls.filter((call) => call.method === method).map((call) => call.args),
    [Symbol.asyncDispose]: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

function readCall(url: string, body: string): { method: string; args: Record<string, unknown> } {
  if (body.startsWith('{')) return { method: url.split('/').at(-1) ?? '', args: JSON.parse(body) };
  const args = Object.fromEntries(
    [...new URLSearchParams(body)].map(([name, value]) => [
      name,
      /^[[{]/.test(value) ? JSON.parse(value) : value,
    ]),
  );
  return { method: url.split('/').at(-1) ?? '', args };
}
