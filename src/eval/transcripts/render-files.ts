import { plural } from '../../kit/text.ts';
import type { FileResult } from './run-transcripts.ts';
import type { TranscriptsSummary } from './summarise-files.ts';

/** A line for each file: `ok`, `part` (held as far as its expectation is known) or `NO`. */
export function renderFile({ file, ok, held, why, ms, format }: FileResult): string {
  const mark = ok ? 'ok  ' : held ? 'part' : 'NO  ';
  return `${mark} ${String(ms).padStart(5)} ms  ${(format ?? 'refused').padEnd(18)} ${file}${why.length > 0 ? `\n        ${why.join('\n        ')}` : ''}`;
}

export function renderTranscriptsSummary(summary: TranscriptsSummary): string {
  const rows = Object.entries(summary.formats).map(
    ([format, { files, ok, recognised }]) =>
      `  ${format.padEnd(28)} ${ok} of ${files} equal the index, ${recognised} recognised as it`,
  );
  const { nasty, redaction } = summary;
  return [
    ...rows,
    `  ${'hostile and broken'.padEnd(28)} ${nasty.ok} of ${nasty.files} as expected${nasty.partlyChecked > 0 ? `, ${nasty.partlyChecked} more as far as the expectation is known` : ''}`,
    ...(redaction
      ? [
          `  ${'redaction'.padEnd(28)} recall ${percent(redaction.recall)} of ${redaction.labelled}, precision ${percent(redaction.precision)} of ${redaction.found}, ${plural(redaction.lost, 'phrase')} lost that had to stay`,
        ]
      : []),
    `  ${summary.ok} of ${plural(summary.files, 'file')} ok; slowest ${summary.slowestMs} ms, most memory ${summary.peakMb} MB`,
    '',
  ].join('\n');
}

const percent = (share: number): string => `${(share * 100).toFixed(1)} %`;
