/** A site that asks for a month of peace is asked again the next day. */
const longestMs = 24 * 60 * 60 * 1000;

/** A Retry-After header (seconds or an HTTP date) in milliseconds from now, or undefined when it says nothing. */
export function readRetryAfter(header: string | undefined, now: Date): number | undefined {
  const text = header?.trim();
  if (!text) return undefined;
  const ms = /^\d+$/.test(text) ? Number(text) * 1000 : Date.parse(text) - now.getTime();
  return Number.isNaN(ms) ? undefined : Math.min(Math.max(ms, 0), longestMs);
}
