import { lockTranscript, type TranscriptChanges, updateTranscript } from '../../store/transcripts.ts';
import { type NewItem, replaceItems } from '../../store/work-items.ts';
import type { TranscriptDeps } from './ports.ts';
import { showReview } from './show-review.ts';

export const withoutOriginal = {
  original_sealed: null,
  original_sealed_with: null,
} satisfies TranscriptChanges;

/** Writes how far the reading came, unless somebody decided otherwise meanwhile. */
export async function settleReading(
  { database, queue }: TranscriptDeps,
  { workspaceId, transcriptId }: { workspaceId: string; transcriptId: string },
  changes: TranscriptChanges,
  items?: readonly NewItem[],
): Promise<void> {
  await database.tenant(workspaceId, async (tx) => {
    const row = await lockTranscript(tx, transcriptId);
    if (row?.state !== 'reading') return;
    if (items) await replaceItems(tx, transcriptId, items);
    await updateTranscript(tx, transcriptId, changes);
    await showReview(queue, tx, row);
  });
}
