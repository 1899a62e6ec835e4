export type Route =
  | { kind: 'start' }
  | { kind: 'channel'; channel: string; thread?: string }
  | { kind: 'app'; tab: 'home' | 'messages'; thread?: string };

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
  if (first === 'channel' && second) {
    return { kind: 'channel', channel: second, ...(third === 'thread' && fourth ? { thread: fourth } : {}) };
  }
  return { kind: 'start' };
}

export function formatRoute(route: Route): string {
  if (route.kind === 'start') return '#/';
  if (route.kind === 'app' && route.tab === 'home') return '#/app/home';
  const place = route.kind === 'app' ? 'app/messages' : `channel/${encodeURIComponent(route.channel)}`;
  return `#/${place}${route.thread ? `/thread/${encodeURIComponent(route.thread)}` : ''}`;
}
