import { GraphQLError } from 'graphql';

/** Linear's kinds of errors: the `type` its SDK maps to a class, the `code`, and the HTTP status. */
const kinds = {
  invalid: { type: 'invalid input', code: 'INVALID_INPUT', status: 400 },
  missing: { type: 'invalid input', code: 'INPUT_ERROR', status: 400 },
  graphql: { type: 'graphql error', code: 'GRAPHQL_VALIDATION_FAILED', status: 400 },
  unauthenticated: { type: 'authentication error', code: 'AUTHENTICATION_ERROR', status: 401 },
  forbidden: { type: 'forbidden', code: 'FORBIDDEN', status: 403 },
  ratelimited: { type: 'ratelimited', code: 'RATELIMITED', status: 400 },
  internal: { type: 'internal error', code: 'INTERNAL_SERVER_ERROR', status: 500 },
} as const;
export type LinearErrorKind = keyof typeof kinds;

/** An error as Linear words it: `extensions.userPresentableMessage` is what a person may be shown. */
export function linearError(
  kind: LinearErrorKind,
  message: string,
  userPresentableMessage: string,
  more: Record<string, unknown> = {},
): GraphQLError {
  const { type, code, status } = kinds[kind];
  return new GraphQLError(message, {
    extensions: {
      type,
      code,
      statusCode: status,
      userError: kind !== 'internal',
      userPresentableMessage,
      http: { status },
      ...more,
    },
  });
}

/** What Linear says to arguments that cannot be right. */
export const invalidArgument = (sentence: string): GraphQLError =>
  linearError('invalid', 'Argument Validation Error', sentence);

/** What Linear says of an id that is nothing, or nothing this viewer may see. */
export const entityNotFound = (entity: string): GraphQLError =>
  linearError('missing', `Entity not found: ${entity}`, `Could not find referenced ${entity}.`);

/** The schema has it, the forge does not: an error, as a null would be taken for an answer. */
export const notForged = (field: string): GraphQLError =>
  linearError('graphql', `not forged: ${field}`, `The forged Linear does not know ${field}.`);
