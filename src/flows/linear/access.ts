import { codeOf, LookoutError } from '../../kit/errors.ts';
import type { Tx } from '../../store/database.ts';
import {
  findLinearConnection,
  type LinearConnectionRow,
  noteLinearProblem,
  replaceLinearTokens,
} from '../../store/linear-connections.ts';
import type { LinearClient } from '../../vendors/linear/linear-client.ts';
import { authorizationOf, sealCredentials } from './credentials.ts';
import type { LinearDeps } from './ports.ts';
import { freshCredentials } from './refresh-tokens.ts';

/** Linear's way of saying that a connection is over; the status shows it until somebody connects anew. */
const ended = 'Linear no longer takes the connection. Connect it again with /lookout connect linear.';

/**
 * Does something at Linear for a workspace. Throws not_found when Linear is not connected, and what the client
 * throws; a connection Linear refuses is marked, so that the status says so.
 */
export async function withLinear<T>(
  deps: LinearDeps,
  workspaceId: string,
  work: (client: LinearClient) => Promise<T>,
): Promise<T> {
  const row = await deps.database.tenant(workspaceId, (tx) => findLinearConnection(tx, workspaceId));
  const apiKey = configuredKey(deps, workspaceId);
  if (!row && !apiKey) throw notConnected();
  try {
    const authorization = row ? await authorizationNow(deps, row) : (apiKey ?? '');
    return await work(deps.linear.client(workspaceId, authorization));
  } catch (error) {
    if (row && codeOf(error) === 'unauthenticated')
      await deps.database.tenant(workspaceId, async (tx) => {
        await noteLinearProblem(tx, workspaceId, ended);
        if (!row.problem) await deps.queue.enqueue(tx, 'transcript.surroundings', { workspaceId });
      });
    throw error;
  }
}

/** Fresh, and sealed with the newest key: tokens change every day, a person's key only here. */
async function authorizationNow(deps: LinearDeps, row: LinearConnectionRow): Promise<string> {
  const credentials = await freshCredentials(deps, row);
  if (credentials.how === 'key' && deps.seal.resealNeeded(row.sealed_with)) {
    const { sealed, keyId } = sealCredentials(deps.seal, credentials);
    const { workspace_id: workspaceId, sealed: read } = row;
    await deps.database.tenant(workspaceId, (tx) =>
      replaceLinearTokens(tx, { workspaceId, read, sealed, sealedWith: keyId, expiresAt: null }),
    );
  }
  return authorizationOf(credentials);
}

/** The key of the settings, where it is this workspace's. */
export const configuredKey = ({ configured }: LinearDeps, workspaceId: string): string | undefined =>
  configured?.workspaceId === workspaceId ? configured.secret : undefined;

/** The workspace that the key of the settings serves now; none once it has a connection of its own. */
export async function workspacesByKey({ configured }: LinearDeps, tx: Tx): Promise<string[]> {
  if (!configured) return [];
  const own = await findLinearConnection(tx, configured.workspaceId);
  return own ? [] : [configured.workspaceId];
}

export function notConnected(): LookoutError {
  return new LookoutError('not_found', 'Linear is not connected', {
    humanMessage: 'Linear is not connected. Connect it with /lookout connect linear, then try again.',
  });
}
