import { linearError } from './errors.ts';
import type { Actor, LinearForge } from './forge.ts';

const everything = new Set(['read', 'write', 'admin']);

/** Who sends a request, by `Authorization: lin_api_…` or `Bearer …`; throws as Linear refuses. */
export function authenticate(forge: LinearForge, header: string | undefined): Actor {
  const { grants, tables } = forge;
  const bearer = /^Bearer (.+)$/i.exec(header ?? '')?.[1];
  if (bearer?.startsWith('lin_api_'))
    throw linearError(
      'unauthenticated',
      'Bearer token is an API key',
      'It looks like you are trying to use an API key as a Bearer token. Remove the Bearer prefix from the Authorization header.',
    );
  const grant = bearer === undefined ? undefined : grants.grantOf(bearer);
  const userId = bearer === undefined ? grants.keys.get(header ?? '') : grant?.userId;
  const user = grant?.asApp
    ? [...tables.users.values()].find((one) => one.app)
    : tables.users.get(userId ?? '');
  if (!user?.active)
    throw linearError(
      'unauthenticated',
      'Authentication required, not authenticated',
      'You need to authenticate to access this operation.',
    );
  return {
    user,
    ...(grant ? { app: { id: grants.client.clientId, name: grants.client.name } } : {}),
    scopes: grant ? new Set(grant.scopes) : everything,
    credential: header ?? '',
  };
}
