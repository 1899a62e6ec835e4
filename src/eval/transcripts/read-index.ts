import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as z from 'zod';
import { LookoutError } from '../../kit/errors.ts';

const Span = z.object({
  start: z.number().int(),
  end: z.number().int(),
  text: z.string(),
  class: z.string(),
});

/** What must happen to a hostile or broken file. Keys this version does not know stay, to be named as unchecked. */
export const Expectation = z.looseObject({
  result: z.string(),
  reason: z.string().optional(),
  by: z.string().optional(),
  n_turns: z.number().optional(),
  n_cues: z.number().optional(),
  n_paragraphs: z.number().optional(),
  words: z.number().optional(),
  duration_s: z.number().optional(),
  speakers: z.array(z.string()).optional(),
  must_contain: z.array(z.string()).optional(),
  must_not_contain: z.array(z.string()).optional(),
  slack_must_not_contain: z.array(z.string()).optional(),
  slack_must_not_contain_raw: z.array(z.string()).optional(),
  max_seconds: z.number().optional(),
  max_rss_mb: z.number().optional(),
  redact_spans: z.array(Span).optional(),
  keep: z.array(z.string()).optional(),
  /** What lines of it are: an action, a decision, or one of the things that are none. */
  labels: z.array(z.object({ text: z.string(), label: z.string() })).optional(),
  only_these_actions: z.boolean().optional(),
  forbidden_in_titles: z.array(z.string()).optional(),
  forbidden_assignees: z.array(z.string()).optional(),
});
export type Expectation = z.infer<typeof Expectation>;
export type LabelledSpan = z.infer<typeof Span>;

/** A line of `index.jsonl`. */
export const IndexRow = z.object({
  file: z.string(),
  kind: z.string(),
  format: z.string().optional(),
  group: z.string().optional(),
  n_turns: z.number().optional(),
  n_cues: z.number().optional(),
  n_messages: z.number().optional(),
  speakers: z.array(z.string()).optional(),
  words: z.number().optional(),
  /** Seconds; null without times. Files exactly as exported have `first` and `last` as hh:mm:ss.mmm instead. */
  first_s: z.number().nullish(),
  last_s: z.number().nullish(),
  first: z.string().optional(),
  last: z.string().optional(),
  resolution_s: z.number().nullish(),
  /** Planted items; null where nobody looked. */
  actions: z.array(z.object({ text: z.string(), assignees: z.array(z.string()).nullish() })).nullish(),
  expect: Expectation.optional(),
});
export type IndexRow = z.infer<typeof IndexRow>;

/**
 * The rows of a corpus.
 *
 * @throws LookoutError `bad_input` naming the line that is wrong
 */
export async function readIndex(directory: string): Promise<IndexRow[]> {
  const file = join(directory, 'index.jsonl');
  const text = await readFile(file, 'utf8').catch((cause: unknown) => {
    throw new LookoutError('bad_input', 'the index cannot be read', {
      cause,
      humanMessage: `${file} cannot be read. DIR is a folder with index.jsonl and the files it names.`,
    });
  });
  return text.split('\n').flatMap((line, index) => {
    if (line.trim() === '') return [];
    try {
      return [IndexRow.parse(JSON.parse(line))];
    } catch (cause) {
      throw new LookoutError('bad_input', 'a line of the index is wrong', {
        cause,
        humanMessage: `Line ${index + 1} of ${file} is not a row Lookout understands: ${oneProblem(cause)}`,
      });
    }
  });
}

function oneProblem(cause: unknown): string {
  if (!(cause instanceof z.ZodError)) return 'it is no JSON.';
  const [issue] = cause.issues;
  return `${issue?.path.join('.') ?? ''} ${issue?.message ?? ''}.`.trim();
}
