import { TranscriptSource, type TranscriptView } from '../../contracts/transcript.ts';
import { LookoutError } from '../../kit/errors.ts';
import { type TranscriptRow, updateTranscript } from '../../store/transcripts.ts';
import type { TranscriptDeps } from './ports.ts';
import { openOriginal, receiveTranscript } from './receive-transcript.ts';
import { showReview } from './show-review.ts';
import { requireTranscript, viewOf } from './view-transcript.ts';

export interface Asked {
  workspaceId: string;
  transcriptId: string;
  by: string;
}

type GoingOn = Asked & { propose: 'everything' | 'differences' };

/**
 * Reviews a repeated transcript all the same, or tries a failed one again. One whose work was undone is handed in anew,
 * so that nothing of the first attempt is taken for the second; the answer is that new transcript. When it is being
 * reviewed already, it stays as it is.
 *
 * @throws LookoutError `not_found`; `conflict` in any other state
 */
export async function goOn(deps: TranscriptDeps, asked: GoingOn): Promise<TranscriptView> {
  const { workspaceId, transcriptId } = asked;
  const { tenant } = deps.database;
  const undone = await tenant(workspaceId, async (tx) => {
    const row = await requireTranscript(tx, transcriptId);
    return row.state === 'undone' ? row : null;
  });
  if (undone) return await handInAgain(deps, undone, asked.by);
  return await tenant(workspaceId, async (tx) => {
    const row = await requireTranscript(tx, transcriptId);
    if (row.state === 'duplicate' || row.state === 'failed') {
      const { propose } = asked;
      await updateTranscript(tx, transcriptId, { state: 'reading', propose, progress: null, problem: null });
      await deps.queue.enqueue(tx, 'transcript.read', { workspaceId, transcriptId });
      await showReview(deps.queue, tx, row);
    } else if (row.state !== 'reading' && row.state !== 'reviewing')
      throw new LookoutError('conflict', `a transcript that is ${row.state} cannot be reviewed`, {
        humanMessage: 'This transcript cannot be reviewed anew.',
      });
    return await viewOf(tx, transcriptId);
  });
}

async function handInAgain(deps: TranscriptDeps, row: TranscriptRow, by: string): Promise<TranscriptView> {
  const { original_sealed: sealed, original_sealed_with: keyId } = row;
  if (!sealed || !keyId)
    throw new LookoutError('conflict', 'the original is gone', {
      humanMessage: 'The original of this transcript is no longer kept: hand the file in again.',
    });
  return await receiveTranscript(deps, row.workspace_id, {
    source: TranscriptSource.parse(row.source),
    base64: Buffer.from(await openOriginal(deps.seal, { sealed, keyId })).toString('base64'),
    title: row.title,
    ...(row.file_name ? { fileName: row.file_name } : {}),
    ...(row.source_url && row.source_id ? { page: { id: row.source_id, url: row.source_url } } : {}),
    ...(row.content_type ? { contentType: row.content_type } : {}),
    ...(row.held_at ? { heldAt: row.held_at.toISOString() } : {}),
    channelId: row.channel_id,
    threadTs: row.thread_ts,
    by,
    key: `again ${row.transcript_id}`,
  });
}
