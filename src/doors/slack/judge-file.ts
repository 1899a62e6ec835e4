import { extname } from 'node:path';

/** `surely`: captions are nothing else. `maybe`: a text that may be one. `no`: nothing Lookout reads as one. */
export type FileJudgement = 'surely' | 'maybe' | 'no';

const captions = new Set(['.vtt', '.srt']);
const texts = new Set(['.txt', '.text', '.md', '.docx', '.json']);

/** What a file may be, by its name alone. */
export function judgeFileName(name: string): FileJudgement {
  const extension = extname(name).toLowerCase();
  if (captions.has(extension)) return 'surely';
  return texts.has(extension) ? 'maybe' : 'no';
}

const meetingWords =
  /transcript|transkript|captions|meeting|minutes|stand-?up|\bsync\b|\bcall\b|retro|interview|recording|\bGMT\d{8}/i;

/** A name that says that it is of a meeting. */
export const soundsLikeMeeting = (name: string): boolean => meetingWords.test(name.replaceAll('_', ' '));

/** Lines looked at. */
const sample = 200;
const fewest = 4;
/** Notes have a colon now and then; in a transcript every other line names somebody or a time. */
const leastShare = 0.3;

/** Whether the lines of a text look like people speaking in turns: a name or a time at their beginning. */
export function looksSpoken(bytes: Uint8Array): boolean {
  const lines = Buffer.from(bytes.subarray(0, 64_000))
    .toString('utf8')
    .replaceAll('\0', '') // UTF-16 of western scripts, near enough to count lines
    .split(/\r\n|\n|\r/)
    .map((line) => line.trim())
    .filter(Boolean)
    .slice(0, sample);
  const spoken = lines.filter(isSpoken).length;
  if (spoken >= fewest && spoken / lines.length >= leastShare) return true;
  return /"(?:speaker_name|speaker|sentences|transcript)"\s*:/.test(lines.join('\n'));
}

const isSpoken = (line: string): boolean =>
  /^(?:\[?\d{1,2}:\d{2}(?::\d{2})?|\p{Lu}[^:|\d]{0,50}(?::\s|\|\s*\d{1,2}:\d{2}|\s+\d{1,2}:\d{2}))/u.test(
    line,
  );
