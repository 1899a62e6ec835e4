import type { Selectable } from 'kysely';
import type { Tx } from './database.ts';
import type { Tables } from './tables.ts';

// Written by the notion room: notion_pages and notion_todos.

export type NotionPageRow = Selectable<Tables['notion_pages']>;
export type NotionTodoRow = Selectable<Tables['notion_todos']>;

/** What a page was made for. */
export type MadeFor = { transcriptId: string } | { noteKey: string };

export async function findNotionPage(tx: Tx, pageId: string): Promise<NotionPageRow | null> {
  const row = await tx
    .selectFrom('notion_pages')
    .selectAll()
    .where('page_id', '=', pageId)
    .executeTakeFirst();
  return row ?? null;
}

/** Those of the pages that Lookout made. */
export async function ownPages(tx: Tx, pageIds: readonly string[]): Promise<Set<string>> {
  if (pageIds.length === 0) return new Set();
  const rows = await tx
    .selectFrom('notion_pages')
    .select('page_id')
    .where('page_id', 'in', [...pageIds])
    .execute();
  return new Set(rows.map((row) => row.page_id));
}

export async function findPageFor(tx: Tx, made: MadeFor): Promise<NotionPageRow | null> {
  const query = tx.selectFrom('notion_pages').selectAll();
  const row = await ('transcriptId' in made
    ? query.where('transcript_id', '=', made.transcriptId)
    : query.where('note_key', '=', made.noteKey)
  ).executeTakeFirst();
  return row ?? null;
}

/** Remembers a page that is there now; whoever was first for the same purpose stays. Answers the one that counts. */
export async function rememberPage(
  tx: Tx,
  page: { workspaceId: string; pageId: string; url: string; title: string; made: MadeFor; at: Date },
): Promise<NotionPageRow> {
  await tx
    .insertInto('notion_pages')
    .values({
      workspace_id: page.workspaceId,
      page_id: page.pageId,
      url: page.url,
      title: page.title,
      transcript_id: 'transcriptId' in page.made ? page.made.transcriptId : null,
      note_key: 'noteKey' in page.made ? page.made.noteKey : null,
      changed_at: page.at,
    })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
  const row = await findPageFor(tx, page.made);
  if (!row) throw new Error('a page that was just remembered is not there');
  return row;
}

export interface PageChanges {
  title?: string;
  url?: string;
  blocksWritten?: number;
  complete?: boolean;
  trashed?: boolean;
  /** Null gives the right to write back. */
  writingUntil?: Date | null;
}

export async function changePage(tx: Tx, pageId: string, changes: PageChanges, at: Date): Promise<void> {
  await tx
    .updateTable('notion_pages')
    .set({
      ...(changes.title === undefined ? {} : { title: changes.title }),
      ...(changes.url === undefined ? {} : { url: changes.url }),
      ...(changes.blocksWritten === undefined ? {} : { blocks_written: changes.blocksWritten }),
      ...(changes.complete === undefined ? {} : { complete: changes.complete }),
      ...(changes.trashed === undefined ? {} : { trashed: changes.trashed }),
      ...(changes.writingUntil === undefined ? {} : { writing_until: changes.writingUntil }),
      changed_at: at,
    })
    .where('page_id', '=', pageId)
    .execute();
}

/** Takes the right to write on a page until `until`, and the page as it is now. Null: somebody else has it. */
export async function claimPage(
  tx: Tx,
  { pageId, now, until }: { pageId: string; now: Date; until: Date },
): Promise<NotionPageRow | null> {
  const row = await tx
    .updateTable('notion_pages')
    .set({ writing_until: until })
    .where('page_id', '=', pageId)
    .where((eb) => eb.or([eb('writing_until', 'is', null), eb('writing_until', '<=', now)]))
    .returningAll()
    .executeTakeFirst();
  return row ?? null;
}

/** After a crash of the only process nobody is writing: frees the pages it held. */
export async function freePageClaims(tx: Tx): Promise<void> {
  await tx
    .updateTable('notion_pages')
    .set({ writing_until: null })
    .where('writing_until', 'is not', null)
    .execute();
}

