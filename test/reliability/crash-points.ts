import { subscribe } from 'node:diagnostics_channel';
import type { IncomingMessage } from 'node:http';
import type { Database } from '../../src/store/database.ts';

/** One statement as it goes to the database: its text, and what it was given as JSON. */
interface Statement {
  text: string;
  values: string;
}

type Transaction = readonly Statement[];
type Holds = (transaction: Transaction) => boolean;

/** The process dies at the COMMIT of the first transaction that `holds`, on this side of it. */
export interface CrashPoint {
  side: 'before COMMIT' | 'after COMMIT' | 'after the answer to Slack';
  holds: Holds;
  /** Until a transaction like this has been committed, the process lives. */
  since?: Holds;
}

const writes =
  (table: string, value = ''): Holds =>
  (transaction) =>
    transaction.some(({ text, values }) => text.startsWith(`insert into "${table}"`) && values.includes(value));

const leavesJob =
  (job: string): Holds =>
  (transaction) =>
    transaction.some(({ text, values }) => text.includes('pgboss') && `${text} ${values}`.includes(job));

const marksSent: Holds = (transaction) =>
  transaction.some(({ text, values }) => text.startsWith('update "deliveries"') && values.includes('"sent"'));

/** The press of "Check now": a page read before it is the baseline. */
const since = writes('monitor_acts', '"checked"');

/** While the monitor is being made. */
export const earlyPoints = {
  'event not yet stored': { side: 'before COMMIT', holds: writes('inbox') },
  'event stored, not yet acknowledged': { side: 'after COMMIT', holds: writes('inbox') },
  'event stored and acknowledged': { side: 'after the answer to Slack', holds: writes('inbox') },
  'monitor created': { side: 'after COMMIT', holds: writes('monitors') },
  'card posted, not recorded': { side: 'before COMMIT', holds: marksSent },
} as const satisfies Record<string, CrashPoint>;

/** After "Check now". A moved pointer is left by an alert that was sent, and by nothing else. */
export const latePoints = {
  'page fetched, not recorded': { side: 'before COMMIT', holds: writes('snapshots'), since },
  'page recorded': { side: 'after COMMIT', holds: writes('snapshots'), since },
  'page compared, not recorded': { side: 'before COMMIT', holds: writes('changes'), since },
  'alert written': { side: 'after COMMIT', holds: writes('alerts'), since },
  'alert in the outbox': { side: 'after COMMIT', holds: writes('deliveries', '"alert"'), since },
  'alert posted, not recorded': { side: 'before COMMIT', holds: leavesJob('detection.delivered'), since },
} as const satisfies Record<string, CrashPoint>;

const crashPoints: Record<string, CrashPoint> = { ...earlyPoints, ...latePoints };
export type CrashPointName = keyof typeof earlyPoints | keyof typeof latePoints;

const die = () => process.kill(process.pid, 'SIGKILL');

type Query = (...args: unknown[]) => unknown;

function readStatement([first, second]: readonly unknown[]): Statement {
  const asked = first as string | { text?: string; values?: unknown };
  const text = typeof asked === 'string' ? asked : (asked.text ?? '');
  const values = typeof asked === 'string' ? second : (asked.values ?? second);
  return { text: text.trim(), values: Array.isArray(values) ? JSON.stringify(values) : '' };
}

/**
 * Makes this process die by SIGKILL at the named point, recognised by the statements the product sends:
 * the product itself knows of no such thing.
 */
export function dieAt(database: Database, name: string): void {
  const point = crashPoints[name];
  if (!point) throw new Error(`no crash point is called ${name}`);
  let isArmed = point.since === undefined;
  let isDoomed = false;
  subscribe('http.server.response.finish', (message) => {
    const { request } = message as { request: IncomingMessage };
    if (isDoomed && request.url === '/slack/events') die();
  });
  database.pool.on('connect', (client) => {
    const query = client.query.bind(client) as Query;
    let transaction: Statement[] = [];
    client.query = ((...args: unknown[]) => {
      const statement = readStatement(args);
      const word = statement.text.toLowerCase();
      if (word.startsWith('begin')) transaction = [];
      transaction.push(statement);
      if (word !== 'commit') return query(...args);
      if (!isArmed) {
        isArmed = point.since?.(transaction) ?? true;
        return query(...args);
      }
      if (!point.holds(transaction)) return query(...args);
      if (point.side === 'before COMMIT') die();
      return (query(...args) as Promise<unknown>).then((answer) => {
        if (point.side === 'after COMMIT') die();
        isDoomed = true;
        return answer;
      });
    }) as typeof client.query;
  });
}
