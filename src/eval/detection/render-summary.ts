import { cleanText } from '../../kit/text.ts';
import type { Interval, Share } from '../intervals.ts';
import type { PairRun } from './pair-result.ts';
import type { DetectionSummary } from './summarise.ts';

const percent = (value: number | null): string => (value === null ? '-' : `${(value * 100).toFixed(1)}%`);
const interval = ({ value, low, high }: Interval): string =>
  value === null ? '-' : `${percent(value)} (${percent(low)}..${percent(high)})`;
const share = (figure: Share): string => `${interval(figure)}  ${figure.hits} of ${figure.of}`;
const whole = (value: number): string => value.toLocaleString('en');

/** One pair as a line; wrong ones are marked. */
export function renderPair({ pair, result }: PairRun): string {
  const mark = result.correct === null ? '?' : result.correct ? ' ' : '✗';
  const kind = pair.size ?? pair.noise_kind ?? pair.broken_kind;
  const labelled = [pair.label ?? 'no label', kind].filter(Boolean).join('/');
  const line = [
    mark,
    result.id,
    result.verdict.padEnd(6),
    result.reason.padEnd(18),
    `${result.changedBlocks} changed`.padStart(12),
    `${result.ms.toFixed(1)} ms`.padStart(10),
    ` ${labelled}`,
  ].join(' ');
  return cleanText(line);
}

/** The figures of a run as text for a terminal. */
export function renderSummary(summary: DetectionSummary): string {
  const { precision, recall, f1, tinyRecall, falseAlertsOnNoise, falseAlertsOnBroken } = summary;
  const judge =
    summary.judge === 'model' ? 'judged with the model' : 'judged by rules and offline embeddings';
  const unlabelled = summary.pairs - summary.labelled;
  const lines = [
    `${whole(summary.pairs)} pairs${unlabelled > 0 ? ` (${unlabelled} without a label)` : ''}, ${judge}`,
    '',
    ...aligned([
      ['precision', share(precision)],
      ['recall', share(recall)],
      ['F1', interval(f1)],
      ['recall of tiny changes', share(tinyRecall)],
      ['alerts on noise', share(falseAlertsOnNoise)],
      ['alerts on broken pages', share(falseAlertsOnBroken)],
    ]),
    `Intervals: ${f1.method}.`,
    '',
    ...groupTable(summary),
    '',
    ...siteTable(summary),
    '',
    ...costLines(summary),
    ...problemLines(summary.problems),
    '',
  ];
  return cleanText(lines.join('\n'));
}

const groupTable = ({ groups }: DetectionSummary): string[] =>
  aligned([
    ['kind', 'pairs', 'alert', 'silent', 'health', 'right'],
    ...groups.map(({ name, pairs, alert, silent, health, right }) => [
      name,
      String(pairs),
      String(alert),
      String(silent),
      String(health),
      interval(right),
    ]),
  ]);

function siteTable({ sites, precision, recall, f1 }: DetectionSummary): string[] {
  const plain = { precision, recall, f1 };
  const names = ['precision', 'recall', 'f1'] as const;
  const table = aligned([
    [`${sites.sites} sites`, 'plain', 'each left out', 'mean of sites', 'worst site'],
    ...names.map((name) => {
      const { min, max } = sites.leftOut[name];
      const worst = sites.worst[name];
      return [
        name === 'f1' ? 'F1' : name,
        percent(plain[name].value),
        min === null ? '-' : `${percent(min)}..${percent(max)}`,
        percent(sites.macro[name]),
        worst ? `${percent(worst.value)} ${worst.site}` : '-',
      ];
    }),
  ]);
  return [...table, `F1 when whole sites are drawn: ${interval(sites.f1OverSites)}.`, sites.means];
}

function costLines({ msPerPage, peakMemoryMb, model, judge }: DetectionSummary): string[] {
  const ms = (value: number | null) => (value === null ? '-' : `${value.toFixed(1)} ms`);
  const lines = aligned([
    ['a page, median', ms(msPerPage.median)],
    ['a page, 95th percentile', ms(msPerPage.p95)],
    ['peak memory', `${whole(peakMemoryMb)} MB`],
    [judge === 'model' ? 'model asked' : 'would ask a model', share(model.asked)],
    ['of visible noise', share(model.askedOfVisibleNoise)],
    ['tokens of these questions', `about ${whole(model.tokens)}, answers on top`],
  ]);
  const budget =
    model.overBudget > 0 ? [`Judged by rules as the month's budget was used up: ${model.overBudget}.`] : [];
  return [...lines, `Time a page: ${msPerPage.what}.`, ...budget];
}

const problemLines = (problems: readonly string[]): string[] =>
  problems.length === 0 ? [] : ['', 'Could not be used:', ...problems.map((says) => `  ${says}`)];

/** Rows with their columns below each other. */
function aligned(rows: readonly (readonly string[])[]): string[] {
  const widths = (rows[0] ?? []).map((_, at) => Math.max(...rows.map((row) => row[at]?.length ?? 0)));
  return rows.map((row) =>
    row
      .map((cell, at) => cell.padEnd(widths[at] ?? 0))
      .join('  ')
      .trimEnd(),
  );
}
