import type { LookupFunction } from 'node:net';
import { Agent, buildConnector, fetch as undiciFetch } from 'undici';
import type { Clock } from '../../kit/clock.ts';
import { LookoutError } from '../../kit/errors.ts';
import { addressInHost, whyAddressRefused } from './address-rules.ts';
import { type AllowList, readAllowList } from './allow-list.ts';
import { checkUrl as checkUrlRules, refuseTarget } from './check-url.ts';
import { createDeadlines, type Deadline } from './deadline.ts';
import { defaultCaps, type EgressCaps } from './egress-caps.ts';
import { isBrokenConnection, toEgressError } from './egress-errors.ts';
import { createGuardedFetch } from './guarded-fetch.ts';
import { type ReceivedResponse, receiveResponse } from './receive-response.ts';
import { type Hop, locationOf, nextHop } from './redirect-hop.ts';
import { prepareHeaders } from './request-headers.ts';
import { type Lookup, lookupBySystem, resolveAny, resolvePublic } from './resolve-host.ts';

export interface EgressOptions {
  /** "host" or "host:port" entries that may lead to private addresses. */
  allow: readonly string[];
  caps?: Partial<EgressCaps>;
  /** Sent with every request that names none itself. */
  userAgent: string;
  clock: Clock;
  lookup?: Lookup;
}

export interface EgressRequest {
  method?: string;
  headers?: Record<string, string>;
  /** Lower-case headers that only the first address's origin gets, whatever their name: API keys. */
  sameOriginAuth?: Record<string, string>;
  body?: string | Uint8Array;
  caps?: Partial<EgressCaps>;
  signal?: AbortSignal;
  /** Redirects to follow, 10 at most (the default); 0 hands the redirect itself back. */
  maxRedirects?: number;
}

export interface EgressResponse extends ReceivedResponse {
  /** The address that answered. */
  finalUrl: string;
  /** Every address that was redirected to, in order. */
  redirects: string[];
  timing: { startedAt: Date; ms: number };
}

export interface Egress extends AsyncDisposable {
  /**
   * Asks one address and reads its whole answer, whatever its status. Throws LookoutError egress_refused,
   * timeout, too_large, unreachable, bad_certificate or unsupported; the signal's own reason when the caller
   * gives up.
   */
  request(address: string | URL, request?: EgressRequest): Promise<EgressResponse>;
  /** Rule E1 and literal addresses of E2, without asking DNS. Throws egress_refused. */
  checkUrl(address: string | URL): URL;
  /** Rules E1 and E2, asking DNS. Throws egress_refused or unreachable. */
  checkTarget(address: string | URL): Promise<URL>;
  /** The same guard in the shape vendor SDKs take; the body streams, the caller's signal is the deadline. */
  fetch: typeof globalThis.fetch;
}

const maxRedirects = 10;
const connectTimeoutMs = 10_000;
/** Politeness sets the real limit; this one bounds sockets to one origin. */
const connectionsPerOrigin = 128;

/** The one way out to the web (WATCHING.md section 3). Owns its connections. */
export function createEgress(options: EgressOptions): Egress {
  const { clock, userAgent } = options;
  const allow = readAllowList(options.allow);
  const lookup = options.lookup ?? lookupBySystem;
  const baseCaps = { ...defaultCaps, ...options.caps };
  const agent = new Agent({
    connect: createConnector(allow, lookup),
    // One protocol, one parser, one set of limits; sites that speak HTTP/2 speak HTTP/1.1 too.
    allowH2: false,
    connections: connectionsPerOrigin,
    maxHeaderSize: baseCaps.headerBytes,
  });
  const deadlines = createDeadlines(clock);
  const checkUrl = (address: string | URL, base?: URL) => checkUrlRules(address, allow, base);

  const request = async (address: string | URL, asked: EgressRequest = {}): Promise<EgressResponse> => {
    const caps = asked.caps ? { ...baseCaps, ...asked.caps } : baseCaps;
    const redirectLimit = Math.min(asked.maxRedirects ?? maxRedirects, maxRedirects);
    const startedAt = clock.now();
    const redirects: string[] = [];
    let url = checkUrl(address);
    let hop = firstHop(asked, userAgent);
    let ownHeaders = asked.sameOriginAuth;
    const deadline = deadlines.start(caps.wallMs, asked.signal);
    try {
      for (;;) {
        const sent = ownHeaders ? { ...hop, headers: { ...hop.headers, ...ownHeaders } } : hop;
        const response = await sendHop(agent, url, sent, caps, deadline);
        const location = redirectLimit > 0 ? locationOf(response.status, response.headers) : undefined;
        if (location === undefined) {
          const ms = clock.now().getTime() - startedAt.getTime();
          return { ...response, finalUrl: url.href, redirects, timing: { startedAt, ms } };
        }
        if (redirects.length >= redirectLimit) throw tooManyRedirects(url.host, redirectLimit);
        const next = checkUrl(location, url);
        hop = nextHop(hop, response.status, url, next);
        if (next.origin !== url.origin) ownHeaders = undefined;
        url = next;
        redirects.push(url.href);
      }
    } catch (error) {
      if (asked.signal?.aborted) throw asked.signal.reason;
      throw toEgressError(error, url.host);
    } finally {
      deadline.clear();
    }
  };

  return {
    request,
    checkUrl: (address) => checkUrl(address),
    checkTarget: async (address) => {
      const url = checkUrl(address);
      if (!allow(url) && addressInHost(url.hostname) === undefined) await resolvePublic(url.hostname, lookup);
      return url;
    },
    fetch: createGuardedFetch({
      // The global and undici's own types of the same standard differ in names only.
      send: (url, init) =>
        undiciFetch(url, { ...init, dispatcher: agent } as Parameters<typeof undiciFetch>[1]),
      checkUrl,
      userAgent,
      maxBodyBytes: baseCaps.bodyBytes,
    }),
    [Symbol.asyncDispose]: async () => {
      deadlines[Symbol.dispose]();
      await agent.destroy();
    },
  };
}

