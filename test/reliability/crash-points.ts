import type { Database } from '../../src/store/database.ts';

/** One statement as it goes to the database: its text and, joined, what it was given. */
interface Statement {
  text: string;
  values: string;
}

type Transaction = readonly Statement[];

/** Where the process dies: at the COMMIT of the first transaction that `holds`, on this side of it. */
export interface CrashPoint {
  side: 'before' | 'after';
  holds(transaction: Transaction): boolean;
  /** Transactions like it that are let through first. */
  letThrough?: number;
}

const writes =
  (table: string, value = '') =>
  (transaction: Transaction): boolean =>
    transaction.some(({ text, values }) => text.startsWith(`insert into "${table}"`) && values.includes(value));

/** The row of a message is marked as sent. */
const marksSent = (transaction: Transaction): boolean =>
  transaction.some(({ text, values }) => text.startsWith('update "deliveries"') && /"sent"/.test(values));

/** An alert that was sent moves the pointer of what people know; nothing else leaves this job. */
const leaves =
  (job: string) =>
  (transaction: Transaction): boolean =>
    transaction.some(({ text, values }) => `${text} ${values}`.includes(job));

/**
 * The points of the issue, and the other side of the COMMIT where that is another state on disk. The
 * product knows nothing of them: they are recognised by the statements it sends.
 */
export const crashPoints = {
  'event not yet stored': { side: 'before', holds: writes('inbox') },
  'event stored, not acknowledged': { side: 'after', holds: writes('inbox') },
  'monitor created': { side: 'after', holds: writes('monitors') },
  'card posted, not recorded': { side: 'before', holds: marksSent },
  // The first one read is the baseline.
  'page fetched, not recorded': { side: 'before', holds: writes('snapshots'), letThrough: 1 },
  'page recorded': { side: 'after', holds: writes('snapshots'), letThrough: 1 },
  'page compared, not recorded': { side: 'before', holds: writes('changes') },
  'alert written': { side: 'after', holds: writes('alerts') },
  'alert in the outbox': { side: 'after', holds: writes('deliveries', '"alert"') },
  'alert posted, not recorded': { side: 'before', holds: leaves('detection.delivered') },
} as const satisfies Record<string, CrashPoint>;

export type CrashPointName = keyof typeof crashPoints;

const die = () => process.kill(process.pid, 'SIGKILL');

type Query = (...args: unknown[]) => unknown;

function readStatement([first, second]: readonly unknown[]): Statement {
  const asked = first as string | { text?: string; values?: unknown };
  const text = typeof asked === 'string' ? asked : (asked.text ?? '');
  const values = typeof asked === 'string' ? second : (asked.values ?? second);
  return { text: text.trim(), values: Array.isArray(values) ? JSON.stringify(values) : '' };
}

/** Makes this process die by SIGKILL at the point, on whatever connection its transaction comes. */
export function dieAt(database: Database, point: CrashPoint): void {
  let letThrough = point.letThrough ?? 0;
  const isTheOne = (transaction: Transaction): boolean => point.holds(transaction) && letThrough-- <= 0;
  database.pool.on('connect', (client) => {
    const query = client.query.bind(client) as Query;
    let transaction: Statement[] = [];
    client.query = ((...args: unknown[]) => {
      const statement = readStatement(args);
      const word = statement.text.toLowerCase();
      if (word.startsWith('begin')) transaction = [];
      transaction.push(statement);
      if (word !== 'commit' || !isTheOne(transaction)) return query(...args);
      if (point.side === 'before') die();
      return (query(...args) as Promise<unknown>).then(die);
    }) as typeof client.query;
  });
}
