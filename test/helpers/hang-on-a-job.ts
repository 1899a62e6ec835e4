import { silentLog } from '../../src/kit/log.ts';
import { openQueue } from '../../src/queue/queue.ts';
import { openServer } from '../../src/store/database.ts';

/* A process of its own: takes jobs from the database named on its command line and never finishes one, until killed. */
const database = openServer({
  connectionString: process.argv[2] ?? '',
  poolSize: 2,
  statementTimeoutMs: 30_000,
});
const queue = await openQueue({ database, log: silentLog, stopGraceMs: 0 });
await queue.work({ 'notification.card': () => new Promise(() => undefined) });
process.stdout.write('working\n');
