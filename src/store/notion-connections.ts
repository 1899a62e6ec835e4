import type { Selectable } from 'kysely';
import type { Tx } from './database.ts';
import type { Tables } from './tables.ts';

// Written by the notion room: notion_connections.

export type NotionConnectionRow = Selectable<Tables['notion_connections']>;

export interface NewNotionConnection {
  workspaceId: string;
  /** `config`: the token is the configuration's; the row says where pages go. */
  how: 'oauth' | 'key' | 'config';
  sealed: string | null;
  sealedWith: string | null;
  notionWorkspaceId: string;
  name: string;
  by: string;
  at: Date;
}

export async function findNotionConnection(tx: Tx, workspaceId: string): Promise<NotionConnectionRow | null> {
  const row = await tx
    .selectFrom('notion_connections')
    .selectAll()
    .where('workspace_id', '=', workspaceId)
    .executeTakeFirst();
  return row ?? null;
}

/**
 * Puts the workspace's connection in place of whatever was there. Where pages go stays while it is the same workspace
 * of Notion.
 */
export async function saveNotionConnection(tx: Tx, connection: NewNotionConnection): Promise<void> {
  const earlier = await findNotionConnection(tx, connection.workspaceId);
  const isElsewhere = earlier && earlier.notion_workspace_id !== connection.notionWorkspaceId;
  const columns = {
    how: connection.how,
    sealed: connection.sealed,
    sealed_with: connection.sealedWith,
    notion_workspace_id: connection.notionWorkspaceId,
    name: connection.name,
    problem: null,
    connected_by: connection.by,
    connected_at: connection.at,
    ...(isElsewhere
      ? {
          data_source_id: null,
          data_source_title: null,
          properties: null,
          pages_seen_until: null,
          words_seen_until: null,
        }
      : {}),
  };
  await tx
    .insertInto('notion_connections')
    .values({ workspace_id: connection.workspaceId, ...columns })
    .onConflict((conflict) => conflict.column('workspace_id').doUpdateSet(columns))
    .execute();
}

export interface NotionPlace {
  id: string;
  title: string;
  properties: Record<string, string>;
}

/** Where pages go from now on; a problem of the old place is over. */
export async function saveNotionPlace(tx: Tx, workspaceId: string, place: NotionPlace): Promise<void> {
  await tx
    .updateTable('notion_connections')
    .set({
      data_source_id: place.id,
      data_source_title: place.title,
      properties: JSON.stringify(place.properties),
      problem: null,
    })
    .where('workspace_id', '=', workspaceId)
    .execute();
}

/** New tokens in place of those that were read; false when somebody else changed them meanwhile. */
export async function replaceNotionTokens(
  tx: Tx,
  tokens: { workspaceId: string; read: string; sealed: string; sealedWith: string },
): Promise<boolean> {
  const replaced = await tx
    .updateTable('notion_connections')
    .set({ sealed: tokens.sealed, sealed_with: tokens.sealedWith, problem: null })
    .where('workspace_id', '=', tokens.workspaceId)
    .where('sealed', '=', tokens.read)
    .returning('workspace_id')
    .executeTakeFirst();
  return replaced !== undefined;
}

/** Null: it works again. */
export async function noteNotionProblem(tx: Tx, workspaceId: string, problem: string | null): Promise<void> {
  await tx
    .updateTable('notion_connections')
    .set({ problem })
    .where('workspace_id', '=', workspaceId)
    .execute();
}

export async function notePagesSeen(tx: Tx, workspaceId: string, until: Date): Promise<void> {
  await tx
    .updateTable('notion_connections')
    .set({ pages_seen_until: until })
    .where('workspace_id', '=', workspaceId)
    .execute();
}

/** Edits up to then have been read for the words of pages. */
export async function noteWordsSeen(tx: Tx, workspaceId: string, until: Date): Promise<void> {
  await tx
    .updateTable('notion_connections')
    .set({ words_seen_until: until })
    .where('workspace_id', '=', workspaceId)
    .execute();
}

export async function deleteNotionConnection(tx: Tx, workspaceId: string): Promise<void> {
  await tx.deleteFrom('notion_connections').where('workspace_id', '=', workspaceId).execute();
}

/** Workspaces whose connection is to this workspace of Notion. System transactions only. */
export async function workspacesOfNotion(tx: Tx, notionWorkspaceId: string): Promise<string[]> {
  const rows = await tx
    .selectFrom('notion_connections')
    .select('workspace_id')
    .where('notion_workspace_id', '=', notionWorkspaceId)
    .execute();
  return rows.map((row) => row.workspace_id);
}

/** Workspaces with a connection of their own, or whose pages have a place. System transactions only. */
export async function workspacesWithNotion(tx: Tx, limit: number): Promise<string[]> {
  const rows = await tx.selectFrom('notion_connections').select('workspace_id').limit(limit).execute();
  return rows.map((row) => row.workspace_id);
}

/** Workspaces that have chosen where pages go. System transactions only. */
export async function workspacesWithNotionPlace(tx: Tx, limit: number): Promise<string[]> {
  const rows = await tx
    .selectFrom('notion_connections')
    .select('workspace_id')
    .where('data_source_id', 'is not', null)
    .limit(limit)
    .execute();
  return rows.map((row) => row.workspace_id);
}
