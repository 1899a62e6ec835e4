import * as z from 'zod';

/** What a reason code says to people. */
interface ReasonWords {
  /** In a list of counts: "38 × menus and banners". */
  label: string;
  /** On its own, beside one change. */
  sentence: string;
}

/** Why a change was told. The codes are stored: none is ever renamed. */
const alertReasons = {
  typed_change: {
    label: 'a value changed',
    sentence: 'A price, date, number or availability the request asks about changed.',
  },
  relevant_text: {
    label: 'wording about the request changed',
    sentence: 'Text about what was asked for changed.',
  },
  condition_met: { label: 'the condition was met', sentence: 'The condition of the request was met.' },
  judge_failed: {
    label: 'told unjudged',
    sentence: 'The language model gave no answer in time, so this was told rather than kept back.',
  },
  promoted: {
    label: 'told because somebody asked',
    sentence: 'Somebody said this should have been told.',
  },
  like_promoted: {
    label: 'like a change somebody asked for',
    sentence: 'Somebody said that changes of this kind in this place should be told.',
  },
} as const satisfies Record<string, ReasonWords>;

/** Why a change was kept back. */
const silentReasons = {
  no_difference: {
    label: "only the page's markup",
    sentence: 'Only the markup of the page differs; its text is the same.',
  },
  noise_only: {
    label: 'counters, "… ago" and other flicker',
    sentence: 'Only counters, relative times or the like differ.',
  },
  moved_only: {
    label: 'lines that only changed places',
    sentence: 'Lines changed places; none came, went or changed.',
  },
  learnt: {
    label: 'parts that alternate on this page',
    sentence: 'This part of the page alternates all the time, as earlier readings showed.',
  },
  furniture_only: { label: 'menus and banners', sentence: 'Only menus, banners or footers differ.' },
  fragments_only: {
    label: 'buttons and other loose words',
    sentence: 'Only a few loose words came or went, such as a button.',
  },
  not_about_request: {
    label: 'not about the request',
    sentence: 'Something changed, but not what the request asks about.',
  },
  condition_not_met: {
    label: 'the condition was not met',
    sentence: 'What the request asks about changed, but its condition was not met.',
  },
  back_to_known: {
    label: 'back to what was last told',
    sentence: 'The page is back at what people were last told; what stood there meanwhile was never told.',
  },
  back_and_forth: {
    label: 'values that go back and forth',
    sentence: 'The page goes back and forth between values that were told before.',
  },
  already_told: {
    label: 'already told',
    sentence: 'The same news was told in this channel before.',
  },
  unconfirmed: {
    label: 'not confirmed by a second reading',
    sentence: 'The value looked like a mistake of the page, and a second reading did not show it again.',
  },
  muted_kind: {
    label: 'a kind of change that is muted',
    sentence: 'This kind of change is muted for this monitor.',
  },
  muted_by_feedback: {
    label: 'like a change marked as not useful',
    sentence: 'Somebody marked a change of this kind in this place as not useful.',
  },
} as const satisfies Record<string, ReasonWords>;

const reasonWords = { ...alertReasons, ...silentReasons };

export type AlertReason = keyof typeof alertReasons;
export type SilentReason = keyof typeof silentReasons;

/** The stable code of a verdict. */
export const Reason = z.enum(Object.keys(reasonWords) as [keyof typeof reasonWords]);
export type Reason = z.infer<typeof Reason>;

/** A reason in a list of counts. */
export const labelOfReason = (reason: Reason): string => reasonWords[reason].label;

/** A reason as a sentence about one change. */
export const sentenceOfReason = (reason: Reason): string => reasonWords[reason].sentence;
