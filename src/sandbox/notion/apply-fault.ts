import { abortOf } from '../slack/delivery/http-transport.ts';
import type { Json } from '../slack/json.ts';
import type { NotionFault } from './faults.ts';
import type { NotionForge } from './forge.ts';
import { NotionError } from './notion-error.ts';

const limitNames = {
  connection: 'connection_rate_limit',
  workspace: 'workspace_rate_limit',
};

/** Throws the refusal of a fault that lets nothing happen; returns for the others. */
function refuse(fault: NotionFault): void {
  const after = { headers: { 'retry-after': String(fault.retryAfterSeconds ?? 1) } };
  switch (fault.fault) {
    case 'rate_limited':
      throw new NotionError(429, 'rate_limited', 'You have been rate limited. Please try again later.', {
        ...after,
        additionalData: { rate_limit_reason: limitNames[fault.reason ?? 'connection'] },
      });
    case 'overloaded':
      throw new NotionError(529, 'service_overload', 'Notion is overloaded. Please try again later.', after);
    case 'conflict':
      throw new NotionError(409, 'conflict_error', 'Conflict occurred while saving. Please try again.');
    case 'unavailable':
      throw new NotionError(503, 'service_unavailable', 'Notion is unavailable. Please try again later.');
    case 'server_error':
      throw new NotionError(500, 'internal_server_error', 'Unexpected error occurred.');
    case 'error':
      throw new NotionError(
        fault.status ?? 400,
        fault.code ?? 'validation_error',
        fault.message ?? 'Refused on demand.',
      );
  }
}

/** Lets a fault happen to a request; `cut` means: close the connection without a word. */
export async function applyFault(
  { clock, lifetime }: Pick<NotionForge, 'clock' | 'lifetime'>,
  fault: NotionFault,
  answer: () => Json,
): Promise<Json | 'cut'> {
  refuse(fault);
  if (fault.fault === 'timeout') return await abortOf(lifetime).catch(() => 'cut' as const);
  if (fault.fault === 'slow') await clock.sleep(fault.delayMs ?? 5_000, lifetime);
  const done = answer();
  if (fault.fault === 'answer_lost') return 'cut';
  if (fault.fault === 'server_error_after') {
    throw new NotionError(500, 'internal_server_error', 'Unexpected error occurred.');
  }
  return done;
}
