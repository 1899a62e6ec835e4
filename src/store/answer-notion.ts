import { type RawBuilder, sql } from 'kysely';
import type { Sees } from '../contracts/answers.ts';
import { mayBeSeen, seesUnplaced, vectorText } from './answer-scope.ts';
import type { Tx } from './database.ts';

/* Read-only: passages of Notion pages that questions are answered from. */

export interface NotionPassage {
  blockId: string;
  pageId: string;
  title: string;
  url: string;
  body: string;
  editedAt: Date;
  likeness: number | null;
}

const mostOfWord = 300;
const mostNear = 40;
const mostPassages = 120;
/** Passages beyond the newest so many are found by their words only. */
const mostVectors = 5_000;

/**
 * A page about a meeting is seen by those who may see the meeting, and by nobody once that is forgotten; every other
 * page that was shared with Lookout by everybody.
 */
const pageMayBeSeen = (sees: Sees): RawBuilder<boolean> => sql<boolean>`not exists (
  select from notion_pages np left join transcripts t on t.transcript_id = np.transcript_id
  where np.page_id = p.page_id and (np.trashed or (np.transcript_id is not null and
    not coalesce(t.state not in ('forgotten', 'rejected') and ${mayBeSeen(sql.ref('t.channel_id'), sees, seesUnplaced(sees))}, false))))`;

/** Passages that hold a word (as `lexemesOf` gives them) or are near in meaning. */
export async function findNotionPassages(
  tx: Tx,
  wish: { sees: Sees; words: readonly string[]; near: { vector: Float32Array; embedder: string } | null },
): Promise<NotionPassage[]> {
  const near = await likenessOfPassages(tx, wish);
  const byWord = await sql<{ block_id: string }>`
    select block_id, count(*) as words from notion_passages_with_words(${[...wish.words]}::text[], ${mostOfWord})
    group by block_id order by words desc limit ${mostPassages}`.execute(tx);
  const ids = [...new Set([...near.keys(), ...byWord.rows.map((row) => row.block_id)])];
  if (ids.length === 0) return [];
  const { rows } = await sql<{
    block_id: string;
    page_id: string;
    title: string;
    url: string;
    body: string;
    edited_at: Date;
  }>`
    select p.block_id, p.page_id, p.title, p.url, p.body, p.edited_at from notion_passages p
    where p.block_id = any(${ids}::text[]) and ${pageMayBeSeen(wish.sees)}`.execute(tx);
  return rows.map((row) => ({
    blockId: row.block_id,
    pageId: row.page_id,
    title: row.title,
    url: row.url,
    body: row.body,
    editedAt: row.edited_at,
    likeness: near.get(row.block_id) ?? null,
  }));
}

async function likenessOfPassages(
  tx: Tx,
  { near, sees }: Parameters<typeof findNotionPassages>[1],
): Promise<Map<string, number>> {
  if (!near) return new Map();
  const { rows } = await sql<{ block_id: string; likeness: number }>`
    with mine as materialized ( -- so that no vector of another embedder, of another length, is compared first
      select block_id, embedding from notion_passages p
      where embedder = ${near.embedder} and embedding is not null and ${pageMayBeSeen(sees)}
      order by edited_at desc limit ${mostVectors})
    select block_id, 1 - (embedding <=> ${vectorText(near.vector)}::vector) as likeness
    from mine order by likeness desc limit ${mostNear}`.execute(tx);
  return new Map(rows.map((row) => [row.block_id, Number(row.likeness)]));
}

/** How many Notion pages the asker may see. */
export async function countNotionPages(tx: Tx, sees: Sees): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(distinct p.page_id)::int as count from notion_passages p where ${pageMayBeSeen(sees)}`.execute(
    tx,
  );
  return rows[0]?.count ?? 0;
}
