const formats = {
  /** "today at 14:32" */
  dayAndTime: '{date_short_pretty} {time}',
  time: '{time}',
  /** "4 minutes ago", kept current by Slack. */
  ago: '{ago}',
} as const;

/**
 * A moment in the reader's own zone, by Slack's date token; `fallback` (UTC) is for clients without it.
 * `at` is ISO 8601 text.
 */
export function dateToken(at: string, format: keyof typeof formats = 'dayAndTime'): string {
  const date = new Date(at);
  const fallback = `${date.toISOString().slice(0, 16).replace('T', ' ')} UTC`;
  return `<!date^${Math.floor(date.getTime() / 1000)}^${formats[format]}|${fallback}>`;
}
