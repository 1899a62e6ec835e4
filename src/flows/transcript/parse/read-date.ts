const months = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];

const pad = (value: string | number): string => String(value).padStart(2, '0');

/**
 * ISO 8601 of a date as a header writes it: `Dec 10, 2004`, `10 December 2004, 10:52am`, `2025-03-04`;
 * undefined for any other line. The time has no zone, as none is written.
 */
export function readDateLine(line: string): string | undefined {
  const text = line.trim();
  if (text.length > 60) return undefined;
  const monthFirst = /^(?:\p{L}{3,9},? )?(\p{L}{3,9})\.? (\d{1,2}),? (\d{4})(.*)$/u.exec(text);
  const dayFirst = /^(?:\p{L}{3,9},? )?(\d{1,2})\.? (\p{L}{3,9})\.?,? (\d{4})(.*)$/u.exec(text);
  const iso = /^(\d{4})-(\d{2})-(\d{2})(.*)$/.exec(text);
  if (monthFirst) return dated(monthFirst[3], monthOf(monthFirst[1]), monthFirst[2], monthFirst[4]);
  if (dayFirst) return dated(dayFirst[3], monthOf(dayFirst[2]), dayFirst[1], dayFirst[4]);
  if (iso) return dated(iso[1], Number(iso[2]), iso[3], iso[4]);
  return undefined;
}

/** The start a recorder put into a file's name: Zoom's `GMT20250304-100000_Recording.transcript.vtt`. */
export function readDateOfFileName(name: string): string | undefined {
  const match = /GMT(\d{4})(\d{2})(\d{2})-(\d{2})(\d{2})(\d{2})/.exec(name);
  return match
    ? validIso(`${match[1]}-${match[2]}-${match[3]}T${match[4]}:${match[5]}:${match[6]}Z`)
    : undefined;
}

/** ISO 8601 in UTC of a vendor's field: ISO text, or a number of seconds or milliseconds since 1970. */
export function readInstant(value: unknown): string | undefined {
  if (typeof value === 'string') return validIso(value);
  if (typeof value !== 'number' || !Number.isFinite(value)) return undefined;
  const at = new Date(toEpochMs(value));
  return Number.isNaN(at.getTime()) ? undefined : at.toISOString();
}

/** Seconds and milliseconds since 1970 are told apart by size: 1e11 s is the year 5138, 1e11 ms is 1973. */
export const toEpochMs = (value: number): number => (Math.abs(value) < 1e11 ? value * 1000 : value);

const monthOf = (name: string | undefined): number =>
  months.indexOf((name ?? '').slice(0, 3).toLowerCase()) + 1;

function dated(year = '', month = 0, day = '', rest = ''): string | undefined {
  if (month < 1 || month > 12 || Number(day) < 1 || Number(day) > 31) return undefined;
  const date = `${year}-${pad(month)}-${pad(day)}`;
  const time = /(\d{1,2}):(\d{2})\s*([ap])?/i.exec(rest);
  if (!time) return rest.trim() === '' ? date : undefined;
  const half = time[3]?.toLowerCase();
  const hour = half ? (Number(time[1]) % 12) + (half === 'p' ? 12 : 0) : Number(time[1]);
  return hour > 23 ? date : `${date}T${pad(hour)}:${time[2]}`;
}

function validIso(text: string): string | undefined {
  const at = new Date(text);
  return Number.isNaN(at.getTime()) ? undefined : at.toISOString();
}
