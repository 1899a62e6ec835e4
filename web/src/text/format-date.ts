/** How and for whom a moment is written. */
export interface DateView {
  /** IANA zone of the person looking. */
  timeZone: string;
  nowMs: number;
  hour12: boolean;
}

const LOCALE = 'en-US';

function formatter(options: Intl.DateTimeFormatOptions, view: DateView): Intl.DateTimeFormat {
  try {
    return new Intl.DateTimeFormat(LOCALE, { ...options, timeZone: view.timeZone });
  } catch {
    return new Intl.DateTimeFormat(LOCALE, options);
  }
}

function calendar(ms: number, view: DateView): { year: string; month: string; day: string } {
  const parts = formatter({ year: 'numeric', month: '2-digit', day: '2-digit' }, view).formatToParts(ms);
  const pick = (type: string) => parts.find((part) => part.type === type)?.value ?? '';
  return { year: pick('year'), month: pick('month'), day: pick('day') };
}

function ordinal(day: number): string {
  const rest = day % 100;
  if (rest >= 11 && rest <= 13) return `${day}th`;
  return `${day}${{ 1: 'st', 2: 'nd', 3: 'rd' }[day % 10] ?? 'th'}`;
}

/** Whole calendar days from today to the moment, both in the viewer's zone. */
function dayDistance(ms: number, view: DateView): number {
  const midnight = (at: number) => {
    const { year, month, day } = calendar(at, view);
    return Date.UTC(Number(year), Number(month) - 1, Number(day));
  };
  return Math.round((midnight(ms) - midnight(view.nowMs)) / 86_400_000);
}

function nearbyDay(ms: number, view: DateView): string | undefined {
  return { '-1': 'yesterday', '0': 'today', '1': 'tomorrow' }[String(dayDistance(ms, view))];
}

function longDate(ms: number, view: DateView, weekday: boolean): string {
  const { year, day } = calendar(ms, view);
  const month = formatter({ month: 'long' }, view).format(ms);
  const prefix = weekday ? `${formatter({ weekday: 'long' }, view).format(ms)}, ` : '';
  return `${prefix}${month} ${ordinal(Number(day))}, ${year}`;
}

function shortDate(ms: number, view: DateView): string {
  return formatter({ month: 'short', day: 'numeric', year: 'numeric' }, view).format(ms);
}

function formatTime(ms: number, view: DateView, seconds = false): string {
  const options: Intl.DateTimeFormatOptions = {
    hour: view.hour12 ? 'numeric' : '2-digit',
    minute: '2-digit',
    hourCycle: view.hour12 ? 'h12' : 'h23',
    ...(seconds ? { second: '2-digit' } : {}),
  };
  return formatter(options, view).format(ms);
}

/** "3 minutes ago" or "in 2 hours": rounded to one unit, as a person would say it. */
function formatAgo(ms: number, view: DateView): string {
  const seconds = Math.round((ms - view.nowMs) / 1000);
  const units: [Intl.RelativeTimeFormatUnit, number][] = [
    ['year', 31_536_000],
    ['month', 2_592_000],
    ['day', 86_400],
    ['hour', 3600],
    ['minute', 60],
  ];
  for (const [unit, length] of units) {
    if (Math.abs(seconds) >= length) {
      return new Intl.RelativeTimeFormat(LOCALE).format(Math.trunc(seconds / length), unit);
    }
  }
  return seconds > 5 ? `in ${seconds} seconds` : 'just now';
}

/** "Today", "Yesterday" or the long date: the line between two days of messages. */
export function formatDay(ms: number, view: DateView): string {
  const near = nearbyDay(ms, view);
  return near ? near.charAt(0).toUpperCase() + near.slice(1) : longDate(ms, view, true);
}

function replaceToken(token: string, ms: number, view: DateView): string | undefined {
  const { year, month, day } = calendar(ms, view);
  switch (token) {
    case 'date_num':
      return `${year}-${month}-${day}`;
    case 'date_slash':
      return `${month}/${day}/${year}`;
    case 'date':
      return longDate(ms, view, false);
    case 'date_pretty':
      return nearbyDay(ms, view) ?? longDate(ms, view, false);
    case 'date_short':
      return shortDate(ms, view);
    case 'date_short_pretty':
      return nearbyDay(ms, view) ?? shortDate(ms, view);
    case 'date_long':
    case 'date_long_full':
      return longDate(ms, view, true);
    case 'date_long_pretty':
    case 'day_divider_pretty':
      return nearbyDay(ms, view) ?? longDate(ms, view, true);
    case 'time':
      return formatTime(ms, view);
    case 'time_secs':
      return formatTime(ms, view, true);
    case 'ago':
      return formatAgo(ms, view);
    default:
      return undefined;
  }
}

/**
 * Fills Slack's date tokens (`{date_short_pretty} at {time}`) for one viewer.
 * Returns undefined when a token is unknown, so that the caller shows the fallback as Slack does.
 * @param timestamp Unix seconds
 */
export function formatDateTokens(timestamp: number, format: string, view: DateView): string | undefined {
  if (!Number.isFinite(timestamp)) return undefined;
  let unknown = false;
  const text = format.replace(/\{(\w+)\}/g, (whole, token: string) => {
    const value = replaceToken(token, timestamp * 1000, view);
    if (value === undefined) unknown = true;
    return value ?? whole;
  });
  return unknown ? undefined : text;
}
