import { sql } from 'kysely';
import type { Tx } from './database.ts';

/* Written by the content room: who reads which source at this moment, as leases in `readings`. */

export interface ClaimOptions {
  now: Date;
  leasedUntil: Date;
  limit: number;
  /** At most so many leased at once of one origin, so that one slow site never holds every place. */
  perOrigin: number;
  /** Origins of one's own, which no such limit protects. */
  unlimitedOrigins: readonly string[];
}

/** Leases sources whose time has come, earliest first; never the same one twice, whoever else asks. */
export async function claimDueSources(
  tx: Tx,
  options: ClaimOptions,
): Promise<{ workspaceId: string; sourceId: string }[]> {
  const { rows } = await sql<{ workspace_id: string; source_id: string }>`
    with busy as (
      select origin, count(*) as leased from readings where leased_until > ${options.now} group by origin
    ), ranked as (
      select source_id, next_due_at, readings.origin,
        coalesce(busy.leased, 0) + row_number() over (partition by readings.origin order by next_due_at) as place
      from readings left join busy using (origin)
      where next_due_at <= ${options.now} and (leased_until is null or leased_until <= ${options.now})
    ), chosen as (
      select r.source_id from readings r
      where r.source_id in (select source_id from ranked
          where place <= ${options.perOrigin} or origin = any(${[...options.unlimitedOrigins]}::text[])
          order by next_due_at limit ${options.limit})
        and (r.leased_until is null or r.leased_until <= ${options.now})
      for update skip locked
    )
    update readings set leased_until = ${options.leasedUntil}
    from chosen where readings.source_id = chosen.source_id
    returning readings.workspace_id, readings.source_id`.execute(tx);
  return rows.map((row) => ({ workspaceId: row.workspace_id, sourceId: row.source_id }));
}

/** How many sources are being read at this moment. */
export async function countLeased(tx: Tx, now: Date): Promise<number> {
  const row = await tx
    .selectFrom('readings')
    .select((eb) => eb.fn.countAll<string>().as('count'))
    .where('leased_until', '>', now)
    .executeTakeFirstOrThrow();
  return Number(row.count);
}

/** Leases one source for a person's "check now"; false when somebody is reading it already. */
export async function leaseSource(tx: Tx, sourceId: string, now: Date, leasedUntil: Date): Promise<boolean> {
  const result = await tx
    .updateTable('readings')
    .set({ leased_until: leasedUntil })
    .where('source_id', '=', sourceId)
    .where((eb) => eb.or([eb('leased_until', 'is', null), eb('leased_until', '<=', now)]))
    .executeTakeFirst();
  return result.numUpdatedRows > 0n;
}

/**
 * A reading was asked for while another holds the lease. Should that reader have died, the clock claims the source
 * as soon as the lease is over; a living one plans the next run itself.
 */
export async function readAfterLease(tx: Tx, sourceId: string): Promise<void> {
  await tx
    .updateTable('readings')
    .set((eb) => ({ next_due_at: eb.fn<Date>('least', ['next_due_at', 'leased_until']) }))
    .where('source_id', '=', sourceId)
    .where('next_due_at', 'is not', null)
    .where('leased_until', 'is not', null)
    .execute();
}

/** After a crash of the only process nobody is reading: frees what it held. */
export async function freeLeases(tx: Tx): Promise<void> {
  await tx
    .updateTable('readings')
    .set({ leased_until: null })
    .where('leased_until', 'is not', null)
    .execute();
}

/** Gives a lease back without a reading. */
export async function releaseLease(tx: Tx, sourceId: string): Promise<void> {
  await tx.updateTable('readings').set({ leased_until: null }).where('source_id', '=', sourceId).execute();
}
