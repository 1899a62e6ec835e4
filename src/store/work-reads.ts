import { TodoBrief } from '../contracts/transcript.ts';
import type { Tx } from './database.ts';
import { findLinearCatalog } from './linear-catalogs.ts';
import { findLinearConnection } from './linear-connections.ts';

/* What the transcript room reads of the linear and notion rooms' tables; writes nothing. */

export interface Connections {
  /** A key from the configuration has no row of its own, but a catalogue. */
  linear: boolean;
  /** Connected, with a place for pages. */
  notion: boolean;
  /** Why Notion cannot be used at the moment. */
  notionProblem: string | null;
}

export async function loadConnections(tx: Tx, workspaceId: string): Promise<Connections> {
  const linear =
    (await findLinearConnection(tx, workspaceId)) !== null ||
    (await findLinearCatalog(tx, workspaceId)) !== null;
  const notion = await tx
    .selectFrom('notion_connections')
    .select(['data_source_id', 'problem'])
    .where('workspace_id', '=', workspaceId)
    .executeTakeFirst();
  return {
    linear,
    notion: notion?.data_source_id != null,
    notionProblem: notion?.problem ?? null,
  };
}

export interface Refusal {
  problem: string;
  at: Date;
}

/** What Linear would not make, by item. */
export async function loadRefusals(tx: Tx, itemIds: readonly string[]): Promise<Map<string, Refusal>> {
  if (itemIds.length === 0) return new Map();
  const rows = await tx
    .selectFrom('linear_refusals')
    .select(['item_id', 'problem', 'refused_at'])
    .where('item_id', 'in', [...itemIds])
    .execute();
  return new Map(rows.map((row) => [row.item_id, { problem: row.problem, at: row.refused_at }]));
}

export interface MeetingPage {
  pageId: string;
  url: string;
  title: string;
  complete: boolean;
  trashed: boolean;
}

/** The pages of transcripts, by transcript. */
export async function loadPages(tx: Tx, transcriptIds: readonly string[]): Promise<Map<string, MeetingPage>> {
  if (transcriptIds.length === 0) return new Map();
  const rows = await tx
    .selectFrom('notion_pages')
    .select(['transcript_id', 'page_id', 'url', 'title', 'complete', 'trashed'])
    .where('transcript_id', 'in', [...transcriptIds])
    .execute();
  return new Map(
    rows.flatMap(({ transcript_id, page_id, ...row }) =>
      transcript_id ? [[transcript_id, { pageId: page_id, ...row }] as const] : [],
    ),
  );
}

/** The to-do of an item on its meeting's page, as last read. */
export async function findTodo(tx: Tx, itemId: string): Promise<TodoBrief | null> {
  const row = await tx
    .selectFrom('notion_todos')
    .select(['block_id', 'body', 'checked'])
    .where('item_id', '=', itemId)
    .orderBy('changed_at', 'desc')
    .executeTakeFirst();
  return row ? TodoBrief.parse({ blockId: row.block_id, text: row.body, checked: row.checked }) : null;
}

/** The item a to-do stands for, and its transcript. */
export async function findItemOfTodo(
  tx: Tx,
  blockId: string,
): Promise<{ itemId: string; transcriptId: string } | null> {
  const row = await tx
    .selectFrom('notion_todos')
    .innerJoin('work_items', 'work_items.item_id', 'notion_todos.item_id')
    .select(['work_items.item_id', 'work_items.transcript_id'])
    .where('notion_todos.block_id', '=', blockId)
    .where('work_items.state', 'in', ['created', 'linked'])
    .executeTakeFirst();
  return row ? { itemId: row.item_id, transcriptId: row.transcript_id } : null;
}
