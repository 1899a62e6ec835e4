import * as z from 'zod';
import { codeOf, LookoutError } from '../../kit/errors.ts';
import type { Seal, Sealed } from '../../kit/seal.ts';
import {
  findNotionConnection,
  type NotionConnectionRow,
  noteNotionProblem,
  replaceNotionTokens,
} from '../../store/notion-connections.ts';
import type { NotionClient } from '../../vendors/notion/notion-client.ts';
import type { NotionDeps } from './ports.ts';

/** What is sealed in a connection's row. */
const Credentials = z.object({ accessToken: z.string(), refreshToken: z.string().nullable() });
export type Credentials = z.infer<typeof Credentials>;

export const sealCredentials = (seal: Seal, credentials: Credentials): Sealed =>
  seal.seal(JSON.stringify(credentials));

/** Null for the row of a token from the configuration, which holds none. */
export const openCredentials = (seal: Seal, row: NotionConnectionRow): Credentials | null =>
  row.sealed && row.sealed_with
    ? Credentials.parse(JSON.parse(seal.open(row.sealed, row.sealed_with)))
    : null;

/** Notion's way of saying that a connection is over; the status shows it until somebody connects anew. */
const ended = 'Notion no longer takes the connection. Connect it again with /lookout connect notion.';

export interface NotionAccess {
  client: NotionClient;
  /** Null: by the token of the configuration, and nobody has chosen where pages go. */
  row: NotionConnectionRow | null;
}

export const loadConnection = async (
  { database }: NotionDeps,
  workspaceId: string,
): Promise<NotionConnectionRow | null> =>
  await database.tenant(workspaceId, (tx) => findNotionConnection(tx, workspaceId));

/** The token of the settings, where it is this workspace's. */
export const configuredToken = ({ configured }: NotionDeps, workspaceId: string): string | undefined =>
  configured?.workspaceId === workspaceId ? configured.secret : undefined;

/** Whether there is a token to ask with: a row of the configuration's token outlives it. */
export const isConnected = (
  deps: NotionDeps,
  workspaceId: string,
  row: NotionConnectionRow | null,
): boolean => (row && row.how !== 'config' ? true : configuredToken(deps, workspaceId) !== undefined);

/**
 * Does something at Notion for a workspace. Throws `not_found` when Notion is not connected (see `isDisconnected`),
 * and what the client throws. A token that is over is renewed once; a connection Notion refuses is marked, so that
 * the status says so.
 */
export async function withNotion<T>(
  deps: NotionDeps,
  workspaceId: string,
  work: (access: NotionAccess) => Promise<T>,
): Promise<T> {
  const row = await loadConnection(deps, workspaceId);
  if (!isConnected(deps, workspaceId, row)) throw notConnected();
  const credentials = row && openCredentials(deps.seal, row);
  const token = credentials?.accessToken ?? configuredToken(deps, workspaceId) ?? '';
  const clientOf = (accessToken: string) => deps.notion.client(workspaceId, accessToken);
  try {
    return await work({ client: clientOf(token), row });
  } catch (error) {
    if (codeOf(error) !== 'unauthenticated') throw error;
    const renewed =
      row && credentials?.refreshToken ? await renew(deps, row, credentials.refreshToken) : null;
    if (renewed) return await work({ client: clientOf(renewed), row });
    await deps.database.tenant(workspaceId, async (tx) => {
      await noteNotionProblem(tx, workspaceId, ended);
      if (!row?.problem) await deps.queue.enqueue(tx, 'transcript.surroundings', { workspaceId });
    });
    throw error;
  }
}

/** A fresh access token, or null when only a person can help. Two that try at once end with the same tokens. */
async function renew(
  deps: NotionDeps,
  row: NotionConnectionRow,
  refreshToken: string,
): Promise<string | null> {
  const workspaceId = row.workspace_id;
  try {
    const tokens = await deps.oauth?.refresh(refreshToken);
    if (!tokens) return null;
    const { sealed, keyId } = sealCredentials(deps.seal, tokens);
    const change = { workspaceId, read: row.sealed ?? '', sealed, sealedWith: keyId };
    await deps.database.tenant(workspaceId, (tx) => replaceNotionTokens(tx, change));
    return tokens.accessToken;
  } catch (error) {
    if (codeOf(error) !== 'unauthenticated') throw error;
    // A refresh token works once: somebody else may have used it, and stored what came of it.
    const now = await loadConnection(deps, workspaceId);
    return now && now.sealed !== row.sealed ? (openCredentials(deps.seal, now)?.accessToken ?? null) : null;
  }
}

export function notConnected(): LookoutError {
  return new LookoutError('not_found', 'Notion is not connected', {
    fields: { notConnected: true },
    humanMessage: 'Notion is not connected. Connect it with /lookout connect notion, then try again.',
  });
}

export const isDisconnected = (error: unknown): boolean =>
  error instanceof LookoutError && error.fields.notConnected === true;
