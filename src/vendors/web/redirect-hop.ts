/** The request as the next hop will see it. */
export interface Hop {
  method: string;
  headers: Record<string, string>;
  body: string | Uint8Array | undefined;
}

const redirectStatuses = new Set([301, 302, 303, 307, 308]);
const credentialHeaders = ['authorization', 'cookie', 'proxy-authorization'];
const bodyHeaders = ['content-type', 'content-encoding', 'content-language', 'content-location'];

/** Where a response sends us, as written, or undefined when it does not. */
export function locationOf(status: number, headers: Record<string, string>): string | undefined {
  const location = redirectStatuses.has(status) ? headers.location : undefined;
  // Header text arrives one character per byte; servers write UTF-8.
  return location && /[\u0080-\u00FF]/.test(location)
    ? Buffer.from(location, 'latin1').toString('utf8')
    : location;
}

/** The request to send after a redirect: bodies go where the status says, credentials stay on their origin. */
export function nextHop(hop: Hop, status: number, from: URL, to: URL): Hop {
  const headers = { ...hop.headers };
  if (from.origin !== to.origin) for (const name of credentialHeaders) delete headers[name];
  const becomesGet =
    (status === 303 && hop.method !== 'HEAD') ||
    ((status === 301 || status === 302) && hop.method === 'POST');
  if (!becomesGet) return { ...hop, headers };
  for (const name of bodyHeaders) delete headers[name];
  return { method: 'GET', headers, body: undefined };
}
