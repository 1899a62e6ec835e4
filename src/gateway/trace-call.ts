import type { CallContext } from '../contracts/shared.ts';
import { traced } from '../kit/trace.ts';

/** Every call runs under its request's id, on both ways into a flow. */
export const traceCall = <Result>({ context, next }: { context: CallContext; next: () => Result }): Result =>
  traced(context.requestId, next);
