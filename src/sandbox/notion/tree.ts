import { invalid, notFound } from './notion-error.ts';
import type { Block, Database, DataSource, NotionState, Page, Parent } from './state.ts';

/** The id a parent points at, undefined for the workspace. */
export function parentId(parent: Parent): string | undefined {
  if (parent.type === 'page_id') return parent.page_id;
  if (parent.type === 'block_id') return parent.block_id;
  if (parent.type === 'database_id') return parent.database_id;
  return parent.type === 'data_source_id' ? parent.data_source_id : undefined;
}

/** From a thing up to the workspace, itself first: pages, databases, data sources and blocks. */
function* lineage(state: NotionState, id: string): Generator<Page | Database | DataSource | Block> {
  for (let at: string | undefined = id; at !== undefined; ) {
    const source: DataSource | undefined = state.dataSources.get(at);
    const one: Page | Database | Block | undefined =
      state.pages.get(at) ?? state.databases.get(at) ?? state.blocks.get(at);
    if (source) yield source;
    else if (one) yield one;
    at = source ? source.databaseId : one && parentId(one.parent);
  }
}

const isShared = (one: Page | Database | DataSource | Block): boolean => 'shared' in one && one.shared;

/** Whether the connection may see it: it or something above it is shared. */
export const isVisible = (state: NotionState, id: string): boolean => [...lineage(state, id)].some(isShared);

/** Whether it or something above it is in the bin. */
export const isBinned = (state: NotionState, id: string): boolean =>
  [...lineage(state, id)].some((one) => one.inTrash);

/** The page a block, a comment or a page stands on. */
export function pageAbove(state: NotionState, id: string): Page | undefined {
  for (const one of lineage(state, id)) {
    const page = state.pages.get(one.id);
    if (page) return page;
  }
  return undefined;
}

function visible<T extends { id: string }>(
  state: NotionState,
  found: T | undefined,
  kind: string,
  id: string,
): T {
  if (!found || !isVisible(state, id)) throw notFound(kind, id);
  return found;
}

export const pageOf = (state: NotionState, id: string): Page =>
  visible(state, state.pages.get(id), 'page', id);
export const blockOf = (state: NotionState, id: string): Block =>
  visible(state, state.blocks.get(id), 'block', id);
export const databaseOf = (state: NotionState, id: string): Database =>
  visible(state, state.databases.get(id), 'database', id);
export const dataSourceOf = (state: NotionState, id: string): DataSource =>
  visible(state, state.dataSources.get(id), 'data_source', id);

/** What can have children: a page or a block. */
export const containerOf = (state: NotionState, id: string): Page | Block =>
  visible(state, state.pages.get(id) ?? state.blocks.get(id), 'block', id);

/** Children that are not in the bin, in order. */
export const livingChildren = (state: NotionState, of: Page | Block): Block[] =>
  of.children.flatMap((id) => state.blocks.get(id) ?? []).filter((block) => !block.inTrash);

/** Notion lets nobody edit what is in the bin. */
export function refuseBinned(state: NotionState, id: string): void {
  if (isBinned(state, id)) {
    throw invalid("Can't edit block that is archived. You must unarchive the block before editing.");
  }
}

/** Marks a thing as edited now by somebody, and the page it stands on. */
export function touch(state: NotionState, one: { id: string }, by: string, now: Date): void {
  const page = pageAbove(state, one.id);
  for (const stamped of [state.blocks.get(one.id), state.dataSources.get(one.id), page]) {
    if (stamped) Object.assign(stamped, { editedAt: now, editedBy: by });
  }
}
