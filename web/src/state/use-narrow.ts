import { useSyncExternalStore } from 'react';

const query = () => window.matchMedia('(max-width: 1000px)');

function subscribe(onChange: () => void): () => void {
  const list = query();
  list.addEventListener('change', onChange);
  return () => list.removeEventListener('change', onChange);
}

/** Whether side panels cover the channel instead of standing beside it. Same width as in layout.css. */
export function useNarrow(): boolean {
  return useSyncExternalStore(subscribe, () => query().matches);
}
