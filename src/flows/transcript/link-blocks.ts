import type { Tx } from '../../store/database.ts';
import { loadTranscriptView } from '../../store/transcript-views.ts';
import type { TranscriptRow } from '../../store/transcripts.ts';
import type { TranscriptDeps } from './ports.ts';

/** Each issue made from a page leads back to the block it stands on; done again, the link is the same. */
export async function linkBlocks(
  queue: TranscriptDeps['queue'],
  tx: Tx,
  { workspace_id: workspaceId, transcript_id: transcriptId }: TranscriptRow,
): Promise<void> {
  const view = await loadTranscriptView(tx, transcriptId);
  for (const { issue, state, url = view?.sourceUrl } of view?.items ?? []) {
    if (!issue || !url || (state !== 'created' && state !== 'linked')) continue;
    const { issueId } = issue;
    const link = { workspaceId, issueId, url, title: view?.title ?? '' };
    await queue.enqueue(tx, 'linear.linkPage', link, { key: `${issueId} ${url}` });
  }
}
