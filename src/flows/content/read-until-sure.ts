import type { ReadingDeps } from './ports.ts';
import { type Outcome, type PageToRead, readSource } from './read-source.ts';

/**
 * Reads a page at once as the watch reads it over two visits: a reading that is not believed by itself is followed
 * by a second, unconditional one after `waitMs`. Answers `unconfirmed` only for a page that has yet to settle.
 */
export async function readUntilSure(
  deps: ReadingDeps,
  page: PageToRead,
  { signal, waitMs }: { signal: AbortSignal; waitMs: number },
): Promise<Outcome> {
  const first = await readSource(deps, page, signal);
  if (first.kind !== 'unconfirmed') return first;
  if (waitMs > 0) await deps.clock.sleep(waitMs, signal);
  return await readSource(deps, { ...page, etag: null, lastModified: null, history: first.history }, signal);
}
