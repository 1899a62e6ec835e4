/**
 * Names of what a person can press around questions and orders. What `value` holds:
 * - ask_choose: the question in the person's own words, at most 1,900 characters.
 * - issue_undo: the changeId.
 * - issue_create_anyway: the order in the person's own words, at most 1,900 characters.
 */
export const askActionIds = {
  choose: 'ask_choose',
  undo: 'issue_undo',
  createAnyway: 'issue_create_anyway',
} as const;
