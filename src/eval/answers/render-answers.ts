import type { Asked } from './asked.ts';
import type { AnswersResult } from './run-answers.ts';
import type { WaySummary } from './summarise-answers.ts';

const percent = (value: number): string => `${(100 * value).toFixed(0)}%`.padStart(4);

const way = (name: string, { asked, answered, overlapping, recall }: WaySummary): string =>
  `  ${name.padEnd(28)}${String(asked).padStart(4)} asked  ${percent(answered)} answered  ${percent(overlapping)} of those cite the right turns  ${percent(recall)} of all`;

/** The figures as a page of text. */
export function renderAnswers({ summary, otherwiseCounted }: AnswersResult): string {
  const { own, all, refused, balance, meetings } = summary;
  const lines = [
    'Questions with an answer (wrong when refused)',
    way('of their own meeting', own),
    way('of all meetings together', all),
    `  ${summary.passages.toFixed(1)} passages an answer, ${summary.span.toFixed(1)} turns a passage`,
    'Questions put to a meeting that does not hold the answer (wrong when answered)',
    `  another subject             ${String(refused.asked.far).padStart(4)} asked  ${percent(refused.far)} refused`,
    `  the same series of meetings ${String(refused.asked.near).padStart(4)} asked  ${percent(refused.near)} refused`,
    `Answered where there is an answer and refused where there is none: ${percent(balance).trim()}`,
    `Median ${Math.round(summary.medianMs)} ms an answer`,
    'By meeting                      own   all   refused elsewhere',
    ...Object.entries(meetings).map(
      ([id, one]) => `  ${id.padEnd(28)}${percent(one.own)}  ${percent(one.all)}  ${percent(one.refused)}`,
    ),
    ...(otherwiseCounted.length > 0
      ? [`Read with other turns than the corpus has: ${otherwiseCounted.join(', ')}`]
      : []),
  ];
  return `${lines.join('\n')}\n`;
}

/** One asking, as it happens. */
export const renderAsked = ({ id, way: asked, found, overlaps, ms }: Asked): string =>
  `${id.padEnd(20)} ${asked.padEnd(5)} ${found ? (overlaps ? 'right turns' : 'other turns') : 'nothing'} ${Math.round(ms)} ms`;
