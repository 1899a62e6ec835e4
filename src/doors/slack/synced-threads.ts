import type { Hall } from '../../gateway/hall.ts';
import type { Clock } from '../../kit/clock.ts';
import { newId } from '../../kit/ids.ts';
import { createMemory } from './remember.ts';

/** Threads whose replies become comments in Linear. */
export interface SyncedThreads {
  has(thread: { workspaceId: string; channelId: string; threadTs: string }): Promise<boolean>;
  /** A thread of this workspace was switched on or off. */
  forget(workspaceId: string): void;
}

/** What was switched in another process is known here after this long. */
const believedMs = 30_000;
const mostKept = 2_000;

/** Asks once for all threads of a workspace, and believes the answer for a while: replies are many, synced threads few. */
export function createSyncedThreads(hall: Hall, clock: Clock): SyncedThreads {
  const memory = createMemory<ReadonlySet<string>>({ clock, forMs: believedMs, max: mostKept });
  const switched = new Map<string, number>();
  const nameOf = (channelId: string, threadTs: string): string => `${channelId} ${threadTs}`;
  return {
    has: async ({ workspaceId, channelId, threadTs }) => {
      const known = await memory(`${workspaceId} ${switched.get(workspaceId) ?? 0}`, async () => {
        const { threads } = await hall.as({ workspaceId, requestId: newId() }).linear.syncedThreads({});
        return new Set(threads.map((thread) => nameOf(thread.channelId, thread.threadTs)));
      });
      return known.has(nameOf(channelId, threadTs));
    },
    forget: (workspaceId) => void switched.set(workspaceId, (switched.get(workspaceId) ?? 0) + 1),
  };
}
