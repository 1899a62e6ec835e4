import { ORPCError } from '@orpc/server';
import * as z from 'zod';
import { codeOf, errorCodes, httpStatusOf, humanMessageOf, LookoutError } from '../kit/errors.ts';

const WireData = z.object({ code: z.enum(errorCodes), retryAfterMs: z.number().optional() });

interface ValidationIssue {
  path?: readonly unknown[];
  message: string;
}

const issuesOf = (data: unknown): string => {
  const issues = (data as { issues?: ValidationIssue[] } | undefined)?.issues ?? [];
  return issues.map((issue) => `${(issue.path ?? []).join('.') || 'input'}: ${issue.message}`).join('; ');
};

/** Any failure of a flow as it crosses the wall: one code, its HTTP status, a sentence for a person, no stack. */
export function toWireError(error: unknown): ORPCError<string, unknown> {
  if (error instanceof ORPCError) {
    if (error.code !== 'BAD_REQUEST') return error;
    const issues = issuesOf(error.data);
    return wire(new LookoutError('bad_input', issues ? `That was not understood: ${issues}` : error.message));
  }
  return wire(error);
}

function wire(error: unknown): ORPCError<string, unknown> {
  const code = codeOf(error);
  return new ORPCError(code.toUpperCase(), {
    status: httpStatusOf[code],
    message: humanMessageOf(error),
    data: {
      code,
      ...(error instanceof LookoutError && error.retryAfterMs !== undefined
        ? { retryAfterMs: error.retryAfterMs }
        : {}),
    },
    cause: error,
  });
}

/** The same failure on the caller's side, whichever way it travelled. */
export function fromWireError(error: unknown): unknown {
  if (!(error instanceof ORPCError)) return error;
  const data = WireData.safeParse(error.data);
  const code = data.success ? data.data.code : 'internal';
  return new LookoutError(code, error.message, {
    humanMessage: data.success ? error.message : humanMessageOf(undefined),
    retryAfterMs: data.success ? data.data.retryAfterMs : undefined,
    cause: error,
  });
}
