import { codeOf, LookoutError } from '../../kit/errors.ts';
import { saveNotionConnection, saveNotionPlace } from '../../store/notion-connections.ts';
import type { NotionClient } from '../../vendors/notion/notion-client.ts';
import type { NotionDataSource } from '../../vendors/notion/schema.ts';
import { withNotion } from './access.ts';
import { ColumnIds, matchColumns, newColumns } from './page-properties.ts';
import type { NotionDeps } from './ports.ts';

export interface Place {
  id: string;
  kind: 'data_source' | 'page';
  title: string;
}

const databaseTitle = 'Meetings';

/** Data sources and pages shared with the connection; rows of databases are no places. */
export async function listPlaces(deps: NotionDeps, workspaceId: string): Promise<Place[]> {
  return await withNotion(deps, workspaceId, async ({ client }) => {
    const { dataSources, pages } = await client.search();
    return [
      ...dataSources.flatMap(({ id, title, inTrash }) =>
        inTrash ? [] : [{ id, kind: 'data_source' as const, title }],
      ),
      ...pages.flatMap(({ id, title, inTrash, isRow }) =>
        inTrash || isRow ? [] : [{ id, kind: 'page' as const, title }],
      ),
    ];
  });
}

/**
 * Meeting pages go there from now on: into an existing data source, whose missing columns are added, or into a
 * database that is made below a page. Chosen again, it is the same database.
 *
 * @throws LookoutError `bad_input` when the place is gone or not shared with the connection
 */
export async function choosePlace(
  deps: NotionDeps,
  workspaceId: string,
  chosen: { id: string; kind: Place['kind']; by: string },
): Promise<{ id: string; title: string }> {
  return await withNotion(deps, workspaceId, async ({ client, row }) => {
    const source = await openPlace(client, chosen);
    const properties = await ensureColumns(client, source, row?.properties ?? null);
    const self = row ? null : await client.self();
    await deps.database.tenant(workspaceId, async (tx) => {
      if (self) {
        await saveNotionConnection(tx, {
          workspaceId,
          how: 'config',
          sealed: null,
          sealedWith: null,
          notionWorkspaceId: self.workspaceId,
          name: self.workspaceName,
          by: chosen.by,
          at: deps.clock.now(),
        });
        await deps.queue.enqueue(tx, 'notion.index', { workspaceId });
      }
      await saveNotionPlace(tx, workspaceId, { id: source.id, title: source.title, properties });
      await deps.queue.enqueue(tx, 'transcript.surroundings', { workspaceId });
    });
    return { id: source.id, title: source.title };
  });
}

async function openPlace(
  client: NotionClient,
  { id, kind }: { id: string; kind: Place['kind'] },
): Promise<NotionDataSource> {
  try {
    const source = kind === 'data_source' ? await client.dataSource(id) : await databaseBelow(client, id);
    if (!source.inTrash) return source;
  } catch (error) {
    if (codeOf(error) !== 'not_found') throw error;
  }
  throw new LookoutError('bad_input', 'the chosen place is gone', {
    humanMessage:
      'Notion does not show this place to Lookout. Share it with the integration, or choose another.',
  });
}

/** Our database below a page: the one that is there already, else a new one. */
async function databaseBelow(client: NotionClient, pageId: string): Promise<NotionDataSource> {
  const below = await client.children(pageId, 1_000);
  for (const block of below) {
    if (block.type !== 'child_database' || block.text !== databaseTitle) continue;
    const source = await firstSource(client, await client.database(block.id));
    if (source && 'lookoutId' in matchColumns(source, null).ids) return source;
  }
  const made = await client.createDatabase({ pageId, title: databaseTitle, properties: newColumns });
  const source = await firstSource(client, made);
  if (!source) throw new LookoutError('vendor_refused', 'a database of Notion came without a data source');
  return { ...source, title: databaseTitle };
}

async function firstSource(
  client: NotionClient,
  { dataSourceIds, inTrash }: { dataSourceIds: string[]; inTrash: boolean },
): Promise<NotionDataSource | null> {
  const [id] = dataSourceIds;
  return id && !inTrash ? await client.dataSource(id) : null;
}

/** The ids of our columns in a data source, after adding those that are missing. */
export async function ensureColumns(
  client: NotionClient,
  source: NotionDataSource,
  known: Record<string, string> | null,
): Promise<ColumnIds> {
  const { ids, missing } = matchColumns(source, known);
  if (missing.length === 0) return ColumnIds.parse(ids);
  const { properties } = await client.addProperties(
    source.id,
    Object.fromEntries(missing.map(({ name, type }) => [name, type])),
  );
  const added = missing.map(({ key, name }) => [key, properties.find((one) => one.name === name)?.id]);
  return ColumnIds.parse({ ...ids, ...Object.fromEntries(added) });
}
