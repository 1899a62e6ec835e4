import { sql } from 'kysely';
import type { Turn } from '../contracts/transcript.ts';
import type { Tx } from './database.ts';

/* Written by the transcript room. Turns are stored with what is private hidden. */

/** One statement takes at most 65,535 parameters; a turn has eight. */
const rowsAtOnce = 2_000;

/** Stores the turns of a transcript in place of those that were there. */
export async function replaceTurns(
  tx: Tx,
  transcript: { workspaceId: string; transcriptId: string },
  turns: readonly Turn[],
): Promise<void> {
  await deleteTurns(tx, transcript.transcriptId);
  for (let from = 0; from < turns.length; from += rowsAtOnce) {
    await tx
      .insertInto('transcript_turns')
      .values(
        turns.slice(from, from + rowsAtOnce).map((turn) => ({
          transcript_id: transcript.transcriptId,
          workspace_id: transcript.workspaceId,
          i: turn.i,
          speaker: turn.speaker,
          start_ms: turn.startMs ?? null,
          end_ms: turn.endMs ?? null,
          body: turn.text,
          url: turn.url ?? null,
        })),
      )
      .execute();
  }
}

export async function deleteTurns(tx: Tx, transcriptId: string): Promise<void> {
  await tx.deleteFrom('transcript_turns').where('transcript_id', '=', transcriptId).execute();
}

/** Turns in order, from number `from` on. */
export async function loadTurns(
  tx: Tx,
  transcriptId: string,
  { from = 0, limit = 1_000_000 }: { from?: number; limit?: number } = {},
): Promise<Turn[]> {
  const rows = await tx
    .selectFrom('transcript_turns')
    .select(['i', 'speaker', 'start_ms', 'end_ms', 'body', 'url'])
    .where('transcript_id', '=', transcriptId)
    .where('i', '>=', from)
    .orderBy('i')
    .limit(limit)
    .execute();
  return rows.map((row) => ({
    i: row.i,
    speaker: row.speaker,
    ...(row.start_ms === null ? {} : { startMs: row.start_ms }),
    ...(row.end_ms === null ? {} : { endMs: row.end_ms }),
    text: row.body,
    ...(row.url === null ? {} : { url: row.url }),
  }));
}

export async function countTurns(tx: Tx, transcriptId: string): Promise<number> {
  const { count } = await tx
    .selectFrom('transcript_turns')
    .select(sql<number>`count(*)::int`.as('count'))
    .where('transcript_id', '=', transcriptId)
    .executeTakeFirstOrThrow();
  return count;
}

/** The next turns that have words enough to be found by and no vector of this embedder yet. */
export async function loadTurnsToEmbed(
  tx: Tx,
  wanted: { transcriptId: string; embedder: string; after: number; leastCharacters: number; limit: number },
): Promise<{ i: number; text: string }[]> {
  const { rows } = await sql<{ i: number; body: string }>`
    select i, body from transcript_turns
    where transcript_id = ${wanted.transcriptId} and i > ${wanted.after}
      and embedder is distinct from ${wanted.embedder} and length(body) >= ${wanted.leastCharacters}
    order by i limit ${wanted.limit}`.execute(tx);
  return rows.map(({ i, body }) => ({ i, text: body }));
}

export async function saveTurnVectors(
  tx: Tx,
  transcriptId: string,
  embedder: string,
  vectors: readonly { i: number; vector: Float32Array }[],
): Promise<void> {
  const numbers = vectors.map(({ i }) => i);
  const texts = vectors.map(({ vector }) => `[${[...vector].join(',')}]`);
  await sql`
    update transcript_turns set embedding = given.vector::vector, embedder = ${embedder}
    from unnest(${numbers}::int[], ${texts}::text[]) as given (i, vector)
    where transcript_id = ${transcriptId} and transcript_turns.i = given.i`.execute(tx);
}
