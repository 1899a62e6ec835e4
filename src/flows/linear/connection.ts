import type { ConnectionStatus } from '../../contracts/linear.ts';
import { codeOf, humanMessageOf, LookoutError } from '../../kit/errors.ts';
import type { Tx } from '../../store/database.ts';
import { deleteLinearCatalog } from '../../store/linear-catalogs.ts';
import {
  deleteLinearConnection,
  findLinearConnection,
  saveLinearConnection,
} from '../../store/linear-connections.ts';
import { forgetPlainIssues } from '../../store/linear-issues.ts';
import type { Viewer } from '../../vendors/linear/schema.ts';
import { configuredKey } from './access.ts';
import { authorizationOf, type Credentials, openCredentials, sealCredentials } from './credentials.ts';
import type { LinearDeps } from './ports.ts';

const none: ConnectionStatus = { connected: false, name: null, how: null, problem: null, since: null };

/** Whether and how Linear is connected. The configured key is asked once a process whose it is. */
export function createConnection(deps: LinearDeps) {
  const { database, queue, clock } = deps;
  let configured: Promise<Viewer> | undefined;

  /** Whose the configured key is; undefined without one. */
  const configuredViewer = async (workspaceId: string): Promise<Viewer | undefined> => {
    const apiKey = configuredKey(deps, workspaceId);
    if (!apiKey) return undefined;
    configured ??= deps.linear.client(workspaceId, apiKey).viewer();
    try {
      return await configured;
    } catch (error) {
      configured = undefined;
      throw error;
    }
  };

  const status = async (workspaceId: string): Promise<ConnectionStatus> => {
    const row = await database.tenant(workspaceId, (tx) => findLinearConnection(tx, workspaceId));
    if (row) {
      return {
        connected: true,
        name: row.name,
        how: row.how === 'oauth' ? 'oauth' : 'key',
        problem: row.problem,
        since: row.connected_at.toISOString(),
      };
    }
    if (!configuredKey(deps, workspaceId)) return none;
    try {
      const viewer = await configuredViewer(workspaceId);
      return { ...none, connected: true, name: viewer?.organizationName ?? null, how: 'config' };
    } catch (error) {
      return { ...none, connected: true, how: 'config', problem: humanMessageOf(error) };
    }
  };

  /** Keeps credentials that Linear has just taken, and looks around with them. */
  const keep = async (
    workspaceId: string,
    credentials: Credentials,
    { expiresAt, by }: { expiresAt: Date | null; by: string },
  ): Promise<ConnectionStatus> => {
    const viewer = await deps.linear.client(workspaceId, authorizationOf(credentials)).viewer();
    const { sealed, keyId } = sealCredentials(deps.seal, credentials);
    const at = clock.now();
    await database.tenant(workspaceId, async (tx) => {
      const earlier = await findLinearConnection(tx, workspaceId);
      if (earlier && earlier.organization_id !== viewer.organizationId) await forget(tx, workspaceId);
      await saveLinearConnection(tx, {
        workspaceId,
        how: credentials.how,
        sealed,
        sealedWith: keyId,
        organizationId: viewer.organizationId,
        name: viewer.organizationName,
        expiresAt,
        by,
        at,
      });
      await queue.enqueue(tx, 'linear.refresh', { workspaceId });
      await queue.enqueue(tx, 'transcript.surroundings', { workspaceId });
    });
    return await status(workspaceId);
  };

  return {
    status,
    keep,
    configuredViewer,
    connectByKey: async (workspaceId: string, apiKey: string, by: string): Promise<ConnectionStatus> => {
      try {
        return await keep(workspaceId, { how: 'key', apiKey: apiKey.trim() }, { expiresAt: null, by });
      } catch (error) {
        if (codeOf(error) !== 'unauthenticated') throw error;
        throw new LookoutError('bad_input', 'Linear does not take this key', {
          cause: error,
          humanMessage:
            'Linear does not take this key. Copy it again from Linear, under Settings, Security & access.',
        });
      }
    },
    disconnect: async (workspaceId: string): Promise<ConnectionStatus> => {
      const row = await database.tenant(workspaceId, async (tx) => {
        const found = await findLinearConnection(tx, workspaceId);
        if (!found) return null;
        await deleteLinearConnection(tx, workspaceId);
        await forget(tx, workspaceId);
        await queue.enqueue(tx, 'transcript.surroundings', { workspaceId });
        return found;
      });
      if (!row && configuredKey(deps, workspaceId)) {
        throw new LookoutError('not_allowed', 'Linear is connected by LINEAR_API_KEY', {
          humanMessage: 'Linear is connected by LINEAR_API_KEY. Whoever runs Lookout can take it out there.',
        });
      }
      const credentials = row && openCredentials(deps.seal, row);
      if (credentials?.how === 'oauth') {
        // Forgotten here in any case; that Linear hears of it is a courtesy.
        await deps.oauth?.revoke(credentials.accessToken).catch((error: unknown) => {
          deps.log.warn({ err: error, workspaceId }, 'a token of Linear was not revoked');
        });
      }
      return await status(workspaceId);
    },
  };
}

async function forget(tx: Tx, workspaceId: string): Promise<void> {
  await deleteLinearCatalog(tx, workspaceId);
  await forgetPlainIssues(tx, workspaceId);
}

export type Connection = ReturnType<typeof createConnection>;
