import { canonicalUrl } from '../../kit/canonical-url.ts';
import { LookoutError } from '../../kit/errors.ts';
import type { Tx } from '../../store/database.ts';
import { ensureSource, type Follow, replaceFollowed, sourcesOfMonitor } from '../../store/sources.ts';

export interface Page {
  url: string;
  withBrowser: boolean;
  why: string;
  currentValue: string | null;
}

/** Makes a monitor follow exactly these pages. Answers the ids of sources it followed before. */
export async function followPages(
  tx: Tx,
  {
    workspaceId,
    monitorId,
    pages,
    at,
  }: { workspaceId: string; monitorId: string; pages: readonly Page[]; at: Date },
): Promise<string[]> {
  const follows = new Map<string, Follow>();
  for (const { url, withBrowser, why, currentValue } of pages) {
    const sourceId = await ensureSource(tx, { workspaceId, url: canonicalOf(url), withBrowser, at });
    if (!follows.has(sourceId)) follows.set(sourceId, { sourceId, why, currentValue });
  }
  return await replaceFollowed(tx, { workspaceId, monitorId, follows: [...follows.values()], at });
}

/** The same pages, read with a browser from now on; null when they are already. */
export async function followWithBrowser(
  tx: Tx,
  workspaceId: string,
  monitorId: string,
  at: Date,
): Promise<string[] | null> {
  const followed = await sourcesOfMonitor(tx, monitorId);
  if (followed.every(({ withBrowser }) => withBrowser)) return null;
  const pages = followed.map((page) => ({ ...page, withBrowser: true }));
  return await followPages(tx, { workspaceId, monitorId, pages, at });
}

/** The one spelling of an address. Throws bad_input on what is not a web address. */
export function canonicalOf(url: string): string {
  const canonical = canonicalUrl(url);
  if (canonical) return canonical;
  throw new LookoutError('bad_input', 'not a web address', {
    humanMessage: `${url.slice(0, 200)} is not a web address (http or https).`,
  });
}
