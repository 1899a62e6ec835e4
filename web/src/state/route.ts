/** What fills the window. */
export type Place =
  | { kind: 'start' }
  | { kind: 'channel'; channel: string; thread?: string }
  | { kind: 'app'; tab: 'home' | 'messages'; thread?: string };

/** A place, or a page in the Notion panel beside whatever is open. */
export type Route = Place | { kind: 'notion'; page: string };

/** Reads the part of the address after `#`; anything unknown is the start. */
export function parseRoute(hash: string): Route {
  const [first, second, third, fourth] = hash
    .replace(/^#?\/?/, '')
    .split('/')
    .map(decodeURIComponent);
  if (first === 'app' && second === 'home') return { kind: 'app', tab: 'home' };
  if (first === 'app' && second === 'messages') {
    return { kind: 'app', tab: 'messages', ...(third === 'thread' && fourth ? { thread: fourth } : {}) };
  }
  if (first === 'notion' && second) return { kind: 'notion', page: second };
  if (first === 'channel' && second) {
    return { kind: 'channel', channel: second, ...(third === 'thread' && fourth ? { thread: fourth } : {}) };
  }
  return { kind: 'start' };
}

export function formatRoute(route: Route): string {
  if (route.kind === 'start') return '#/';
  if (route.kind === 'notion') return `#/notion/${encodeURIComponent(route.page)}`;
  if (route.kind === 'app' && route.tab === 'home') return '#/app/home';
  const place = route.kind === 'app' ? 'app/messages' : `channel/${encodeURIComponent(route.channel)}`;
  return `#/${place}${route.thread ? `/thread/${encodeURIComponent(route.thread)}` : ''}`;
}

/** A link to something the sandbox itself shows: a permalink of Slack, a page of Notion. */
export function readAddress(address: string, origin: string = window.location.origin): Route | undefined {
  const url = URL.canParse(address) ? new URL(address) : undefined;
  if (url?.origin !== origin) return undefined;
  const [, channel, seconds, micros] = /^\/archives\/(\w+)\/p(\d+)(\d{6})$/.exec(url.pathname) ?? [];
  if (channel) {
    const thread = url.searchParams.get('thread_ts') ?? `${seconds}.${micros}`;
    return { kind: 'channel', channel, thread };
  }
  const [, id] = /^\/notion\/(?:[\w-]*-)?([0-9a-f]{32})$/.exec(url.pathname) ?? [];
  return id ? { kind: 'notion', page: id.replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-') } : undefined;
}
