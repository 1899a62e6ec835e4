import { IssueFields } from '../contracts/transcript.ts';
import type { Tx } from './database.ts';
import { threadOfTranscript } from './deliveries.ts';

// Read by the rooms that make what a review decided; work_items and transcripts are the transcript room's.

export interface CreationItem {
  itemId: string;
  state: string;
  fields: IssueFields;
  quote: string | null;
}

export interface CreationPlan {
  state: string;
  title: string;
  channelId: string | null;
  threadTs: string | null;
  items: CreationItem[];
}

/** A transcript with its items in order, or null when it is gone. */
export async function loadCreationPlan(tx: Tx, transcriptId: string): Promise<CreationPlan | null> {
  const transcript = await tx
    .selectFrom('transcripts')
    .select(['workspace_id', 'state', 'title', 'channel_id', 'thread_ts'])
    .where('transcript_id', '=', transcriptId)
    .executeTakeFirst();
  if (!transcript) return null;
  const rows = await tx
    .selectFrom('work_items')
    .select(['item_id', 'state', 'fields', 'extracted'])
    .where('transcript_id', '=', transcriptId)
    .orderBy('position')
    .execute();
  return {
    state: transcript.state,
    title: transcript.title,
    channelId: transcript.channel_id,
    threadTs: await threadOfTranscript(tx, {
      workspaceId: transcript.workspace_id,
      transcriptId,
      threadTs: transcript.thread_ts,
    }),
    items: rows.map((row) => ({
      itemId: row.item_id,
      state: row.state,
      fields: IssueFields.parse(row.fields),
      quote: quoteOf(row.extracted),
    })),
  };
}

function quoteOf(extracted: Record<string, unknown>): string | null {
  const { citation } = extracted as { citation?: { quote?: unknown } };
  return typeof citation?.quote === 'string' ? citation.quote : null;
}
