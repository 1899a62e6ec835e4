/**
 * Names of what a person can press on a meeting's review, shared by who draws it and who answers. Values carry ids
 * only. What `value` holds:
 * - review_create, review_undo, review_leave_issues, review_summary, review_decisions, review_leave, review_forget, review_place, review_connect_*: the
 *   transcriptId.
 *   From the Home, review_connect_*: 'none'.
 * - review_previous, review_next: the page to show, see `reviewPageValue`.
 * - review_again, review_differences: the transcriptId.
 * - review_item (overflow) and review_link: see `itemValue`.
 * - review_keep_linear, review_keep_notion, review_team (select; team and transcript): see `pairValue`.
 */
export const reviewActionIds = {
  create: 'review_create',
  undo: 'review_undo',
  leaveIssues: 'review_leave_issues',
  summary: 'review_summary',
  decisions: 'review_decisions',
  previous: 'review_previous',
  next: 'review_next',
  again: 'review_again',
  differences: 'review_differences',
  leave: 'review_leave',
  /** In the list of meetings. */
  forget: 'review_forget',
  place: 'review_place',
  connectLinear: 'review_connect_linear',
  connectNotion: 'review_connect_notion',
  item: 'review_item',
  link: 'review_link',
  team: 'review_team',
  keepLinear: 'review_keep_linear',
  keepNotion: 'review_keep_notion',
  /** Under an alert: the alertId. */
  alertIssue: 'alert_create_issue',
  alertNote: 'alert_save_note',
} as const;

/** In the place of a transcript's id where none is at hand: a button's value may not be empty. */
export const noMeeting = 'none';

/** Choices of an item's menu. `sync`: its issue's comments and the thread's replies go both ways. */
export const itemVerbs = ['edit', 'drop', 'take', 'link', 'sync', 'unsync'] as const;
export type ItemVerb = (typeof itemVerbs)[number];

/** An item, by the transcript that decides who may touch it. */
export interface ItemPlace {
  verb: ItemVerb;
  transcriptId: string;
  itemId: string;
}

/** `drop:<transcriptId>:<itemId>`, within the 150 characters of an option's value. */
export const itemValue = ({ verb, transcriptId, itemId }: ItemPlace): string =>
  `${verb}:${transcriptId}:${itemId}`;

/** Undefined when it is none of ours. */
export function readItemValue(value: string): ItemPlace | undefined {
  const [verb, transcriptId, itemId] = value.split(':');
  const known = itemVerbs.find((one) => one === verb);
  return known && transcriptId && itemId ? { verb: known, transcriptId, itemId } : undefined;
}

/** `2:<transcriptId>`: the page a button leads to, counted from 0. */
export const reviewPageValue = (page: number, transcriptId: string): string => `${page}:${transcriptId}`;

export function readReviewPage(value: string): { page: number; transcriptId: string } | undefined {
  const [, page, transcriptId] = /^(\d{1,4}):(\S+)$/.exec(value) ?? [];
  return page && transcriptId ? { page: Number(page), transcriptId } : undefined;
}

/** `<conflictId>:<transcriptId>`: two ids. */
export const pairValue = (one: string, other: string): string => `${one}:${other}`;

export function readPair(value: string): [string, string] | undefined {
  const [one, other] = value.split(':');
  return one && other ? [one, other] : undefined;
}
