import type { Extract } from '../../contracts/transcript.ts';
import { humanMessageOf } from '../../kit/errors.ts';
import type { TranscriptRow } from '../../store/transcripts.ts';
import { prepareMeeting, type ReadFile, RedactionFailed } from './prepare-meeting.ts';
import type { RedactionChoice } from './redact/redact.ts';
import { preparePage } from './requirements/prepare-page.ts';
import { type RulesInput, understandByRules } from './understand/understand-by-rules.ts';

/** What takes seconds for a long meeting: plain data in and out, so that it can run in a thread. */
export type HeavyWork =
  /** The original of a transcript or of a page. */
  | { kind: 'file'; bytes: Uint8Array; row: NamedFile; choice: RedactionChoice }
  | { kind: 'rules'; input: RulesInput };

export type NamedFile = Pick<TranscriptRow, 'source' | 'title' | 'file_name' | 'content_type' | 'held_at'>;

export type HeavyResult =
  | { kind: 'file'; file: ReadFile }
  | { kind: 'unredacted'; problem: string }
  | { kind: 'rules'; extract: Extract };

/** @throws LookoutError of `parseTranscript` for what is no transcript */
export function doHeavyWork(work: HeavyWork): HeavyResult {
  if (work.kind === 'rules') return { kind: 'rules', extract: understandByRules(work.input) };
  try {
    const { bytes, row, choice } = work;
    const file = row.source === 'page' ? preparePage(bytes, choice) : prepareMeeting({ bytes, row }, choice);
    return { kind: 'file', file };
  } catch (error) {
    // A class does not survive the way between threads, and that the gate closed is not to get lost.
    if (error instanceof RedactionFailed) return { kind: 'unredacted', problem: humanMessageOf(error.cause) };
    throw error;
  }
}
