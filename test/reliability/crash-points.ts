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

const some =
  (matches: (statement: Statement) => boolean): Holds =>
  (transaction) =>
    transaction.some(matches);

const writes = (table: string, value = ''): Holds =>
  some(({ text, values }) => text.startsWith(`insert into "${table}"`) && values.includes(value));

const leavesJob = (pattern: RegExp): Holds =>
  some(({ text, values }) => text.includes('pgboss') && pattern.test(`${text} ${values}`));

const marksSent = some(
  ({ text, values }) => text.startsWith('update "deliveries"') && values.includes('"sent"'),
);

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

/**
 * After "Check now". Change, alert and the job that tells it are one transaction, so "compared" is the near
 * side of its COMMIT and "alert written" the far one. Only an alert that was sent leaves `detection.delivered`.
 */
export const latePoints = {
  'page fetched, not recorded': { side: 'before COMMIT', holds: writes('snapshots'), since },
  'page compared, not recorded': { side: 'before COMMIT', holds: writes('changes'), since },
  'alert written': { side: 'after COMMIT', holds: writes('alerts'), since },
  'alert posted, not recorded': { side: 'before COMMIT', holds: leavesJob(/detection\.delivered/), since },
} as const satisfies Record<string, CrashPoint>;

const duePoints = {
  'page fetched when due, not recorded': {
    side: 'before COMMIT',
    holds: writes('snapshots'),
    since: leavesJob(/reason\W+due/),
  },
} as const satisfies Record<string, CrashPoint>;

const updates = (column: RegExp, value = ''): Holds =>
  some(({ text, values }) => column.test(text) && values.includes(value));

const all =
  (...parts: Holds[]): Holds =>
  (transaction) =>
    parts.every((holds) => holds(transaction));

/** Webhooks write issues too; only who makes them tells the transcript room to look. */
const recordsIssues = all(writes('linear_issues'), leavesJob(/transcript\.advance/));
const recordsBlocks = updates(/^update "notion_pages" set .*"blocks_written"/);
const turns = (state: string) => updates(/^update "transcripts" set .*"state"/, `"${state}"`);

/** From the file that is dropped to its review. */
export const readingPoints = {
  'transcript understood, not recorded': { side: 'before COMMIT', holds: writes('work_items') },
  'review posted, not recorded': { side: 'before COMMIT', holds: marksSent, since: writes('transcripts') },
} as const satisfies Record<string, CrashPoint>;

/** From the press of "Create" to the message that says so. */
export const creatingPoints = {
  'first issues made, not recorded': { side: 'before COMMIT', holds: recordsIssues },
  'page made, not recorded': { side: 'before COMMIT', holds: writes('notion_pages') },
  'half of the page written, not recorded': { side: 'before COMMIT', holds: recordsBlocks },
  'work created, not told': { side: 'after COMMIT', holds: turns('created') },
} as const satisfies Record<string, CrashPoint>;

/** After the press of "Undo". */
export const undoingPoints = {
  'issues archived, not recorded': {
    side: 'before COMMIT',
    holds: updates(/^update "linear_issues" set "archived"/),
  },
} as const satisfies Record<string, CrashPoint>;

const crashPoints = {
  ...earlyPoints,
  ...latePoints,
  ...duePoints,
  ...readingPoints,
  ...creatingPoints,
  ...undoingPoints,
} satisfies Record<string, CrashPoint>;
export type CrashPointName = keyof typeof crashPoints;

const die = () => process.kill(process.pid, 'SIGKILL');

type Query = (...args: unknown[]) => unknown;

function readStatement([first, second]: readonly unknown[]): Statement {
  const asked = first as string | { text?: string; values?: unknown };
  const text = typeof asked === 'string' ? asked : (asked.text ?? '');
  const values = typeof asked === 'string' ? second : (asked.values ?? second);
  return { text: text.trim(), values: Array.isArray(values) ? JSON.stringify(values) : '' };
}

/**
 * Prepares this process to die by SIGKILL at a point it is given later. Points are recognised by the
 * statements the product sends: the product itself knows of no such thing.
 */
export function prepareToDie(database: Database): (name: CrashPointName) => void {
  let point: CrashPoint | undefined;
  let isArmed = false;
  let isDoomed = false;
  subscribe('http.server.response.finish', (message) => {
    const { request } = message as { request: IncomingMessage };
    if (isDoomed && request.url === '/slack/events') die();
  });

  const commit = (transaction: Transaction, send: () => unknown): unknown => {
    if (!point || (isArmed && !point.holds(transaction))) return send();
    if (!isArmed) {
      isArmed = point.since?.(transaction) ?? true;
      return send();
    }
    const { side } = point;
    if (side === 'before COMMIT') die();
    return (send() as Promise<unknown>).then((answer) => {
      if (side === 'after COMMIT') die();
      isDoomed = true;
      return answer;
    });
  };

  database.pool.on('connect', (client) => {
    const query = client.query.bind(client) as Query;
    let transaction: Statement[] = [];
    client.query = ((...args: unknown[]) => {
      const statement = readStatement(args);
      const word = statement.text.toLowerCase();
      if (word.startsWith('begin')) transaction = [];
      if (point) transaction.push(statement);
      return word === 'commit' ? commit(transaction, () => query(...args)) : query(...args);
    }) as typeof client.query;
  });

  return (name) => {
    point = crashPoints[name] as CrashPoint;
    isArmed = point.since === undefined;
  };
}
