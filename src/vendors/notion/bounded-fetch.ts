import type { Clock } from '../../kit/clock.ts';
import { LookoutError } from '../../kit/errors.ts';

/** Appending a hundred blocks takes some seconds; what takes longer is a broken connection. */
const timeoutMs = 30_000;

/** What the client asks of a fetch; its own type names a node agent, which ours does not take. */
type ClientFetch = (
  url: string,
  init?: { method?: string; headers?: Record<string, string>; body?: unknown },
) => Promise<{ ok: boolean; status: number; headers: Headers; text(): Promise<string> }>;

/**
 * The product's own way out in the shape Notion's client takes. The client's own time-out leaves the request running
 * and does not count the body: this one ends both. Throws timeout, or what the egress throws.
 */
export function boundedFetch(fetch: typeof globalThis.fetch, clock: Clock): ClientFetch {
  return async (url, { method, headers, body } = {}) => {
    const late = new AbortController();
    const done = new AbortController();
    clock.sleep(timeoutMs, done.signal).then(
      () => late.abort(),
      () => undefined,
    );
    try {
      const response = await fetch(url, {
        ...(method ? { method } : {}),
        ...(headers ? { headers } : {}),
        ...(typeof body === 'string' ? { body } : {}),
        signal: late.signal,
      });
      const text = await response.text();
      return {
        ok: response.ok,
        status: response.status,
        headers: new Headers([...response.headers]),
        text: async () => text,
      };
    } catch (error) {
      if (!late.signal.aborted) throw error;
      throw new LookoutError('timeout', 'Notion did not answer in time', {
        cause: error,
        humanMessage: 'Notion did not answer in time. Try again in a minute.',
      });
    } finally {
      done.abort();
    }
  };
}
