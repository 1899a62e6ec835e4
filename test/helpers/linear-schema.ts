import { type GraphQLError, parse, validate } from 'graphql';
import { linearSchema } from '../../src/sandbox/linear/schema/linear-schema.ts';

/** What Linear would say against a document, by the schema of the installed SDK; empty when it is valid. */
export const faultsOfLinearDocument = (document: string): readonly GraphQLError[] =>
  validate(linearSchema(), parse(document));
