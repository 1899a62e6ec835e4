import { readFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { decodeBytes } from '../../flows/transcript/parse/decode-bytes.ts';
import { checkExpectation, type Outcome, type Verdict } from './check-expectation.ts';
import { checkItems, wantsItems } from './check-items.ts';
import { checkRepetition, isRepetition, namedFile } from './check-repetition.ts';
import { compareWithRow } from './compare-with-row.ts';
import { type IndexRow, readIndex } from './read-index.ts';
import { openReadingProcess, type ReadingProcess } from './reading-process.ts';
import { type RedactionScore, scoreRedaction } from './score-redaction.ts';

export interface FileResult {
  file: string;
  kind: string;
  /** The format the index gives. */
  wanted: string | null;
  /** The format Lookout found; null when it refused the file. */
  format: string | null;
  /** False also when a part of the expectation is not one this command knows; `why` says which. */
  ok: boolean;
  why: string[];
  /** Whether everything that can be checked held. */
  held: boolean;
  ms: number;
  /** Most memory the reading process had used when the file was done, in MB: 100 before the first, and it never falls. */
  peakMb: number;
  redaction?: RedactionScore;
}

/** A file may take this long and this much unless its expectation says otherwise. */
const limits = { seconds: 2, mb: 300 };

/**
 * Reads every file of a corpus (`index.jsonl` and the files it names) and compares with the index.
 *
 * @param onFile told of each result as it comes
 * @throws LookoutError `bad_input` when the index cannot be read; a file that cannot be is a result
 */
export async function evaluateTranscripts(
  directory: string,
  onFile: (result: FileResult) => void = () => {},
): Promise<FileResult[]> {
  const rows = await readIndex(directory);
  const results: FileResult[] = [];
  await using reading = openReadingProcess();
  for (const row of rows) {
    const result = await evaluateFile({ directory, rows, reading }, row);
    results.push(result);
    onFile(result);
  }
  return results;
}

interface Corpus {
  directory: string;
  rows: readonly IndexRow[];
  reading: ReadingProcess;
}

async function evaluateFile(corpus: Corpus, row: IndexRow): Promise<FileResult> {
  const path = join(corpus.directory, row.file);
  const bytes = await readFile(path).catch(() => undefined);
  if (!bytes) return missing(row);
  const {
    result: outcome,
    ms,
    peakMb,
  } = await corpus.reading.read({
    path,
    fileName: basename(row.file),
    wantsItems: wantsItems(row.expect),
  });
  const text = decodeForLabels(bytes);
  const verdict = judge(outcome, row, text);
  const redaction = redactionOf(outcome, row, text);
  const wrong = [
    ...verdict.wrong,
    ...('parsed' in outcome && outcome.actions ? checkItems(row, outcome.actions) : []),
    ...(await compareWithEarlier(corpus, row, { bytes, outcome })),
    ...overLimits(row, ms, peakMb),
    ...leaks(redaction),
  ];
  return {
    file: row.file,
    kind: row.kind,
    wanted: row.format ?? null,
    format: 'parsed' in outcome ? outcome.parsed.format : null,
    ok: wrong.length === 0 && verdict.unchecked.length === 0,
    why: [...wrong, ...verdict.unchecked],
    held: wrong.length === 0,
    ms,
    peakMb,
    ...(redaction ? { redaction } : {}),
  };
}

const missing = (row: IndexRow): FileResult => ({
  file: row.file,
  kind: row.kind,
  wanted: row.format ?? null,
  format: null,
  ok: false,
  why: ['the file cannot be read'],
  held: false,
  ms: 0,
  peakMb: 0,
});

function judge(outcome: Outcome, row: IndexRow, text: string): Verdict {
  if (row.expect) return checkExpectation(outcome, row.expect, text);
  // Beside real exports lie tables with corrections of the recogniser, which are no transcripts.
  if (row.format === 'tsv') return checkExpectation(outcome, { result: 'rejected' }, text);
  if ('parsed' in outcome) return { wrong: compareWithRow(outcome.parsed, row), unchecked: [] };
  return checkExpectation(outcome, { result: 'parsed' }, text);
}

const decodeForLabels = (bytes: Uint8Array): string => {
  try {
    return decodeBytes(bytes).text;
  } catch {
    return ''; // no text, so nothing in it is labelled
  }
};

async function compareWithEarlier(
  { directory, rows, reading }: Corpus,
  row: IndexRow,
  later: { bytes: Uint8Array; outcome: Outcome },
): Promise<string[]> {
  if (!('parsed' in later.outcome) || !row.expect || !isRepetition(row.expect)) return [];
  const name = namedFile(row.expect);
  const ofGroup = rows.find((other) => other.group !== undefined && other.group === row.group);
  const path = join(directory, name ? join(dirname(row.file), name) : (ofGroup?.file ?? row.file));
  const bytes = await readFile(path).catch(() => undefined);
  const earlier = bytes && (await reading.read({ path, fileName: basename(path), wantsItems: false })).result;
  if (!bytes || !earlier || !('parsed' in earlier)) return ['the earlier file it belongs to cannot be read'];
  return checkRepetition(
    { bytes, parsed: earlier.parsed },
    { bytes: later.bytes, parsed: later.outcome.parsed },
    row.expect,
  );
}

function redactionOf(outcome: Outcome, row: IndexRow, text: string): RedactionScore | undefined {
  if (!('parsed' in outcome) || !row.expect?.redact_spans) return undefined;
  return scoreRedaction(outcome.parsed, text, {
    spans: row.expect.redact_spans,
    keep: row.expect.keep ?? [],
  });
}

const leaks = (score: RedactionScore | undefined): string[] =>
  score
    ? [
        ...score.missed.map((text) => `not hidden: ${text}`),
        ...score.needless.map((text) => `hidden without need: ${text}`),
        ...score.lost.map((text) => `had to stay: ${text}`),
      ]
    : [];

function overLimits(row: IndexRow, ms: number, peakMb: number): string[] {
  const seconds = Math.min(row.expect?.max_seconds ?? limits.seconds, limits.seconds);
  const mb = Math.min(row.expect?.max_rss_mb ?? limits.mb, limits.mb);
  return [
    ...(ms > seconds * 1000 ? [`took ${ms} ms, more than ${seconds} s`] : []),
    ...(peakMb > mb ? [`memory reached ${peakMb} MB, more than ${mb}`] : []),
  ];
}
