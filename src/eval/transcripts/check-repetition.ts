import { createHash } from 'node:crypto';
import { diffTranscripts } from '../../flows/transcript/identity/diff-transcripts.ts';
import { compareFingerprints, transcriptFingerprint } from '../../flows/transcript/identity/fingerprint.ts';
import type { ParsedTranscript } from '../../flows/transcript/parse/parse-transcript.ts';
import { recogniseRepeat } from '../../flows/transcript/recognise-repeat.ts';
import type { Expectation } from './read-index.ts';

/** A file that was read, for comparison with another. */
export interface ReadFile {
  bytes: Uint8Array;
  parsed: ParsedTranscript;
}

/** More than this share of changed turns is no correction. */
const mostChanged = 0.1;

/** Whether an expectation is about an earlier file. */
export const isRepetition = (expect: Expectation): boolean =>
  /duplicate of|new version of/.test(expect.result);

/** The file an expectation names, as it stands there: "duplicate of dup-a.vtt". */
export const namedFile = (expect: Expectation): string | undefined =>
  /duplicate of ([^\s:;,()]+)/.exec(expect.result)?.[1];

/**
 * Whether a repeated or corrected file is recognised by what is kept of the earlier one, as the product decides it: a
 * duplicate proposes nothing before somebody asks for it, a correction only what differs.
 */
export function checkRepetition(earlier: ReadFile, later: ReadFile, expect: Expectation): string[] {
  const kept = transcriptFingerprint(earlier.parsed.turns);
  const fingerprint = transcriptFingerprint(later.parsed.turns);
  const likeness = compareFingerprints(kept, fingerprint);
  const channelId = 'C1';
  const repeat = recogniseRepeat(
    fingerprint,
    // As it comes back from the database.
    [{ transcriptId: 'earlier', channelId, fingerprint: JSON.parse(JSON.stringify(kept)) }],
    channelId,
  );
  if (/new version/.test(expect.result)) {
    const { changes } = diffTranscripts(earlier.parsed.turns, later.parsed.turns);
    const few = changes.length > 0 && changes.length <= later.parsed.turns.length * mostChanged;
    return repeat?.kind === 'corrected' && few
      ? []
      : [`recognised as ${likeness}, ${changes.length} turns differ`];
  }
  if (repeat?.kind !== 'duplicate') return [`recognised as ${likeness}: a second set of issues is proposed`];
  if (expect.by === 'bytes' && digest(earlier.bytes) !== digest(later.bytes)) return ['the bytes differ'];
  const isLikely = /^likely/.test(expect.result) && likeness === 'same words';
  return likeness === 'same' || isLikely ? [] : [`recognised as ${likeness}`];
}

const digest = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');
