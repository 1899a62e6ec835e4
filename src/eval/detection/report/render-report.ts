import type { PairRun } from '../pair-result.ts';
import { renderSummary } from '../render-summary.ts';
import type { DetectionSummary } from '../summarise.ts';
import { escapeHtml, html, page } from './html.ts';
import { renderWrongPair } from './render-wrong-pair.ts';
import { style } from './style.ts';

/** The wrong pairs of a run as one HTML file, readable without scripts and without a network. */
export function renderReport(runs: readonly PairRun[], summary: DetectionSummary): string {
  const wrong = runs.filter(({ result }) => result.correct === false);
  const links = wrong.map(
    ({ pair, result }) =>
      html`<li><a href="${escapeHtml(`#pair-${encodeURIComponent(result.id)}`)}">${escapeHtml(result.id)}</a> ${escapeHtml(`${pair.label}, ${result.verdict}: ${result.sentence}`)}</li>`,
  );
  const body = html`<h1>${wrong.length} of ${summary.labelled} pairs came out wrong</h1>
<ul>${links}</ul>
${wrong.map(renderWrongPair)}
<details open><summary>All figures of this run</summary><pre>${escapeHtml(renderSummary(summary))}</pre></details>`;
  return page('Lookout: wrong pairs', style, body);
}
