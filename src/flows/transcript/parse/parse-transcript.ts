import { type FormatReport, mostTranscriptBytes, type Turn } from '../../../contracts/transcript.ts';
import { cleanText, oneLine } from '../../../kit/text.ts';
import { cueFormats } from './cue-formats.ts';
import { decodeBytes } from './decode-bytes.ts';
import { headedText } from './headed-text.ts';
import { looksLikeJson, readJson } from './json-formats.ts';
import { meetText } from './meet-text.ts';
import { mergeCues } from './merge-cues.ts';
import { plainText } from './plain-text.ts';
import { readDateOfFileName } from './read-date.ts';
import { readDocx } from './read-docx.ts';
import {
  type Format,
  formatLabels,
  type Participant,
  type Reading,
  type TextFile,
  type TextFormat,
  toTextFile,
  type VendorAction,
} from './reading.ts';
import { isZip, refuseOtherFiles, refuseOtherTexts } from './recognise-file.ts';
import { refuse } from './refuse.ts';
import { tidyName } from './speaker-names.ts';
import { zoomChat } from './zoom-chat.ts';

export interface TranscriptFile {
  bytes: Uint8Array;
  /** Only for a date a recorder put into it; the format is found in the content. */
  fileName?: string;
  contentType?: string;
}

export interface ParsedTranscript {
  format: Format;
  turns: Turn[];
  /** In the order they first speak. */
  speakers: string[];
  title?: string;
  /** ISO 8601; with a zone only where the file gives one. */
  date?: string;
  participants?: Participant[];
  attachedActions?: VendorAction[];
  vendorSummary?: string;
  report: TranscriptReport;
}

/** What the thread is told about a file. */
export interface TranscriptReport extends FormatReport {
  /** `format` for people. */
  label: string;
  /** Utterances as the file holds them, before those of one speaker were joined. */
  cues: number;
  /** Where the first and the last words stand, in milliseconds from the start; null without times. */
  firstMs: number | null;
  lastMs: number | null;
  /** Cues whose times or layout made no sense; their text is kept. */
  repaired: number;
  warnings: string[];
}

const textFormats: readonly TextFormat[] = [cueFormats, zoomChat, meetText, headedText, plainText];

/** How many lines that belong to nothing the report keeps, and how much of each. */
const mostNotUnderstood = 20;
const longestNotUnderstood = 200;

/**
 * Reads a transcript of any format Lookout knows, found by its content.
 *
 * @throws LookoutError (`bad_input`, `unsupported`, `too_large`) for what is none; `fields.reason` says which kind,
 *   `humanMessage` is for the thread
 */
export function parseTranscript({
  bytes,
  fileName = '',
  contentType = '',
}: TranscriptFile): ParsedTranscript {
  if (bytes.length > mostTranscriptBytes)
    throw refuse(
      'too_large',
      `This file has ${Math.round(bytes.length / 1e6)} MB; a transcript of a long meeting has 3. Lookout reads up to ${mostTranscriptBytes / 1e6} MB.`,
    );
  if (bytes.length === 0) throw refuse('empty', 'The file is empty: there is not a single byte in it.');
  const { reading, warnings } = isZip(bytes) ? readDocument(bytes) : readBytes(bytes, contentType);
  const merged = mergeCues(reading.cues);
  if (merged.turns.length === 0)
    throw refuse(
      'no_cues',
      'There are no words in this file: it has the frame of a transcript, but nobody says anything.',
    );
  return describe(reading, merged, { fileName, warnings });
}

const readDocument = (bytes: Uint8Array) => ({
  reading: readText(toTextFile(readDocx(bytes), true)),
  warnings: [],
});

function readBytes(bytes: Uint8Array, contentType: string): { reading: Reading; warnings: string[] } {
  refuseOtherFiles(bytes);
  const { text, warnings } = decodeBytes(bytes, contentType);
  if (text.trim() === '') throw refuse('empty', 'The file is empty: there is nothing but white space in it.');
  refuseOtherTexts(text);
  const inner = (written: string) => readText(toTextFile(written));
  return { reading: looksLikeJson(text) ? readJson(text, inner) : inner(text), warnings };
}

function readText(file: TextFile): Reading {
  const [best = plainText] = textFormats
    .map((format) => ({ format, confidence: format.confidence(file) }))
    .sort((a, b) => b.confidence - a.confidence)
    .map(({ format }) => format);
  return best.read(file);
}

function describe(
  reading: Reading,
  { turns, cues }: { turns: Turn[]; cues: number },
  file: { fileName: string; warnings: readonly string[] },
): ParsedTranscript {
  const speakers = [...new Set(turns.map((turn) => turn.speaker).filter((name) => name !== ''))];
  const date = reading.date ?? readDateOfFileName(file.fileName);
  const title = oneLine(cleanText(reading.title ?? ''));
  return {
    format: reading.format,
    turns,
    speakers,
    ...(title === '' ? {} : { title }),
    ...(date === undefined ? {} : { date }),
    ...(reading.participants?.length ? { participants: reading.participants.map(cleanPerson) } : {}),
    ...(reading.attachedActions?.length ? { attachedActions: reading.attachedActions.map(cleanAction) } : {}),
    ...(reading.vendorSummary === undefined ? {} : { vendorSummary: cleanText(reading.vendorSummary) }),
    report: {
      format: reading.format,
      label: formatLabels[reading.format],
      turns: turns.length,
      cues,
      speakers,
      ...spanOf(turns),
      words: turns.reduce((words, turn) => words + turn.text.split(' ').length, 0),
      notUnderstood: (reading.notUnderstood ?? [])
        .slice(0, mostNotUnderstood)
        .map((line) => cleanText(line).slice(0, longestNotUnderstood)),
      repaired: reading.repaired ?? 0,
      warnings: [...file.warnings, ...(reading.warnings ?? []), ...tellOfRest(reading)],
    },
  };
}

function spanOf(turns: readonly Turn[]): Pick<TranscriptReport, 'firstMs' | 'lastMs' | 'spanMs'> {
  let first = Number.POSITIVE_INFINITY;
  let last = Number.NEGATIVE_INFINITY;
  for (const { startMs, endMs } of turns) {
    if (startMs !== undefined) first = Math.min(first, startMs);
    last = Math.max(last, endMs ?? startMs ?? last);
  }
  if (!Number.isFinite(first) || !Number.isFinite(last)) return { firstMs: null, lastMs: null, spanMs: null };
  return { firstMs: first, lastMs: last, spanMs: last - first };
}

function tellOfRest({ repaired = 0, notUnderstood = [] }: Reading): string[] {
  const warnings: string[] = [];
  if (repaired > 0)
    warnings.push(
      `${repaired} ${repaired === 1 ? 'cue' : 'cues'} had a broken time or layout; the words are kept.`,
    );
  if (notUnderstood.length > mostNotUnderstood)
    warnings.push(`${notUnderstood.length} lines belong to nothing Lookout knows.`);
  return warnings;
}

const cleanPerson = ({ name, email }: Participant): Participant => ({
  name: tidyName(cleanText(name)),
  ...(email === undefined ? {} : { email: cleanText(email).trim() }),
});

const cleanAction = (action: VendorAction): VendorAction => ({
  ...action,
  text: oneLine(cleanText(action.text)),
  ...(action.assignee === undefined ? {} : { assignee: tidyName(cleanText(action.assignee)) }),
});
