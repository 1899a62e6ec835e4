import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as z from 'zod';
import { LookoutError } from '../../kit/errors.ts';

const Evidence = z.object({ turn: z.number().int() });
const Item = z.object({
  text: z.string(),
  assignees: z.array(z.string()).nullish(),
  evidence: z.array(Evidence).nullish(),
});

/** A meeting with its turns and what people found in it; null where nobody looked. */
const Meeting = z.object({
  id: z.string(),
  date: z.string().nullish(),
  turns: z.array(
    z.object({
      i: z.number().int(),
      speaker: z.string(),
      start: z.number().nullish(),
      end: z.number().nullish(),
      text: z.string(),
    }),
  ),
  gold: z.object({ actions: z.array(Item).nullable(), decisions: z.array(Item).nullable() }),
});
export type Meeting = z.infer<typeof Meeting>;

/** A line of the index whose file has items of its own: planted, synthetic or hostile. */
const SetRow = z.looseObject({
  file: z.string(),
  kind: z.string(),
  actions: z.array(z.object({ text: z.string(), assignees: z.array(z.string()).nullish() })).nullish(),
  expect: z
    .looseObject({
      labels: z.array(z.object({ text: z.string(), label: z.string() })).optional(),
      only_these_actions: z.boolean().optional(),
      forbidden_in_titles: z.array(z.string()).optional(),
      forbidden_assignees: z.array(z.string()).optional(),
    })
    .nullish(),
});
export type SetRow = z.infer<typeof SetRow>;

/** Every meeting of `DIR/meetings`, by file name. */
export async function readMeetings(directory: string): Promise<Meeting[]> {
  const folder = join(directory, 'meetings');
  const names = await readdir(folder).catch((cause: unknown) => {
    throw new LookoutError('bad_input', 'the meetings cannot be listed', {
      cause,
      humanMessage: `${folder} cannot be read. DIR is a folder with meetings/ and index.jsonl.`,
    });
  });
  const files = names.filter((name) => name.endsWith('.json')).toSorted();
  return Promise.all(files.map((name) => readOne(join(folder, name), Meeting)));
}

/** The files of the index that are no rendering of a meeting and have items, even if none. */
export async function readSets(directory: string): Promise<SetRow[]> {
  const text = await readFile(join(directory, 'index.jsonl'), 'utf8').catch(() => '');
  return text
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => SetRow.parse(JSON.parse(line)))
    .filter(({ kind, actions }) => kind !== 'transcript' && actions !== null && actions !== undefined);
}

async function readOne<T>(path: string, schema: z.ZodType<T>): Promise<T> {
  const parsed = schema.safeParse(JSON.parse(await readFile(path, 'utf8')));
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw new LookoutError('bad_input', 'a meeting is not as expected', {
    cause: parsed.error,
    humanMessage: `${path} is no meeting Lookout understands: ${issue?.path.join('.') ?? ''} ${issue?.message ?? ''}`,
  });
}
