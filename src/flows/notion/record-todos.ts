import type { Tx } from '../../store/database.ts';
import { rememberTodo } from '../../store/notion-pages.ts';
import type { NotionDeps } from './ports.ts';
import type { WrittenBlock } from './write-blocks.ts';

/** Remembers the to-dos among the blocks; what a person has already changed of them goes to the transcript room. */
export async function recordTodos(
  { queue, clock }: NotionDeps,
  tx: Tx,
  { workspaceId, pageId, blocks }: { workspaceId: string; pageId: string; blocks: readonly WrittenBlock[] },
): Promise<void> {
  for (const { planned, block } of blocks) {
    if (!planned.todo) continue;
    const now = { blockId: block.id, text: block.text, checked: block.checked ?? false };
    const { itemId, checked } = planned.todo;
    await rememberTodo(tx, { workspaceId, pageId, itemId, at: clock.now(), ...now });
    if (now.text !== planned.text || now.checked !== checked)
      await queue.enqueue(tx, 'transcript.todoChanged', { workspaceId, todo: now, by: null });
  }
}
