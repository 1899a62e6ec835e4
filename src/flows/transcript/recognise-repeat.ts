import * as z from 'zod';
import type { ExtractedAction, Turn } from '../../contracts/transcript.ts';
import type { KnownTranscript } from '../../store/transcripts.ts';
import { comparableWords } from './identity/comparable-words.ts';
import { diffTranscripts } from './identity/diff-transcripts.ts';
import { compareFingerprints, type TranscriptFingerprint } from './identity/fingerprint.ts';

const StoredFingerprint = z.object({
  spoken: z.string(),
  words: z.string(),
  sketch: z.array(z.number()),
});

export interface Repeat {
  /** `duplicate`: it says the same. `corrected`: most of it is the same. */
  kind: 'duplicate' | 'corrected';
  /** Null: one of another channel, of which nobody here is to learn more. */
  earlierId: string | null;
}

/**
 * What a new transcript repeats. One of its own channel is named and compared with; that it says the same as one of
 * another channel is said, so that nothing is made twice, but not which.
 */
export function recogniseRepeat(
  fingerprint: TranscriptFingerprint,
  known: readonly KnownTranscript[],
  channelId: string | null,
): Repeat | null {
  const own = recogniseIn(
    fingerprint,
    known.filter((one) => one.channelId === channelId),
  );
  if (own?.kind === 'duplicate') return own;
  const elsewhere = recogniseIn(
    fingerprint,
    known.filter((one) => one.channelId !== channelId),
  );
  return elsewhere?.kind === 'duplicate' ? { kind: 'duplicate', earlierId: null } : own;
}

/** The transcript that a new one repeats, else the newest that it corrects. They come newest first. */
function recogniseIn(fingerprint: TranscriptFingerprint, known: readonly KnownTranscript[]): Repeat | null {
  let corrected: string | null = null;
  for (const { transcriptId, fingerprint: stored } of known) {
    const earlier = StoredFingerprint.safeParse(stored);
    const likeness = earlier.success ? compareFingerprints(fingerprint, earlier.data) : 'different';
    if (likeness === 'same' || likeness === 'same words')
      return { kind: 'duplicate', earlierId: transcriptId };
    if (likeness === 'near') corrected ??= transcriptId;
  }
  return corrected === null ? null : { kind: 'corrected', earlierId: corrected };
}

/** What was read of this page before, however much it has changed since. They come newest first. */
export function recogniseSamePage(
  fingerprint: TranscriptFingerprint,
  known: readonly KnownTranscript[],
): Repeat | null {
  const [last] = known;
  if (!last) return null;
  const { kind = 'corrected' } = recogniseIn(fingerprint, [last]) ?? {};
  return { kind, earlierId: last.transcriptId };
}

/**
 * Of the items of a corrected transcript those that the earlier one did not have: their turn is new or changed, and
 * no earlier item has the same title, owner and date.
 */
export function keepDifferences(
  actions: readonly ExtractedAction[],
  turns: { before: readonly Turn[]; after: readonly Turn[] },
  earlier: readonly ExtractedAction[],
): ExtractedAction[] {
  const { changes } = diffTranscripts(turns.before, turns.after);
  const touched = new Set(changes.flatMap(({ after }) => (after ? [after.i] : [])));
  const known = new Set(earlier.map(identityOf));
  return actions.filter((action) => touched.has(action.citation.turn) && !known.has(identityOf(action)));
}

const identityOf = (action: ExtractedAction): string =>
  [
    comparableWords(action.title).join(' '),
    action.owner.state === 'none' ? '' : comparableWords(action.owner.spoken).join(' '),
    action.due ?? '',
  ].join('\n');
