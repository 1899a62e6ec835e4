import type { FormatReport, Turn } from '../../contracts/transcript.ts';
import { oneLine } from '../../kit/text.ts';
import type { TranscriptRow } from '../../store/transcripts.ts';
import { type ParsedTranscript, parseTranscript } from './parse/parse-transcript.ts';
import type { Participant } from './parse/reading.ts';
import { createRedactor, type RedactionChoice } from './redact/redact.ts';
import type { BlockShape } from './requirements/block-shape.ts';

/** What a file says, with what is private hidden: from here on nothing else of it goes anywhere. */
export interface ReadFile {
  turns: Turn[];
  title: string;
  heldAt: Date | null;
  participants: Participant[];
  report: FormatReport;
  /** How often each rule hid something; never values. */
  receipt: Record<string, number>;
  /** Of a page: how each of its blocks stands there. */
  shapes?: BlockShape[];
}

/** A question is answered by a number in the next turn: this much of the turn before is looked at. */
const longestBefore = 400;

/**
 * Parses and redacts a file.
 *
 * @throws LookoutError of `parseTranscript` for what is no transcript; `RedactionFailed` when a rule failed
 */
export function prepareMeeting(
  file: { bytes: Uint8Array; row: Pick<TranscriptRow, 'title' | 'file_name' | 'content_type' | 'held_at'> },
  choice: RedactionChoice,
): ReadFile {
  const { bytes, row } = file;
  const parsed = parseTranscript({
    bytes,
    fileName: row.file_name ?? '',
    contentType: row.content_type ?? '',
  });
  const named = row.title || parsed.title || stemOf(row.file_name) || 'Meeting';
  return { ...hideFigures(parsed, named, choice), heldAt: row.held_at ?? timeOf(parsed.date) };
}

/** The gate closed: nothing of the transcript was handed on. */
export class RedactionFailed extends Error {
  override readonly name = 'RedactionFailed';
}

function hideFigures(
  parsed: ParsedTranscript,
  title: string,
  rules: RedactionChoice,
): Omit<ReadFile, 'heldAt'> {
  try {
    const redactor = createRedactor({ rules });
    let before = '';
    const turns = parsed.turns.map((turn) => {
      const hidden = {
        ...turn,
        speaker: redactor.redact(turn.speaker),
        text: redactor.redact(turn.text, before),
      };
      before = turn.text.slice(-longestBefore);
      return hidden;
    });
    const { notUnderstood, speakers } = parsed.report;
    return {
      turns,
      title: oneLine(redactor.redact(title)),
      participants: parsed.participants ?? [],
      report: {
        ...parsed.report,
        notUnderstood: notUnderstood.map((line) => redactor.redact(line)),
        speakers: speakers.map((name) => redactor.redact(name)),
      },
      receipt: redactor.receipt(),
    };
  } catch (cause) {
    throw new RedactionFailed('a transcript could not be checked for private figures', { cause });
  }
}

const stemOf = (fileName: string | null): string =>
  oneLine((fileName ?? '').replace(/\.[a-z0-9]{2,5}$/i, '').replaceAll('_', ' '));

/** A date without a zone is taken for UTC: at most half a day off, and the same on every machine. */
function timeOf(date: string | undefined): Date | null {
  if (!date) return null;
  const hasZone = /(?:Z|[+-]\d{2}:?\d{2})$/.test(date);
  const at = new Date(hasZone || !date.includes('T') ? date : `${date}Z`);
  return Number.isNaN(at.getTime()) ? null : at;
}
