import { isObject, isObjectArray, type Json } from '../slack/json.ts';
import { type Actor, newBlock } from './blocks.ts';
import type { NotionForge } from './forge.ts';
import { noteDataSource } from './note.ts';
import { invalid } from './notion-error.ts';
import { changeProperties, newProperty } from './properties.ts';
import { plainText, presentRichText } from './rich-text.ts';
import type { Database, DataSource, Page, PropertyConfig } from './state.ts';
import { refuseBinned, touch } from './tree.ts';

function readSchema(given: unknown): PropertyConfig[] {
  const properties = Object.entries(isObject(given) ? given : {}).flatMap(([name, config]) =>
    isObject(config) ? [newProperty(name, config)] : [],
  );
  const titles = properties.filter((property) => property.type === 'title').length;
  if (titles > 1) throw invalid('Title is not unique: a data source has one title property.');
  return titles === 1 ? properties : [...properties, newProperty('Name', { title: {} })];
}

/** `POST /v1/databases`: a database below a page, with its first data source. */
export function createDatabase(forge: NotionForge, above: Page, body: Json, actor: Actor): Database {
  const { state } = forge;
  refuseBinned(state, above.id);
  const first = isObject(body.initial_data_source) ? body.initial_data_source : {};
  const schema = readSchema(first.properties);
  const stamped = {
    createdAt: actor.now,
    createdBy: actor.by,
    editedAt: actor.now,
    editedBy: actor.by,
    inTrash: false,
  };
  const title = presentRichText(body.title);
  const database: Database = {
    ...stamped,
    id: crypto.randomUUID(),
    title,
    description: presentRichText(body.description),
    parent: { type: 'page_id', page_id: above.id },
    isInline: body.is_inline === true,
    dataSourceIds: [],
    icon: body.icon ?? null,
    shared: false,
  };
  state.databases.set(database.id, database);
  addDataSource(forge, database, { title: body.title }, schema, actor);
  newBlock(state, above, 'child_database', { title: plainText(title) }, actor, database.id);
  above.children.push(database.id);
  touch(state, above, actor.by, actor.now);
  return database;
}

function addDataSource(
  forge: NotionForge,
  database: Database,
  body: Json,
  properties: PropertyConfig[],
  actor: Actor,
): DataSource {
  const source: DataSource = {
    id: crypto.randomUUID(),
    title: presentRichText(body.title),
    databaseId: database.id,
    properties,
    icon: body.icon ?? null,
    createdAt: actor.now,
    createdBy: actor.by,
    editedAt: actor.now,
    editedBy: actor.by,
    inTrash: false,
  };
  forge.state.dataSources.set(source.id, source);
  database.dataSourceIds.push(source.id);
  noteDataSource(forge, source, 'data_source.created', actor);
  return source;
}

/** `POST /v1/data_sources`: another data source of a database. */
export const createDataSource = (
  forge: NotionForge,
  database: Database,
  body: Json,
  actor: Actor,
): DataSource => addDataSource(forge, database, body, readSchema(body.properties), actor);

/** `PATCH /v1/databases/:database_id`: title, description, place in the page, bin. */
export function changeDatabase(forge: NotionForge, database: Database, body: Json, actor: Actor): void {
  if (isObjectArray(body.title)) database.title = presentRichText(body.title);
  if (isObjectArray(body.description)) database.description = presentRichText(body.description);
  if (typeof body.is_inline === 'boolean') database.isInline = body.is_inline;
  if (typeof body.in_trash === 'boolean') database.inTrash = body.in_trash;
  Object.assign(database, { editedAt: actor.now, editedBy: actor.by });
  const block = forge.state.blocks.get(database.id);
  if (block) {
    block.content = { title: plainText(database.title) };
    block.inTrash = database.inTrash;
  }
}

/** `PATCH /v1/data_sources/:data_source_id`: title, properties, bin. A renamed property keeps its values. */
export function changeDataSource(forge: NotionForge, source: DataSource, body: Json, actor: Actor): void {
  const { state } = forge;
  if (isObjectArray(body.title)) source.title = presentRichText(body.title);
  if (body.icon !== undefined) source.icon = body.icon;
  if (typeof body.in_trash === 'boolean') source.inTrash = body.in_trash;
  if (isObject(body.properties)) {
    const before = source.properties;
    source.properties = changeProperties(before, body.properties);
    for (const page of pagesOf(forge, source)) carryValues(page, before, source.properties);
    noteDataSource(forge, source, 'data_source.schema_updated', actor);
  }
  touch(state, source, actor.by, actor.now);
}

function carryValues(page: Page, before: readonly PropertyConfig[], after: readonly PropertyConfig[]): void {
  const carried = new Map<string, unknown>();
  for (const property of after) {
    const old = before.find((one) => one.id === property.id && one.type === property.type);
    const value = old && page.properties.get(old.name);
    if (value !== undefined) carried.set(property.name, value);
  }
  page.properties = carried;
}

/** The rows of a data source, oldest first, those in the bin included. */
export const pagesOf = ({ state }: NotionForge, source: DataSource): Page[] =>
  [...state.pages.values()].filter(
    ({ parent }) => parent.type === 'data_source_id' && parent.data_source_id === source.id,
  );
