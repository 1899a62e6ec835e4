import { timingSafeEqual } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import { type CallContext, systemWorkspace, WorkspaceId } from '../../contracts/shared.ts';
import { LookoutError } from '../../kit/errors.ts';
import { newId, sha256 } from '../../kit/ids.ts';

export interface ApiKeys {
  /** Keys of single workspaces. */
  workspaces: readonly { workspaceId: string; secret: string }[];
  /** The key of our own processes: may speak for any workspace and for the clock. */
  internal: string | undefined;
}

const sameSecret = (one: string, other: string): boolean =>
  timingSafeEqual(Buffer.from(sha256(one)), Buffer.from(sha256(other)));

const headerOf = (request: IncomingMessage, name: string): string | undefined => {
  const value = request.headers[name];
  return Array.isArray(value) ? value[0] : value;
};

/**
 * Who calls, from the bearer key. A workspace's key speaks for that workspace only, whatever the headers
 * say. Throws `unauthenticated` without a known key, `not_allowed` for another workspace.
 */
export function authenticate(request: IncomingMessage, keys: ApiKeys): CallContext {
  const given = /^Bearer (.+)$/i.exec(headerOf(request, 'authorization') ?? '')?.[1];
  if (!given) {
    throw new LookoutError('unauthenticated', 'no key', {
      humanMessage: 'Send an API key: "Authorization: Bearer <key>".',
    });
  }
  const wanted = headerOf(request, 'x-lookout-workspace');
  const requestId = headerOf(request, 'x-request-id')?.slice(0, 100) ?? newId();
  const userId = headerOf(request, 'x-lookout-user')?.slice(0, 64);
  const person = userId ? { userId } : {};
  if (keys.internal && sameSecret(given, keys.internal)) {
    const workspaceId = WorkspaceId.safeParse(wanted ?? systemWorkspace);
    if (!workspaceId.success)
      throw new LookoutError('bad_input', 'x-lookout-workspace is not a workspace id');
    return { workspaceId: workspaceId.data, requestId, ...person };
  }
  const key = keys.workspaces.find(({ secret }) => sameSecret(given, secret));
  if (!key)
    throw new LookoutError('unauthenticated', 'unknown key', {
      humanMessage: 'This API key is not known here.',
    });
  if (wanted && wanted !== key.workspaceId) {
    throw new LookoutError('not_allowed', 'another workspace', {
      humanMessage: 'This API key belongs to another workspace.',
    });
  }
  return { workspaceId: key.workspaceId, requestId, ...person };
}
