import type { IncomingMessage, ServerResponse } from 'node:http';
import { OpenAPIGenerator } from '@orpc/openapi';
import { OpenAPIHandler } from '@orpc/openapi/node';
import { BodyLimitPlugin } from '@orpc/server/node';
import { ZodToJsonSchemaConverter } from '@orpc/zod/zod4';
import { type FlowRouters, houseContract } from '../contracts/house.ts';
import type { CallContext } from '../contracts/shared.ts';
import { traceCall } from './trace-call.ts';
import { toWireError } from './wire-errors.ts';

/** Where the calls are served. */
export const callsPrefix = '/v1';

/** Two extracted versions of a large page are a few megabytes. */
const maxBodyBytes = 8 * 1024 * 1024;

export type ServeCalls = (
  request: IncomingMessage,
  response: ServerResponse,
  context: CallContext,
) => Promise<boolean>;

/** Serves the flows' calls under `/v1` for an authenticated caller; false when no call has that path. */
export function createCallsServer(routers: FlowRouters): ServeCalls {
  const handler = new OpenAPIHandler(routers, {
    plugins: [new BodyLimitPlugin({ maxBodySize: maxBodyBytes })],
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
  return async (request, response, context) => {
    const { matched } = await handler.handle(request, response, { prefix: callsPrefix, context });
    return matched;
  };
}

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
