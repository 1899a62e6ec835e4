import type { PgBoss, Queue } from 'pg-boss';
import { allJobs, type JobName } from '../contracts/jobs.ts';
import type { JobDefinition } from '../contracts/shared.ts';

/** Where a job goes that failed for good, be it by its error, its deadline or a worker that was killed. */
export const deadQueue = 'lookout.dead';
/** A killed worker's job is taken over this long after its last sign of life, in seconds. */
const heartbeatSeconds = 30;
/** How long done and failed jobs are kept, and with them the keys that make a repeat do nothing. */
const rememberedSeconds = 7 * 86_400;

type Wanted = Omit<Queue, 'name' | 'policy' | 'partition'>;

const optionsOf = (definition: JobDefinition): Wanted => ({
  notify: true,
  expireInSeconds: definition.deadlineSeconds,
  heartbeatSeconds,
  retryLimit: definition.retryLimit ?? 5,
  retryDelay: 1,
  retryBackoff: true,
  retryDelayMax: 300,
  deleteAfterSeconds: definition.rememberSeconds ?? rememberedSeconds,
  deadLetter: deadQueue,
});

/**
 * Makes the queue of each job that has none yet, and brings those in step whose contract has changed. All of them at
 * each start would be two statements for each of some fifty: 0.3 s.
 */
export async function makeQueues(boss: PgBoss): Promise<void> {
  const there = new Map((await boss.getQueues()).map((queue) => [queue.name, queue]));
  const make = async (name: string, wanted: Wanted): Promise<void> => {
    const known = there.get(name);
    if (known && isSame(known, wanted)) return;
    if (known) await boss.updateQueue(name, wanted);
    else await boss.createQueue(name, { policy: 'standard', ...wanted });
    // Warms the queue cache: on the embedded database a cold lookup inside a transaction would wait for itself.
    await boss.insert(name, []);
  };
  await make(deadQueue, { notify: true, retryLimit: 3, deleteAfterSeconds: rememberedSeconds });
  for (const name of Object.keys(allJobs) as JobName[]) await make(name, optionsOf(allJobs[name]));
}

const isSame = (known: Wanted, wanted: Wanted): boolean =>
  (Object.keys(wanted) as (keyof Wanted)[]).every((option) => known[option] === wanted[option]);
