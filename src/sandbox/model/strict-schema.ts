import { isObject } from '../slack/json.ts';

/**
 * What OpenAI refuses in a strict schema: every object closed, and every property required.
 *
 * @returns the first problem with its place, undefined when there is none
 */
export function strictSchemaProblem(schema: unknown, at = 'schema'): string | undefined {
  if (Array.isArray(schema)) {
    return firstProblem(schema.entries(), ([index, one]) => strictSchemaProblem(one, `${at}[${index}]`));
  }
  if (!isObject(schema)) return undefined;
  if (schema.type === 'object') {
    const properties = isObject(schema.properties) ? Object.keys(schema.properties) : [];
    const required: unknown[] = Array.isArray(schema.required) ? schema.required : [];
    const optional = properties.find((name) => !required.includes(name));
    if (schema.additionalProperties !== false)
      return `In context=(${at}), 'additionalProperties' is required to be supplied and to be false.`;
    if (optional !== undefined)
      return `In context=(${at}), 'required' is required to be supplied and to be an array including every key in properties. Missing '${optional}'.`;
  }
  return firstProblem(Object.entries(schema), ([key, value]) => strictSchemaProblem(value, `${at}.${key}`));
}

function firstProblem<T>(items: Iterable<T>, check: (item: T) => string | undefined): string | undefined {
  for (const item of items) {
    const problem = check(item);
    if (problem !== undefined) return problem;
  }
  return undefined;
}
