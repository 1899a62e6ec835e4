import { type RawBuilder, sql } from 'kysely';
import type { Tx } from './database.ts';

/* Read-only: which transcripts are the same meeting, handed in twice, or read again after its work was taken back. */

/** States of a transcript that another is read for, so that the other says nothing of its own. */
const standing = sql`('reviewing', 'creating', 'created', 'undoing', 'undone')`;

/** Whether a row of `transcripts` is shown as a meeting of its own; where one is hidden, another says the same. */
export const standsForItself: RawBuilder<boolean> = sql<boolean>`case transcripts.state
  when 'duplicate' then not exists (select from transcripts other
    where other.transcript_id = transcripts.earlier_id and other.state not in ('forgotten', 'rejected')
      and other.channel_id is not distinct from transcripts.channel_id)
  when 'undone' then not exists (select from transcripts other
    where other.earlier_id = transcripts.transcript_id and other.state in ${standing}
      and other.channel_id is not distinct from transcripts.channel_id)
  else true end`;

/** Transcripts that are hidden because this one says the same. */
export async function findHiddenBehind(tx: Tx, transcriptId: string): Promise<string[]> {
  const { rows } = await sql<{ transcript_id: string }>`
    select other.transcript_id from transcripts other join transcripts own on own.transcript_id = ${transcriptId}
    where other.channel_id is not distinct from own.channel_id
      and ((other.state = 'duplicate' and other.earlier_id = own.transcript_id)
        or (other.state = 'undone' and other.transcript_id = own.earlier_id and own.state in ${standing}))
    order by other.transcript_id`.execute(tx);
  return rows.map((row) => row.transcript_id);
}
