/**
 * The product as a process of its own, for the reliability suite: the house as the environment describes
 * it, on an embedded database on disk. What the test asks of it comes as messages (product-process.ts).
 */
import { setTimeout as pause } from 'node:timers/promises';
import { stopOnSignals } from '../../src/bin/stop-on-signals.ts';
import { openHouseFrom } from '../../src/house.ts';
import { systemClock } from '../../src/kit/clock.ts';
import { openEmbedded } from '../../src/store/database.ts';
import { prepareToDie } from './crash-points.ts';
import type { Asked, Said } from './product-process.ts';

const environment = process.env;
const tell = (said: Said) => process.send?.(said);
const orphaned = () => process.kill(process.pid, 'SIGKILL');

async function run(): Promise<void> {
  using stop = stopOnSignals();
  stop.allow(Number(environment.SHUTDOWN_GRACE_SECONDS));
  await using database = await openEmbedded(environment.DATA_DIR);
  const dieAt = prepareToDie(database);
  let aheadMs = Number(environment.AHEAD_MS ?? 0);
  const clock = { ...systemClock, now: () => new Date(Date.now() + aheadMs) };
  await using house = await openHouseFrom(environment, { database, clock });

  const isBusy = async (): Promise<boolean> => {
    const { rows } = await database.pool.query(
      `select (select count(*) from inbox where processed_at is null)
            + (select count(*) from deliveries where state not in ('sent', 'dead')) as open`,
    );
    return Number(rows[0]?.open) > 0 || Object.keys(await house.queue.depth()).length > 0;
  };
  const answer = async (asked: Asked): Promise<unknown> => {
    switch (asked.kind) {
      case 'dieAt':
        return void dieAt(asked.point);
      case 'rows':
        return (await database.pool.query(asked.sql)).rows;
      case 'advance':
        aheadMs += asked.ms;
        return undefined;
      case 'quiet':
        while (await isBusy()) await pause(20);
        return undefined;
    }
  };
  process.on('message', (asked: Asked) => {
    answer(asked).then(
      (value) => tell({ kind: 'answer', id: asked.id, value }),
      (error) => tell({ kind: 'refusal', id: asked.id, problem: String(error) }),
    );
  });
  tell({ kind: 'ready', url: house.url });
  await stop.requested;
}

// Nobody is left to end this process when the test's own is gone.
process.once('disconnect', orphaned);
await run();
// From here it ends by itself or not at all, as the executable does: what is left open would be seen.
process.off('disconnect', orphaned);
process.disconnect?.();
