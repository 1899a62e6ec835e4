import type { IncomingMessage, ServerResponse } from 'node:http';
import { type DocumentNode, execute, GraphQLError, Kind, parse, validate } from 'graphql';
import { readBody } from '../http.ts';
import { isObject, tryParseJson } from '../slack/json.ts';
import { type Answer, deliver, type Outcome, rateLimited, refusal, refusalByFault } from './answer.ts';
import { authenticate } from './authenticate.ts';
import { complexityOf } from './complexity.ts';
import { linearError } from './errors.ts';
import type { LinearForge } from './forge.ts';
import { linearLimits } from './limits.ts';
import { entityFields } from './read/fields.ts';
import { queryFields } from './read/queries.ts';
import { type Asking, fieldResolver } from './read/resolver.ts';
import { unusedFields } from './read/unused.ts';
import { linearSchema } from './schema/linear-schema.ts';
import { issueMutations } from './write/issue-mutations.ts';
import { otherMutations } from './write/other-mutations.ts';
import { webhookMutations } from './write/webhook-mutations.ts';

const resolve = fieldResolver(
  {
    ...entityFields,
    Query: queryFields,
    Mutation: { ...issueMutations, ...otherMutations, ...webhookMutations },
  },
  unusedFields,
);

/** Documents that were parsed and found valid; a client sends few different ones. */
const read = new Map<string, DocumentNode>();
const mostRead = 300;

function readDocument(query: string): DocumentNode {
  const known = read.get(query);
  if (known) return known;
  const document = parse(query);
  const faults = validate(linearSchema(), document);
  if (faults.length > 0) throw new AggregateError(faults, 'the document is not valid');
  if (read.size >= mostRead) read.clear();
  read.set(query, document);
  return document;
}

/** Names of the root fields a document asks for; what faults are addressed to. */
const rootFields = (document: DocumentNode): string[] =>
  document.definitions
    .flatMap((one) => (one.kind === Kind.OPERATION_DEFINITION ? one.selectionSet.selections : []))
    .flatMap((one) => (one.kind === Kind.FIELD ? [one.name.value] : []));

async function outcomeOf(
  forge: LinearForge,
  authorization: string | undefined,
  sent: Record<string, unknown>,
): Promise<Outcome> {
  const actor = authenticate(forge, authorization);
  const document = readDocument(typeof sent.query === 'string' ? sent.query : '');
  const variables = isObject(sent.variables) ? sent.variables : {};
  const fields = rootFields(document);
  const complexity = complexityOf(linearSchema(), document, variables);
  const call = { fields, variables, status: 0, complexity };
  forge.calls.push(call);
  const fault = forge.faults.take(fields);
  const spending = forge.budget.spend(actor.credential, complexity);
  const execution = async (): Promise<Answer> => {
    const result = await execute({
      schema: linearSchema(),
      document,
      variableValues: variables,
      contextValue: { forge, actor } satisfies Asking,
      fieldResolver: resolve,
    });
    for (const error of result.errors ?? [])
      if (error.originalError && !(error.originalError instanceof GraphQLError))
        forge.log.error({ err: error.originalError }, 'the forged Linear failed');
    if (!result.errors) return { status: 200, body: result, headers: spending.headers };
    return refusal(result.errors, spending.headers, result.data);
  };
  const answer =
    refuseCostly(complexity) ??
    (spending.allowed ? undefined : rateLimited(spending.retryAfterSeconds, spending.headers)) ??
    (fault && refusalByFault(fault, spending.headers)) ??
    (fault?.fault === 'timeout' ? undefined : await execution());
  call.status = answer?.status ?? 0;
  return { answer, fault };
}

function refuseCostly(complexity: number): Answer | undefined {
  const { complexityPerQuery } = linearLimits;
  if (complexity <= complexityPerQuery) return undefined;
  const sentence = `The query costs ${complexity} points; ${complexityPerQuery} is the most.`;
  return refusal([linearError('invalid', 'Query too complex', sentence)]);
}

/** `POST /graphql`. */
export async function serveGraphql(
  forge: LinearForge,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const body = tryParseJson((await readBody(request)).toString());
  const refuse = (error: unknown): Outcome => {
    if (error instanceof GraphQLError) return { answer: refusal([error]) };
    if (error instanceof AggregateError) return { answer: refusal(error.errors) };
    throw error;
  };
  const outcome = isObject(body)
    ? await outcomeOf(forge, request.headers.authorization, body).catch(refuse)
    : refuse(linearError('graphql', 'POST body missing', 'POST body missing.'));
  await deliver(forge, response, outcome);
}
