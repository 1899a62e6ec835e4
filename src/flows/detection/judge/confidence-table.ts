/** How many verdicts of one sort were right, of how many. */
export interface Measured {
  right: number;
  of: number;
}

/**
 * Verdicts of the rules by sort: how many were right, of how many. Written by scripts/fit-confidence.mjs from labelled
 * pairs (240 of corpus, 216 of pages); a sort that is not here was never measured.
 */
export const measured: Readonly<Record<string, Measured>> = {
  'condition_met firm': { right: 20, of: 20 },
  'condition_met loose': { right: 2, of: 2 },
  condition_not_met: { right: 14, of: 14 },
  'fragments_only firm': { right: 1, of: 1 },
  'fragments_only loose': { right: 1, of: 1 },
  'furniture_only firm': { right: 4, of: 4 },
  'furniture_only loose': { right: 56, of: 64 },
  moved_only: { right: 6, of: 6 },
  no_difference: { right: 72, of: 72 },
  noise_only: { right: 17, of: 17 },
  'not_about_request firm': { right: 8, of: 8 },
  'not_about_request loose': { right: 37, of: 37 },
  'relevant_text firm': { right: 56, of: 60 },
  'relevant_text loose': { right: 7, of: 7 },
  'typed_change firm': { right: 64, of: 67 },
  'typed_change loose': { right: 74, of: 76 },
};
