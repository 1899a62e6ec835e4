import { codeOf, LookoutError } from '../../kit/errors.ts';
import {
  changeTodo,
  findNotionPage,
  findTodoBlock,
  forgetTodo,
  type NotionTodoRow,
} from '../../store/notion-pages.ts';
import { findItem, type ItemRow } from '../../store/work-items.ts';
import type { NotionClient } from '../../vendors/notion/notion-client.ts';
import type { NotionBlock } from '../../vendors/notion/schema.ts';
import { withNotion } from './access.ts';
import { todoText } from './meeting-page.ts';
import type { NotionDeps } from './ports.ts';
import { syncPage, unlessGone } from './sync-page.ts';

export interface TodoOrder {
  workspaceId: string;
  blockId: string;
  checked: boolean;
  text: string;
}

/**
 * Brings a to-do in step with its issue, field by field. What somebody changed in Notion since it was last read is
 * left alone, and an order that a later one has overtaken does nothing. The transcript room hears what the to-do says
 * now in any case: it decides, and it takes no notice of what it knows.
 */
export async function applyTodo(deps: NotionDeps, order: TodoOrder): Promise<void> {
  const { database } = deps;
  const { workspaceId, blockId } = order;
  const known = await database.tenant(workspaceId, async (tx) => {
    const todo = await findTodoBlock(tx, blockId);
    return todo && { todo, item: await findItem(tx, todo.item_id) };
  });
  if (!known) return;
  await withNotion(deps, workspaceId, async ({ client }) => {
    const block = await unlessGone(client.block(blockId));
    if (!block || block.inTrash || block.type !== 'to_do') {
      await database.tenant(workspaceId, (tx) => forgetTodo(tx, blockId));
      return;
    }
    try {
      await report(deps, workspaceId, known.todo, await write(client, order, known, block));
    } catch (error) {
      if (codeOf(error) !== 'vendor_refused') throw error;
      // Notion refuses to touch what lies in the bin with its page.
      const pageId = known.todo.page_id;
      await syncPage(deps, client, { workspaceId, pageId });
      const page = await database.tenant(workspaceId, (tx) => findNotionPage(tx, pageId));
      if (!page?.trashed) throw error;
    }
  });
}

interface Known {
  todo: NotionTodoRow;
  item: ItemRow | undefined;
}

/** The block as it is afterwards. */
async function write(
  client: NotionClient,
  { checked, text }: TodoOrder,
  { todo, item }: Known,
  block: NotionBlock,
): Promise<NotionBlock> {
  const agreed = item?.agreed;
  const isOvertaken = {
    checked: agreed?.done !== undefined && agreed.done !== checked,
    text: agreed?.title !== undefined && agreed.title !== text,
  };
  const change = {
    ...(checked !== todo.checked && block.checked === todo.checked && !isOvertaken.checked
      ? { checked }
      : {}),
    ...(text !== todo.body && block.text === todo.body && !isOvertaken.text
      ? { rich_text: todoText(text, urlOf(item)) }
      : {}),
  };
  return Object.keys(change).length > 0 ? await client.changeTodo(block.id, change) : block;
}

const urlOf = (item: ItemRow | undefined): string | null =>
  typeof item?.issue?.url === 'string' ? item.issue.url : null;

async function report(
  { database, queue, clock }: NotionDeps,
  workspaceId: string,
  todo: NotionTodoRow,
  block: NotionBlock,
): Promise<void> {
  const now = { text: block.text, checked: block.checked ?? false };
  await database.tenant(workspaceId, async (tx) => {
    if (!(await changeTodo(tx, todo, now, clock.now())))
      throw new LookoutError('unavailable', 'a to-do was read anew while it was written');
    const changed = { workspaceId, todo: { blockId: todo.block_id, ...now }, by: null };
    await queue.enqueue(tx, 'transcript.todoChanged', changed);
  });
}
