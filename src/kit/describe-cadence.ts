import type { CadenceLike } from './cadence-text.ts';

const dayNames = ['Sundays', 'Mondays', 'Tuesdays', 'Wednesdays', 'Thursdays', 'Fridays', 'Saturdays'];

/** For people: "every 30 minutes", "weekdays at 9:00 (Europe/Berlin)", "Mondays at 8:30 (UTC)". */
export function describeCadence(cadence: CadenceLike): string {
  if (cadence.kind === 'every') return describeMinutes(cadence.minutes);
  const [minute = '', hour = '', date, month, days = ''] = cadence.expression.split(' ');
  const zone = `(${cadence.timeZone})`;
  if (
    !/^\d+$/.test(minute) ||
    !/^\d+(,\d+)*$/.test(hour) ||
    date !== '*' ||
    month !== '*' ||
    !/^(\*|[0-7](-[0-7])?(,[0-7])*)$/.test(days)
  ) {
    return `on the schedule ${cadence.expression} ${zone}`;
  }
  const clockTimes = hour.split(',').map((one) => `${Number(one)}:${minute.padStart(2, '0')}`);
  return `${describeDays(days)} at ${joinWords(clockTimes)} ${zone}`;
}

function describeMinutes(minutes: number): string {
  for (const [size, name] of [
    [10_080, 'week'],
    [1_440, 'day'],
    [60, 'hour'],
    [1, 'minute'],
  ] as const) {
    if (minutes % size === 0) return minutes === size ? `every ${name}` : `every ${minutes / size} ${name}s`;
  }
  return `every ${minutes} minutes`;
}

function describeDays(days: string): string {
  if (days === '*' || days === '0-6') return 'every day';
  if (days === '1-5') return 'weekdays';
  if (days === '0,6') return 'weekends';
  const range = /^(\d)-(\d)$/.exec(days);
  if (range) return `${dayNames[Number(range[1]) % 7]} to ${dayNames[Number(range[2]) % 7]}`;
  return joinWords(days.split(',').map((one) => dayNames[Number(one) % 7] ?? one));
}

const joinWords = (words: readonly string[]): string =>
  words.length < 2 ? (words[0] ?? '') : `${words.slice(0, -1).join(', ')} and ${words.at(-1)}`;
