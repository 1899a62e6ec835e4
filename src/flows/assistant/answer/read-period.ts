import * as chrono from 'chrono-node';
import { DateTime } from 'luxon';
import { isTimeZone } from '../../../kit/time-zones.ts';

export interface Period {
  from: Date;
  to: Date;
}

/** Only words that plainly name a day or a stretch of days limit a question: "a second", "march" and "sun" do not. */
const plain =
  /\b(?:last|this|past|previous)\s+(?:week|month|year|quarter|\d+\s+(?:days?|weeks?|months?))\b|\b(?:today|yesterday)\b/i;
const namedDay =
  /\b(?:on|since|last|this|in|from|until|of)\s+(?:the\s+)?(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day\b|\d{1,2}(?:st|nd|rd|th)?\s+\p{L}{3,}|(?:january|february|march|april|june|july|august|september|october|november|december)\b[^?.,]*)|\b\d{4}-\d{2}-\d{2}\b/iu;
const since = /\bsince\b/i;

/**
 * The time in the past a question is limited to ("last week", "on Tuesday", "since 3 May"), in the calendar of `timeZone`;
 * null when it names none or one to come.
 */
export function readPeriod(
  question: string,
  now: Date,
  timeZone: string,
): (Period & { words: string }) | null {
  const here = DateTime.fromJSDate(now, { zone: isTimeZone(timeZone) ? timeZone : 'UTC' });
  const words = plain.exec(question)?.[0] ?? namedDay.exec(question)?.[0];
  if (!words) return null;
  const days = relativeDays(words.toLowerCase(), here) ?? namedDays(words, here);
  if (!days || days.from > here) return null;
  const ended = since.test(words) || since.test(question.slice(0, question.indexOf(words))) ? here : days.to;
  return { from: days.from.toJSDate(), to: ended.toJSDate(), words };
}

interface Days {
  from: DateTime;
  to: DateTime;
}

function relativeDays(words: string, here: DateTime): Days | null {
  const today = here.startOf('day');
  if (/today/.test(words)) return { from: today, to: today.plus({ days: 1 }) };
  if (/yesterday/.test(words)) return { from: today.minus({ days: 1 }), to: today };
  const [, which, count, unit] =
    /(last|this|past|previous)\s+(?:(\d+)\s+)?(day|week|month|quarter|year)s?/.exec(words) ?? [];
  if (!which || !unit) return null;
  const plural = `${unit}s` as 'days' | 'weeks' | 'months' | 'quarters' | 'years';
  if (count) return { from: today.minus({ [plural]: Number(count) }), to: here };
  const start = here.startOf(unit as 'day' | 'week' | 'month' | 'quarter' | 'year');
  // "Last week" said on a Friday may mean the seven days up to now as well: the longer of the two readings.
  return which === 'this' ? { from: start, to: here } : { from: start.minus({ [plural]: 1 }), to: here };
}

function namedDays(words: string, here: DateTime): Days | null {
  const reference = { instant: here.toJSDate(), timezone: here.offset };
  const [found] = chrono.en.casual.parse(words, reference, { forwardDate: false });
  const [year, month, day] = (['year', 'month', 'day'] as const).map((part) => found?.start.get(part));
  if (!found || !year || !month) return null;
  const zone = here.zone;
  if (!found.start.isCertain('day') && !found.start.isCertain('weekday')) {
    const from = DateTime.fromObject({ year, month }, { zone });
    return { from, to: from.plus({ months: 1 }) };
  }
  const from = DateTime.fromObject({ year, month, day: day ?? 1 }, { zone });
  const end = found.end;
  const [endYear, endMonth, endDay] = (['year', 'month', 'day'] as const).map((part) => end?.get(part));
  const last =
    endYear && endMonth && endDay
      ? DateTime.fromObject({ year: endYear, month: endMonth, day: endDay }, { zone })
      : from;
  return { from, to: last.plus({ days: 1 }) };
}
