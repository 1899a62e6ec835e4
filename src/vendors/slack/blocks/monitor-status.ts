import type { CadenceLike } from '../../../kit/schedule.ts';
import { plural } from '../../../kit/text.ts';
import { dateToken } from './dates.ts';
import { type ProblemName, problemInWords } from './problem-words.ts';
import { inline } from './text.ts';

/** What the status line says of a monitor; the contract's MonitorView fits. */
export interface MonitorStatus {
  state: 'looking' | 'proposed' | 'watching' | 'paused' | 'stopped' | 'done' | 'failed';
  cadence: CadenceLike;
  snoozedUntil: string | null;
  failure: string | null;
  alerts: number;
  sources: readonly {
    lastCheckedAt: string | null;
    nextCheckAt: string | null;
    problem: ProblemName | null;
    failures: number;
  }[];
}

/** Bad readings in a row from which a page counts as out of sight; a first one often passes by itself. */
const blindFrom = 3;

/** The card is edited every ten minutes at most: what comes more often is always due "soon". */
const shownNextMinutes = 10;
const nextIsNews = ({ cadence }: MonitorStatus): boolean =>
  cadence.kind === 'cron' || cadence.minutes >= shownNextMinutes;

/**
 * "● Watching · checked 4 min ago · next in 26 min · 2 alerts": the same line on the card, in lists and in App Home.
 * Slack keeps the "ago" current by itself.
 */
export function statusLine(monitor: MonitorStatus): string {
  const alerts = monitor.alerts > 0 ? [plural(monitor.alerts, 'alert')] : [];
  const checked = latest(monitor.sources.map((source) => source.lastCheckedAt));
  switch (monitor.state) {
    case 'watching':
      return [...watching(monitor, checked), ...alerts].join(' · ');
    case 'paused':
      return ['❚❚ Paused', ...(checked ? [`last checked ${dateToken(checked, 'ago')}`] : []), ...alerts].join(
        ' · ',
      );
    case 'stopped':
      return ['■ Stopped', ...alerts].join(' · ');
    case 'done':
      return ['✓ Done: it was asked for once', ...alerts].join(' · ');
    case 'proposed':
      return '○ Not started yet';
    case 'looking':
      return '○ Looking for pages';
    case 'failed':
      return ['▲ No page found', ...(monitor.failure ? [inline(monitor.failure, 200)] : [])].join(' · ');
  }
}

function watching(monitor: MonitorStatus, checked: string | undefined): string[] {
  const blind = monitor.sources.filter((source) => source.problem && source.failures >= blindFrom);
  const next = earliest(monitor.sources.map((source) => source.nextCheckAt));
  const [worst] = blind;
  return [
    `${worst ? '▲' : '●'} Watching`,
    ...(worst?.problem
      ? [`${plural(blind.length, 'page')} cannot be read: it ${problemInWords(worst.problem)}`]
      : []),
    ...(monitor.snoozedUntil ? [`snoozed until ${dateToken(monitor.snoozedUntil)}`] : []),
    checked ? `checked ${dateToken(checked, 'ago')}` : 'first check under way',
    ...(next && nextIsNews(monitor) ? [`next ${dateToken(next, 'ago')}`] : []),
  ];
}

const present = (times: readonly (string | null)[]): string[] =>
  times.filter((time): time is string => time !== null).toSorted();
const latest = (times: readonly (string | null)[]): string | undefined => present(times).at(-1);
const earliest = (times: readonly (string | null)[]): string | undefined => present(times)[0];
