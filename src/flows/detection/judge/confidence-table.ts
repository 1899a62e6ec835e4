/** How many verdicts of one sort were right, of how many. */
export interface Measured {
  right: number;
  of: number;
}

/**
 * Verdicts of the rules by sort: how many were right, of how many. Written by scripts/fit-confidence.mjs from labelled
 * pairs (240 of corpus, 222 of pages); a sort that is not here was never measured.
 */
export const measured: Readonly<Record<string, Measured>> = {
  'condition_met firm': { right: 23, of: 23 },
  'condition_met loose': { right: 2, of: 2 },
  condition_not_met: { right: 16, of: 16 },
  'fragments_only firm': { right: 5, of: 5 },
  'fragments_only loose': { right: 2, of: 2 },
  'furniture_only loose': { right: 53, of: 53 },
  moved_only: { right: 7, of: 7 },
  no_difference: { right: 72, of: 72 },
  noise_only: { right: 20, of: 20 },
  'not_about_request firm': { right: 10, of: 10 },
  'not_about_request loose': { right: 38, of: 38 },
  'relevant_text firm': { right: 59, of: 60 },
  'relevant_text loose': { right: 11, of: 11 },
  'typed_change firm': { right: 67, of: 67 },
  'typed_change loose': { right: 76, of: 76 },
};
