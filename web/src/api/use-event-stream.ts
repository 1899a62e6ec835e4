import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useEffectEvent, useState } from 'react';
import { api } from './client.ts';
import { staleKeys } from './event-effects.ts';
import type { SandboxEvent } from './types.ts';

/** Streamed answers edit a message many times a second; one refetch per this long is enough. */
const GATHER_MS = 60;

/**
 * Follows the sandbox's event stream for one person and refreshes what each event touched.
 * Returns whether the stream is connected; the browser reconnects by itself.
 */
export function useEventStream(user: string, onEvent: (event: SandboxEvent) => void): boolean {
  const cache = useQueryClient();
  const [connected, setConnected] = useState(true);
  const deliver = useEffectEvent(onEvent);

  useEffect(() => {
    const source = new EventSource(api.streamUrl(user));
    const waiting = new Map<string, readonly (string | undefined)[]>();
    let timer: number | undefined;
    const flush = () => {
      timer = undefined;
      for (const queryKey of waiting.values()) void cache.invalidateQueries({ queryKey });
      waiting.clear();
    };
    let opened = false;
    source.onopen = () => {
      setConnected(true);
      // What happened while the stream was down was never announced.
      if (opened) void cache.invalidateQueries();
      opened = true;
    };
    source.onerror = () => setConnected(false);
    source.onmessage = (line: MessageEvent<string>) => {
      const event = JSON.parse(line.data) as SandboxEvent;
      deliver(event);
      for (const key of staleKeys(event, user)) waiting.set(JSON.stringify(key), key);
      timer ??= window.setTimeout(flush, GATHER_MS);
    };
    return () => {
      window.clearTimeout(timer);
      source.close();
    };
  }, [user, cache]);

  return connected;
}
