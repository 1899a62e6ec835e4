import { ExtractedAction, type TranscriptView } from '../../contracts/transcript.ts';
import { LookoutError } from '../../kit/errors.ts';
import type { Tx } from '../../store/database.ts';
import { findHiddenBehind } from '../../store/repeated-meetings.ts';
import { deleteTurns } from '../../store/transcript-turns.ts';
import { sweepOriginals, type TranscriptRow, updateTranscript } from '../../store/transcripts.ts';
import { loadItems, updateItem } from '../../store/work-items.ts';
import type { Asked } from './go-on.ts';
import type { TranscriptDeps } from './ports.ts';
import { showReview } from './show-review.ts';
import { requireTranscript, viewOf } from './view-transcript.ts';

/**
 * Deletes the original, the turns and everything quoted from them. Items keep their titles, issues and the page
 * stay and are kept in step. So is what is the same meeting and hidden behind it.
 *
 * @throws LookoutError `not_found`; `conflict` while work is being created or taken back
 */
export async function forgetTranscript(
  { database, queue }: TranscriptDeps,
  { workspaceId, transcriptId }: Asked,
): Promise<TranscriptView> {
  return await database.tenant(workspaceId, async (tx) => {
    const row = await requireTranscript(tx, transcriptId);
    if (row.state === 'creating' || row.state === 'undoing')
      throw new LookoutError('conflict', `the transcript is ${row.state}`, {
        humanMessage: 'Its issues are being made or taken back at this moment. Try again when that is over.',
      });
    await forgetRow(queue, tx, row);
    return await viewOf(tx, transcriptId);
  });
}

async function forgetRow(queue: TranscriptDeps['queue'], tx: Tx, row: TranscriptRow): Promise<void> {
  const { transcript_id: transcriptId } = row;
  // What is hidden behind it says the same words.
  for (const hidden of await findHiddenBehind(tx, transcriptId))
    await forgetRow(queue, tx, await requireTranscript(tx, hidden));
  await deleteTurns(tx, transcriptId);
  for (const item of await loadItems(tx, transcriptId)) {
    const extracted = ExtractedAction.parse(item.extracted);
    const emptied = { ...extracted, description: '', citation: { ...extracted.citation, quote: '' } };
    const isOpen = item.state === 'proposed' || item.state === 'failed';
    await updateItem(tx, item.item_id, {
      extracted: JSON.stringify(emptied),
      fields: JSON.stringify({ ...item.fields, description: '' }),
      ...(isOpen ? { state: 'dropped' } : {}),
    });
  }
  await updateTranscript(tx, transcriptId, {
    state: 'forgotten',
    original_sealed: null,
    original_sealed_with: null,
    words_hash: null,
    fingerprint: null,
    report: null,
    extract: null,
    progress: null,
    problem: null,
    undo_until: null,
  });
  await showReview(queue, tx, row);
}

/** Deletes originals past their retention; turns with what is private hidden stay. */
export const sweepTranscripts = async (
  { database, clock }: TranscriptDeps,
  limit: number,
): Promise<{ forgotten: number }> => ({
  forgotten: await database.system((tx) => sweepOriginals(tx, clock.now(), limit)),
});
