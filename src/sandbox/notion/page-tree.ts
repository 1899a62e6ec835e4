import { isObject, type Json } from '../slack/json.ts';
import { childrenOf } from './blocks.ts';
import type { NotionForge } from './forge.ts';
import { presentPage, schemaOf, titleOf } from './present.ts';
import { plainText } from './rich-text.ts';
import type { Block, Page } from './state.ts';
import { livingChildren, parentId } from './tree.ts';

/** A block as the browser client draws it: rich text as Notion answers it, children inside. */
export interface BlockNode {
  id: string;
  type: string;
  text: string;
  richText: unknown;
  checked: boolean | null;
  children: BlockNode[];
}

function nodeOf(forge: NotionForge, block: Block): BlockNode {
  const { content } = block;
  const inner = block.type === 'child_page' ? [] : livingChildren(forge.state, block);
  return {
    id: block.id,
    type: block.type,
    text: typeof content.title === 'string' ? content.title : plainText(content.rich_text),
    richText: content.rich_text ?? [],
    checked: typeof content.checked === 'boolean' ? content.checked : null,
    children: inner.map((child) => nodeOf(forge, child)),
  };
}

/** A property's value in a line of text. */
function lineOf(value: unknown): string {
  if (Array.isArray(value)) {
    return value.every((one) => isObject(one) && 'plain_text' in one)
      ? plainText(value)
      : value.map(lineOf).join(', ');
  }
  if (isObject(value)) return String(value.name ?? value.start ?? value.id ?? '');
  return value === null || value === undefined ? '' : String(value);
}

const headOf = ({ state, pageBaseUrl }: NotionForge, page: Page) => {
  const { url, last_edited_time } = presentPage(state, pageBaseUrl, page);
  return {
    id: page.id,
    title: titleOf(page, schemaOf(state, page)),
    url,
    parentId: parentId(page.parent) ?? null,
    inTrash: page.inTrash,
    editedAt: last_edited_time,
    editedBy: state.users.get(page.editedBy)?.name ?? null,
  };
};

/** Everything that can be opened: pages and databases, and which database a page is a row of. */
export const overview = (forge: NotionForge): Json => ({
  workspace: forge.state.workspace.name,
  pages: [...forge.state.pages.values()].map((page) => headOf(forge, page)),
  databases: [...forge.state.databases.values()].map((database) => ({
    id: database.id,
    title: plainText(database.title),
    parentId: parentId(database.parent) ?? null,
    dataSourceIds: database.dataSourceIds,
    inTrash: database.inTrash,
  })),
});

/** One page with its properties, blocks and comments. */
export function pageTree(forge: NotionForge, page: Page): Json {
  const properties = [...page.properties].map(([name, value]) => ({ name, text: lineOf(value) }));
  const nodes = childrenOf(forge.state, page).map((block) => nodeOf(forge, block));
  const ids = new Set([
    page.id,
    ...nodes.flatMap(function all(node): string[] {
      return [node.id, ...node.children.flatMap(all)];
    }),
  ]);
  const comments = [...forge.state.comments.values()]
    .filter((comment) => ids.has(parentId(comment.parent) ?? ''))
    .map((comment) => ({
      id: comment.id,
      on: parentId(comment.parent),
      by: comment.displayName ?? forge.state.users.get(comment.createdBy)?.name ?? null,
      text: plainText(comment.richText),
    }));
  return { ...headOf(forge, page), properties, blocks: nodes, comments };
}
