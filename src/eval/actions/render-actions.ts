import type { ActionsResult } from './run-actions.ts';
import type { SetResult } from './score-set.ts';
import type { Figures, ScoreSummary } from './summarise-scores.ts';

/** The figures as a page of text. */
export function renderActions({ actions, decisions, baseline, sets, degraded }: ActionsResult): string {
  const heading =
    '                      meetings gold found   joint P/R/F1        place P/R/F1        text P/R/F1    owners';
  return [
    'Action items',
    heading,
    ...rows(actions),
    'Action items, by a search for phrases',
    ...rows(baseline),
    'Decisions',
    ...rows(decisions),
    'Planted items, traps, hostile lines',
    ...sets.map(renderSet),
    ...(degraded.length > 0 ? ['Not read by the model, or not whole'] : []),
    ...degraded.map(({ meeting, says }) => `  ${meeting.padEnd(34)} ${says}`),
    '',
  ].join('\n');
}

const rows = (table: Record<string, ScoreSummary>): string[] =>
  Object.entries(table).map(([source, { meetings, gold, predicted, joint, place, text, owners }]) =>
    `  ${source.padEnd(20)}${String(meetings).padStart(6)}${String(gold).padStart(6)}${String(predicted).padStart(6)}   ${show(joint)}   ${show(place)}   ${show(text)}   ${owners.share === null ? '' : `${owners.share.toFixed(2)} of ${owners.of}`}`.trimEnd(),
  );

const show = ({ precision, recall, f1 }: Figures): string =>
  [precision, recall, f1].map((figure) => figure.toFixed(3)).join(' ');

function renderSet({ file, gold, predicted, recall, owners, traps, wrong }: SetResult): string {
  const parts = [
    `${predicted} found`,
    ...(recall === null
      ? []
      : [`recall ${recall.toFixed(2)} of ${gold}`, `owners ${owners.right} of ${owners.of}`]),
    ...(traps.of > 0 ? [`traps taken ${traps.caught} of ${traps.of}`] : []),
    ...wrong,
  ];
  return `  ${file.padEnd(34)} ${parts.join(', ')}`;
}
