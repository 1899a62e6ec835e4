import { requireState, stateOf } from './check-state.ts';
import { type Acting, type Decision, nameOf } from './perform-act.ts';

type Decide = (acting: Acting, by: string) => Decision | null;

/** Start from the card. Pressed while pages are still looked for, it starts as soon as they are found. */
export const start: Decide = ({ monitor }) => {
  requireState(monitor, 'looking', 'proposed', 'watching', 'paused');
  const state = stateOf(monitor);
  if (state === 'watching' || (state === 'looking' && monitor.start_at_once)) return null;
  if (state === 'looking') return { act: 'started', changes: { start_at_once: true } };
  // No line in the thread: the card itself turns from a proposal into a watch.
  return { act: 'started', changes: { state: 'watching' }, read: 'no' };
};

export const pause: Decide = ({ monitor }, by) => {
  requireState(monitor, 'watching', 'paused');
  if (stateOf(monitor) === 'paused') return null;
  return { act: 'paused', changes: { state: 'paused' }, read: 'no', say: `Paused by ${nameOf(by)}.` };
};

/** Goes on after a pause; what changed meanwhile is told. A monitor that had ended starts anew, from the page as it is. */
export const resume: Decide = ({ monitor }, by) => {
  requireState(monitor, 'watching', 'paused', 'stopped', 'done');
  const state = stateOf(monitor);
  if (state === 'watching') return null;
  if (state === 'paused') {
    return { act: 'resumed', changes: { state: 'watching' }, read: 'no', say: `Resumed by ${nameOf(by)}.` };
  }
  return {
    act: 'resumed',
    changes: { state: 'watching', request_version: monitor.request_version + 1 },
    read: 'baseline',
    say: `Watched again, says ${nameOf(by)}.`,
  };
};

/** Stop, and also Cancel and Undo on the card, which shows those two at once. */
export const stop: Decide = ({ monitor }, by) => {
  const state = stateOf(monitor);
  if (state === 'stopped' || state === 'done') return null;
  const wasWatched = state === 'watching' || state === 'paused';
  return {
    act: 'stopped',
    changes: { state: 'stopped' },
    read: 'no',
    ...(wasWatched && { say: `Stopped by ${nameOf(by)}.` }),
  };
};

export const checkNow: Decide = ({ monitor }) => {
  requireState(monitor, 'proposed', 'watching');
  return { act: 'checked', read: 'asked' };
};

/** Holds alerts back until so many minutes from now; 0 lets them through again. */
export const snooze =
  (minutes: number): Decide =>
  ({ monitor, now }, by) => {
    requireState(monitor, 'looking', 'proposed', 'watching', 'paused');
    if (minutes === 0) {
      if (!monitor.snoozed_until || monitor.snoozed_until <= now) return null;
      return {
        act: 'woken',
        changes: { snoozed_until: null },
        say: `Alerts are no longer held back, says ${nameOf(by)}.`,
      };
    }
    const until = new Date(now.getTime() + minutes * 60_000);
    const seconds = Math.floor(until.getTime() / 1_000);
    return {
      act: 'snoozed',
      changes: { snoozed_until: until },
      detail: { until: until.toISOString() },
      say: `Alerts are held back until <!date^${seconds}^{date_short_pretty} {time}|${until.toISOString()}> by ${nameOf(by)}.`,
    };
  };

const kindNames: Record<string, string> = {
  price: 'prices',
  availability: 'availability',
  date: 'dates',
  number: 'numbers',
  wording: 'wording',
  added: 'new entries',
  removed: 'removed entries',
  release: 'releases',
  status: 'status',
  other: 'anything else',
};

export const muteKind =
  (kind: string, muted: boolean): Decide =>
  ({ monitor }, by) => {
    requireState(monitor, 'looking', 'proposed', 'watching', 'paused');
    if (monitor.muted_kinds.includes(kind) === muted) return null;
    const kinds = muted
      ? [...monitor.muted_kinds, kind]
      : monitor.muted_kinds.filter((other) => other !== kind);
    return {
      act: muted ? 'muted' : 'unmuted',
      changes: { muted_kinds: kinds },
      detail: { kind },
      say: `${muted ? 'No more alerts' : 'Alerts again'} about ${kindNames[kind] ?? kind} here, says ${nameOf(by)}.`,
    };
  };
