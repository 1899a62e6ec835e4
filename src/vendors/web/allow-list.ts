import { LookoutError } from '../../kit/errors.ts';

/** Whether a URL's host and port were opened by name. */
export type AllowList = (url: Pick<URL, 'protocol' | 'hostname' | 'port'>) => boolean;

const defaultPort: Record<string, string> = { 'http:': '80', 'https:': '443' };

/**
 * Reads entries of the form "host" (every port) or "host:port"; an IPv6 address stands in brackets.
 * Throws bad_config naming an entry that is neither.
 */
export function readAllowList(entries: readonly string[]): AllowList {
  const open = new Set(entries.map(normaliseEntry));
  return ({ protocol, hostname, port }) => {
    if (open.size === 0) return false;
    const host = hostname.toLowerCase();
    return open.has(host) || open.has(`${host}:${port || defaultPort[protocol]}`);
  };
}

function normaliseEntry(entry: string): string {
  const text = entry.trim().toLowerCase();
  // The scheme is only there to borrow the URL parser's idea of a host; ws: has no default port to lose.
  const parsed = URL.parse(`http://${text}`);
  const written = parsed && (text.endsWith(':80') ? `${parsed.hostname}:80` : parsed.host);
  if (!written || written !== text) {
    throw new LookoutError('bad_config', `EGRESS_ALLOW has an entry that is not host or host:port: ${entry}`);
  }
  return text;
}
