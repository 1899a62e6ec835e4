import { useEffect, useEffectEvent, useState, useSyncExternalStore } from 'react';
import { formatRoute, type Place, parseRoute, type Route } from './route.ts';

function subscribe(onChange: () => void): () => void {
  window.addEventListener('hashchange', onChange);
  return () => window.removeEventListener('hashchange', onChange);
}

/** The open place, kept in the address so that back, reload and a second window work. */
export function useRoute(): Route {
  return parseRoute(useSyncExternalStore(subscribe, () => window.location.hash));
}

/**
 * The place that is open. A page of Notion is none: it is shown beside the place, which stays, and told once by
 * `onPage`.
 */
export function usePlace(onPage: (page: string) => void): Place {
  const asked = useRoute();
  const [place, setPlace] = useState<Place>({ kind: 'start' });
  if (asked.kind !== 'notion' && formatRoute(asked) !== formatRoute(place)) setPlace(asked);
  const show = useEffectEvent((page: string) => {
    onPage(page);
    window.location.replace(formatRoute(place));
  });
  const page = asked.kind === 'notion' ? asked.page : undefined;
  useEffect(() => {
    if (page) show(page);
  }, [page]);
  return asked.kind === 'notion' ? place : asked;
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
