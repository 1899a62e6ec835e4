import { codeOf } from '../../kit/errors.ts';
import { threadOfTranscript } from '../../store/deliveries.ts';
import {
  changePage,
  changeTodo,
  findNotionPage,
  forgetTodo,
  type NotionPageRow,
  type NotionTodoRow,
  notePageGone,
  todosOfPage,
  transcriptOfPage,
} from '../../store/notion-pages.ts';
import type { NotionClient } from '../../vendors/notion/notion-client.ts';
import type { NotionBlock } from '../../vendors/notion/schema.ts';
import type { NotionDeps } from './ports.ts';

/** To-dos stand at the top of a page; those that were moved elsewhere are asked for one by one. */
export const mostTopBlocks = 1_000;

/**
 * Looks at a page of ours and takes over what people did to it: to-dos ticked, reworded or thrown away, its title, the
 * bin. What says what was known changes nothing. Nothing for a page that is not ours.
 */
export async function syncPage(
  deps: NotionDeps,
  client: NotionClient,
  { workspaceId, pageId }: { workspaceId: string; pageId: string },
): Promise<void> {
  const { database, clock, queue } = deps;
  // Read before Notion is asked: `changeTodo` writes only over what was known then.
  const known = await database.tenant(workspaceId, async (tx) => {
    const page = await findNotionPage(tx, pageId);
    return page && { page, todos: await todosOfPage(tx, pageId) };
  });
  if (!known) return;
  const page = await unlessGone(client.page(pageId));
  if (!page || page.inTrash) return await noteGone(deps, known.page, page ? 'bin' : 'gone');
  const todos = await readTodos(client, pageId, known.todos);
  await database.tenant(workspaceId, async (tx) => {
    const at = clock.now();
    if (known.page.trashed && !(await isUndone(tx, pageId)))
      await changePage(tx, pageId, { trashed: false }, at);
    if (page.title !== known.page.title || page.url !== known.page.url)
      await changePage(tx, pageId, { title: page.title, url: page.url }, at);
    for (const { todo, block } of todos) {
      if (!block) {
        await forgetTodo(tx, todo.block_id);
        continue;
      }
      const now = { text: block.text, checked: block.checked ?? false };
      if (now.text === todo.body && now.checked === todo.checked) continue;
      if (await changeTodo(tx, todo, now, at)) {
        const changed = { workspaceId, todo: { blockId: todo.block_id, ...now }, by: null };
        await queue.enqueue(tx, 'transcript.todoChanged', changed);
      }
    }
  });
}

const undoneStates = ['undoing', 'undone'];

/** Who takes a page out of the bin after an undo keeps it for themselves. */
const isUndone = async (tx: Parameters<typeof transcriptOfPage>[0], pageId: string): Promise<boolean> =>
  undoneStates.includes((await transcriptOfPage(tx, pageId))?.state ?? '');

/** Null: Notion does not know it (any more), or does not show it to us. */
export async function unlessGone<T>(asked: Promise<T>): Promise<T | null> {
  try {
    return await asked;
  } catch (error) {
    if (codeOf(error) !== 'not_found') throw error;
    return null;
  }
}

async function readTodos(
  client: NotionClient,
  pageId: string,
  todos: readonly NotionTodoRow[],
): Promise<{ todo: NotionTodoRow; block: NotionBlock | null }[]> {
  if (todos.length === 0) return [];
  const top = new Map((await client.children(pageId, mostTopBlocks)).map((block) => [block.id, block]));
  const read = [];
  for (const todo of todos) {
    const block = top.get(todo.block_id) ?? (await unlessGone(client.block(todo.block_id)));
    read.push({ todo, block: block && block.type === 'to_do' && !block.inTrash ? block : null });
  }
  return read;
}

/** Said once in the thread, while the page was still of use. */
async function noteGone(deps: NotionDeps, page: NotionPageRow, where: 'bin' | 'gone'): Promise<void> {
  const { database, clock, queue } = deps;
  const { workspace_id: workspaceId, page_id: pageId } = page;
  await database.tenant(workspaceId, async (tx) => {
    const at = clock.now();
    if (!(await notePageGone(tx, pageId, at))) return;
    const transcript = await transcriptOfPage(tx, pageId);
    if (!transcript?.channelId || undoneStates.includes(transcript.state)) return;
    const text =
      where === 'bin'
        ? "The meeting's page was moved to the bin in Notion. Its to-dos are no longer kept in step with the issues."
        : "Notion no longer shows the meeting's page to Lookout. Its to-dos are no longer kept in step with the issues.";
    const key = `notion gone ${pageId} ${at.toISOString()}`;
    const { channelId } = transcript;
    const threadTs = await threadOfTranscript(tx, { workspaceId, ...transcript });
    const line = { workspaceId, channelId, threadTs, monitorId: null, text, key };
    await queue.enqueue(tx, 'notification.say', line, { key });
  });
}
