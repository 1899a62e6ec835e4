import { sql } from 'kysely';
import type { Tx } from './database.ts';

/* Written by the notion room: the words of pages shared with the connection. */

export interface NewPassage {
  blockId: string;
  url: string;
  body: string;
}

/** When each page that is known was edited, as far as it has been read. */
export async function passagePages(tx: Tx, pageIds?: readonly string[]): Promise<Map<string, Date>> {
  let query = tx.selectFrom('notion_passages').select(['page_id', 'edited_at']).where('position', '=', 0);
  if (pageIds) {
    if (pageIds.length === 0) return new Map();
    query = query.where('page_id', 'in', [...pageIds]);
  }
  const rows = await query.orderBy('page_id').execute();
  return new Map(rows.map((row) => [row.page_id, row.edited_at]));
}

/** One statement takes at most 65,535 parameters; a passage has eight. */
const rowsAtOnce = 1_000;

/** Stores the words of a page in place of those that were there. Words that stayed keep their vector. */
export async function replacePassages(
  tx: Tx,
  page: { workspaceId: string; pageId: string; title: string; editedAt: Date },
  passages: readonly NewPassage[],
): Promise<void> {
  // One at a time: two that read the same page would both find it empty.
  await sql`select pg_advisory_xact_lock(hashtextextended(${`passages ${page.workspaceId} ${page.pageId}`}, 0))`.execute(
    tx,
  );
  const { rows: kept } = await sql<{ body: string; embedding: string; embedder: string }>`
    select body, embedding::text as embedding, embedder from notion_passages
    where page_id = ${page.pageId} and embedding is not null`.execute(tx);
  const vectorOf = new Map(kept.map(({ body, embedding, embedder }) => [body, { embedding, embedder }]));
  await deletePassages(tx, [page.pageId]);
  for (let from = 0; from < passages.length; from += rowsAtOnce)
    await tx
      .insertInto('notion_passages')
      .values(
        passages.slice(from, from + rowsAtOnce).map(({ blockId, url, body }, at) => ({
          workspace_id: page.workspaceId,
          page_id: page.pageId,
          position: from + at,
          block_id: blockId,
          title: page.title,
          url,
          body,
          edited_at: page.editedAt,
          embedding: vectorOf.get(body)?.embedding ?? null,
          embedder: vectorOf.get(body)?.embedder ?? null,
        })),
      )
      .execute();
}

export async function deletePassages(tx: Tx, pageIds: readonly string[]): Promise<void> {
  if (pageIds.length === 0) return;
  await tx
    .deleteFrom('notion_passages')
    .where('page_id', 'in', [...pageIds])
    .execute();
}

export async function deleteAllPassages(tx: Tx, workspaceId: string): Promise<void> {
  await tx.deleteFrom('notion_passages').where('workspace_id', '=', workspaceId).execute();
}

/** Pages Lookout made itself say what is known from elsewhere. */
export async function deleteOwnPages(tx: Tx): Promise<void> {
  await tx
    .deleteFrom('notion_passages')
    .where('page_id', 'in', (pages) => pages.selectFrom('notion_pages').select('notion_pages.page_id'))
    .execute();
}

export interface PassageToEmbed {
  pageId: string;
  position: number;
  /** Of the page. */
  title: string;
  body: string;
}

/** Passages without a vector of this embedder. */
export async function passagesWithoutVector(
  tx: Tx,
  { embedder, limit }: { embedder: string; limit: number },
): Promise<PassageToEmbed[]> {
  const { rows } = await sql<{ page_id: string; position: number; title: string; body: string }>`
    select page_id, position, title, body from notion_passages
    where embedder is distinct from ${embedder}
    order by edited_at desc, page_id, position limit ${limit}`.execute(tx);
  return rows.map(({ page_id: pageId, ...rest }) => ({ pageId, ...rest }));
}

/** Keeps vectors, unless the words changed since they were read. */
export async function savePassageVectors(
  tx: Tx,
  embedder: string,
  made: readonly (PassageToEmbed & { vector: Float32Array })[],
): Promise<void> {
  await sql`
    update notion_passages set embedding = given.vector::vector, embedder = ${embedder}
    from unnest(
      ${made.map(({ pageId }) => pageId)}::text[],
      ${made.map(({ position }) => position)}::int[],
      ${made.map(({ body }) => body)}::text[],
      ${made.map(({ vector }) => `[${vector.join(',')}]`)}::text[]
    ) as given (page_id, place, body, vector)
    where notion_passages.page_id = given.page_id and notion_passages.position = given.place
      and notion_passages.body = given.body`.execute(tx);
}
