import { isObject, isObjectArray, type Json, stringOr } from '../slack/json.ts';
import { invalid } from './notion-error.ts';
import { presentRichText } from './rich-text.ts';
import type { PropertyConfig } from './state.ts';

/** Types whose value Notion works out by itself. */
const computed = new Set(['created_time', 'last_edited_time', 'created_by', 'last_edited_by']);
const lists = new Set(['title', 'rich_text', 'multi_select', 'people', 'files', 'relation']);

/** What a property that was never set answers with. */
export const emptyValueOf = (type: string): unknown =>
  lists.has(type) ? [] : type === 'checkbox' ? false : null;

/** Short ids as Notion gives them to properties; the title's is always `title`. */
const shortId = (): string => crypto.randomUUID().slice(0, 4);

const typeKeyOf = (config: Json): string | undefined =>
  typeof config.type === 'string'
    ? config.type
    : Object.keys(config).find((key) => !['name', 'description', 'id'].includes(key));

const withOptions = new Set(['select', 'multi_select', 'status']);

const option = (given: Json): Json => ({
  id: stringOr(given.id, crypto.randomUUID()),
  name: stringOr(given.name, ''),
  color: stringOr(given.color, 'default'),
  description: given.description ?? null,
});

function readConfig(type: string, given: unknown, before: PropertyConfig | undefined): Json {
  const config = isObject(given) ? given : {};
  if (type === 'number') return { format: stringOr(config.format, 'number') };
  if (!withOptions.has(type)) return config;
  const known = isObjectArray(before?.config.options) ? before.config.options : [];
  const wanted = isObjectArray(config.options) ? config.options : known;
  const options = wanted.map((one) =>
    option({ ...known.find((old) => old.name === one.name || old.id === one.id), ...one }),
  );
  return type === 'status' ? { options, groups: [] } : { options };
}

/** A property of a new data source. */
export function newProperty(name: string, given: Json): PropertyConfig {
  const type = typeKeyOf(given);
  if (type === undefined) throw invalid(`body failed validation: body.properties.${name} has no type.`);
  return {
    id: type === 'title' ? 'title' : shortId(),
    name,
    type,
    config: readConfig(type, given[type], undefined),
  };
}

/** Changes a data source's properties by name or id: adds, renames, retypes, and removes those that are null. */
export function changeProperties(properties: readonly PropertyConfig[], changes: Json): PropertyConfig[] {
  let result = [...properties];
  for (const [key, change] of Object.entries(changes)) {
    const before = findProperty(result, key);
    if (change === null) {
      if (before?.type === 'title') throw invalid('Cannot delete the title property.');
      result = result.filter((property) => property !== before);
    } else if (isObject(change)) {
      const after = before ? changed(before, change) : newProperty(key, change);
      if (!before && after.type === 'title') {
        throw invalid('A data source has one title property; rename it to change it.');
      }
      result = before ? result.map((one) => (one === before ? after : one)) : [...result, after];
    }
  }
  return result;
}

function changed(before: PropertyConfig, change: Json): PropertyConfig {
  const type = typeKeyOf(change) ?? before.type;
  if ((type === 'title') !== (before.type === 'title')) {
    throw invalid(`Cannot change the type of the title property, or to it: ${before.name}.`);
  }
  const config =
    change[type] === undefined && type === before.type
      ? before.config
      : readConfig(type, change[type], before);
  return { ...before, name: stringOr(change.name, before.name), type, config };
}

export const findProperty = (
  properties: readonly PropertyConfig[],
  nameOrId: string,
): PropertyConfig | undefined =>
  properties.find((property) => property.name === nameOrId) ??
  properties.find((property) => property.id === nameOrId);

/** A select takes a new option by its name; a status does not. */
function pickOption(property: PropertyConfig, given: unknown): Json | null {
  if (!isObject(given)) return null;
  const options = isObjectArray(property.config.options) ? property.config.options : [];
  const known = options.find((one) => one.id === given.id || one.name === given.name);
  if (known) return { id: known.id, name: known.name, color: known.color };
  if (property.type === 'status') {
    throw invalid(
      `Invalid status option. Status option "${stringOr(given.name, String(given.id))}" does not exist".`,
    );
  }
  if (typeof given.name === 'string' && given.name.includes(',')) {
    throw invalid(`Invalid ${property.type} option, commas not allowed: ${given.name}`);
  }
  const fresh = option(given);
  property.config = { ...property.config, options: [...options, fresh] };
  return { id: fresh.id, name: fresh.name, color: fresh.color };
}

function readValue(property: PropertyConfig, given: unknown): unknown {
  switch (property.type) {
    case 'title':
    case 'rich_text':
      return presentRichText(given);
    case 'select':
    case 'status':
      return pickOption(property, given);
    case 'multi_select':
      return isObjectArray(given) ? given.map((one) => pickOption(property, one)) : [];
    case 'date':
      return isObject(given)
        ? { start: given.start, end: given.end ?? null, time_zone: given.time_zone ?? null }
        : null;
    case 'people':
      return isObjectArray(given) ? given.map((one) => ({ object: 'user', id: one.id })) : [];
    default:
      return given;
  }
}

/** The type a value of a request claims to be. */
const claimedType = (value: Json): string | undefined => Object.keys(value).find((key) => key !== 'type');

/**
 * Writes values into a page against its schema (`title` alone outside a data source). Throws validation_error
 * on a property that does not exist, is of another type, or is worked out by Notion. Nothing is written then.
 */
export function writeValues(
  into: Map<string, unknown>,
  schema: readonly PropertyConfig[],
  given: Json,
): string[] {
  const writes = Object.entries(given).map(([key, value]) => {
    const property =
      findProperty(schema, key) ?? (key === 'title' ? schema.find((one) => one.type === 'title') : undefined);
    if (!property) throw invalid(`${key} is not a property that exists.`);
    if (computed.has(property.type)) throw invalid(`${key} cannot be set: Notion works it out.`);
    const type = isObject(value) ? claimedType(value) : undefined;
    if (!isObject(value) || type !== property.type)
      throw invalid(`${key} is expected to be ${property.type}.`);
    return { property, value: value[type] };
  });
  for (const { property, value } of writes) into.set(property.name, readValue(property, value));
  return writes.map(({ property }) => property.id);
}
