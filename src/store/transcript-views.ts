import { sql } from 'kysely';
import {
  type Conflict,
  Extract,
  ExtractedAction,
  FormatReport,
  IssueBrief,
  IssueFields,
  ItemState,
  type ItemView,
  TranscriptSource,
  TranscriptState,
  type TranscriptView,
} from '../contracts/transcript.ts';
import type { Tx } from './database.ts';
import { standsForItself } from './repeated-meetings.ts';
import type { TranscriptRow } from './transcripts.ts';
import { type ConflictRow, loadOpenConflicts } from './work-conflicts.ts';
import type { ItemRow } from './work-items.ts';
import { loadPages, type MeetingPage } from './work-reads.ts';

// Reads what the transcript and notion rooms wrote; writes nothing.

export interface TranscriptFilter {
  transcriptId?: string;
  channelId?: string;
  threadTs?: string;
  /** None that another repeats. */
  once?: 'yes';
  limit?: number;
}

/** One transcript with its review, or null. */
export async function loadTranscriptView(tx: Tx, transcriptId: string): Promise<TranscriptView | null> {
  const [view] = await loadTranscriptViews(tx, { transcriptId });
  return view ?? null;
}

/** Transcripts as people see them, newest first. */
export async function loadTranscriptViews(tx: Tx, filter: TranscriptFilter): Promise<TranscriptView[]> {
  let query = tx.selectFrom('transcripts').selectAll();
  if (filter.transcriptId) query = query.where('transcript_id', '=', filter.transcriptId);
  if (filter.channelId) query = query.where('channel_id', '=', filter.channelId);
  if (filter.threadTs) query = query.where('thread_ts', '=', filter.threadTs);
  if (filter.once) query = query.where(standsForItself);
  const rows = await query
    .orderBy('created_at', 'desc')
    .orderBy('transcript_id')
    .limit(filter.limit ?? 20)
    .execute();
  const ids = rows.map((row) => row.transcript_id);
  if (ids.length === 0) return [];
  const items = await loadSpokenItems(tx, { transcriptIds: ids });
  const conflicts = await loadOpenConflicts(
    tx,
    items.map((item) => item.item_id),
  );
  const pages = await loadPages(tx, ids);
  return rows.map((row) => {
    const own = items.filter((item) => item.transcript_id === row.transcript_id);
    const ownIds = new Set(own.map((item) => item.item_id));
    return viewOf(row, {
      items: own.map(itemViewOf),
      conflicts: conflicts.filter((conflict) => ownIds.has(conflict.item_id)).map(conflictOf),
      page: pages.get(row.transcript_id),
    });
  });
}

/** One item as people see it, or null. */
export async function loadItemView(tx: Tx, itemId: string): Promise<ItemView | null> {
  const [item] = await loadSpokenItems(tx, { itemId });
  return item ? itemViewOf(item) : null;
}

interface SpokenItem extends ItemRow {
  speaker: string | null;
  start_ms: number | null;
  url: string | null;
}

/** Items with who said it and when; nobody once the turns are forgotten. */
async function loadSpokenItems(
  tx: Tx,
  which: { transcriptIds: readonly string[] } | { itemId: string },
): Promise<SpokenItem[]> {
  const query = tx
    .selectFrom('work_items')
    .leftJoin('transcript_turns', (join) =>
      join
        .onRef('transcript_turns.transcript_id', '=', 'work_items.transcript_id')
        .on(sql`transcript_turns.i`, '=', sql`(work_items.extracted #>> '{citation,turn}')::int`),
    )
    .selectAll('work_items')
    .select(['transcript_turns.speaker', 'transcript_turns.start_ms', 'transcript_turns.url']);
  return await ('itemId' in which
    ? query.where('work_items.item_id', '=', which.itemId)
    : query.where('work_items.transcript_id', 'in', [...which.transcriptIds])
  )
    .orderBy('work_items.position')
    .execute();
}

const itemViewOf = (row: SpokenItem): ItemView => ({
  itemId: row.item_id,
  version: row.version,
  position: row.position,
  state: ItemState.parse(row.state),
  extracted: ExtractedAction.parse(row.extracted),
  fields: IssueFields.parse(row.fields),
  speaker: row.speaker ?? '',
  startMs: row.start_ms,
  ...(row.url === null ? {} : { url: row.url }),
  likely: row.likely && IssueBrief.parse(row.likely),
  issue: row.issue && IssueBrief.parse(row.issue),
  problem: row.problem,
});

const conflictOf = (row: ConflictRow): Conflict => ({
  conflictId: row.conflict_id,
  itemId: row.item_id,
  field: row.field === 'done' ? 'done' : 'title',
  linear: row.linear_value,
  notion: row.notion_value,
});

function viewOf(
  row: TranscriptRow,
  parts: { items: ItemView[]; conflicts: Conflict[]; page: MeetingPage | undefined },
): TranscriptView {
  const { page } = parts;
  return {
    transcriptId: row.transcript_id,
    source: TranscriptSource.parse(row.source),
    title: row.title,
    fileName: row.file_name,
    ...(row.source_url === null ? {} : { sourceUrl: row.source_url }),
    heldAt: row.held_at?.toISOString() ?? null,
    channelId: row.channel_id,
    threadTs: row.thread_ts,
    createdBy: row.created_by,
    createdAt: row.created_at.toISOString(),
    state: TranscriptState.parse(row.state),
    report: row.report && FormatReport.parse(row.report),
    receipt: row.receipt,
    extract: row.extract && Extract.parse(row.extract),
    items: parts.items,
    earlierId: row.earlier_id,
    page: page && !page.trashed ? { pageId: page.pageId, url: page.url } : null,
    createdWorkBy: row.created_work_by,
    undoUntil: row.undo_until?.toISOString() ?? null,
    conflicts: parts.conflicts,
    progress: row.progress,
    problem: row.problem,
  };
}
