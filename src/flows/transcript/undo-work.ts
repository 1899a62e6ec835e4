import type { TranscriptView } from '../../contracts/transcript.ts';
import { LookoutError } from '../../kit/errors.ts';
import { updateTranscript } from '../../store/transcripts.ts';
import { loadItems, updateItem } from '../../store/work-items.ts';
import type { Asked } from './go-on.ts';
import type { TranscriptDeps } from './ports.ts';
import { showReview } from './show-review.ts';
import { requireTranscript, viewOf } from './view-transcript.ts';

/**
 * Takes back what was created, within ten minutes, or stops a creation under way. Linked issues are left alone.
 * Pressed again while it is under way, it tries again what did not work.
 *
 * @throws LookoutError `not_found`; `conflict` when there is nothing to take back or the time is over
 */
export async function undoWork(
  { database, queue, clock }: TranscriptDeps,
  { workspaceId, transcriptId, by }: Asked,
): Promise<TranscriptView> {
  return await database.tenant(workspaceId, async (tx) => {
    const row = await requireTranscript(tx, transcriptId);
    const now = clock.now();
    if (row.state === 'undone') return await viewOf(tx, transcriptId);
    if (!['creating', 'created', 'undoing'].includes(row.state)) throw nothingToUndo();
    if (row.state === 'created' && (!row.undo_until || row.undo_until < now)) throw tooLate();
    // Whoever is making issues now looks at the state before each.
    for (const item of await loadItems(tx, transcriptId)) {
      const changed = { changed_by: by, changed_at: now };
      if (item.state === 'creating') await updateItem(tx, item.item_id, { state: 'undone', ...changed });
      // Anew, so that a refusal of an earlier try is not taken for one of this.
      else if (madeStates.includes(item.state)) await updateItem(tx, item.item_id, changed);
    }
    const attempt = row.attempt + 1;
    await updateTranscript(tx, transcriptId, { state: 'undoing', attempt, progress: null, problem: null });
    const key = `${transcriptId} ${attempt}`;
    await queue.enqueue(tx, 'transcript.advance', { workspaceId, transcriptId }, { key });
    await showReview(queue, tx, row);
    return await viewOf(tx, transcriptId);
  });
}

const madeStates = ['created', 'failed', 'undone'];

const nothingToUndo = () =>
  new LookoutError('conflict', 'nothing was created', { humanMessage: 'There is nothing to undo.' });

const tooLate = () =>
  new LookoutError('conflict', 'the time to undo is over', {
    humanMessage:
      'Undo is possible for ten minutes. Archive the issues in Linear and the page in Notion instead.',
  });
