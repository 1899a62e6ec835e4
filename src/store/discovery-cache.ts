import { Proposal } from '../contracts/discovery.ts';
import type { Tx } from './database.ts';

// Written by the discovery room: discovery_cache.

/** A proposal still fresh for this normalised request, or null. One written by an older version of the code is none. */
export async function findCachedProposal(tx: Tx, requestKey: string, now: Date): Promise<Proposal | null> {
  const row = await tx
    .selectFrom('discovery_cache')
    .select('proposal')
    .where('request_key', '=', requestKey)
    .where('expires_at', '>', now)
    .executeTakeFirst();
  const proposal = Proposal.safeParse(row?.proposal);
  return proposal.success ? proposal.data : null;
}

/** Remembers a proposal until `expiresAt`, and forgets the workspace's stale ones. */
export async function cacheProposal(
  tx: Tx,
  {
    workspaceId,
    requestKey,
    proposal,
    expiresAt,
    now,
  }: { workspaceId: string; requestKey: string; proposal: Proposal; expiresAt: Date; now: Date },
): Promise<void> {
  await tx.deleteFrom('discovery_cache').where('expires_at', '<=', now).execute();
  await tx
    .insertInto('discovery_cache')
    .values({
      workspace_id: workspaceId,
      request_key: requestKey,
      proposal: JSON.stringify(proposal),
      expires_at: expiresAt,
    })
    .onConflict((conflict) =>
      conflict.columns(['workspace_id', 'request_key']).doUpdateSet((eb) => ({
        proposal: eb.ref('excluded.proposal'),
        expires_at: eb.ref('excluded.expires_at'),
      })),
    )
    .execute();
}
