import { useSyncExternalStore } from 'react';
import { formatRoute, parseRoute, type Route } from './route.ts';

function subscribe(onChange: () => void): () => void {
  window.addEventListener('hashchange', onChange);
  return () => window.removeEventListener('hashchange', onChange);
}

/** The open place, kept in the address so that back, reload and a second window work. */
export function useRoute(): Route {
  return parseRoute(useSyncExternalStore(subscribe, () => window.location.hash));
}

function navigate(route: Route): void {
  window.location.hash = formatRoute(route);
}

/** Where the address names no place that can be shown, names this channel, without a step back to nowhere. */
export function openAtStart(channel: string): void {
  const asked = parseRoute(window.location.hash);
  if (asked.kind === 'channel' && asked.channel === channel) return;
  window.location.replace(formatRoute({ kind: 'channel', channel }));
}

export function useNavigate(): (route: Route) => void {
  return navigate;
}
