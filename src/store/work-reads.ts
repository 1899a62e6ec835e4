import { sql } from 'kysely';
import { TodoBrief } from '../contracts/transcript.ts';
import type { Tx } from './database.ts';
import { findLinearCatalog } from './linear-catalogs.ts';
import { findLinearConnection } from './linear-connections.ts';

/* What the transcript room reads of the linear and notion rooms' tables; writes nothing. */

export interface Connections {
  /** A key from the configuration has no row of its own, but a catalogue. */
  linear: boolean;
  /** Why Linear cannot be used until somebody connects it anew. */
  linearProblem: string | null;
  /** Connected, with a place for pages. */
  notion: boolean;
  /** Why Notion cannot be used at the moment. */
  notionProblem: string | null;
}

export async function loadConnections(tx: Tx, workspaceId: string): Promise<Connections> {
  const own = await findLinearConnection(tx, workspaceId);
  const linear = own !== null || (await findLinearCatalog(tx, workspaceId)) !== null;
  const notion = await tx
    .selectFrom('notion_connections')
    .select(['data_source_id', 'problem'])
    .where('workspace_id', '=', workspaceId)
    .executeTakeFirst();
  return {
    linear,
    linearProblem: own?.problem ?? null,
    notion: notion?.data_source_id != null,
    notionProblem: notion?.problem ?? null,
  };
}

export interface Refusal {
  problem: string;
  at: Date;
  /** Of an undo: somebody has worked on the issue since, so that it is left. */
  stays: boolean;
}

/** What Linear would not make, by item. */
export async function loadRefusals(tx: Tx, itemIds: readonly string[]): Promise<Map<string, Refusal>> {
  if (itemIds.length === 0) return new Map();
  const rows = await tx
    .selectFrom('linear_refusals')
    .select(['item_id', 'problem', 'refused_at', 'stays'])
    .where('item_id', 'in', [...itemIds])
    .execute();
  return new Map(
    rows.map((row) => [row.item_id, { problem: row.problem, at: row.refused_at, stays: row.stays }]),
  );
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

const openStates = ['triage', 'backlog', 'unstarted', 'started'];

/** How many open issues each person has in each team: by Linear user, then by the team's key. */
export async function countOpenIssues(tx: Tx): Promise<Map<string, Map<string, number>>> {
  const rows = await tx
    .selectFrom('linear_issues')
    .select(({ fn }) => [
      'assignee_id',
      sql<string>`split_part(identifier, '-', 1)`.as('team_key'),
      fn.countAll<string>().as('issues'),
    ])
    .where('assignee_id', 'is not', null)
    .where('archived', '=', false)
    .where('state_type', 'in', openStates)
    .groupBy(['assignee_id', 'team_key'])
    .execute();
  const counts = new Map<string, Map<string, number>>();
  for (const { assignee_id: user, team_key: team, issues } of rows) {
    if (!user) continue;
    const own = counts.get(user) ?? new Map<string, number>();
    counts.set(user, own.set(team, Number(issues)));
  }
  return counts;
}
