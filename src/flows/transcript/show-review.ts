import type { Queue } from '../../queue/queue.ts';
import type { Tx } from '../../store/database.ts';

/** Has the review of a transcript drawn anew in its thread. */
export async function showReview(
  queue: Queue,
  tx: Tx,
  transcript: { workspace_id: string; transcript_id: string },
): Promise<void> {
  const payload = { workspaceId: transcript.workspace_id, transcriptId: transcript.transcript_id };
  await queue.enqueue(tx, 'notification.review', payload);
}
