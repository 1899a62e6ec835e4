import { newId } from '../../kit/ids.ts';
import type { Tx } from '../../store/database.ts';
import { loadItems, updateItem } from '../../store/work-items.ts';
import { findTodo } from '../../store/work-reads.ts';
import type { TranscriptDeps } from './ports.ts';
import { Agreed, valuesOfTodo } from './side-values.ts';

/**
 * Remembers the to-dos of a page that was just written. What happened to an issue while it was written is brought
 * there; a to-do that is ticked already was ticked by a person and goes to its issue.
 */
export async function meetTodos(
  { queue }: Pick<TranscriptDeps, 'queue'>,
  tx: Tx,
  transcriptId: string,
): Promise<void> {
  for (const item of await loadItems(tx, transcriptId)) {
    const memory = item.issue && item.agreed ? Agreed.parse(item.agreed) : null;
    if (!memory || memory.notion) continue;
    const todo = await findTodo(tx, item.item_id);
    if (!todo) continue;
    const { workspace_id: workspaceId } = item;
    const there = valuesOfTodo(todo);
    const isTicked = there.done && !memory.done;
    const notion = { title: there.title, done: isTicked ? false : there.done };
    await updateItem(tx, item.item_id, { agreed: JSON.stringify({ ...memory, notion }) });
    if (there.title !== memory.title || notion.done !== memory.done) {
      const key = newId();
      const wanted = { blockId: todo.blockId, checked: memory.done || there.done, text: memory.title, key };
      await queue.enqueue(tx, 'notion.apply', { workspaceId, ...wanted }, { key });
    }
    if (isTicked) await queue.enqueue(tx, 'transcript.todoChanged', { workspaceId, todo, by: null });
  }
}
