import { isObject, type Json } from './json.ts';

/**
 * Rewrites every union of objects told apart by a constant `type` into "if type is X then X", so that a wrong
 * button is reported as a wrong button and not as "none of twenty schemas".
 */
export function switchOnType(schema: Json): Json {
  const definitions = isObject(schema.definitions) ? schema.definitions : {};

  const resolve = (node: unknown): unknown => {
    const name =
      isObject(node) && typeof node.$ref === 'string' ? node.$ref.replace('#/definitions/', '') : undefined;
    return name === undefined ? node : definitions[decodeURIComponent(name)];
  };

  /** Every alternative with its constant `type`, or undefined when one has none. */
  const alternatives = (node: unknown): { type: string; schema: unknown }[] | undefined => {
    const target = resolve(node);
    if (!isObject(target)) return undefined;
    if (Array.isArray(target.anyOf)) {
      const inner = target.anyOf.map(alternatives);
      return inner.every((one) => one !== undefined) ? inner.flat() : undefined;
    }
    const properties = isObject(target.properties) ? target.properties : {};
    const constant = isObject(properties.type) ? properties.type.const : undefined;
    return typeof constant === 'string' ? [{ type: constant, schema: node }] : undefined;
  };

  const rewrite = (node: unknown): unknown => {
    if (Array.isArray(node)) return node.map(rewrite);
    if (!isObject(node)) return node;
    const options = Array.isArray(node.anyOf) ? alternatives(node) : undefined;
    if (options === undefined)
      return Object.fromEntries(Object.entries(node).map(([key, value]) => [key, rewrite(value)]));
    const byType = Map.groupBy(options, (option) => option.type);
    return {
      type: 'object',
      required: ['type'],
      properties: { type: { enum: [...byType.keys()] } },
      allOf: [...byType].map(([type, same]) => ({
        if: { required: ['type'], properties: { type: { const: type } } },
        // biome-ignore lint/suspicious/noThenProperty: a JSON Schema keyword
        then:
          same.length === 1
            ? rewriteInline(same[0]?.schema)
            : { anyOf: same.map((one) => rewriteInline(one.schema)) },
      })),
    };
  };
  /** A reference stays one; an inline object has children to rewrite. */
  const rewriteInline = (node: unknown): unknown =>
    isObject(node) && node.$ref !== undefined ? node : rewrite(node);

  return {
    ...schema,
    definitions: Object.fromEntries(
      Object.entries(definitions).map(([name, value]) => [name, rewrite(value)]),
    ),
  };
}
