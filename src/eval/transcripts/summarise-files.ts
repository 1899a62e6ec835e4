import type { FileResult } from './run-transcripts.ts';

export interface TranscriptsSummary {
  files: number;
  ok: number;
  /** Files where all that is known of the expectation held, but it asks for more. */
  partlyChecked: number;
  /** By format of the index; hostile and synthetic files apart. */
  formats: Record<string, { files: number; ok: number; recognised: number }>;
  nasty: { files: number; ok: number; partlyChecked: number };
  /** Null without labels. Recall: labelled parts fully hidden; precision: hidden parts that were labelled. */
  redaction: { recall: number; precision: number; labelled: number; found: number; lost: number } | null;
  slowestMs: number;
  peakMb: number;
}

export function summariseFiles(results: readonly FileResult[]): TranscriptsSummary {
  const isNasty = (result: FileResult) => result.kind !== 'transcript' && result.kind !== 'real';
  const nasty = results.filter(isNasty);
  const formats: TranscriptsSummary['formats'] = {};
  for (const result of results.filter((one) => !isNasty(one))) {
    const format = result.wanted ?? 'unnamed';
    formats[format] ??= { files: 0, ok: 0, recognised: 0 };
    formats[format].files += 1;
    if (result.ok) formats[format].ok += 1;
    // "fathom_json_vendor_items" is Fathom's JSON with items.
    if (result.format && format.startsWith(result.format)) formats[format].recognised += 1;
  }
  return {
    files: results.length,
    ok: results.filter(({ ok }) => ok).length,
    partlyChecked: results.filter(isPartly).length,
    formats,
    nasty: {
      files: nasty.length,
      ok: nasty.filter(({ ok }) => ok).length,
      partlyChecked: nasty.filter(isPartly).length,
    },
    redaction: scoreAll(results),
    slowestMs: Math.max(0, ...results.map(({ ms }) => ms)),
    peakMb: Math.max(0, ...results.map(({ peakMb }) => peakMb)),
  };
}

const isPartly = ({ ok, held }: FileResult): boolean => held && !ok;

function scoreAll(results: readonly FileResult[]): TranscriptsSummary['redaction'] {
  const scores = results.flatMap(({ redaction }) => redaction ?? []);
  if (scores.length === 0) return null;
  const sum = (pick: (score: (typeof scores)[number]) => number) =>
    scores.reduce((all, score) => all + pick(score), 0);
  const [labelled, found] = [sum((score) => score.labelled), sum((score) => score.found)];
  return {
    recall: labelled === 0 ? 1 : sum((score) => score.hidden) / labelled,
    precision: found === 0 ? 1 : sum((score) => score.right) / found,
    labelled,
    found,
    lost: sum((score) => score.lost.length),
  };
}
