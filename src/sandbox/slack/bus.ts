import type { Json } from './json.ts';

/** What happens in the workspace, as the browser client's stream and the tests hear it. */
export type SandboxEvent =
  | { type: 'message' | 'message_changed'; channel: string; message: Json }
  | { type: 'message_deleted'; channel: string; ts: string; thread_ts?: string }
  | { type: 'ephemeral'; channel: string; user: string; message: Json }
  | { type: 'view_opened' | 'view_updated'; user: string; view: Json }
  | { type: 'view_closed'; user: string; view_id: string }
  | { type: 'home'; user: string; view: Json }
  | { type: 'status'; channel: string; thread_ts: string; status: string; loading_messages?: string[] }
  | { type: 'reaction'; channel: string; ts: string; name: string; user: string; added: boolean }
  | { type: 'prompts'; channel: string; prompts: { title: string; message: string }[] }
  | { type: 'channel'; channel: string }
  | { type: 'connection'; connected: boolean }
  | { type: 'site'; path: string }
  | { type: 'linear' | 'notion' };

export interface Bus {
  emit(event: SandboxEvent): void;
  /** Calls back for every event until the returned function is called. */
  on(listener: (event: SandboxEvent) => void): () => void;
}

export function createBus(): Bus {
  const listeners = new Set<(event: SandboxEvent) => void>();
  return {
    emit: (event) => {
      for (const listener of [...listeners]) listener(event);
    },
    on: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
