import { codeOf } from '../../kit/errors.ts';
import {
  changePage,
  findPageFor,
  forgetPage,
  type MadeFor,
  type NotionPageRow,
  rememberPage,
} from '../../store/notion-pages.ts';
import type { NotionClient } from '../../vendors/notion/notion-client.ts';
import type { NotionPage } from '../../vendors/notion/schema.ts';
import { type ColumnIds, type PageFacts, propertiesFor } from './page-properties.ts';
import type { NotionDeps } from './ports.ts';

export interface PageWish {
  workspaceId: string;
  dataSourceId: string;
  ids: ColumnIds;
  made: MadeFor;
  facts: PageFacts;
}

/**
 * The one page made for this. Notion has no keys against repeats: known rows first, then a search by our id, which
 * finds what an earlier try made without hearing so; only then is it created. A page that was binned comes out again.
 */
export async function findOrCreatePage(
  deps: NotionDeps,
  client: NotionClient,
  wish: PageWish,
): Promise<{ page: NotionPageRow; isFresh: boolean }> {
  const { database, clock } = deps;
  const { workspaceId, made, dataSourceId, ids, facts } = wish;
  const known = await openKnown(deps, client, wish);
  if (known) return { page: known, isFresh: false };
  const [found] = await client.findPages(dataSourceId, ids.lookoutId, facts.lookoutId);
  const page = found ?? (await client.createPage(dataSourceId, propertiesFor(ids, facts)));
  const row = await database.tenant(workspaceId, (tx) =>
    rememberPage(tx, {
      workspaceId,
      pageId: page.id,
      url: page.url,
      title: page.title,
      made,
      at: clock.now(),
    }),
  );
  // Two at once: the first to be remembered counts, the other leaves nothing behind.
  if (row.page_id !== page.id && !found) await client.movePage(page.id, 'into the bin');
  return { page: row, isFresh: !found && row.page_id === page.id };
}

async function openKnown(
  { database, clock }: NotionDeps,
  client: NotionClient,
  { workspaceId, made }: PageWish,
): Promise<NotionPageRow | null> {
  const row = await database.tenant(workspaceId, (tx) => findPageFor(tx, made));
  if (!row) return null;
  const page = await client.page(row.page_id).catch((error: unknown): NotionPage | null => {
    if (codeOf(error) !== 'not_found') throw error;
    return null;
  });
  if (!page) {
    await database.tenant(workspaceId, (tx) => forgetPage(tx, row.page_id));
    return null;
  }
  if (page.inTrash) await client.movePage(row.page_id, 'out of the bin');
  if (row.trashed)
    await database.tenant(workspaceId, (tx) => changePage(tx, row.page_id, { trashed: false }, clock.now()));
  return { ...row, trashed: false };
}
