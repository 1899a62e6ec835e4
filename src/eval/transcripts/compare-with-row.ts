import type { ParsedTranscript } from '../../flows/transcript/parse/parse-transcript.ts';
import { readTime } from '../../flows/transcript/parse/read-time.ts';
import type { Expectation, IndexRow } from './read-index.ts';

/** In what a transcript differs from numbers and names given for it; empty when in nothing. */
export function compareCounts(
  parsed: ParsedTranscript,
  wanted: Pick<Expectation, 'n_turns' | 'n_cues' | 'n_paragraphs' | 'words' | 'speakers'>,
): string[] {
  const { report } = parsed;
  return [
    ...differs('turns', report.turns, wanted.n_turns),
    ...differs('cues', report.cues, wanted.n_cues),
    ...differs('paragraphs', report.turns, wanted.n_paragraphs),
    ...differs('words', report.words, wanted.words),
    ...compareSpeakers(parsed.speakers, wanted.speakers),
  ];
}

/** The same for a row of the index, with the first and last time. */
export function compareWithRow(parsed: ParsedTranscript, row: IndexRow): string[] {
  return [
    ...compareCounts(parsed, row),
    ...differs('messages', parsed.report.cues, row.n_messages),
    ...compareTime('first', parsed.report.firstMs, firstOf(row), row.resolution_s),
    ...compareTime('last', parsed.report.lastMs, lastOf(row), row.resolution_s),
  ];
}

const differs = (what: string, got: number, wanted: number | undefined): string[] =>
  wanted === undefined || got === wanted ? [] : [`${what}: ${got} instead of ${wanted}`];

function compareSpeakers(got: readonly string[], wanted: readonly string[] | undefined): string[] {
  if (!wanted) return [];
  const missing = wanted.filter((name) => !got.includes(name));
  const invented = got.filter((name) => !wanted.includes(name));
  return [
    ...(missing.length > 0 ? [`speakers missing: ${missing.join('; ')}`] : []),
    ...(invented.length > 0 ? [`speakers invented: ${invented.join('; ')}`] : []),
  ];
}

const firstOf = (row: IndexRow): number | null | undefined =>
  row.first_s ?? ofClock(row.first) ?? row.first_s;
const lastOf = (row: IndexRow): number | null | undefined => row.last_s ?? ofClock(row.last) ?? row.last_s;
const ofClock = (time: string | undefined): number | undefined => {
  const ms = readTime(time ?? '');
  return ms === undefined ? undefined : ms / 1000;
};

/** Seconds that JSON's decimals may be off when both sides are exact. */
const rounding = 0.0011;

function compareTime(
  what: string,
  gotMs: number | null,
  wanted: number | null | undefined,
  resolution: number | null | undefined,
): string[] {
  if (wanted === undefined) return [];
  if (wanted === null || gotMs === null)
    return wanted === gotMs
      ? []
      : [`${what} time: ${gotMs === null ? 'none' : gotMs / 1000} instead of ${wanted ?? 'none'}`];
  return Math.abs(gotMs / 1000 - wanted) <= (resolution ?? 0) + rounding
    ? []
    : [`${what} time: ${gotMs / 1000} s instead of ${wanted} s`];
}
