import * as chrono from 'chrono-node';
import { DateTime } from 'luxon';
import { isTimeZone } from './time-zones.ts';

export interface Today {
  now: Date;
  /** IANA zone whose calendar counts. */
  timeZone: string;
}

/** Words around a date that change nothing about it. */
const around = /^(?:on|by|until|till|for|to|at|the|this coming|coming)\s+/i;
const ends: readonly [RegExp, (today: DateTime) => DateTime][] = [
  [/^(?:the )?end of (?:the |this )?day$|^eod$/i, (today) => today],
  [/^(?:the )?end of (?:the |this )?week$|^eow$/i, (today) => workdayEnd(today)],
  [/^(?:the )?end of next week$/i, (today) => workdayEnd(today.plus({ weeks: 1 }).startOf('week'))],
  [/^(?:the )?end of (?:the |this )?month$|^eom$/i, (today) => today.endOf('month')],
  [/^(?:the )?end of next month$/i, (today) => today.plus({ months: 1 }).endOf('month')],
  [/^(?:the )?end of (?:the |this )?quarter$|^eoq$/i, (today) => today.endOf('quarter')],
  [/^(?:the )?end of (?:the |this )?year$|^eoy$/i, (today) => today.endOf('year')],
];

/** The Friday of a week; on a weekend the next one. */
const workdayEnd = (day: DateTime): DateTime =>
  day.weekday <= 5 ? day.plus({ days: 5 - day.weekday }) : day.plus({ days: 12 - day.weekday });

/**
 * The day a text names and nothing else ("Friday", "next Tuesday", "in 3 days", "12 December", "2026-12-01", "end of
 * the month"), as an ISO date in the person's calendar; null when it is no day or says more than one.
 */
export function readDay(text: string, { now, timeZone }: Today): string | null {
  let words = text.trim().replace(/[.!]+$/, '');
  for (let bare = words.replace(around, ''); bare !== words; bare = words.replace(around, '')) words = bare;
  const today = DateTime.fromJSDate(now, { zone: isTimeZone(timeZone) ? timeZone : 'UTC' });
  for (const [pattern, dayOf] of ends) if (pattern.test(words)) return dayOf(today).toISODate();
  // Noon of the person's day, so that no zone moves it to another.
  const reference = new Date(Date.UTC(today.year, today.month - 1, today.day, 12));
  const [found, ...others] = chrono.en.casual.parse(
    words,
    { instant: reference, timezone: 0 },
    { forwardDate: true },
  );
  if (!found || others.length > 0 || found.end) return null;
  const rest = words.slice(0, found.index) + words.slice(found.index + found.text.length);
  if (/[\p{L}\p{N}]/u.test(rest) || isNoDay(found.text)) return null;
  const [year, month, day] = (['year', 'month', 'day'] as const).map((part) => found.start.get(part));
  if (!year || !month || !day) return null;
  let date = DateTime.utc(year, month, day);
  // "Due Monday", said on a Monday, is the next one.
  if (
    found.start.isCertain('weekday') &&
    !found.start.isCertain('day') &&
    date.toISODate() === today.toISODate()
  )
    date = date.plus({ days: 7 });
  return date.toISODate();
}

/** What chrono takes for a date and is a number, a clock time or a month by itself. */
const isNoDay = (text: string): boolean =>
  /^(?:now|right now|\d+(?:[.:]\d+)?\s*(?:am|pm)?|sec(?:ond)?s?|mins?|minutes?|hours?|may|march)$/i.test(
    text,
  ) || /\b(?:minutes?|mins?|hours?|seconds?)\b/i.test(text);
