import { LookoutError } from '../../kit/errors.ts';
import { stableId } from '../../kit/ids.ts';
import { cleanText, oneLine } from '../../kit/text.ts';
import { paragraphs, richText } from '../../vendors/notion/rich-text.ts';
import { withNotion } from './access.ts';
import { ensureColumns } from './choose-place.ts';
import { findOrCreatePage } from './find-or-create-page.ts';
import { planned } from './meeting-page.ts';
import type { NotionDeps } from './ports.ts';
import { writePage } from './write-page.ts';

export interface Note {
  title: string;
  paragraphs: readonly string[];
  link: string | null;
  key: string;
}

/**
 * A plain page in the database for meetings, once per key: saved again, it is gone on with or answered as it is.
 *
 * @throws LookoutError `conflict` while nobody has chosen where pages go
 */
export async function saveNote(
  deps: NotionDeps,
  workspaceId: string,
  note: Note,
): Promise<{ pageId: string; url: string }> {
  return await withNotion(deps, workspaceId, async ({ client, row }) => {
    if (!row?.data_source_id) throw noPlace();
    const source = await client.dataSource(row.data_source_id);
    if (source.inTrash) throw noPlace();
    const { page, isFresh } = await findOrCreatePage(deps, client, {
      workspaceId,
      dataSourceId: source.id,
      ids: await ensureColumns(client, source, row.properties),
      made: { noteKey: note.key },
      facts: {
        title: oneLine(cleanText(note.title)),
        date: deps.clock.now(),
        people: [],
        owners: [],
        source: 'Note',
        thread: null,
        lookoutId: stableId('note', workspaceId, note.key),
      },
    });
    if (!page.complete) {
      const plan = { top: planNote(note), folded: null };
      await writePage(deps, client, { workspaceId, page, plan, isFresh, isWanted: async () => true });
    }
    return { pageId: page.page_id, url: page.url };
  });
}

const planNote = ({ paragraphs: texts, link }: Note) => [
  ...texts.flatMap((text) => paragraphs(richText(text)).map(planned)),
  ...(link ? paragraphs(richText(link, { link })).map(planned) : []),
];

const noPlace = () =>
  new LookoutError('conflict', 'nobody has chosen where pages go', {
    humanMessage: 'Choose first where pages go in Notion, with /lookout connect notion.',
  });
