import type { GraphQLFieldResolver } from 'graphql';
import { notForged } from '../errors.ts';
import type { Actor, LinearForge } from '../forge.ts';

/** What every resolver is given besides its row and arguments. */
export interface Asking {
  forge: LinearForge;
  actor: Actor;
}

/** A field of a type; the row and arguments have the types the schema promises, which GraphQL has checked. */
type Field = (row: never, args: never, asking: Asking) => unknown;
export type Fields = Record<string, Field>;

/** Types that are answered with the fields of another. */
const likeOf: Record<string, string> = { IssueSearchResult: 'Issue' };

/**
 * How a field is found: a resolver of its type, else the row's own value, else what nobody in this organisation
 * uses. Anything more is an error.
 */
export function fieldResolver(
  types: Record<string, Fields>,
  unused: Record<string, Record<string, unknown>>,
): GraphQLFieldResolver<unknown, Asking> {
  return (row, args, asking, info) => {
    const type = info.parentType.name;
    const like = likeOf[type] ?? type;
    const field = types[type]?.[info.fieldName] ?? types[like]?.[info.fieldName];
    if (field) return field(row as never, args as never, asking);
    if (typeof row === 'object' && row !== null && info.fieldName in row)
      return (row as Record<string, unknown>)[info.fieldName];
    const empty = unused[like];
    if (empty && info.fieldName in empty) return empty[info.fieldName];
    throw notForged(`${type}.${info.fieldName}`);
  };
}
