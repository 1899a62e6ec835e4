import { DateTime } from 'luxon';
import { isTimeZone } from '../../../kit/time-zones.ts';
import type { ThreadMonitor } from '../../../store/answer-thread.ts';
import type { Evidence } from './evidence.ts';
import { sayAddress, sayDay } from './say-where.ts';
import type { Search } from './search.ts';

/**
 * "What changed?" in the thread of a monitor that has told nothing yet: that nothing has, since when, and how the page
 * stands. Its words are the line among `evidence` that answers the monitor best, else its title.
 */
export function quietPages(
  monitors: readonly ThreadMonitor[],
  evidence: readonly Evidence[],
  { query, calendar }: Search,
): Evidence[] {
  const isAsked = query.subject === 'thread' && query.asks.change && query.period === null;
  if (!isAsked || monitors.some(({ hasAlerts }) => hasAlerts)) return [];
  return monitors
    .filter(({ isWatching }) => isWatching)
    .map((monitor) => {
      const [line] = evidence
        .filter(({ kind, url }) => kind === 'page_line' && url === monitor.url)
        .toSorted((a, b) => b.score - a.score);
      const address = sayAddress(monitor.url);
      const read = monitor.readAt === null ? '' : `, read ${sayDay(monitor.readAt, calendar)}`;
      const quote = line?.quote ?? (monitor.title === '' ? address : monitor.title);
      const where = line?.where ?? `${address}${read}`;
      const says = `Nothing that was asked for has changed on ${address} since ${sayTime(monitor.since, calendar)}. It says:`;
      return {
        kind: 'page_line' as const,
        key: `quiet ${monitor.monitorId}`,
        text: `${says} ${quote}`,
        quote,
        lines: [{ quote, where, url: monitor.url, turn: null }],
        where,
        url: monitor.url,
        thread: null,
        at: monitor.readAt?.toISOString() ?? null,
        turns: null,
        covers: 1,
        relevance: 1,
        // Before whatever else holds the words of the monitor: this is the whole answer.
        score: 2,
        says,
        group: `quiet ${monitor.monitorId}`,
      };
    });
}

function sayTime(at: Date, calendar: Search['calendar']): string {
  const zone = isTimeZone(calendar.timeZone) ? calendar.timeZone : 'UTC';
  return `${sayDay(at, calendar)}, ${DateTime.fromJSDate(at, { zone }).toFormat('HH:mm')}`;
}
