import { labelSpeakers } from './label-speakers.ts';
import { readTime, timePattern } from './read-time.ts';
import type { Cue, Reading, TextFile, TextFormat } from './reading.ts';
import { refuse } from './refuse.ts';
import { splitOneLine } from './split-one-line.ts';

/** Everything else that is writing: `Name: text`, with or without times before or behind the name, or paragraphs without names. */
export const plainText: TextFormat = {
  confidence: () => 0.1,
  read: (file) => {
    refuseTables(file);
    const oneLine = splitOneLine(file.lines);
    const { cues, before, labelled } = readLabelledLines(oneLine ?? file.lines);
    if (labelled)
      return {
        format: file.fromDocx ? 'docx' : 'plain_txt',
        cues,
        notUnderstood: before,
        warnings: oneLine ? ['The text came as one line; it was divided where names with colons stand.'] : [],
      } satisfies Reading;
    return {
      format: file.fromDocx ? 'docx' : 'text',
      cues: paragraphs(file.lines).map((text) => ({ speaker: '', text })),
      warnings: ['No speakers are named, so nobody is taken to have said anything.'],
    } satisfies Reading;
  },
};

export interface LabelledLines {
  cues: Cue[];
  /** Lines above the first label. */
  before: string[];
  labelled: boolean;
}

const leadingTime = new RegExp(
  String.raw`^\s*(?:\[(${timePattern})(?:\.\d+)?\]|\((${timePattern})\)|(${timePattern})(?=\s))\s*[-–—|]?\s*`,
);
const trailingTime = new RegExp(String.raw`^(.{1,120}?)\s*[([](${timePattern})[)\]]\s*:(?=\s|$)`);

/** A label with its time ends within this many characters; only so much of a line is looked at. */
const longestLabel = 200;

/**
 * Lines of `Name: text`; a line without a name goes on with the one before.
 *
 * @param known names given elsewhere in the file
 */
export function readLabelledLines(
  lines: readonly string[],
  known: ReadonlySet<string> = new Set(),
): LabelledLines {
  const timed = lines
    .map((line) => line.trim())
    .filter((line) => line !== '')
    .map(takeTime);
  const labels = labelSpeakers(
    timed.map((line) => line.text),
    'lines',
    known,
  );
  const found: LabelledLines = { cues: [], before: [], labelled: labels.share > 0 };
  timed.forEach(({ startMs, written }, index) => {
    const label = labels.texts[index];
    const open = found.cues.at(-1);
    if (label?.speaker !== undefined)
      found.cues.push({
        speaker: label.speaker,
        text: label.text,
        ...(startMs === undefined ? {} : { startMs }),
      });
    else if (open) open.text += `\n${written}`;
    else found.before.push(written);
  });
  return found;
}

/** `[00:12] Ana: hi`, `00:12 Ana: hi` and `Ana (00:12): hi` are `Ana: hi` at 12 s. */
function takeTime(line: string): { text: string; written: string; startMs: number | undefined } {
  const leading = leadingTime.exec(line);
  const trailing = leading ? undefined : trailingTime.exec(line.slice(0, longestLabel));
  const startMs = readTime(leading?.[1] ?? leading?.[2] ?? leading?.[3] ?? trailing?.[2] ?? '');
  if (startMs === undefined) return { text: line, written: line, startMs };
  if (leading) return { text: line.slice(leading[0].length), written: line, startMs };
  return { text: `${trailing?.[1]}:${line.slice(trailing?.[0].length)}`, written: line, startMs };
}

/** Runs of lines between blank lines; without any blank line each line is one. */
function paragraphs(lines: readonly string[]): string[] {
  const filled = lines.filter((line) => line.trim() !== '');
  const blanksInside =
    lines.join('\n').trim().includes('\n\n') ||
    lines.some((line, at) => at > 0 && line.trim() === '' && at < lines.length - 1);
  if (!blanksInside) return filled;
  const found: string[][] = [[]];
  for (const line of lines) {
    if (line.trim() === '') found.push([]);
    else found.at(-1)?.push(line.trim());
  }
  return found.filter((part) => part.length > 0).map((part) => part.join('\n'));
}

/** A table by tabs: the same number of columns in every line. People do not talk like that. */
function refuseTables(file: TextFile): void {
  const rows = file.lines.filter((line) => line.trim() !== '');
  const tabs = (row: string | undefined) => (row?.split('\t').length ?? 1) - 1;
  if (rows.length >= 2 && tabs(rows[0]) >= 1 && rows.every((row) => tabs(row) === tabs(rows[0])))
    throw refuse(
      'table',
      `This is a table (${tabs(rows[0]) + 1} columns), not a transcript. If it is an export of a meeting, choose VTT, TXT or DOCX there.`,
    );
}
