import { readLabelledLines } from './plain-text.ts';
import { readDateLine } from './read-date.ts';
import { readTime } from './read-time.ts';
import type { Cue, Reading, TextFormat } from './reading.ts';
import { tidyName } from './speaker-names.ts';

const blockTime = /^#{0,4}\s*(\d{1,2}:\d{2}:\d{2})$/;
const heading = (line: string | undefined, word: string): boolean =>
  new RegExp(`^(?:#{1,4}\\s*)?[^\\p{L}\\p{N}]{0,4}${word}$`, 'iu').test(line?.trim() ?? '');
const ending = /^(?:Transcription|Meeting) ended after (\d{1,2}:\d{2}:\d{2})/;
const disclaimer = /^This editable transcript was computer generated/;
const titleLine = /^(?:#{1,4}\s*)?(.{1,300}?)\s+[-–]\s+Transcript$/;
const longestTitle = 400;
const titleOf = (line: string): string | undefined =>
  line.length > longestTitle ? undefined : titleLine.exec(line)?.[1];
/** Meet writes a time about every five minutes. */
const blockMs = 300_000;

/** Google Meet's transcript: date, title, attendees, then `Name: text` under a time every five minutes, which is all the time there is. */
export const meetText: TextFormat = {
  confidence: (file) => {
    const start = file.lines.slice(0, 60);
    const named =
      start.some((line) => titleOf(line.trim()) !== undefined) ||
      start.some((line) => heading(line, 'Attendees'));
    const opened = start.some((line) => heading(line, 'Transcript'));
    const timed = file.lines.slice(0, 2_000).some((line) => blockTime.test(line.trim()));
    if (named && opened) return 0.97;
    return timed && (named || opened) ? 0.9 : timed ? 0.6 : 0;
  },
  read: (file) => {
    const bodyAt = startOfBody(file.lines);
    const front = readFront(file.lines.slice(0, bodyAt));
    const known = new Set(front.participants?.map(({ name }) => name));
    const { blocks, endMs, rest } = readBlocks(file.lines.slice(bodyAt));
    // All lines together: who speaks is decided over the whole meeting, not anew in each block.
    const body = readLabelledLines(
      blocks.flatMap((block) => block.lines),
      known,
    );
    const cues = body.labelled
      ? body.cues
      : blocks.flatMap((block) => block.lines.map((text) => ({ speaker: '', text })));
    addTimes(cues, blocks, endMs);
    return {
      format: 'meet_txt',
      cues,
      ...front,
      notUnderstood: [...front.notUnderstood, ...body.before, ...rest],
      warnings: blocks.some((block) => block.startMs !== undefined)
        ? [`Times are those of Meet's blocks, up to ${blockMs / 60_000} minutes before the words.`]
        : [],
    } satisfies Reading;
  },
};

function startOfBody(lines: readonly string[]): number {
  const opened = lines.slice(0, 200).findIndex((line) => heading(line, 'Transcript'));
  if (opened >= 0) return opened + 1;
  const timed = lines.findIndex((line) => blockTime.test(line.trim()));
  return Math.max(0, timed);
}

function readFront(lines: readonly string[]) {
  const facts: Pick<Reading, 'title' | 'date' | 'participants'> & { notUnderstood: string[] } = {
    notUnderstood: [],
  };
  let expectsPeople = false;
  for (const line of lines.map((text) => text.trim()).filter(Boolean)) {
    const title = titleOf(line);
    const date = readDateLine(line);
    if (heading(line, 'Transcript')) continue;
    if (heading(line, 'Attendees')) expectsPeople = true;
    else if (expectsPeople) {
      facts.participants = line
        .split(',')
        .map((name) => ({ name: tidyName(name) }))
        .filter(({ name }) => name !== '');
      expectsPeople = false;
    } else if (title) facts.title = title;
    else if (date) facts.date = date;
    else facts.notUnderstood.push(line);
  }
  return facts;
}

interface Block {
  startMs: number | undefined;
  lines: string[];
}

function readBlocks(lines: readonly string[]) {
  const blocks: Block[] = [];
  const rest: string[] = [];
  let endMs: number | undefined;
  for (const line of lines
    .map((text) => text.trim().replace(/^\*\*([^*]{1,120}?):?\*\*:?/, '$1:'))
    .filter(Boolean)) {
    const time = blockTime.exec(line)?.[1];
    const end = ending.exec(line)?.[1];
    if (disclaimer.test(line)) continue;
    if (time) blocks.push({ startMs: readTime(time), lines: [] });
    else if (end) endMs = readTime(end);
    else if (endMs !== undefined) rest.push(line);
    else {
      if (blocks.length === 0) blocks.push({ startMs: undefined, lines: [] });
      blocks.at(-1)?.lines.push(line);
    }
  }
  return { blocks, endMs, rest };
}

/** Gives each cue the time of the block its first line stands in. Lines and cues come in the same order. */
function addTimes(cues: readonly Cue[], blocks: readonly Block[], endMs: number | undefined): void {
  const times = blocks.flatMap((block) => block.lines.map(() => block.startMs));
  let at = times.length - cues.reduce((lines, cue) => lines + cue.text.split('\n').length, 0);
  for (const cue of cues) {
    const startMs = times[at];
    if (startMs !== undefined) cue.startMs = startMs;
    at += cue.text.split('\n').length;
  }
  const last = cues.at(-1);
  if (last && endMs !== undefined && endMs >= (last.startMs ?? 0)) last.endMs = endMs;
}
