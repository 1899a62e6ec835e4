/**
 * Names of everything a person can press, shared by who draws the buttons and who answers them.
 * Values carry ids only, never text of a page or of a request: state lives in the database.
 *
 * What `value` holds:
 * - monitor_*: the monitorId.
 * - alert_useful, alert_not_useful, alert_unrate, alert_diff: the alertId.
 * - diff_previous, diff_next, diff_show: what the modal shows instead, see `diffPlaceValue`.
 * - alert_more (overflow): each option is `<verb>:<alertId>`, see `alertMoreValue`.
 * - change_promote: the changeId.
 * - home_more, list_more (overflow): each option is `<verb>:<monitorId>`, see `monitorMoreValue`.
 * - clarify_*: what to do instead, at most 1,900 characters of the person's own words.
 *
 * Slack wants every action_id in one block to be unique; each of these stands at most once in a block,
 * except clarify, which is numbered (`clarifyActionId`).
 */
export const actionIds = {
  monitorStart: 'monitor_start',
  monitorEdit: 'monitor_edit',
  monitorCancel: 'monitor_cancel',
  monitorUndo: 'monitor_undo',
  monitorPause: 'monitor_pause',
  monitorResume: 'monitor_resume',
  monitorStop: 'monitor_stop',
  monitorCheck: 'monitor_check',
  monitorWhy: 'monitor_why',
  monitorUseBrowser: 'monitor_use_browser',
  monitorOtherPage: 'monitor_other_page',
  monitorFollow: 'monitor_follow',
  alertUseful: 'alert_useful',
  alertNotUseful: 'alert_not_useful',
  alertUnrate: 'alert_unrate',
  alertDiff: 'alert_diff',
  diffPrevious: 'diff_previous',
  diffNext: 'diff_next',
  diffShow: 'diff_show',
  alertMore: 'alert_more',
  changePromote: 'change_promote',
  watchAnyway: 'clarify_watch_anyway',
  homeMore: 'home_more',
  listMore: 'list_more',
} as const;

/** Choices of the overflow menu of an alert, in the order they are shown. */
export const alertMoreVerbs = ['snooze60', 'snooze1440', 'snooze10080', 'mute', 'pause'] as const;
export type AlertMoreVerb = (typeof alertMoreVerbs)[number];

/** `snooze60:<alertId>`: the value of one option of `alert_more`. The number of a snooze is minutes. */
export const alertMoreValue = (verb: AlertMoreVerb, alertId: string): string => `${verb}:${alertId}`;

/** Which part of an alert's differences a modal shows. */
export interface DiffPlace {
  alertId: string;
  show: 'news' | 'all';
  from: number;
}

/** `news:40:<alertId>`: the value of the buttons that turn the pages of a diff. */
export const diffPlaceValue = ({ show, from, alertId }: DiffPlace): string => `${show}:${from}:${alertId}`;

/** The place a button of the diff leads to; undefined when it is none of ours. */
export function readDiffPlace(value: string): DiffPlace | undefined {
  const [, show, from, alertId] = /^(news|all):(\d{1,9}):(\S+)$/.exec(value) ?? [];
  if (!alertId || !from) return undefined;
  return { show: show === 'all' ? 'all' : 'news', from: Number(from), alertId };
}

/** Choices of the overflow menu of a monitor in App Home and in `/monitors`. */
export const monitorMoreVerbs = ['check', 'pause', 'resume', 'edit', 'why', 'delete'] as const;
export type MonitorMoreVerb = (typeof monitorMoreVerbs)[number];

/** `pause:<monitorId>`: the value of one option of `home_more` and `list_more`. */
export const monitorMoreValue = (verb: MonitorMoreVerb, monitorId: string): string => `${verb}:${monitorId}`;

/** The verb and id of an overflow option's value; undefined when it is not one of `verbs`. */
export function readVerbAndId<Verb extends string>(
  verbs: readonly Verb[],
  value: string,
): { verb: Verb; id: string } | undefined {
  const colon = value.indexOf(':');
  const verb = verbs.find((one) => one === value.slice(0, colon));
  return verb && colon > 0 ? { verb, id: value.slice(colon + 1) } : undefined;
}

/** Buttons under a question: clarify_1 ... clarify_4. */
export const clarifyActionId = (position: 1 | 2 | 3 | 4): string => `clarify_${position}`;

/** Blocks whose buttons are replaced after use. */
export const blockIds = {
  cardActions: 'card_actions',
  alertActions: 'alert_actions',
  healthActions: 'health_actions',
  diffActions: 'diff_actions',
  question: 'question',
} as const;
