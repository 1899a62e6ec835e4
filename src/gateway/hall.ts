import { createORPCClient } from '@orpc/client';
import type { ContractRouterClient } from '@orpc/contract';
import { OpenAPILink } from '@orpc/openapi-client/fetch';
import { createRouterClient } from '@orpc/server';
import { type FlowName, type FlowRouters, houseContract } from '../contracts/house.ts';
import type { CallContext } from '../contracts/shared.ts';
import { traceCall } from './trace-call.ts';
import { fromWireError, toWireError } from './wire-errors.ts';

type House = typeof houseContract;

/** Every flow's calls as one typed client: `hall.as(who).monitor.create({...})`. */
export type Calls = { [Flow in FlowName]: ContractRouterClient<House[Flow]> };

/** One typed way to call a flow, in this process or over HTTP. Failures are `LookoutError`s on both ways. */
export interface Hall {
  /** The calls, made for a workspace and, when there is one, a person. */
  as(context: CallContext): Calls;
}

const throughJson = (value: unknown): unknown =>
  value === undefined ? value : JSON.parse(JSON.stringify(value));

/** Both sides of the wall in one process: JSON in, JSON out, errors as they would arrive over HTTP. */
const asOverHttp = async (options: {
  input: unknown;
  next: (options?: never) => Promise<unknown>;
}): Promise<unknown> => {
  try {
    const result = await options.next({ ...options, input: throughJson(options.input) } as never);
    return throughJson(result);
  } catch (error) {
    throw fromWireError(toWireError(error));
  }
};

/** The hall of one process: validated, JSON in between, so nothing works here that would break in two. */
export function createHall(routers: FlowRouters): Hall {
  return {
    as: (context) =>
      createRouterClient(routers, {
        context: () => context,
        interceptors: [asOverHttp as never, traceCall as never],
      }) as unknown as Calls,
  };
}

export interface RemoteHallOptions {
  /** Where `/v1` is served, for example `https://lookout.example/v1`. */
  url: string;
  key: string;
  fetch: (request: Request) => Promise<Response>;
}

/** The same hall over HTTP. The workspace and person travel as headers; the key must allow them. */
export function createRemoteHall({ url, key, fetch }: RemoteHallOptions): Hall {
  return {
    as: (context) =>
      createORPCClient(
        new OpenAPILink(houseContract, {
          url,
          fetch,
          headers: {
            authorization: `Bearer ${key}`,
            'x-lookout-workspace': context.workspaceId,
            'x-request-id': context.requestId,
            ...(context.userId ? { 'x-lookout-user': context.userId } : {}),
          },
          interceptors: [
            async ({ next }) => {
              try {
                return await next();
              } catch (error) {
                throw fromWireError(error);
              }
            },
          ],
        }),
      ) as unknown as Calls,
  };
}
