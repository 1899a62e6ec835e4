import { type RawBuilder, sql } from 'kysely';
import type { Sees } from '../contracts/answers.ts';
import { FormatReport } from '../contracts/transcript.ts';
import type { Tx } from './database.ts';
import { standsForItself } from './repeated-meetings.ts';

/* Read-only: which rows an answer may draw from. Every search of the assistant room starts here. */

/** pgvector's text form: "[0.1,0.2]". */
export const vectorText = (vector: Float32Array): string => `[${vector.join(',')}]`;

/** Whether what stands in this channel may be seen; `unplaced` says what holds for rows without a channel. */
export function mayBeSeen(column: RawBuilder<unknown>, sees: Sees, unplaced: boolean): RawBuilder<boolean> {
  if (sees === 'all') return sql<boolean>`true`;
  return sql<boolean>`case when ${column} is null then ${unplaced} else ${column} = any(${sees.channelIds}::text[]) end`;
}

/** Meetings handed in without a channel are seen by those for whom that is said. */
export const seesUnplaced = (sees: Sees): boolean => sees === 'all' || sees.unplaced;

/** Issues and Notion pages are the workspace's: a guest of a channel is not of it. */
export const seesWork = (sees: Sees): boolean => sees === 'all' || sees.guest !== true;

/** A meeting that may be seen. */
export interface VisibleMeeting {
  transcriptId: string;
  title: string;
  heldAt: Date | null;
  createdAt: Date;
  channelId: string | null;
  threadTs: string | null;
  speakers: string[];
  turns: number;
  words: number;
}

/** More meetings than this are not searched: the newest are. */
const mostMeetings = 1_000;

/** Meetings that may be seen, newest first, each once. Forgotten and refused ones are none. */
export async function loadVisibleMeetings(tx: Tx, sees: Sees): Promise<VisibleMeeting[]> {
  const rows = await tx
    .selectFrom('transcripts')
    .select(['transcript_id', 'title', 'held_at', 'created_at', 'channel_id', 'thread_ts', 'report'])
    .where('state', 'not in', ['forgotten', 'rejected'])
    .where(standsForItself)
    // A page whose requirements were read is no meeting; its words are found as the page's.
    .where('source', '<>', 'page')
    .where(mayBeSeen(sql.ref('channel_id'), sees, seesUnplaced(sees)))
    .orderBy(sql`coalesce(held_at, created_at)`, 'desc')
    .orderBy('transcript_id')
    .limit(mostMeetings)
    .execute();
  return rows.map((row) => {
    const report = row.report === null ? undefined : FormatReport.safeParse(row.report).data;
    return {
      transcriptId: row.transcript_id,
      title: row.title,
      heldAt: row.held_at,
      createdAt: row.created_at,
      channelId: row.channel_id,
      threadTs: row.thread_ts,
      speakers: report?.speakers ?? [],
      turns: report?.turns ?? 0,
      words: report?.words ?? 0,
    };
  });
}

/** How texts are taken apart for the words indexes: stems without the words that are in every text. */
export async function lexemesOf(tx: Tx, texts: readonly string[]): Promise<string[][]> {
  if (texts.length === 0) return [];
  const { rows } = await sql<{ lexemes: string[] }>`
    select tsvector_to_array(to_tsvector('english', given.body)) as lexemes
    from unnest(${[...texts]}::text[]) with ordinality as given (body, place) order by given.place`.execute(
    tx,
  );
  return rows.map((row) => row.lexemes);
}

/** The calendar of the workspace's people. */
export async function loadTimeZone(tx: Tx, workspaceId: string): Promise<string> {
  const row = await tx
    .selectFrom('workspaces')
    .select('time_zone')
    .where('workspace_id', '=', workspaceId)
    .executeTakeFirst();
  return row?.time_zone ?? 'UTC';
}
