/**
 * Milliseconds of `1:02:03.5`, `00:07`, `0:0:5.320` or `00:00:05,000`; undefined for what is no time of day
 * of a recording: 60 or more seconds, 60 or more minutes beside hours, a minus.
 */
export function readTime(written: string): number | undefined {
  const match = /^(?:(\d{1,3}):)?(\d{1,3}):(\d{1,2})(?:[.,](\d{1,9}))?$/.exec(written.trim());
  if (!match) return undefined;
  const [, hours, minutes = '0', seconds = '0', fraction = ''] = match;
  if (Number(seconds) > 59 || (hours !== undefined && Number(minutes) > 59)) return undefined;
  const whole = (Number(hours ?? 0) * 60 + Number(minutes)) * 60 + Number(seconds);
  return whole * 1000 + Math.round(Number(`0.${fraction || '0'}`) * 1000);
}

/** A time as it stands in a line: `0:34`, `01:02:03`. For building patterns. */
export const timePattern = String.raw`(?:\d{1,3}:)?\d{1,3}:\d{2}`;
