/** How often, as the contract has it; structural, since this room knows no contracts. */
export type CadenceShape =
  | { kind: 'every'; minutes: number }
  | { kind: 'cron'; expression: string; timeZone: string };

const units = [
  [10_080, 'week'],
  [1_440, 'day'],
  [60, 'hour'],
] as const;

const weekdays = [
  'Sundays',
  'Mondays',
  'Tuesdays',
  'Wednesdays',
  'Thursdays',
  'Fridays',
  'Saturdays',
  'Sundays',
];

/** "every 30 minutes", "every day", "weekdays at 9:00 (Europe/Berlin)". */
export function cadenceWords(cadence: CadenceShape): string {
  if (cadence.kind === 'cron') return `${cronWords(cadence.expression)} (${cadence.timeZone})`;
  for (const [size, name] of units) {
    if (cadence.minutes % size !== 0) continue;
    const count = cadence.minutes / size;
    return count === 1 ? `every ${name}` : `every ${count} ${name}s`;
  }
  return cadence.minutes === 1 ? 'every minute' : `every ${cadence.minutes} minutes`;
}

/** The common shapes in words; whatever else is set stands as it was written. */
function cronWords(expression: string): string {
  const [minute, hour, dayOfMonth, month, dayOfWeek, ...rest] = expression.trim().split(/\s+/);
  const atTime = /^\d{1,2}$/.test(minute ?? '') && /^\d{1,2}$/.test(hour ?? '');
  if (!atTime || dayOfMonth !== '*' || month !== '*' || !dayOfWeek || rest.length > 0)
    return `at "${expression}"`;
  const time = `${hour}:${minute?.padStart(2, '0')}`;
  if (dayOfWeek === '*') return `every day at ${time}`;
  if (/^(1-5|mon-fri)$/i.test(dayOfWeek)) return `weekdays at ${time}`;
  const day = /^[0-7]$/.test(dayOfWeek) ? weekdays[Number(dayOfWeek)] : undefined;
  return day ? `${day} at ${time}` : `at "${expression}"`;
}
