import { isObject } from '../../slack/json.ts';
import { appendBlocks, changeBlock, childrenOf, setInTrash } from '../blocks.ts';
import { readId } from '../ids.ts';
import { noteContent, notePage } from '../note.ts';
import { readPlace } from '../pages.ts';
import { paginate, readWindow } from '../paginate.ts';
import { presentBlock, schemaOf, titleOf } from '../present.ts';
import type { Block } from '../state.ts';
import { blockOf, containerOf, pageOf, refuseBinned, touch } from '../tree.ts';
import type { ApiCall, ApiHandler } from './api-call.ts';

const idOf = ({ params }: ApiCall) => readId(params.block_id, 'path.block_id');

/** A block by its id; a page's id gives the page as a block. */
function block(call: ApiCall): Block {
  const { state } = call.forge;
  const id = idOf(call);
  if (state.blocks.has(id) || !state.pages.has(id)) return blockOf(state, id);
  const page = pageOf(state, id);
  return { ...page, type: 'child_page', content: { title: titleOf(page, schemaOf(state, page)) } };
}

export const blockRoutes: Record<string, ApiHandler> = {
  'GET /v1/blocks/:block_id': (call) => presentBlock(call.forge.state, block(call)),
  'PATCH /v1/blocks/:block_id': (call) => {
    const { forge, body, actor } = call;
    const found = blockOf(forge.state, idOf(call));
    changeBlock(forge.state, found, body, actor);
    noteContent(forge, [found.id], actor);
    return presentBlock(forge.state, found);
  },
  'DELETE /v1/blocks/:block_id': (call) => {
    const { forge, actor } = call;
    const found = block(call);
    refuseBinned(forge.state, found.id);
    setInTrash(forge.state, found, true);
    touch(forge.state, found, actor.by, actor.now);
    const page = forge.state.pages.get(found.id);
    if (page) notePage(forge, page, 'page.deleted', actor);
    else noteContent(forge, [found.id], actor);
    return presentBlock(forge.state, { ...found, inTrash: true });
  },
  'GET /v1/blocks/:block_id/children': (call) => {
    const { state } = call.forge;
    const children = childrenOf(state, containerOf(state, idOf(call)));
    return paginate(children, readWindow(call.query, 'query'), 'block', (one) => presentBlock(state, one));
  },
  'PATCH /v1/blocks/:block_id/children': (call) => {
    const { forge, body, actor } = call;
    const container = containerOf(forge.state, idOf(call));
    const target = forge.state.pages.get(container.id) ?? container;
    const children = Array.isArray(body.children) ? body.children.filter(isObject) : [];
    const made = appendBlocks(forge.state, target, children, readPlace(body.position), actor);
    noteContent(
      forge,
      made.map((one) => one.id),
      actor,
    );
    return {
      object: 'list',
      results: made.map((one) => presentBlock(forge.state, one)),
      next_cursor: null,
      has_more: false,
      type: 'block',
      block: {},
    };
  },
};
