import { isObject, type Json } from '../slack/json.ts';
import { type Actor, appendBlocks, newBlock, type Place, setInTrash } from './blocks.ts';
import type { NotionForge } from './forge.ts';
import { readId } from './ids.ts';
import { notePage } from './note.ts';
import { invalid } from './notion-error.ts';
import { schemaOf, titleOf } from './present.ts';
import { writeValues } from './properties.ts';
import type { NotionState, Page, Parent, PropertyConfig } from './state.ts';
import { databaseOf, dataSourceOf, pageOf, refuseBinned, touch } from './tree.ts';

const titleOnly: readonly PropertyConfig[] = [{ id: 'title', name: 'title', type: 'title', config: {} }];

/** The parent of a request as Notion keeps it; a database with one data source stands for that one. */
export function readParent(state: NotionState, given: unknown): Parent {
  if (!isObject(given)) {
    throw invalid('body failed validation: body.parent should be defined, instead was `undefined`.');
  }
  if (given.page_id !== undefined) {
    return { type: 'page_id', page_id: pageOf(state, readId(given.page_id, 'body.parent.page_id')).id };
  }
  if (given.data_source_id !== undefined) {
    const source = dataSourceOf(state, readId(given.data_source_id, 'body.parent.data_source_id'));
    return { type: 'data_source_id', data_source_id: source.id, database_id: source.databaseId };
  }
  if (given.database_id !== undefined) {
    const database = databaseOf(state, readId(given.database_id, 'body.parent.database_id'));
    const [only, another] = database.dataSourceIds;
    if (only === undefined || another !== undefined) {
      throw invalid('Databases with multiple data sources need parent.data_source_id.');
    }
    return { type: 'data_source_id', data_source_id: only, database_id: database.id };
  }
  throw invalid('Provided workspace parent is not supported: the connection belongs to no person.');
}

/** A page that is only in the map: nothing points at it yet. */
export function newPage(
  state: NotionState,
  parent: Parent,
  { by, now }: Actor,
  id: string = crypto.randomUUID(),
): Page {
  const page: Page = {
    id,
    parent,
    properties: new Map(),
    icon: null,
    cover: null,
    children: [],
    shared: false,
    createdAt: now,
    createdBy: by,
    editedAt: now,
    editedBy: by,
    inTrash: false,
  };
  state.pages.set(id, page);
  return page;
}

/** `POST /v1/pages`: values first, so that a refused property leaves no page behind. */
export function createPage(forge: NotionForge, body: Json, actor: Actor): Page {
  const { state } = forge;
  const parent = readParent(state, body.parent);
  if (parent.type === 'page_id') refuseBinned(state, parent.page_id);
  if (parent.type === 'data_source_id') refuseBinned(state, parent.data_source_id);
  const values: Page['properties'] = new Map();
  const schema =
    parent.type === 'data_source_id' ? dataSourceOf(state, parent.data_source_id).properties : titleOnly;
  writeValues(values, schema, isObject(body.properties) ? body.properties : {});
  const page = newPage(state, parent, actor);
  page.properties = values;
  page.icon = body.icon ?? null;
  page.cover = body.cover ?? null;
  if (parent.type === 'page_id') hangBelow(state, pageOf(state, parent.page_id), page, body.position, actor);
  if (Array.isArray(body.children)) appendBlocks(state, page, body.children.filter(isObject), 'end', actor);
  notePage(forge, page, 'page.created', actor);
  return page;
}

/** A page below a page is a block of it. */
function hangBelow(state: NotionState, above: Page, page: Page, position: unknown, actor: Actor): void {
  const block = newBlock(state, above, 'child_page', { title: titleOf(page, undefined) }, actor, page.id);
  block.parent = { type: 'page_id', page_id: above.id };
  const place = readPlace(position);
  const at =
    place === 'start' ? 0 : place === 'end' ? above.children.length : above.children.indexOf(place.after) + 1;
  above.children.splice(at, 0, block.id);
}

/** `position` of a request: of a page (`page_start`) or of blocks (`start`). */
export function readPlace(position: unknown): Place {
  if (!isObject(position)) return 'end';
  if (position.type === 'start' || position.type === 'page_start') return 'start';
  if (position.type === 'after_block' && isObject(position.after_block)) {
    return { after: readId(position.after_block.id, 'body.position.after_block.id') };
  }
  return 'end';
}

/** `PATCH /v1/pages/:page_id`: properties, icon, bin. */
export function changePage(forge: NotionForge, page: Page, body: Json, actor: Actor): void {
  const { state } = forge;
  if (body.in_trash !== false) refuseBinned(state, page.id);
  if (isObject(body.properties)) changeValues(forge, page, body.properties, actor);
  if (body.icon !== undefined) page.icon = body.icon;
  if (body.cover !== undefined) page.cover = body.cover;
  if (body.erase_content === true) {
    for (const id of page.children) setInTrash(state, { id }, true);
    notePage(forge, page, 'page.content_updated', actor, { updated_blocks: [] });
  }
  touch(state, page, actor.by, actor.now);
  if (typeof body.in_trash === 'boolean' && body.in_trash !== page.inTrash) {
    setInTrash(state, page, body.in_trash);
    notePage(forge, page, body.in_trash ? 'page.deleted' : 'page.undeleted', actor);
  }
}

function changeValues(forge: NotionForge, page: Page, given: Json, actor: Actor): void {
  const changed = writeValues(page.properties, schemaOf(forge.state, page) ?? titleOnly, given);
  const block = forge.state.blocks.get(page.id);
  if (block) block.content = { title: titleOf(page, undefined) };
  notePage(forge, page, 'page.properties_updated', actor, { updated_properties: changed });
}
