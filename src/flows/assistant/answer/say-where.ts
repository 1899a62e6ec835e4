import { DateTime } from 'luxon';
import { isTimeZone } from '../../../kit/time-zones.ts';

/** The calendar in which days are said, and today, which tells whether a year must be named. */
export interface Calendar {
  now: Date;
  timeZone: string;
}

/** "12 Nov", with the year when it is another one. */
export function sayDay(at: Date, { now, timeZone }: Calendar): string {
  const zone = isTimeZone(timeZone) ? timeZone : 'UTC';
  const day = DateTime.fromJSDate(at, { zone }).setLocale('en');
  const sameYear = day.year === DateTime.fromJSDate(now, { zone }).year;
  return day.toFormat(sameYear ? 'd LLL' : 'd LLL yyyy');
}

/** "04:31" into a recording, "1:04:31" after an hour. */
export function sayMoment(ms: number): string {
  const seconds = Math.floor(ms / 1000);
  const [hours, minutes, rest] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60];
  const tail = `${String(minutes).padStart(2, '0')}:${String(rest).padStart(2, '0')}`;
  return hours > 0 ? `${hours}:${tail}` : tail;
}

/** "openai.com/pricing". */
export const sayAddress = (url: string): string =>
  url
    .replace(/^https?:\/\/(?:www\.)?/, '')
    .replace(/[?#].*$/, '')
    .replace(/\/$/, '');
