import { LookoutError } from '../../kit/errors.ts';
import { toEgressError, tooLarge } from './egress-errors.ts';
import { locationOf } from './redirect-hop.ts';

interface FetchParts {
  /** The client's fetch, bound to the guarded connections. */
  send: (url: URL, init: SendInit) => Promise<unknown>;
  checkUrl: (address: string | URL, base?: URL) => URL;
  userAgent: string;
  maxBodyBytes: number;
}

interface SendInit {
  method: string;
  headers: [string, string][];
  body: RequestInit['body'];
  signal: AbortSignal | null;
  redirect: 'manual';
  duplex: 'half';
}

const maxHops = 10;
const bodylessStatuses = new Set([204, 205, 304]);

/**
 * A fetch for vendor SDKs. Redirects are followed by hand for GET and HEAD; a redirected POST is refused,
 * because an API whose address moved is a setting to correct. Throws LookoutError as Egress.request does.
 */
export function createGuardedFetch(parts: FetchParts): typeof globalThis.fetch {
  return async (input, init) => {
    const asked = await readRequest(input, init);
    let url = parts.checkUrl(asked.url);
    let headers = withDefaults(asked.headers, parts.userAgent);
    for (let hop = 0; ; hop += 1) {
      const response = await sendOnce(parts, url, { ...asked.init, headers });
      const location = locationOf(response.status, Object.fromEntries(response.headers));
      if (location === undefined) return boundBody(response, url, parts.maxBodyBytes);
      await response.body?.cancel();
      const next = parts.checkUrl(location, url);
      if (hop >= maxHops || (asked.init.method !== 'GET' && asked.init.method !== 'HEAD')) {
        throw new LookoutError('vendor_refused', `${url.host} redirects to ${next.host}`, {
          humanMessage: `${url.host} answers that it has moved to ${next.origin}. Put the new address into the settings.`,
        });
      }
      // A key may sit in a header of any name, so only harmless ones go along to another origin.
      if (next.origin !== url.origin)
        headers = headers.filter(([name]) => name === 'accept' || name === 'user-agent');
      url = next;
    }
  };
}

async function sendOnce(parts: FetchParts, url: URL, init: SendInit): Promise<Response> {
  try {
    return (await parts.send(url, init)) as Response;
  } catch (error) {
    if (init.signal?.aborted) throw error;
    throw toEgressError(error, url.host);
  }
}

async function readRequest(input: string | URL | Request, init: RequestInit | undefined) {
  const request = typeof input === 'string' || input instanceof URL ? undefined : input;
  const method = (init?.method ?? request?.method ?? 'GET').toUpperCase();
  const body = init?.body ?? (request?.body ? new Uint8Array(await request.arrayBuffer()) : undefined);
  return {
    url: request?.url ?? (input as string | URL),
    headers: [...new Headers(init?.headers ?? request?.headers)],
    init: {
      method,
      body,
      signal: init?.signal ?? request?.signal ?? null,
      redirect: 'manual',
      duplex: 'half',
    } satisfies Omit<SendInit, 'headers'>,
  };
}

function withDefaults(headers: [string, string][], userAgent: string): [string, string][] {
  const named = new Set(headers.map(([name]) => name));
  return named.has('user-agent') ? headers : [...headers, ['user-agent', userAgent]];
}

/** The same answer, whose body ends in an error once it is longer than any honest one. */
function boundBody(response: Response, url: URL, maxBytes: number): Response {
  if (!response.body || bodylessStatuses.has(response.status)) return response;
  let total = 0;
  const counter = new TransformStream<Uint8Array, Uint8Array>({
    transform: (chunk, controller) => {
      total += chunk.length;
      if (total > maxBytes) controller.error(tooLarge(url.host, `more than ${maxBytes} bytes`));
      else controller.enqueue(chunk);
    },
  });
  const { status, statusText, headers } = response;
  const bounded = new Response(response.body.pipeThrough(counter), {
    status,
    statusText,
    headers: [...headers],
  });
  Object.defineProperty(bounded, 'url', { value: url.href });
  return bounded;
}
