import { Cron } from 'croner';
import { DateTime } from 'luxon';
import { type CadenceLike, longestMinutes } from './cadence-text.ts';
import { LookoutError } from './errors.ts';
import { sha256 } from './ids.ts';
import { isTimeZone } from './time-zones.ts';

/** Local hours ("22:00" to "07:00", may cross midnight) in which nothing is delivered. */
export interface QuietHoursLike {
  from: string;
  to: string;
  timeZone: string;
}

export interface RunOptions {
  /** The answer is strictly later than this. */
  after: Date;
  /** The source's stable place within any period, in milliseconds (`phaseOf`). */
  phaseMs: number;
}

const minuteMs = 60_000;

/** A stable place in 0..periodMs-1 for an id, evenly spread, so that many sources do not run at one moment. */
export const phaseOf = (id: string, periodMs: number): number =>
  Number.parseInt(sha256(id).slice(0, 12), 16) % Math.max(1, Math.floor(periodMs));

/**
 * The next run strictly after `after`. 'every' runs at k * period + phase on the epoch's grid, whatever
 * happened before: a restart or a late run neither shifts nor bunches the rest. 'cron' runs at its local
 * times: a time skipped by a clock change runs right after the gap, a time that comes twice runs once.
 * Throws bad_input on an expression or zone that cannot be.
 */
export function nextRun(cadence: CadenceLike, { after, phaseMs }: RunOptions): Date {
  if (cadence.kind === 'every') {
    const periodMs = cadence.minutes * minuteMs;
    const phase = phaseMs % periodMs;
    return new Date((Math.floor((after.getTime() - phase) / periodMs) + 1) * periodMs + phase);
  }
  const next = openCron(cadence.expression, cadence.timeZone).nextRun(after);
  if (!next) throw badCadence(`the schedule ${cadence.expression} never comes`);
  return next;
}

/** The earliest next run of several cadences, or null when there are none: nobody watches. */
export function earliestRun(cadences: readonly CadenceLike[], options: RunOptions): Date | null {
  const times = cadences.map((cadence) => nextRun(cadence, options).getTime());
  return times.length > 0 ? new Date(Math.min(...times)) : null;
}

/** Throws bad_input, with a sentence for a person, unless the cadence can be run. */
export function assertCadence(cadence: CadenceLike): void {
  if (cadence.kind === 'cron') nextRun(cadence, { after: new Date(0), phaseMs: 0 });
}

/** The same cadence, or "every `minMinutes`" when it would run more often than that. */
export function atLeastEvery<Given extends CadenceLike>(
  cadence: Given,
  minMinutes: number,
): Given | { kind: 'every'; minutes: number } {
  const raised = { kind: 'every' as const, minutes: Math.min(minMinutes, longestMinutes) };
  if (cadence.kind === 'every') return cadence.minutes < minMinutes ? raised : cadence;
  const runs = openCron(cadence.expression, cadence.timeZone).nextRuns(48, new Date(0));
  const gaps = runs.slice(1).map((run, index) => run.getTime() - (runs[index]?.getTime() ?? 0));
  return Math.min(...gaps) < minMinutes * minuteMs ? raised : cadence;
}

/** Whether nothing should be delivered at this moment, by the wall clock of the person's zone. */
export function inQuietHours(quiet: QuietHoursLike, at: Date): boolean {
  const from = minuteOfDay(quiet.from);
  const to = minuteOfDay(quiet.to);
  const local = localMinute(quiet.timeZone, at);
  if (from === to) return false;
  return from < to ? local >= from && local < to : local >= from || local < to;
}

/** When the quiet hours that hold at this moment end; null when they do not hold. */
export function quietUntil(quiet: QuietHoursLike, at: Date): Date | null {
  if (!inQuietHours(quiet, at)) return null;
  const start = Math.floor(at.getTime() / minuteMs) * minuteMs;
  const wallMinutes = (minuteOfDay(quiet.to) - localMinute(quiet.timeZone, at) + 1_440) % 1_440;
  const end = new Date(start + wallMinutes * minuteMs);
  if (offsetMinutes(quiet.timeZone, at) === offsetMinutes(quiet.timeZone, end)) return end;
  // A clock change lies between: the first minute outside, however the wall clock jumped on the way.
  for (let time = start + minuteMs; ; time += minuteMs) {
    const minute = new Date(time);
    if (!inQuietHours(quiet, minute)) return minute;
  }
}

const badCadence = (message: string, cause?: unknown) =>
  new LookoutError('bad_input', message, {
    cause,
    humanMessage: `That schedule was not understood (${message}). Write it as "every 30 minutes" or "weekdays 9:00 Europe/Berlin".`,
  });

function openCron(expression: string, timeZone: string): Cron {
  if (!isTimeZone(timeZone)) throw badCadence(`${timeZone} is not a time zone`);
  try {
    return new Cron(expression, { timezone: timeZone, mode: '5-part', paused: true });
  } catch (error) {
    throw badCadence(`${expression} is not a schedule`, error);
  }
}

const inZone = (timeZone: string, at: Date) =>
  DateTime.fromJSDate(at, { zone: isTimeZone(timeZone) ? timeZone : 'UTC' });
const offsetMinutes = (timeZone: string, at: Date): number => inZone(timeZone, at).offset;
const localMinute = (timeZone: string, at: Date): number => {
  const local = inZone(timeZone, at);
  return local.hour * 60 + local.minute;
};
const minuteOfDay = (clock: string): number => {
  const [hours = 0, minutes = 0] = clock.split(':').map(Number);
  return hours * 60 + minutes;
};

export { type CadenceLike, findCadence, parseCadence } from './cadence-text.ts';
export { describeCadence } from './describe-cadence.ts';
export { isTimeZone } from './time-zones.ts';
