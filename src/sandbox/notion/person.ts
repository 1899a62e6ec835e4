import { LookoutError } from '../../kit/errors.ts';
import type { Json } from '../slack/json.ts';
import { type Actor, appendBlocks, changeBlock, setInTrash } from './blocks.ts';
import { createComment } from './comments.ts';
import type { NotionForge } from './forge.ts';
import { noteContent } from './note.ts';
import { changePage } from './pages.ts';
import { schemaOf } from './present.ts';
import type { Block, Comment, Page } from './state.ts';
import { touch } from './tree.ts';

/** A person by id, by e-mail address, or by what stands before its @ (`ada`). */
function actorOf({ state, clock }: NotionForge, who: string): Actor {
  const user = [...state.users.values()].find(({ id, email }) =>
    [id, email, email?.split('@')[0]].includes(who.toLowerCase()),
  );
  if (!user) throw new LookoutError('not_found', `no person ${who} in the forged Notion`);
  return { by: user.id, now: clock.now() };
}

function found<T>(one: T | undefined, id: string): T {
  if (one === undefined) throw new LookoutError('not_found', `nothing in the forged Notion has the id ${id}`);
  return one;
}

const textRequest = (text: string): Json[] => [{ type: 'text', text: { content: text } }];

/** A person ticks a to-do, writes over a block's text, or throws the block away. */
export function editBlock(
  forge: NotionForge,
  who: string,
  blockId: string,
  change: { checked?: boolean | undefined; text?: string | undefined; inTrash?: boolean | undefined },
): Block {
  const block = found(forge.state.blocks.get(blockId), blockId);
  const actor = actorOf(forge, who);
  const content = {
    ...(change.checked === undefined ? {} : { checked: change.checked }),
    ...(change.text === undefined ? {} : { rich_text: textRequest(change.text) }),
  };
  if (Object.keys(content).length > 0) changeBlock(forge.state, block, { [block.type]: content }, actor);
  if (change.inTrash !== undefined) setInTrash(forge.state, block, change.inTrash);
  touch(forge.state, block, actor.by, actor.now);
  noteContent(forge, [block.id], actor);
  return block;
}

/** A person writes a to-do at the end of a page. */
export function addTodo(forge: NotionForge, who: string, pageId: string, text: string): Block {
  const page = found(forge.state.pages.get(pageId), pageId);
  const actor = actorOf(forge, who);
  const request = { type: 'to_do', to_do: { rich_text: textRequest(text) } };
  const [block] = appendBlocks(forge.state, page, [request], 'end', actor);
  const made = found(block, pageId);
  noteContent(forge, [made.id], actor);
  return made;
}

/** A person gives a page another title, or moves it into the bin or out. */
export function editPage(
  forge: NotionForge,
  who: string,
  pageId: string,
  change: { title?: string | undefined; inTrash?: boolean | undefined },
): Page {
  const page = found(forge.state.pages.get(pageId), pageId);
  const title = schemaOf(forge.state, page)?.find((property) => property.type === 'title')?.name ?? 'title';
  const properties =
    change.title === undefined ? {} : { properties: { [title]: { title: textRequest(change.title) } } };
  const bin = change.inTrash === undefined ? {} : { in_trash: change.inTrash };
  changePage(forge, page, { ...properties, ...bin }, actorOf(forge, who));
  return page;
}

/** A person comments on a page or a block. */
export const comment = (
  forge: NotionForge,
  who: string,
  on: { pageId: string } | { blockId: string },
  text: string,
): Comment =>
  createComment(
    forge,
    {
      parent: 'pageId' in on ? { page_id: on.pageId } : { block_id: on.blockId },
      rich_text: textRequest(text),
    },
    actorOf(forge, who),
  );
