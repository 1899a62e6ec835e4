import { lockTranscript, updateTranscript } from '../../store/transcripts.ts';
import { sayInThread } from './keep-in-step.ts';
import type { TranscriptDeps } from './ports.ts';
import { showReview } from './show-review.ts';

/**
 * Its reading failed again and again: the review says so and offers to try again, and the thread hears of it, because
 * an edited message tells nobody. One that was read before its job died stays as it is.
 */
export async function giveUpReading(
  deps: TranscriptDeps,
  { workspaceId, transcriptId }: { workspaceId: string; transcriptId: string },
): Promise<void> {
  await deps.database.tenant(workspaceId, async (tx) => {
    const row = await lockTranscript(tx, transcriptId);
    if (row?.state !== 'reading') return;
    const problem = 'Reading this failed again and again. It is kept, so that it can be tried again.';
    await updateTranscript(tx, transcriptId, { state: 'failed', progress: null, problem });
    await showReview(deps.queue, tx, row);
    await sayInThread(
      deps,
      tx,
      row,
      '▲ Lookout could not read this transcript, and has stopped trying. *Try again* stands on its message; "lookout doctor" shows the details.',
    );
  });
}
