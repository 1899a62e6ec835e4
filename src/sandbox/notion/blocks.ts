import { isObject, isObjectArray, type Json } from '../slack/json.ts';
import { invalid } from './notion-error.ts';
import { presentRichText } from './rich-text.ts';
import type { Block, NotionState, Page, Parent } from './state.ts';
import { livingChildren, refuseBinned, touch } from './tree.ts';

/** Who does something, and when. */
export interface Actor {
  by: string;
  now: Date;
}

const coloured = new Set([
  'paragraph',
  'heading_1',
  'heading_2',
  'heading_3',
  'heading_4',
  'bulleted_list_item',
  'numbered_list_item',
  'quote',
  'to_do',
  'toggle',
  'callout',
  'table_of_contents',
]);

/** The key that says what a block is: its `type`, or the one key that is not about blocks in general. */
export const typeOfBlock = (given: Json): string | undefined =>
  typeof given.type === 'string'
    ? given.type
    : Object.keys(given).find((key) => !['object', 'in_trash', 'archived'].includes(key));

/** Rich text inside a block's content, as Notion gives it back. */
function presentContent(content: Json): Json {
  return Object.fromEntries(
    Object.entries(content)
      .filter(([key]) => key !== 'children')
      .map(([key, value]) => {
        if (key === 'rich_text' || key === 'caption') return [key, presentRichText(value)];
        if (key === 'cells' && Array.isArray(value)) return [key, value.map(presentRichText)];
        return [key, value];
      }),
  );
}

const defaultsOf = (type: string): Json => ({
  ...(coloured.has(type) ? { color: 'default' } : {}),
  ...(type.startsWith('heading_') ? { is_toggleable: false } : {}),
  ...(type === 'to_do' ? { checked: false } : {}),
  ...(type === 'code' ? { caption: [], language: 'plain text' } : {}),
});

const parentFor = (state: NotionState, container: Page | Block): Parent =>
  state.pages.has(container.id)
    ? { type: 'page_id', page_id: container.id }
    : { type: 'block_id', block_id: container.id };

/** Makes blocks with all below them; they are not yet a child of the container. */
function build(state: NotionState, container: Page | Block, given: readonly Json[], actor: Actor): Block[] {
  return given.map((request) => {
    const type = typeOfBlock(request) ?? 'paragraph';
    const content = isObject(request[type]) ? request[type] : {};
    const block = newBlock(
      state,
      container,
      type,
      { ...defaultsOf(type), ...presentContent(content) },
      actor,
    );
    const inner = content.children ?? request.children;
    if (isObjectArray(inner)) block.children = build(state, block, inner, actor).map((one) => one.id);
    return block;
  });
}

/** A block that knows its parent, while the parent does not know it yet. */
export function newBlock(
  state: NotionState,
  container: Page | Block,
  type: string,
  content: Json,
  { by, now }: Actor,
  id: string = crypto.randomUUID(),
): Block {
  const block: Block = {
    id,
    type,
    content,
    parent: parentFor(state, container),
    children: [],
    createdAt: now,
    createdBy: by,
    editedAt: now,
    editedBy: by,
    inTrash: false,
  };
  state.blocks.set(block.id, block);
  return block;
}

/** Where new children go: behind a given one, first, or last (the default). */
export type Place = { after: string } | 'start' | 'end';

/** Puts new blocks into a page or a block; returns the first level of them. */
export function appendBlocks(
  state: NotionState,
  container: Page | Block,
  given: readonly Json[],
  place: Place,
  actor: Actor,
): Block[] {
  refuseBinned(state, container.id);
  const at =
    place === 'start' ? 0 : place === 'end' ? container.children.length : indexAfter(container, place.after);
  const made = build(state, container, given, actor);
  container.children.splice(at, 0, ...made.map((block) => block.id));
  touch(state, container, actor.by, actor.now);
  return made;
}

function indexAfter(container: Page | Block, id: string): number {
  const index = container.children.indexOf(id);
  if (index < 0) throw invalid(`The block ${id} to append after is not a child of ${container.id}.`);
  return index + 1;
}

/** Changes what a block says; its type stays. */
export function changeBlock(state: NotionState, block: Block, change: Json, actor: Actor): void {
  const type = typeOfBlock(change);
  if (change.in_trash !== false) refuseBinned(state, block.id);
  if (type !== undefined) {
    if (type !== block.type) {
      throw invalid(`Block type cannot be changed: it is ${block.type}, the request says ${type}.`);
    }
    const content = change[type];
    if (isObject(content)) block.content = { ...block.content, ...presentContent(content) };
  }
  if (typeof change.in_trash === 'boolean') setInTrash(state, block, change.in_trash);
  touch(state, block, actor.by, actor.now);
}

/** Bins or restores a block, and the page or database it stands for. */
export function setInTrash(state: NotionState, one: { id: string }, inTrash: boolean): void {
  for (const kept of [state.blocks.get(one.id), state.pages.get(one.id), state.databases.get(one.id)]) {
    if (kept) kept.inTrash = inTrash;
  }
}

/** The living children of a page or block; a child page's block leads to the page. */
export const childrenOf = (state: NotionState, container: Page | Block): Block[] =>
  livingChildren(state, state.pages.get(container.id) ?? container);
