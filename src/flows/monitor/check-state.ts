import { MonitorState } from '../../contracts/monitor.ts';
import { LookoutError } from '../../kit/errors.ts';
import type { MonitorRow } from '../../store/monitors.ts';

/** Why an act cannot be done in a state, and what can be done instead. */
const whyNot: Record<MonitorState, string> = {
  looking: 'Pages for this request are still being looked for. Try again in a moment.',
  proposed: 'This is not being watched yet. Press Start first.',
  watching: 'This is already being watched.',
  paused: 'This is paused. Resume it first.',
  stopped: 'This was stopped for good. Ask again to watch it anew.',
  done: 'This was asked for once and has been told. Ask again to watch it anew.',
  failed: 'No page was found for this request. Edit it, or name a page.',
};

export const stateOf = (monitor: MonitorRow): MonitorState => MonitorState.parse(monitor.state);

/** Throws conflict, with a sentence that says what to do, unless the monitor is in one of these states. */
export function requireState(monitor: MonitorRow, ...allowed: MonitorState[]): void {
  const state = stateOf(monitor);
  if (allowed.includes(state)) return;
  throw new LookoutError('conflict', `monitor is ${state}, needs ${allowed.join(' or ')}`, {
    humanMessage: whyNot[state],
  });
}
