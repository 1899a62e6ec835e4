import { ExtractedAction, type Turn } from '../../contracts/transcript.ts';
import { loadTurns, replaceTurns } from '../../store/transcript-turns.ts';
import {
  loadKnownTranscripts,
  lockRecognition,
  lockTranscript,
  type TranscriptChanges,
  type TranscriptRow,
  updateTranscript,
} from '../../store/transcripts.ts';
import { loadItems } from '../../store/work-items.ts';
import { transcriptFingerprint } from './identity/fingerprint.ts';
import type { TranscriptDeps } from './ports.ts';
import type { ReadFile } from './prepare-meeting.ts';
import { type Repeat, recogniseRepeat, recogniseSamePage } from './recognise-repeat.ts';
import { showReview } from './show-review.ts';

export interface Taken {
  row: TranscriptRow;
  /** Turns and items of the earlier version, when only the differences are wanted. */
  earlier: { turns: Turn[]; actions: ExtractedAction[] } | null;
}

/** Stores the turns and decides whether this repeats another. Null when it does, or is no longer to be read. */
export async function takeFile(
  deps: TranscriptDeps,
  { workspace_id: workspaceId, transcript_id: transcriptId }: TranscriptRow,
  file: ReadFile,
): Promise<Taken | null> {
  const fingerprint = transcriptFingerprint(file.turns);
  return await deps.database.tenant(workspaceId, async (tx) => {
    await lockRecognition(tx, workspaceId);
    const row = await lockTranscript(tx, transcriptId);
    if (row?.state !== 'reading') return null;
    // One that has a fingerprint was decided on before.
    const wanted = { except: transcriptId, wordsHash: fingerprint.words, pageId: row.source_id };
    const recognise = async (undone: boolean): Promise<Repeat | null> => {
      if (row.fingerprint) return null;
      const known = await loadKnownTranscripts(tx, { ...wanted, undone });
      return row.source === 'page'
        ? recogniseSamePage(fingerprint, known)
        : recogniseRepeat(fingerprint, known, row.channel_id);
    };
    const repeat = await recognise(false);
    // Work that was taken back is proposed anew, and whole: the same meeting, whose kept issues are met again.
    const undone = repeat ? null : await recognise(true);
    const isAnew = undone !== null && (undone.kind === 'duplicate' || row.source === 'page');
    const decided: TranscriptChanges = {
      ...(repeat ? { earlier_id: repeat.earlierId } : {}),
      ...(isAnew ? { earlier_id: undone.earlierId } : {}),
      ...(repeat?.kind === 'corrected' ? { propose: 'differences' } : {}),
      ...(repeat?.kind === 'duplicate' ? { state: 'duplicate' } : {}),
    };
    await replaceTurns(tx, { workspaceId, transcriptId }, file.turns);
    await deps.queue.enqueue(tx, 'transcript.embed', { workspaceId, transcriptId });
    await updateTranscript(tx, transcriptId, {
      title: file.title,
      held_at: file.heldAt,
      report: JSON.stringify(file.report),
      receipt: JSON.stringify(file.receipt),
      words_hash: fingerprint.words,
      fingerprint: JSON.stringify(fingerprint),
      ...decided,
    });
    await showReview(deps.queue, tx, row);
    if (repeat?.kind === 'duplicate') return null;
    const earlierId = repeat?.earlierId ?? decided.earlier_id ?? row.earlier_id;
    const propose = decided.propose ?? row.propose;
    const earlier =
      earlierId && propose === 'differences'
        ? {
            turns: await loadTurns(tx, earlierId),
            actions: (await loadItems(tx, earlierId)).map((item) => ExtractedAction.parse(item.extracted)),
          }
        : null;
    return {
      row: { ...row, title: file.title, held_at: file.heldAt, earlier_id: earlierId },
      // Of an earlier version that was forgotten nothing is left to compare with.
      earlier: earlier && earlier.turns.length > 0 ? earlier : null,
    };
  });
}
