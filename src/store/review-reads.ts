import type { LinearCatalog } from '../contracts/linear.ts';
import type { Tx } from './database.ts';
import { findLinearCatalog } from './linear-catalogs.ts';
import { issuesInSync } from './linear-comments.ts';
import { loadConnections } from './work-reads.ts';

/* What the notification room reads to draw a review beside the transcript; writes nothing. */

export interface ReviewReads {
  catalog: LinearCatalog | null;
  linear: boolean;
  notion: boolean;
  /** Why it cannot be used although it is connected. */
  linearProblem: string | null;
  notionProblem: string | null;
  /** Title of the data source that pages go to. */
  notionPlace: string | null;
  earlier: { title: string; createdAt: string } | null;
  /** Issues whose comments and a thread's replies go both ways. */
  inSync: readonly string[];
}

export async function loadReviewReads(
  tx: Tx,
  {
    workspaceId,
    earlierId,
    state,
    issueIds,
  }: { workspaceId: string; earlierId: string | null; state: string; issueIds: readonly string[] },
): Promise<ReviewReads> {
  const { linear, linearProblem, notionProblem } = await loadConnections(tx, workspaceId);
  const notion = await tx
    .selectFrom('notion_connections')
    .select(['data_source_id', 'data_source_title'])
    .where('workspace_id', '=', workspaceId)
    .executeTakeFirst();
  return {
    catalog: await findLinearCatalog(tx, workspaceId),
    linear,
    linearProblem,
    notionProblem,
    notion: notion !== undefined,
    notionPlace: notion?.data_source_id ? (notion.data_source_title ?? 'Meetings') : null,
    earlier: earlierId ? await findEarlier(tx, earlierId, state) : null,
    inSync: await issuesInSync(tx, issueIds),
  };
}

/** What a review repeats. Work that was taken back and is reviewed again is no repetition to be told of. */
async function findEarlier(tx: Tx, transcriptId: string, state: string): Promise<ReviewReads['earlier']> {
  const row = await tx
    .selectFrom('transcripts')
    .select(['title', 'file_name', 'created_at', 'state'])
    .where('transcript_id', '=', transcriptId)
    .executeTakeFirst();
  return row && (row.state !== 'undone' || state === 'duplicate')
    ? { title: row.title || row.file_name || 'an earlier one', createdAt: row.created_at.toISOString() }
    : null;
}
