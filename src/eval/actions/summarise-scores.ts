import type { ItemCounts } from './score-items.ts';

export interface Figures {
  precision: number;
  recall: number;
  f1: number;
}

export interface ScoreSummary {
  meetings: number;
  gold: number;
  predicted: number;
  joint: Figures;
  text: Figures;
  place: Figures;
  /** Mean of the meetings' own text F1. */
  macroF1: number;
  soft: Figures;
  /** Share of matched items with the right owner; null when no gold item names one. */
  owners: { share: number | null; of: number };
}

const figures = (hits: number, gold: number, predicted: number): Figures =>
  harmonic(predicted > 0 ? hits / predicted : 0, gold > 0 ? hits / gold : 0);

const harmonic = (precision: number, recall: number): Figures => ({
  precision,
  recall,
  f1: precision + recall > 0 ? (2 * precision * recall) / (precision + recall) : 0,
});

/** Counts of several meetings, pooled. */
export function summariseScores(rows: readonly ItemCounts[]): ScoreSummary {
  const sum = (key: keyof ItemCounts) => rows.reduce((total, row) => total + row[key], 0);
  const [gold, predicted, owned] = [sum('gold'), sum('predicted'), sum('owned')];
  return {
    meetings: rows.length,
    gold,
    predicted,
    joint: figures(sum('joint'), gold, predicted),
    text: figures(sum('text'), gold, predicted),
    place: harmonic(
      sum('placeable') > 0 ? sum('placed') / sum('placeable') : 0,
      sum('linked') > 0 ? sum('found') / sum('linked') : 0,
    ),
    macroF1:
      rows.reduce((total, row) => total + figures(row.text, row.gold, row.predicted).f1, 0) /
      Math.max(1, rows.length),
    soft: figures(sum('soft'), gold, predicted),
    owners: { share: owned > 0 ? sum('owners') / owned : null, of: owned },
  };
}
