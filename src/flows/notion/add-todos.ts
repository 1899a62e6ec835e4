import type { ItemView } from '../../contracts/transcript.ts';
import { LookoutError } from '../../kit/errors.ts';
import { changePage, claimPage, findPageFor, todosOfPage } from '../../store/notion-pages.ts';
import { loadTranscriptView } from '../../store/transcript-views.ts';
import type { NotionClient } from '../../vendors/notion/notion-client.ts';
import { chunkBlocks } from '../../vendors/notion/rich-text.ts';
import type { NotionBlock } from '../../vendors/notion/schema.ts';
import { withNotion } from './access.ts';
import { planTodo, todosHeading, todoText } from './meeting-page.ts';
import type { NotionDeps } from './ports.ts';
import { recordTodos } from './record-todos.ts';
import { mostTopBlocks, unlessGone } from './sync-page.ts';
import { advance, type OfTranscript } from './undo-page.ts';
import type { PlannedBlock, WrittenBlock } from './write-blocks.ts';
import { claimMs } from './write-page.ts';

interface Addition extends OfTranscript {
  itemIds: readonly string[];
}

/**
 * Brings items onto a finished page whose issues were made by a later try: a to-do that stands there without a link
 * gets it, one that is missing goes below the others. What an earlier run of this job has written is found again.
 */
export async function addTodos(deps: NotionDeps, order: Addition): Promise<void> {
  const { database, clock } = deps;
  const { workspaceId, transcriptId } = order;
  const { view, page } = await database.tenant(workspaceId, async (tx) => ({
    view: await loadTranscriptView(tx, transcriptId),
    page: await findPageFor(tx, { transcriptId }),
  }));
  if (view?.state !== 'created' || !page?.complete || page.trashed) return;
  const wanted = view.items.filter(
    (item) => order.itemIds.includes(item.itemId) && (item.state === 'created' || item.state === 'linked'),
  );
  const pageId = page.page_id;
  await withNotion(deps, workspaceId, async ({ client }) => {
    const now = clock.now();
    const until = new Date(now.getTime() + claimMs);
    if (!(await database.tenant(workspaceId, (tx) => claimPage(tx, { pageId, now, until }))))
      throw new LookoutError('unavailable', 'somebody else is writing this page');
    try {
      const live = await unlessGone(client.page(pageId));
      if (!live || live.inTrash) return; // the sweep tells it
      await bringOnto(deps, client, { workspaceId, pageId, wanted });
    } finally {
      await database.tenant(workspaceId, (tx) => changePage(tx, pageId, { writingUntil: null }, clock.now()));
    }
  });
  await database.tenant(workspaceId, (tx) => advance(deps, tx, { workspaceId, transcriptId }));
}

async function bringOnto(
  deps: NotionDeps,
  client: NotionClient,
  { workspaceId, pageId, wanted }: { workspaceId: string; pageId: string; wanted: readonly ItemView[] },
): Promise<void> {
  const known = await deps.database.tenant(workspaceId, (tx) => todosOfPage(tx, pageId));
  const blocks = await client.children(pageId, mostTopBlocks);
  const record = async (written: readonly WrittenBlock[]) =>
    await deps.database.tenant(workspaceId, (tx) =>
      recordTodos(deps, tx, { workspaceId, pageId, blocks: written }),
    );
  const isKnown = new Set(known.map((todo) => todo.block_id));
  const missing: PlannedBlock[] = [];
  for (const item of wanted) {
    const todo = known.find((one) => one.item_id === item.itemId);
    const block = blocks.find(({ id }) => id === todo?.block_id);
    if (todo) {
      // Words of a person stay without a link.
      if (item.issue && block?.type === 'to_do' && block.text === todo.body)
        await client.changeTodo(block.id, { rich_text: todoText(block.text, item.issue.url) });
      continue;
    }
    const planned = planTodo(item);
    const written = blocks.find(
      ({ id, type, text }) => type === 'to_do' && text === planned.text && !isKnown.has(id),
    );
    if (!written) missing.push(planned);
    else {
      isKnown.add(written.id);
      await record([{ planned, block: written }]);
    }
  }
  let below = placeFor(blocks, isKnown);
  const added = below === null ? [todosHeading(), ...missing] : missing;
  if (missing.length === 0) return;
  for (const chunk of chunkBlocks(added)) {
    const requests = chunk.map(({ request }) => request);
    const made = await client.append(pageId, requests, below);
    await record(made.flatMap((block, at) => (chunk[at] ? [{ planned: chunk[at], block }] : [])));
    below = made.at(-1)?.id ?? below;
  }
}

/** Below the last to-do of ours, or the heading they stand under; null when neither is there any more. */
function placeFor(blocks: readonly NotionBlock[], known: ReadonlySet<string>): string | null {
  const heading = todosHeading();
  const last =
    blocks.findLast(({ id }) => known.has(id)) ??
    blocks.find(({ type, text }) => type === heading.type && text === heading.text);
  return last?.id ?? null;
}
