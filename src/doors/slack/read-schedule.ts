import { Cron } from 'croner';

const dayFields: Record<string, string> = {
  daily: '*',
  'every day': '*',
  weekdays: '1-5',
  weekends: '6,0',
  mondays: '1',
  tuesdays: '2',
  wednesdays: '3',
  thursdays: '4',
  fridays: '5',
  saturdays: '6',
  sundays: '0',
};

/**
 * "weekdays 9:00", "mondays at 8:30" or five cron fields as a cron expression of five fields;
 * undefined when it is neither or never comes due.
 */
export function readSchedule(text: string, timeZone: string): string | undefined {
  const words = text.trim().toLowerCase();
  const spoken = words.match(/^(.+?)\s+(?:at\s+)?([01]?\d|2[0-3]):([0-5]\d)$/);
  const days = spoken ? (dayFields[spoken[1] ?? ''] ?? dayFields[`${spoken[1]}s`]) : undefined;
  const expression = spoken && days ? `${Number(spoken[3])} ${Number(spoken[2])} * * ${days}` : words;
  if (expression.split(/\s+/).length !== 5) return undefined;
  try {
    return new Cron(expression, { timezone: timeZone, paused: true }).nextRun() ? expression : undefined;
  } catch {
    return undefined;
  }
}

/** Whether this runtime knows the zone by that name. */
export function isTimeZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: name });
    return true;
  } catch {
    return false;
  }
}
