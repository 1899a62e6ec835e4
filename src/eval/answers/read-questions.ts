import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as z from 'zod';
import { LookoutError } from '../../kit/errors.ts';

/** A question about a meeting, with the turns that answer it. */
const Question = z.object({
  id: z.string(),
  meeting: z.string(),
  question: z.string().min(1),
  answer: z.string(),
  cited_turns: z.array(z.tuple([z.number().int(), z.number().int()])),
});
export type Question = z.infer<typeof Question>;

const Meeting = z.object({
  id: z.string(),
  title: z.string(),
  date: z.string().nullish(),
  turns: z.array(
    z.object({
      speaker: z.string(),
      start: z.number().nullish(),
      end: z.number().nullish(),
      text: z.string(),
    }),
  ),
});
export type Meeting = z.infer<typeof Meeting>;

/** The questions of `DIR/qa.jsonl`. */
export async function readQuestions(directory: string): Promise<Question[]> {
  const path = join(directory, 'qa.jsonl');
  const text = await read(path, 'DIR is a folder with meetings/ and qa.jsonl.');
  return text
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => Question.parse(JSON.parse(line)));
}

/** A meeting of `DIR/meetings`. */
export async function readMeeting(directory: string, id: string): Promise<Meeting> {
  const path = join(directory, 'meetings', `${id}.json`);
  return Meeting.parse(JSON.parse(await read(path, 'A question of qa.jsonl is about it.')));
}

const read = async (path: string, hint: string): Promise<string> =>
  await readFile(path, 'utf8').catch((cause: unknown) => {
    throw new LookoutError('bad_input', 'a file of questions cannot be read', {
      cause,
      humanMessage: `${path} cannot be read. ${hint}`,
    });
  });

/** A meeting as WebVTT, a cue a turn: the way in that keeps speakers and times. */
export function writeVtt({ turns }: Meeting): string {
  const cues = turns.map(({ speaker, start, end, text }, at) => {
    const from = start ?? at * 4;
    const words = text
      .replaceAll('&', '&amp;')
      .replaceAll('<', '&lt;')
      .replaceAll('>', '&gt;')
      .replace(/\s+/g, ' ');
    return `${clock(from)} --> ${clock(Math.max(end ?? 0, from + 0.5))}\n<v ${speaker}>${words}</v>`;
  });
  return `WEBVTT\n\n${cues.join('\n\n')}\n`;
}

function clock(seconds: number): string {
  const ms = Math.round(seconds * 1000);
  const two = (value: number) => String(value).padStart(2, '0');
  return `${two(Math.floor(ms / 3_600_000))}:${two(Math.floor(ms / 60_000) % 60)}:${two(Math.floor(ms / 1000) % 60)}.${String(ms % 1000).padStart(3, '0')}`;
}
