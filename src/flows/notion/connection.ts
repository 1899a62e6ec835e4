import type { ConnectionStatus } from '../../contracts/linear.ts';
import { codeOf, humanMessageOf, LookoutError } from '../../kit/errors.ts';
import {
  deleteNotionConnection,
  findNotionConnection,
  type NotionConnectionRow,
  saveNotionConnection,
} from '../../store/notion-connections.ts';
import { deleteAllPassages } from '../../store/notion-passages.ts';
import type { NotionSelf } from '../../vendors/notion/schema.ts';
import {
  type Credentials,
  configuredToken,
  isConnected,
  loadConnection,
  openCredentials,
  sealCredentials,
} from './access.ts';
import type { NotionDeps } from './ports.ts';

export type NotionStatus = ConnectionStatus & { database: { id: string; title: string } | null };

const none: NotionStatus = {
  connected: false,
  name: null,
  how: null,
  problem: null,
  since: null,
  database: null,
};

const placeOf = (row: NotionConnectionRow | null): NotionStatus['database'] =>
  row?.data_source_id ? { id: row.data_source_id, title: row.data_source_title ?? 'Untitled' } : null;

/** Whether and how Notion is connected. The configured token is asked once a process whose it is. */
export function createConnection(deps: NotionDeps) {
  const { database, clock } = deps;
  let configured: Promise<NotionSelf> | undefined;

  /** Whose the configured token is. */
  const configuredSelf = async (workspaceId: string, token: string): Promise<NotionSelf> => {
    configured ??= deps.notion.client(workspaceId, token).self();
    try {
      return await configured;
    } catch (error) {
      configured = undefined;
      throw error;
    }
  };

  const status = async (workspaceId: string): Promise<NotionStatus> => {
    const row = await loadConnection(deps, workspaceId);
    if (!isConnected(deps, workspaceId, row)) return none;
    const rest = { problem: row?.problem ?? null, database: placeOf(row) };
    if (row && row.how !== 'config') {
      return {
        ...rest,
        connected: true,
        name: row.name,
        how: row.how === 'oauth' ? 'oauth' : 'key',
        since: row.connected_at.toISOString(),
      };
    }
    const byConfig = { ...rest, connected: true, how: 'config', since: null } as const;
    try {
      const { workspaceName } = await configuredSelf(workspaceId, configuredToken(deps, workspaceId) ?? '');
      return { ...byConfig, name: workspaceName };
    } catch (error) {
      return { ...byConfig, name: row?.name ?? null, problem: rest.problem ?? humanMessageOf(error) };
    }
  };

  /** Keeps a token that Notion has just taken. */
  const keep = async (
    workspaceId: string,
    credentials: Credentials,
    { how, by }: { how: 'key' | 'oauth'; by: string },
  ): Promise<ConnectionStatus> => {
    const self = await deps.notion.client(workspaceId, credentials.accessToken).self();
    const { sealed, keyId } = sealCredentials(deps.seal, credentials);
    await database.tenant(workspaceId, async (tx) => {
      const earlier = await findNotionConnection(tx, workspaceId);
      if (earlier && earlier.notion_workspace_id !== self.workspaceId)
        await deleteAllPassages(tx, workspaceId);
      await saveNotionConnection(tx, {
        workspaceId,
        how,
        sealed,
        sealedWith: keyId,
        notionWorkspaceId: self.workspaceId,
        name: self.workspaceName,
        by,
        at: clock.now(),
      });
      await deps.queue.enqueue(tx, 'notion.index', { workspaceId });
      await deps.queue.enqueue(tx, 'transcript.surroundings', { workspaceId });
    });
    return await status(workspaceId);
  };

  return {
    status,
    keep,
    connectByToken: async (workspaceId: string, token: string, by: string): Promise<ConnectionStatus> => {
      try {
        const credentials = { accessToken: token.trim(), refreshToken: null };
        return await keep(workspaceId, credentials, { how: 'key', by });
      } catch (error) {
        if (codeOf(error) !== 'unauthenticated') throw error;
        throw new LookoutError('bad_input', 'Notion does not take this token', {
          cause: error,
          humanMessage:
            'Notion does not take this token. Copy the secret of the integration again from notion.so/profile/integrations.',
        });
      }
    },
    disconnect: async (workspaceId: string): Promise<ConnectionStatus> => {
      const row = await loadConnection(deps, workspaceId);
      await database.tenant(workspaceId, async (tx) => {
        await deleteNotionConnection(tx, workspaceId);
        await deleteAllPassages(tx, workspaceId);
        await deps.queue.enqueue(tx, 'transcript.surroundings', { workspaceId });
      });
      if ((!row || row.how === 'config') && configuredToken(deps, workspaceId)) {
        throw new LookoutError('not_allowed', 'Notion is connected by NOTION_TOKEN', {
          humanMessage:
            'Notion is connected by NOTION_TOKEN. Whoever runs Lookout can take it out there. No pages are made until somebody chooses a place again.',
        });
      }
      if (row?.how === 'oauth') {
        // Forgotten here in any case; that Notion hears of it is a courtesy.
        const token = openCredentials(deps.seal, row)?.accessToken ?? '';
        await deps.oauth?.revoke(token).catch((error: unknown) => {
          deps.log.warn({ err: error, workspaceId }, 'a token of Notion was not revoked');
        });
      }
      return await status(workspaceId);
    },
  };
}

export type Connection = ReturnType<typeof createConnection>;
