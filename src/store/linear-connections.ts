import type { Selectable } from 'kysely';
import type { Tx } from './database.ts';
import type { Tables } from './tables.ts';

// Written by the linear room: linear_connections.

export type LinearConnectionRow = Selectable<Tables['linear_connections']>;

export interface NewLinearConnection {
  workspaceId: string;
  how: 'oauth' | 'key';
  sealed: string;
  sealedWith: string;
  organizationId: string;
  name: string;
  expiresAt: Date | null;
  by: string;
  at: Date;
}

export async function findLinearConnection(tx: Tx, workspaceId: string): Promise<LinearConnectionRow | null> {
  const row = await tx
    .selectFrom('linear_connections')
    .selectAll()
    .where('workspace_id', '=', workspaceId)
    .executeTakeFirst();
  return row ?? null;
}

/** Puts the workspace's connection in place of whatever was there. */
export async function saveLinearConnection(tx: Tx, connection: NewLinearConnection): Promise<void> {
  const columns = {
    how: connection.how,
    sealed: connection.sealed,
    sealed_with: connection.sealedWith,
    organization_id: connection.organizationId,
    name: connection.name,
    expires_at: connection.expiresAt,
    refreshing_until: null,
    problem: null,
    connected_by: connection.by,
    connected_at: connection.at,
  };
  await tx
    .insertInto('linear_connections')
    .values({ workspace_id: connection.workspaceId, ...columns })
    .onConflict((conflict) => conflict.column('workspace_id').doUpdateSet(columns))
    .execute();
}

export async function deleteLinearConnection(tx: Tx, workspaceId: string): Promise<void> {
  await tx.deleteFrom('linear_connections').where('workspace_id', '=', workspaceId).execute();
}

export async function noteLinearProblem(tx: Tx, workspaceId: string, problem: string): Promise<void> {
  await tx
    .updateTable('linear_connections')
    .set({ problem })
    .where('workspace_id', '=', workspaceId)
    .execute();
}

/** Takes the right to change the tokens that were read, until `until`. False: somebody else has it, or has done it. */
export async function claimLinearRefresh(
  tx: Tx,
  { workspaceId, sealed, now, until }: { workspaceId: string; sealed: string; now: Date; until: Date },
): Promise<boolean> {
  const claimed = await tx
    .updateTable('linear_connections')
    .set({ refreshing_until: until })
    .where('workspace_id', '=', workspaceId)
    .where('sealed', '=', sealed)
    .where((eb) => eb.or([eb('refreshing_until', 'is', null), eb('refreshing_until', '<=', now)]))
    .returning('workspace_id')
    .executeTakeFirst();
  return claimed !== undefined;
}

/** New tokens in place of those that were read, and the right given back. A connection made anew meanwhile is left alone. */
export async function replaceLinearTokens(
  tx: Tx,
  tokens: {
    workspaceId: string;
    read: string;
    sealed: string;
    sealedWith: string;
    expiresAt: Date | null;
  },
): Promise<void> {
  await tx
    .updateTable('linear_connections')
    .set({
      sealed: tokens.sealed,
      sealed_with: tokens.sealedWith,
      expires_at: tokens.expiresAt,
      refreshing_until: null,
      problem: null,
    })
    .where('workspace_id', '=', tokens.workspaceId)
    .where('sealed', '=', tokens.read)
    .execute();
}

/** Gives the right to change the tokens back without having changed them. */
export async function releaseLinearRefresh(
  tx: Tx,
  { workspaceId, problem }: { workspaceId: string; problem: string | null },
): Promise<void> {
  await tx
    .updateTable('linear_connections')
    .set({ refreshing_until: null, problem })
    .where('workspace_id', '=', workspaceId)
    .execute();
}

/** Workspaces whose own connection is to this organisation. System transactions only. */
export async function workspacesOfLinear(tx: Tx, organizationId: string): Promise<string[]> {
  const rows = await tx
    .selectFrom('linear_connections')
    .select('workspace_id')
    .where('organization_id', '=', organizationId)
    .execute();
  return rows.map((row) => row.workspace_id);
}

/** Workspaces with a connection of their own. System transactions only. */
export async function workspacesWithLinear(tx: Tx): Promise<string[]> {
  const rows = await tx.selectFrom('linear_connections').select('workspace_id').execute();
  return rows.map((row) => row.workspace_id);
}