/** Notes that a page is in the bin or gone; false when that was known. */
export async function notePageGone(tx: Tx, pageId: string, at: Date): Promise<boolean> {
  const changed = await tx
    .updateTable('notion_pages')
    .set({ trashed: true, changed_at: at })
    .where('page_id', '=', pageId)
    .where('trashed', '=', false)
    .returning('page_id')
    .executeTakeFirst();
  return changed !== undefined;
}

export interface PageTranscript {
  transcriptId: string;
  state: string;
  channelId: string | null;
  threadTs: string | null;
}

/** The transcript a page was made of, as its own room left it. */
export async function transcriptOfPage(tx: Tx, pageId: string): Promise<PageTranscript | null> {
  const row = await tx
    .selectFrom('notion_pages')
    .innerJoin('transcripts', 'transcripts.transcript_id', 'notion_pages.transcript_id')
    .select([
      'transcripts.transcript_id',
      'transcripts.state',
      'transcripts.channel_id',
      'transcripts.thread_ts',
    ])
    .where('notion_pages.page_id', '=', pageId)
    .executeTakeFirst();
  return row
    ? {
        transcriptId: row.transcript_id,
        state: row.state,
        channelId: row.channel_id,
        threadTs: row.thread_ts,
      }
    : null;
}

/** Forgets a page that is gone, with its to-dos. */
export async function forgetPage(tx: Tx, pageId: string): Promise<void> {
  await tx.deleteFrom('notion_todos').where('page_id', '=', pageId).execute();
  await tx.deleteFrom('notion_pages').where('page_id', '=', pageId).execute();
}

/** Pages of transcripts in creation nobody has written on since; their work was given up. */
export async function abandonedPages(tx: Tx, before: Date): Promise<{ transcriptId: string }[]> {
  const rows = await tx
    .selectFrom('notion_pages')
    .innerJoin('transcripts', 'transcripts.transcript_id', 'notion_pages.transcript_id')
    .select('transcripts.transcript_id')
    .where('transcripts.state', '=', 'creating')
    .where('notion_pages.complete', '=', false)
    .where('notion_pages.trashed', '=', false)
    .where('notion_pages.changed_at', '<', before)
    .execute();
  return rows.map((row) => ({ transcriptId: row.transcript_id }));
}

/** Remembers the to-do that stands for an item; whoever was first stays. */
export async function rememberTodo(
  tx: Tx,
  todo: {
    workspaceId: string;
    blockId: string;
    pageId: string;
    itemId: string;
    text: string;
    checked: boolean;
    at: Date;
  },
): Promise<void> {
  await tx
    .insertInto('notion_todos')
    .values({
      workspace_id: todo.workspaceId,
      block_id: todo.blockId,
      page_id: todo.pageId,
      item_id: todo.itemId,
      body: todo.text,
      checked: todo.checked,
      changed_at: todo.at,
    })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}

export async function findTodoBlock(tx: Tx, blockId: string): Promise<NotionTodoRow | null> {
  const row = await tx
    .selectFrom('notion_todos')
    .selectAll()
    .where('block_id', '=', blockId)
    .executeTakeFirst();
  return row ?? null;
}

export const todosOfPage = async (tx: Tx, pageId: string): Promise<NotionTodoRow[]> =>
  await tx.selectFrom('notion_todos').selectAll().where('page_id', '=', pageId).execute();

/**
 * Writes what a to-do says now, unless it is no longer known as it was when Notion was asked: then somebody else has
 * written meanwhile, and the answer may be older than that.
 */
export async function changeTodo(
  tx: Tx,
  known: Pick<NotionTodoRow, 'block_id' | 'body' | 'checked'>,
  now: { text: string; checked: boolean },
  at: Date,
): Promise<boolean> {
  const changed = await tx
    .updateTable('notion_todos')
    .set({ body: now.text, checked: now.checked, changed_at: at })
    .where('block_id', '=', known.block_id)
    .where('body', '=', known.body)
    .where('checked', '=', known.checked)
    .returning('block_id')
    .executeTakeFirst();
  return changed !== undefined;
}

export async function forgetTodo(tx: Tx, blockId: string): Promise<void> {
  await tx.deleteFrom('notion_todos').where('block_id', '=', blockId).execute();
}
