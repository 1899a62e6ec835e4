/**
 * Collects items that arrive one by one into groups, so that many small effects cost one transaction.
 * A group is flushed when it is full, or as soon as the flush before it is over and the turn of the
 * event loop ends: a lone item waits for nobody, a burst shares.
 */
export interface Batcher<Item, Result> {
  /** Resolves with this item's result once its group is flushed; rejects when the flush fails. */
  add(item: Item): Promise<Result>;
}

interface Waiting<Item, Result> {
  item: Item;
  resolve: (result: Result) => void;
  reject: (reason: unknown) => void;
}

/**
 * `flush` gets at most `maxSize` items and answers with one result each, in order; it does all or nothing. One
 * flush runs at a time. A group that fails is tried again one by one, so that a bad item fails alone.
 */
export function createBatcher<Item, Result>(
  maxSize: number,
  flush: (items: Item[]) => Promise<Result[]>,
): Batcher<Item, Result> {
  const waiting: Waiting<Item, Result>[] = [];
  let running = false;

  const settle = async (group: Waiting<Item, Result>[]): Promise<void> => {
    const results = await flush(group.map((entry) => entry.item));
    for (const [index, entry] of group.entries()) entry.resolve(results[index] as Result);
  };

  const run = async (): Promise<void> => {
    if (running) return;
    running = true;
    // Let everything that settles in this turn of the loop join the first group.
    await new Promise((resolve) => setImmediate(resolve));
    while (waiting.length > 0) {
      const group = waiting.splice(0, maxSize);
      try {
        await settle(group);
      } catch (error) {
        if (group.length === 1) group[0]?.reject(error);
        else for (const entry of group) await settle([entry]).catch(entry.reject);
      }
    }
    running = false;
  };

  return {
    add: (item) =>
      new Promise((resolve, reject) => {
        waiting.push({ item, resolve, reject });
        void run();
      }),
  };
}
