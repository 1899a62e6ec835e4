import type { IncomingMessage, ServerResponse } from 'node:http';
import { OpenAPIGenerator } from '@orpc/openapi';
import { OpenAPIHandler } from '@orpc/openapi/node';
import { ORPCError } from '@orpc/server';
import { BodyLimitPlugin } from '@orpc/server/node';
import { ZodToJsonSchemaConverter } from '@orpc/zod/zod4';
import { type FlowRouters, houseContract } from '../contracts/house.ts';
import type { CallContext } from '../contracts/shared.ts';
import { mostTranscriptBytes } from '../contracts/transcript.ts';
import { httpStatusOf, LookoutError } from '../kit/errors.ts';
import { traceCall } from './trace-call.ts';
import { toWireError } from './wire-errors.ts';

/** Where the calls are served. */
export const callsPrefix = '/v1';

/** Two extracted versions of a large page are a few megabytes. */
const mostBytes = 8 * 1024 * 1024;
/** A transcript of the largest size as base64 grows by a third, and has a few words around it. */
const mostHandedInBytes = Math.ceil((mostTranscriptBytes * 4) / 3) + 1024 * 1024;
/** The one call that takes a whole file. */
const handsIn = { method: 'POST', path: `${callsPrefix}/transcripts` };

export type ServeCalls = (
  request: IncomingMessage,
  response: ServerResponse,
  context: CallContext,
) => Promise<boolean>;

/**
 * Serves the flows' calls under `/v1` for an authenticated caller; false when no call has that path.
 *
 * @throws LookoutError `too_large` for a body that says so itself, before any of it is read
 */
export function createCallsServer(routers: FlowRouters): ServeCalls {
  const calls = { handler: createHandler(routers, mostBytes), most: mostBytes };
  const files = { handler: createHandler(routers, mostHandedInBytes), most: mostHandedInBytes };
  return async (request, response, context) => {
    const { handler, most } = isHandingIn(request) ? files : calls;
    if (Number(request.headers['content-length'] ?? 0) > most) throw tooLarge(most);
    const { matched } = await handler.handle(request, response, { prefix: callsPrefix, context });
    return matched;
  };
}

const isHandingIn = ({ method, url }: IncomingMessage): boolean =>
  method === handsIn.method && url?.split(/[?#]/, 1)[0] === handsIn.path;

const createHandler = (routers: FlowRouters, most: number) =>
  new OpenAPIHandler(routers, {
    plugins: [new BodyLimitPlugin({ maxBodySize: most })],
    interceptors: [
      async ({ next }) => {
        try {
          return await next();
        } catch (error) {
          // What does not say how long it is is found out on the way.
          throw error instanceof ORPCError && error.status === httpStatusOf.too_large
            ? toWireError(tooLarge(most))
            : error;
        }
      },
    ],
    clientInterceptors: [
      ({ context, next }) => traceCall({ context, next }),
      async ({ next }) => {
        try {
          return await next();
        } catch (error) {
          throw toWireError(error);
        }
      },
    ],
  });

const tooLarge = (most: number): LookoutError =>
  new LookoutError('too_large', 'the body is too large', {
    humanMessage: `This request is too large: this call takes up to ${Math.floor(most / 1e6)} MB.`,
  });

/** The OpenAPI description of every call, from the contracts themselves. */
export async function describeCalls(): Promise<object> {
  const generator = new OpenAPIGenerator({ schemaConverters: [new ZodToJsonSchemaConverter()] });
  return await generator.generate(houseContract, {
    info: {
      title: 'Lookout',
      version: '1',
      description: 'Watches pages and turns talk into work. Send `Authorization: Bearer <key>`.',
    },
    servers: [{ url: callsPrefix }],
    components: { securitySchemes: { key: { type: 'http', scheme: 'bearer' } } },
    security: [{ key: [] }],
  });
}
