import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as z from 'zod';
import { Condition } from '../../contracts/detection.ts';
import { LookoutError } from '../../kit/errors.ts';

/** What only describes a pair may be anything: it never keeps the pair from being run. */
const described = z.string().optional().catch(undefined);
const status = z.int().min(100).max(599).nullish();
const labelNames = ['meaningful', 'noise', 'broken'] as const;

const Row = z.object({
  /** Also the name of the pair's folder. */
  id: z
    .union([z.string(), z.number()])
    .transform(String)
    .pipe(z.string().regex(/^(?!\.+$)[^/\\]{1,200}$/)),
  label: z.string().nullish(),
  document: described,
  site: described,
  url: described,
  /** In a person's words; by default the text of `document` is watched. */
  request: z.string().min(1).nullish(),
  /** Null: none. Absent: what the product reads out of the request. */
  condition: Condition.nullable().optional(),
  before_status: status,
  after_status: status,
  content_type: z.string().nullish(),
  /** The address that answered for the second reading, after redirects. */
  after_url: z.string().nullish(),
  size: described,
  tiny: z.boolean().optional().catch(undefined),
  noise_kind: described,
  broken_kind: described,
});

/** One pair of pages: where it lies, what is asked, and what a person said of it. */
export type LabelledPair = Omit<z.infer<typeof Row>, 'label'> & {
  /** Undefined: the pair is run, its verdict counts nowhere. */
  label: (typeof labelNames)[number] | undefined;
  url: string;
  site: string;
};

/** Something of the corpus that could not be used, in a sentence that names the file and line. */
export interface CorpusProblem {
  says: string;
  /** False: the pair was run all the same. */
  skipped: boolean;
}

export interface Labels {
  pairs: LabelledPair[];
  problems: CorpusProblem[];
}

export const labelsFile = 'labels.jsonl';

/**
 * The pairs of a corpus, in the order of its labels.jsonl. A line that cannot be read, or whose id an earlier one has,
 * is named and left out. Throws `bad_input` for a folder without that file, and for a file without lines.
 */
export async function readLabels(directory: string): Promise<Labels> {
  const file = join(directory, labelsFile);
  const text = await readFile(file, 'utf8').catch((cause: unknown) => {
    throw new LookoutError('bad_input', 'no labels', {
      cause,
      humanMessage: `${file} cannot be read. A folder is expected that holds ${labelsFile}, one JSON object a line with at least "id" and "label" (meaningful, noise or broken), and for each id a folder with one file before.* and one after.* (such as before.html.gz).`,
    });
  });
  const labels: Labels = { pairs: [], problems: [] };
  for (const [index, line] of text
    .replace(/^\uFEFF/, '')
    .split(/\r?\n/)
    .entries()) {
    if (line.trim() !== '') readLine(line, `${file}, line ${index + 1}`, labels);
  }
  if (labels.pairs.length === 0 && labels.problems.length === 0) {
    throw new LookoutError('bad_input', 'no pairs', {
      humanMessage: `${file} is empty. One JSON object a line is expected, with at least "id" and "label".`,
    });
  }
  return labels;
}

function readLine(line: string, where: string, { pairs, problems }: Labels): void {
  const row = parseRow(line);
  if (typeof row === 'string') {
    problems.push({ says: `${where}: ${row}`, skipped: true });
    return;
  }
  if (pairs.some(({ id }) => id === row.id)) {
    problems.push({ says: `${where}: pair ${row.id} stands above already`, skipped: true });
    return;
  }
  const label = labelNames.find((name) => name === row.label);
  if (!label) {
    const why = row.label
      ? `the label ${JSON.stringify(row.label)} is none of ${labelNames.join(', ')}`
      : 'there is no label';
    problems.push({
      says: `${where}: ${why}; pair ${row.id} gets a verdict but counts nowhere`,
      skipped: false,
    });
  }
  const url = row.url && URL.canParse(row.url) ? row.url : `https://corpus.example/${row.id}`;
  pairs.push({ ...row, label, url, site: row.site ?? new URL(url).hostname });
}

function parseRow(line: string): z.infer<typeof Row> | string {
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch {
    return 'this is not JSON';
  }
  const parsed = Row.safeParse(value);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  const field = issue?.path.join('.');
  return field ? `"${field}" is not what is expected (${issue?.message})` : 'this is not a JSON object';
}

/** What a pair is asked: its own request, or that of somebody who watches the text of this document. */
export function requestOf({ request, document }: LabelledPair): string {
  const name = (document ?? '').split('/').findLast((part) => part.trim() !== '') ?? 'this page';
  return request ?? `tell me when the text of ${name} changes`;
}
