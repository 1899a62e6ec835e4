import type { Json } from './json.ts';

/** One call of the Web API, for tests and for the curious. */
export interface CallRecord {
  method: string;
  args: Json;
  at: string;
  /** The HTTP status sent, 0 when the connection was cut or left open. */
  status: number;
  ok: boolean;
  error?: string;
  fault?: string;
}
