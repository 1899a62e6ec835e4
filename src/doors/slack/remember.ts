import type { Clock } from '../../kit/clock.ts';

/**
 * Keeps answers for `forMs`, at most `max` of them, the oldest going first. A question asked twice at
 * once is put once; a failed one is not kept.
 */
export function createMemory<Value>({ clock, forMs, max }: { clock: Clock; forMs: number; max: number }) {
  const kept = new Map<string, { value: Promise<Value>; until: number }>();
  return async (key: string, ask: () => Promise<Value>): Promise<Value> => {
    const nowMs = clock.now().getTime();
    const known = kept.get(key);
    if (known && known.until > nowMs) return await known.value;
    const value = ask();
    kept.delete(key);
    kept.set(key, { value, until: nowMs + forMs });
    const oldest = kept.keys().next().value;
    if (kept.size > max && oldest !== undefined) kept.delete(oldest);
    try {
      return await value;
    } catch (error) {
      if (kept.get(key)?.value === value) kept.delete(key);
      throw error;
    }
  };
}
