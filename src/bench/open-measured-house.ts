import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { HouseOptions, HouseProcess } from './processes/house.ts';
import { type Child, type ChildOptions, startChild } from './start-child.ts';

export interface MeasuredHouse extends AsyncDisposable {
  child: Child<HouseProcess>;
  database: string;
  eventsUrl: string;
}

/**
 * The product in a process of its own, at its second start: the first, in another process, makes the
 * database, which costs memory and time no later start does.
 */
export async function openMeasuredHouse(
  options: Omit<HouseOptions, 'dataDir'>,
  childOptions: ChildOptions,
): Promise<MeasuredHouse> {
  await using stack = new AsyncDisposableStack();
  const dataDir = await mkdtemp(join(tmpdir(), 'lookout-bench-'));
  stack.defer(() => rm(dataDir, { recursive: true, force: true }));
  {
    await using first = startChild<HouseProcess>('house');
    await first.ask('open', { ...options, dataDir });
  }
  const child = stack.use(startChild<HouseProcess>('house', childOptions));
  const facts = await child.ask('open', { ...options, dataDir });
  const owned = stack.move();
  return { child, ...facts, [Symbol.asyncDispose]: async () => await owned.disposeAsync() };
}
