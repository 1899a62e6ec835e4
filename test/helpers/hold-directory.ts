import { openEmbedded } from '../../src/store/database.ts';

/* A process of its own: opens the embedded database in the directory named on its command line and keeps it, until killed. */
const database = await openEmbedded(process.argv[2]);
await database.pool.query("create table notes (note text); insert into notes values ('kept')");
process.stdout.write('holding\n');
setInterval(() => undefined, 60_000);
