import type { Cadence } from '../../contracts/discovery.ts';
import { assertCadence, parseCadence } from '../../kit/schedule.ts';

/**
 * A schedule as written by hand: "weekdays 9:00", "mondays 8:30 Europe/Berlin", or five cron fields.
 * Undefined when it is neither or never comes due. Times without a zone are in `timeZone`.
 */
export function readSchedule(text: string, timeZone: string): Cadence | undefined {
  const cadence = parseCadence(text, timeZone);
  if (!cadence) return undefined;
  try {
    assertCadence(cadence);
    return cadence;
  } catch {
    return undefined;
  }
}
