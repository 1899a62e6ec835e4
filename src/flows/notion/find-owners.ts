import type { TranscriptView } from '../../contracts/transcript.ts';
import { codeOf } from '../../kit/errors.ts';
import { findLinearCatalog } from '../../store/linear-catalogs.ts';
import type { NotionClient } from '../../vendors/notion/notion-client.ts';
import type { NotionDeps } from './ports.ts';

/**
 * People of Notion who have something to do after a meeting: those whose e-mail is that of an item's assignee in
 * Linear. Only they, and only by e-mail: who is put into a column of people is told so by Notion, and two people may
 * share a name. Nobody where Notion does not let the integration see e-mails.
 */
export async function findOwners(
  { database, log }: NotionDeps,
  client: NotionClient,
  workspaceId: string,
  { items }: Pick<TranscriptView, 'items'>,
): Promise<string[]> {
  const assignees = new Set(
    items.flatMap(({ state, fields }) =>
      (state === 'created' || state === 'linked') && fields.assigneeId ? [fields.assigneeId] : [],
    ),
  );
  if (assignees.size === 0) return [];
  const catalog = await database.tenant(workspaceId, (tx) => findLinearCatalog(tx, workspaceId));
  const emails = new Set(
    (catalog?.users ?? []).filter(({ id }) => assignees.has(id)).map(({ email }) => email.toLowerCase()),
  );
  if (emails.size === 0) return [];
  try {
    const people = await client.people();
    return people.filter(({ email }) => emails.has(email.toLowerCase())).map(({ id }) => id);
  } catch (error) {
    if (codeOf(error) !== 'not_allowed') throw error;
    log.info({ workspaceId }, 'Notion does not show its people to this connection');
    return [];
  }
}
