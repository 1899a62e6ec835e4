import { LookoutError } from '../../kit/errors.ts';
import { changePage, claimPage, type NotionPageRow } from '../../store/notion-pages.ts';
import type { NotionClient } from '../../vendors/notion/notion-client.ts';
import type { NotionDeps } from './ports.ts';
import { recordTodos } from './record-todos.ts';
import { type PagePlan, writeBlocks } from './write-blocks.ts';

/** Longer than one call can take with its waits; renewed after each. A killed worker's page is free after that. */
export const claimMs = 90_000;

/**
 * Writes a page to its end, or goes on where it stopped, and remembers its to-dos. Two at once would write everything
 * twice: the second hears `unavailable` and comes again.
 */
export async function writePage(
  deps: NotionDeps,
  client: NotionClient,
  write: {
    workspaceId: string;
    page: NotionPageRow;
    plan: PagePlan;
    isFresh: boolean;
    isWanted(): Promise<boolean>;
  },
): Promise<void> {
  const { database, clock } = deps;
  const { workspaceId, plan, isWanted } = write;
  const pageId = write.page.page_id;
  const until = () => new Date(clock.now().getTime() + claimMs);
  const page = await database.tenant(workspaceId, (tx) =>
    claimPage(tx, { pageId, now: clock.now(), until: until() }),
  );
  if (!page) throw new LookoutError('unavailable', 'somebody else is writing this page');
  let isDone = page.complete;
  try {
    isDone ||= await writeBlocks({
      client,
      pageId,
      plan,
      written: page.blocks_written,
      isFresh: write.isFresh && page.blocks_written === 0,
      isWanted,
      onWritten: async (blocks, blocksWritten) =>
        await database.tenant(workspaceId, async (tx) => {
          await recordTodos(deps, tx, { workspaceId, pageId, blocks });
          await changePage(tx, pageId, { blocksWritten, writingUntil: until() }, clock.now());
        }),
    });
  } finally {
    await database.tenant(workspaceId, (tx) =>
      changePage(tx, pageId, { writingUntil: null, ...(isDone ? { complete: true } : {}) }, clock.now()),
    );
  }
}
