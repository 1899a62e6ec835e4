import type { Actor } from './blocks.ts';
import type { NotionForge } from './forge.ts';
import type { Comment, Page, Parent } from './state.ts';
import { pageAbove, parentId } from './tree.ts';
import type { NotedChange } from './webhooks.ts';

type Json = NotedChange['data'];

const typeNames = { page_id: 'page', block_id: 'block', database_id: 'database' } as const;

/** A parent as webhooks name it. */
function parentRef(forge: NotionForge, parent: Parent): Json {
  if (parent.type === 'workspace') return { id: forge.state.workspace.id, type: 'space' };
  if (parent.type === 'data_source_id') {
    return { id: parent.database_id, type: 'database', data_source_id: parent.data_source_id };
  }
  return { id: parentId(parent), type: typeNames[parent.type] };
}

const authorOf = (forge: NotionForge, { by }: Actor): NotedChange['author'] => ({
  id: by,
  type: forge.state.users.get(by)?.type ?? 'person',
});

/** To the subscriber, and to whoever draws the pages. */
function tell(forge: NotionForge, change: NotedChange): void {
  forge.webhooks.note(change);
  forge.onChange();
}

/** A change of a page itself. */
export function notePage(forge: NotionForge, page: Page, type: string, actor: Actor, data: Json = {}): void {
  tell(forge, {
    type,
    entity: { id: page.id, type: 'page' },
    author: authorOf(forge, actor),
    data: { parent: parentRef(forge, page.parent), ...data },
  });
}

/** Blocks of a page changed; told about the page they stand on. */
export function noteContent(forge: NotionForge, blockIds: readonly string[], actor: Actor): void {
  const page = blockIds[0] === undefined ? undefined : pageAbove(forge.state, blockIds[0]);
  if (!page) return;
  notePage(forge, page, 'page.content_updated', actor, {
    updated_blocks: blockIds.map((id) => ({ id, type: 'block' })),
  });
}

export function noteComment(forge: NotionForge, comment: Comment, type: string, actor: Actor): void {
  const on = parentId(comment.parent) ?? '';
  tell(forge, {
    type,
    entity: { id: comment.id, type: 'comment' },
    author: authorOf(forge, actor),
    data: {
      parent: { id: on, type: typeNames[comment.parent.type] },
      page_id: pageAbove(forge.state, on)?.id,
    },
  });
}

export function noteDataSource(
  forge: NotionForge,
  source: { id: string; databaseId: string },
  type: string,
  actor: Actor,
): void {
  tell(forge, {
    type,
    entity: { id: source.id, type: 'data_source' },
    author: authorOf(forge, actor),
    data: { parent: { id: source.databaseId, type: 'database' } },
  });
}
