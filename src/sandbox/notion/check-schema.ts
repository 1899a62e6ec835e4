import { isObject, type Json } from '../slack/json.ts';

/** A way a value does not fit, in Notion's wording; `depth` is how far down it was found. */
export interface Misfit {
  message: string;
  depth: number;
}

type Definitions = Record<string, unknown>;

const typeWords: Record<string, string> = {
  string: 'a string',
  boolean: 'a boolean',
  array: 'an array',
  object: 'an object',
  number: 'a number',
  null: '`null`',
};

const isOfType = (value: unknown, type: unknown): boolean => {
  if (type === 'object') return isObject(value);
  if (type === 'array') return Array.isArray(value);
  if (type === 'null') return value === null;
  return typeof value === type;
};

const shown = (value: unknown): string => {
  const text = JSON.stringify(value) ?? 'undefined';
  return text.length > 80 ? `${text.slice(0, 80)}…` : text;
};

/**
 * Checks a value against a schema made by ts-json-schema-generator, of which it knows the keywords that appear there.
 * Interpreted rather than compiled: Ajv needs 1.3 s of a busy core to compile the schema of `pages.create` alone, in
 * the process whose Slack acknowledgements are due within three. A test holds its verdicts against Ajv's.
 *
 * @returns the misfit worth telling, or undefined when the value fits
 */
export function misfitOf(
  definitions: Definitions,
  schema: unknown,
  value: unknown,
  at: string,
  depth = 0,
): Misfit | undefined {
  if (!isObject(schema)) return undefined;
  const miss = (what: string, where = at): Misfit => ({
    message: `${where} should be ${what}, instead was \`${shown(value)}\`.`,
    depth,
  });
  if (typeof schema.$ref === 'string') {
    const target = definitions[schema.$ref.slice('#/definitions/'.length)];
    return misfitOf(definitions, target, value, at, depth);
  }
  if (Array.isArray(schema.anyOf)) return closestMisfit(definitions, schema.anyOf, value, at, depth);
  if (schema.const !== undefined && value !== schema.const) return miss(`\`${shown(schema.const)}\``);
  if (Array.isArray(schema.enum) && !schema.enum.includes(value)) {
    return miss(schema.enum.map((one) => `\`${shown(one)}\``).join(' or '));
  }
  const types = schema.type === undefined ? [] : [schema.type].flat();
  if (types.length > 0 && !types.some((type) => isOfType(value, type))) {
    return miss(types.map((type) => typeWords[String(type)] ?? String(type)).join(' or '));
  }
  if (Array.isArray(value)) {
    return firstOf(value.keys(), (index) =>
      misfitOf(definitions, schema.items, value[index], `${at}[${index}]`, depth + 1),
    );
  }
  return isObject(value) ? objectMisfit(definitions, schema, value, at, depth) : undefined;
}

function objectMisfit(
  definitions: Definitions,
  schema: Json,
  value: Json,
  at: string,
  depth: number,
): Misfit | undefined {
  const properties = isObject(schema.properties) ? schema.properties : {};
  for (const key of Array.isArray(schema.required) ? schema.required : []) {
    if (value[key] === undefined) {
      return { message: `${at}.${key} should be defined, instead was \`undefined\`.`, depth };
    }
  }
  const { additionalProperties } = schema;
  return firstOf(Object.keys(value), (key) => {
    const known = properties[key] ?? additionalProperties;
    if (value[key] === undefined || known === undefined) return undefined;
    return known === false
      ? { message: `${at}.${key} should be not present, instead was \`${shown(value[key])}\`.`, depth }
      : misfitOf(definitions, known, value[key], `${at}.${key}`, depth + 1);
  });
}

/** Of all alternatives, the one that was followed furthest down: the one the sender most likely meant. */
function closestMisfit(
  definitions: Definitions,
  alternatives: readonly unknown[],
  value: unknown,
  at: string,
  depth: number,
): Misfit | undefined {
  let closest: Misfit | undefined;
  for (const alternative of alternatives) {
    const misfit = misfitOf(definitions, alternative, value, at, depth);
    if (misfit === undefined) return undefined;
    if (closest === undefined || misfit.depth > closest.depth) closest = misfit;
  }
  return closest;
}

function firstOf<K>(keys: Iterable<K>, check: (key: K) => Misfit | undefined): Misfit | undefined {
  for (const key of keys) {
    const misfit = check(key);
    if (misfit) return misfit;
  }
  return undefined;
}