const firstHop = (asked: EgressRequest, userAgent: string): Hop => ({
  method: (asked.method ?? 'GET').toUpperCase(),
  headers: prepareHeaders(asked.headers ?? {}, userAgent),
  body: asked.body,
});

/** One request and its answer, over a new connection once more when a kept one turns out to be dead. */
async function sendHop(
  agent: Agent,
  url: URL,
  hop: Hop,
  caps: EgressCaps,
  deadline: Deadline,
): Promise<ReceivedResponse> {
  const isRedirect = (status: number, headers: Record<string, string>) =>
    locationOf(status, headers) !== undefined;
  for (let attempt = 1; ; attempt += 1) {
    const response = receiveResponse(url.host, caps, isRedirect);
    deadline.guard(url.host, response.abort);
    agent.dispatch(
      {
        origin: url.origin,
        path: url.pathname + url.search,
        method: hop.method,
        headers: hop.headers,
        body: hop.body ?? null,
        // The deadline covers both.
        headersTimeout: 0,
        bodyTimeout: 0,
      },
      response.handler,
    );
    try {
      return await response.done;
    } catch (error) {
      const isRepeatable = hop.method === 'GET' || hop.method === 'HEAD';
      if (attempt > 1 || !isRepeatable || response.hasStarted() || !isBrokenConnection(error)) throw error;
    }
  }
}

/**
 * Rule E3: connects to an address validated in the very look-up that yielded it, and checks the address
 * the connection ended up with. Hosts on the allow list are only resolved.
 */
function createConnector(allow: AllowList, lookup: Lookup): buildConnector.connector {
  const build = (resolve: Lookup) =>
    buildConnector({
      allowH2: false,
      // Stated, so that NODE_TLS_REJECT_UNAUTHORIZED cannot turn it off.
      rejectUnauthorized: true,
      timeout: connectTimeoutMs,
      lookup: asNodeLookup(resolve),
    });
  const guarded = build((host) => resolvePublic(host, lookup));
  const open = build((host) => resolveAny(host, lookup));
  return (target, callback) => {
    const { protocol, port } = target;
    const hostname = target.hostname.includes(':') ? `[${target.hostname}]` : target.hostname;
    if (allow({ protocol, hostname, port })) return open(target, callback);
    const literal = addressInHost(hostname);
    const whyRefused = literal === undefined ? undefined : whyAddressRefused(literal);
    if (whyRefused) return callback(refuseTarget(hostname, whyRefused), null);
    guarded(target, (...[error, socket]) => {
      if (error) return callback(error, null);
      const why = whyAddressRefused(socket.remoteAddress ?? '');
      if (!why) return callback(null, socket);
      socket.destroy();
      callback(refuseTarget(hostname, why), null);
    });
  };
}

/** A resolver in the shape node:net asks for. */
function asNodeLookup(resolve: Lookup): LookupFunction {
  return (host, { all }, callback) => {
    resolve(host).then(
      (answers) => {
        const [first] = answers;
        if (all || !first) callback(null, answers);
        else callback(null, first.address, first.family);
      },
      (error) => callback(error, ''),
    );
  };
}

function tooManyRedirects(host: string, limit: number): LookoutError {
  return new LookoutError('unreachable', `${host} redirects more than ${limit} times`, {
    humanMessage: `${host} keeps redirecting and never comes to a page.`,
    fields: { host },
  });
}
