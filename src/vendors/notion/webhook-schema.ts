import * as z from 'zod';

/** What a webhook of Notion says, in our words: ids only, so that whoever takes it looks for itself. */
export type NotionEvent = {
  eventId: string;
  notionWorkspaceId: string;
} /** Something about a page or what stands on it, its being binned or restored included. */ & (
  | { kind: 'page'; pageId: string }
  /** A database or its properties are not as they were. */
  | { kind: 'place' }
  | { kind: 'unsupported'; type: string }
);

const Event = z.looseObject({
  id: z.string(),
  type: z.string(),
  workspace_id: z.string(),
  entity: z.looseObject({ id: z.string(), type: z.string() }),
});

/** The event of a verified body. Nothing unknown throws: it is `unsupported`. */
export function readNotionEvent(body: unknown): NotionEvent {
  const read = Event.safeParse(body);
  if (!read.success) return { kind: 'unsupported', type: '', eventId: '', notionWorkspaceId: '' };
  const { id, type, workspace_id, entity } = read.data;
  const from = { eventId: id, notionWorkspaceId: workspace_id };
  if (type.startsWith('page.') && entity.type === 'page') return { ...from, kind: 'page', pageId: entity.id };
  if (type.startsWith('data_source.') || type.startsWith('database.')) return { ...from, kind: 'place' };
  return { ...from, kind: 'unsupported', type };
}
