import { sql } from 'kysely';
import { Extract } from '../contracts/transcript.ts';
import { vectorText } from './answer-scope.ts';
import type { Tx } from './database.ts';

/* Read-only: turns that questions are answered from. Callers name meetings that may be seen. */

export interface WordHit {
  word: string;
  transcriptId: string;
  i: number;
}

/** A word that stands in more turns than this says little about any of them. */
const mostTurnsOfWord = 3_000;

/** Where these words (as `lexemesOf` gives them) stand. */
export async function findTurnsWithWords(
  tx: Tx,
  words: readonly string[],
  transcriptIds: readonly string[],
): Promise<WordHit[]> {
  if (words.length === 0 || transcriptIds.length === 0) return [];
  const { rows } = await sql<{ word: string; transcript_id: string; i: number }>`
    select word, transcript_id, i
    from turns_with_words(${[...words]}::text[], ${[...transcriptIds]}::uuid[], ${mostTurnsOfWord})`.execute(
    tx,
  );
  return rows.map((row) => ({ word: row.word, transcriptId: row.transcript_id, i: row.i }));
}

export interface TurnLikeness {
  transcriptId: string;
  i: number;
  likeness: number;
}

/** Turns of these meetings near a vector of the same embedder, nearest first in each meeting, `most` of each. */
export async function findTurnsNear(
  tx: Tx,
  wanted: { vector: Float32Array; embedder: string; transcriptIds: readonly string[]; most: number },
): Promise<TurnLikeness[]> {
  if (wanted.transcriptIds.length === 0) return [];
  const vector = vectorText(wanted.vector);
  const { rows } = await sql<{ transcript_id: string; i: number; likeness: number }>`
    with mine as materialized ( -- so that no vector of another embedder, of another length, is compared first
      select transcript_id, i, embedding from transcript_turns
      where transcript_id = any(${[...wanted.transcriptIds]}::uuid[]) and embedder = ${wanted.embedder}
        and embedding is not null),
    near as (
      select transcript_id, i, 1 - (embedding <=> ${vector}::vector) as likeness from mine),
    ranked as (
      select near.*, row_number() over (partition by transcript_id order by likeness desc) as place from near)
    select transcript_id, i, likeness from ranked where place <= ${wanted.most}`.execute(tx);
  return rows.map((row) => ({ transcriptId: row.transcript_id, i: row.i, likeness: Number(row.likeness) }));
}

/** The turns these people speak in these meetings. */
export async function findTurnsOf(
  tx: Tx,
  transcriptIds: readonly string[],
  speakers: readonly string[],
): Promise<{ transcriptId: string; i: number }[]> {
  if (transcriptIds.length === 0 || speakers.length === 0) return [];
  const rows = await tx
    .selectFrom('transcript_turns')
    .select(['transcript_id', 'i'])
    .where('transcript_id', 'in', [...transcriptIds])
    .where('speaker', 'in', [...speakers])
    .execute();
  return rows.map((row) => ({ transcriptId: row.transcript_id, i: row.i }));
}

export interface SpokenTurn {
  transcriptId: string;
  i: number;
  speaker: string;
  startMs: number | null;
  text: string;
  url: string | null;
}

/** The turns of these ranges, both ends included, in order. */
export async function loadTurnRanges(
  tx: Tx,
  ranges: readonly { transcriptId: string; from: number; to: number }[],
): Promise<SpokenTurn[]> {
  if (ranges.length === 0) return [];
  const { rows } = await sql<{
    transcript_id: string;
    i: number;
    speaker: string;
    start_ms: number | null;
    body: string;
    url: string | null;
  }>`
    select distinct t.transcript_id, t.i, t.speaker, t.start_ms, t.body, t.url
    from unnest(${ranges.map(({ transcriptId }) => transcriptId)}::uuid[], ${ranges.map(({ from }) => from)}::int[],
      ${ranges.map(({ to }) => to)}::int[]) as wanted (transcript_id, first, last)
    join transcript_turns t on t.transcript_id = wanted.transcript_id and t.i between wanted.first and wanted.last
    order by t.transcript_id, t.i`.execute(tx);
  return rows.map((row) => ({
    transcriptId: row.transcript_id,
    i: row.i,
    speaker: row.speaker,
    startMs: row.start_ms,
    text: row.body,
    url: row.url,
  }));
}

/** What was read out of these meetings. */
export async function loadExtracts(tx: Tx, transcriptIds: readonly string[]): Promise<Map<string, Extract>> {
  if (transcriptIds.length === 0) return new Map();
  const rows = await tx
    .selectFrom('transcripts')
    .select(['transcript_id', 'extract'])
    .where('transcript_id', 'in', [...transcriptIds])
    .where('extract', 'is not', null)
    .execute();
  return new Map(
    rows.flatMap((row) => {
      const extract = Extract.safeParse(row.extract);
      return extract.success ? [[row.transcript_id, extract.data] as const] : [];
    }),
  );
}
