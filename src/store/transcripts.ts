import { type Insertable, type Selectable, sql, type Updateable } from 'kysely';
import type { Tx } from './database.ts';
import type { Tables } from './tables.ts';

/* Written by the transcript room. */

export type TranscriptRow = Selectable<Tables['transcripts']>;
export type NewTranscript = Insertable<Tables['transcripts']>;
export type TranscriptChanges = Updateable<Tables['transcripts']>;

/** False when a transcript was handed in with this key before. */
export async function insertTranscript(tx: Tx, transcript: NewTranscript): Promise<boolean> {
  const inserted = await tx
    .insertInto('transcripts')
    .values(transcript)
    .onConflict((conflict) => conflict.doNothing())
    .returning('transcript_id')
    .executeTakeFirst();
  return inserted !== undefined;
}

/** The transcript, locked until the transaction ends. */
export const lockTranscript = async (tx: Tx, transcriptId: string): Promise<TranscriptRow | undefined> =>
  await tx
    .selectFrom('transcripts')
    .selectAll()
    .where('transcript_id', '=', transcriptId)
    .forUpdate()
    .executeTakeFirst();

export async function updateTranscript(
  tx: Tx,
  transcriptId: string,
  changes: TranscriptChanges,
): Promise<void> {
  await tx.updateTable('transcripts').set(changes).where('transcript_id', '=', transcriptId).execute();
}

/** Reviews that wait for a person, and those of which something failed, newest first. */
export async function loadWaitingReviews(tx: Tx, limit: number): Promise<string[]> {
  const rows = await tx
    .selectFrom('transcripts')
    .select('transcript_id')
    .where((eb) =>
      eb.or([
        eb('state', '=', 'reviewing'),
        eb.and([eb('state', '=', 'created'), eb('problem', 'is not', null)]),
      ]),
    )
    .orderBy('created_at', 'desc')
    .limit(limit)
    .execute();
  return rows.map((row) => row.transcript_id);
}

/** One at a time decides in a workspace whether a transcript says the same as another. */
export async function lockRecognition(tx: Tx, workspaceId: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`transcripts ${workspaceId}`}, 0))`.execute(tx);
}

export interface KnownTranscript {
  transcriptId: string;
  channelId: string | null;
  fingerprint: Record<string, unknown>;
}

/** A corrected version comes within weeks: the newest of a workspace are compared. */
const mostKnown = 300;

/**
 * Transcripts that work may come of or came of, newest first, those with the same words before all others. A page is
 * compared with itself alone: of two pages made from one template most is the same.
 *
 * @param wanted `undone`: those whose work was taken back instead
 */
export async function loadKnownTranscripts(
  tx: Tx,
  wanted: { except: string; wordsHash: string; pageId: string | null; undone?: boolean },
): Promise<KnownTranscript[]> {
  const rows = await tx
    .selectFrom('transcripts')
    .select(['transcript_id', 'channel_id', 'fingerprint'])
    .where('transcript_id', '<>', wanted.except)
    .where('source_id', wanted.pageId === null ? 'is' : '=', wanted.pageId)
    .where('fingerprint', 'is not', null)
    .where('state', 'in', wanted.undone ? ['undone'] : ['reading', 'reviewing', 'creating', 'created'])
    .orderBy(sql`${wanted.pageId}::text is null and words_hash = ${wanted.wordsHash}`, 'desc')
    .orderBy('created_at', 'desc')
    .limit(mostKnown)
    .execute();
  return rows.flatMap(({ transcript_id, channel_id, fingerprint }) =>
    fingerprint ? [{ transcriptId: transcript_id, channelId: channel_id, fingerprint }] : [],
  );
}

/** Ends the time to undo where it is over, in all workspaces; which transcripts those are. */
export async function endUndo(
  tx: Tx,
  now: Date,
  limit: number,
): Promise<{ workspaceId: string; transcriptId: string }[]> {
  const { rows } = await sql<{ workspace_id: string; transcript_id: string }>`
    update transcripts set undo_until = null
    where transcript_id in (
      select transcript_id from transcripts
      where undo_until <= ${now} and state = 'created'
      order by undo_until limit ${limit} for update skip locked)
    returning workspace_id, transcript_id`.execute(tx);
  return rows.map((row) => ({ workspaceId: row.workspace_id, transcriptId: row.transcript_id }));
}

/** Deletes originals whose time is over, of all workspaces; how many. */
export async function sweepOriginals(tx: Tx, before: Date, limit: number): Promise<number> {
  const { rows } = await sql<{ transcript_id: string }>`
    update transcripts set original_sealed = null, original_sealed_with = null
    where transcript_id in (
      select transcript_id from transcripts
      where original_sealed is not null and original_expires_at <= ${before} and state <> 'reading'
      order by original_expires_at limit ${limit} for update skip locked)
    returning transcript_id`.execute(tx);
  return rows.length;
}
