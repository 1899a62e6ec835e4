import type { Queue } from '../../queue/queue.ts';
import type { Tx } from '../../store/database.ts';

/** Has the review of a transcript drawn anew in its thread. */
export async function showReview(
  queue: Queue,
  tx: Tx,
  transcript: { workspace_id: string; transcript_id: string },
): Promise<void> {
  const payload = { workspaceId: transcript.workspace_id, transcriptId: transcript.transcript_id };
  // The name is cast until the notification room's contract has it.
  await queue.enqueue(tx, 'notification.review' as never, payload as never);
}
