import type { NotionOverview } from '../api/notion.ts';

export interface PageEntry {
  id: string;
  title: string;
  kind: 'page' | 'database';
  /** 0 for what stands in nothing. */
  depth: number;
}

/** Pages and databases as a list in which each stands below what holds it; what is in the bin is left out. */
export function listPages({ pages, databases }: NotionOverview): PageEntry[] {
  const databaseOf = new Map(
    databases.flatMap(({ id, dataSourceIds }) => dataSourceIds.map((one) => [one, id])),
  );
  const all = [
    ...databases.map((one) => ({ ...one, kind: 'database' as const })),
    ...pages.map((one) => ({ ...one, kind: 'page' as const })),
  ]
    .filter((one) => !one.inTrash)
    .map(({ id, title, kind, parentId }) => ({
      id,
      title,
      kind,
      holder: databaseOf.get(parentId ?? '') ?? parentId,
    }));
  const known = new Set(all.map(({ id }) => id));
  const under = (holder: string | null, depth: number): PageEntry[] =>
    all
      // A page inside a block of another page is held by nothing in this list.
      .filter((one) => (one.holder !== null && known.has(one.holder) ? one.holder : null) === holder)
      .flatMap(({ id, title, kind }) => [{ id, title, kind, depth }, ...under(id, depth + 1)]);
  return under(null, 0);
}
