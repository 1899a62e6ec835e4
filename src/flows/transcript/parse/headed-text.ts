import { readDateLine } from './read-date.ts';
import { readTime, timePattern } from './read-time.ts';
import type { Cue, Format, Reading, TextFile, TextFormat } from './reading.ts';
import { looksLikeName, tidyName } from './speaker-names.ts';

interface Heading {
  speaker: string;
  startMs: number;
  style: 'bar' | 'gap' | 'bracketed' | 'caption';
}

const longestHeading = 200;
const timeAtEnd = new RegExp(String.raw`(?:^|[\s|])(${timePattern})\s*$`);
const timeInBrackets = new RegExp(String.raw`^(\S.{0,110}?)\s*[([](${timePattern})[)\]]:?\s*$`);
const caption = /^\[([^\]]{1,120})\]\s+(\d{1,2}:\d{2}:\d{2})\s*$/;

/**
 * The family of files where a line with a name and a time stands above what was said: Otter (`Name  0:34`),
 * Teams (`Name   0:34`), Krisp (`Name | 00:34`, the time after the last bar), Zoom's saved captions (`[Name] 14:05:21`).
 */
export const headedText: TextFormat = {
  confidence: (file) => {
    const seen = file.lines.slice(0, 600).filter((line) => line.trim() !== '');
    const headings = seen.filter((line) => readHeading(line)).length;
    const share = headings / Math.max(1, seen.length);
    return headings === 0 || (headings < 2 && share < 0.3) || share < 0.05
      ? 0
      : Math.min(0.95, 0.7 + share / 2);
  },
  read: (file) => {
    const { head, cues, styles } = collect(file.lines);
    const front = readFront(head);
    const last = cues.at(-1);
    const hadNotice = last !== undefined && dropNotice(last, cues);
    return {
      format: nameFormat(styles, file, front.isTeams || hadNotice),
      cues: cues.map(({ lines, ...cue }) => ({
        ...cue,
        text: lines.filter((line) => !isBoilerplate(line)).join('\n'),
      })),
      ...front.facts,
      notUnderstood: front.notUnderstood,
    } satisfies Reading;
  },
};

interface Section extends Omit<Cue, 'text'> {
  lines: string[];
}

function collect(lines: readonly string[]) {
  const head: string[] = [];
  const cues: Section[] = [];
  const styles = new Map<Heading['style'], number>();
  for (const line of lines) {
    const heading = readHeading(line);
    const open = cues.at(-1);
    if (heading) {
      cues.push({ speaker: heading.speaker, startMs: heading.startMs, lines: [] });
      styles.set(heading.style, (styles.get(heading.style) ?? 0) + 1);
    } else if (open) open.lines.push(line);
    else if (line.trim() !== '') head.push(line.trim());
  }
  return { head, cues, styles };
}

function readHeading(line: string): Heading | undefined {
  if (line.length > longestHeading || !line.includes(':')) return undefined;
  const captioned = caption.exec(line);
  if (captioned) return heading(captioned[1], captioned[2], 'caption');
  const bracketed = timeInBrackets.exec(line);
  if (bracketed && looksLikeName(tidyName(bracketed[1] ?? '')))
    return heading(bracketed[1], bracketed[2], 'bracketed');
  const ended = timeAtEnd.exec(line);
  const time = ended?.[1];
  if (!time) return undefined;
  const before = line.slice(0, line.lastIndexOf(time));
  const name = before.trimEnd();
  if (name.endsWith('|')) return heading(name.slice(0, -1), time, 'bar');
  const gap = before.slice(name.length);
  return gap.length >= 2 || gap.includes('\t') ? heading(name, time, 'gap') : undefined;
}

function heading(name = '', time = '', style: Heading['style']): Heading | undefined {
  const speaker = tidyName(name);
  const startMs = readTime(time);
  // Behind a bar even an odd name is one; a wide gap also comes in prose and tables.
  if (speaker === '' || startMs === undefined || (style === 'gap' && !canHead(speaker))) return undefined;
  return { speaker, startMs, style };
}

/** A wide gap and a time say nearly all; only prose and tables are kept out. */
const canHead = (name: string): boolean =>
  /[\p{L}\p{N}\p{Extended_Pictographic}]/u.test(name) &&
  !/[?!…;,:]$/.test(name) &&
  name.split(' ').length <= 10;

/** Lines above the first heading: title, date, length, who started the transcription. */
function readFront(head: readonly string[]) {
  const facts: Pick<Reading, 'title' | 'date'> = {};
  const notUnderstood: string[] = [];
  let isTeams = false;
  for (const line of head) {
    const title = /^(.{1,300}?)(?:-\d{8}_\d{6,9})?-Meeting (?:Transcript|Recording)$/.exec(line)?.[1];
    const date = readDateLine(line);
    if (title || isNotice(line) || /^(?:\d{1,2}h ?)?\d{1,2}m(?: ?\d{1,2}s)?$/.test(line)) isTeams = true;
    else if (!date && facts.title === undefined && notUnderstood.length === 0 && !facts.date) {
      facts.title = line.slice(0, 300);
      continue;
    } else if (!date) notUnderstood.push(line);
    if (title) facts.title = title;
    if (date) facts.date ??= date;
  }
  return { facts, notUnderstood, isTeams };
}

/** "Ana started transcription", in the languages whose word for it has the same root. */
const isNotice = (line: string): boolean =>
  line.length < 150 && /(?:tran?s[ck]ri[pt]|trascri)/i.test(line) && !/[.?!]$/.test(line);

const isBoilerplate = (line: string): boolean => /^Transcribed by https:\/\/otter\.ai\/?$/i.test(line.trim());

/** Teams ends with "Ana stopped transcription" in a paragraph of its own: not Ana's words. Says whether it was there. */
function dropNotice(last: Section, cues: readonly Section[]): boolean {
  let end = last.lines.length;
  while (end > 0 && last.lines[end - 1]?.trim() === '') end -= 1;
  const line = last.lines[end - 1]?.trim() ?? '';
  const alone = end >= 2 && last.lines[end - 2]?.trim() === '';
  const isAboutSomebody = cues.some((cue) => line.includes(cue.speaker));
  if (!alone || !isNotice(line) || !isAboutSomebody) return false;
  last.lines.length = end - 1;
  return true;
}

function nameFormat(
  styles: ReadonlyMap<Heading['style'], number>,
  file: TextFile,
  wasTeams: boolean,
): Format {
  if (file.fromDocx) return 'teams_docx';
  const most = [...styles].sort((a, b) => b[1] - a[1])[0]?.[0];
  if (most === 'bar') return 'krisp_txt';
  if (most === 'caption') return 'zoom_caption_txt';
  return wasTeams ? 'teams_docx_txt' : 'otter_txt';
}
