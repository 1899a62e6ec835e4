import { sql } from 'kysely';
import type { Tx } from './database.ts';

/* Read-only: where anything stands that an answer could draw from. */

/** Ids of the channels that hold meetings, monitors or alerts, at most 5,000. */
export async function loadPlaces(tx: Tx): Promise<string[]> {
  const { rows } = await sql<{ channel_id: string }>`
    select channel_id from transcripts where channel_id is not null and state not in ('forgotten', 'rejected')
    union select channel_id from monitors where channel_id is not null
    union select channel_id from alerts where channel_id is not null
    order by channel_id limit 5000`.execute(tx);
  return rows.map((row) => row.channel_id);
}
