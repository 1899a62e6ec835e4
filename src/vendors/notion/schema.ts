import * as z from 'zod';
import { cleanText, oneLine } from '../../kit/text.ts';

/** A rich text as what it says. */
const Words = z
  .array(z.looseObject({ plain_text: z.string().catch('') }))
  .catch([])
  .transform((items) => cleanText(items.map((item) => item.plain_text).join('')));

/** A list of which one bad element never loses the rest. */
const loose = <T>(item: z.ZodType<T>) =>
  z.array(z.unknown()).transform((all) =>
    all.flatMap((one) => {
      const read = item.safeParse(one);
      return read.success ? [read.data] : [];
    }),
  );

export const NotionSelf = z
  .looseObject({
    name: z.string().nullish(),
    bot: z
      .looseObject({ workspace_id: z.string().nullish(), workspace_name: z.string().nullish() })
      .catch({}),
  })
  .transform(({ name, bot }) => ({
    workspaceId: bot.workspace_id ?? '',
    workspaceName: cleanText(bot.workspace_name ?? name ?? 'Notion'),
  }));
export type NotionSelf = z.infer<typeof NotionSelf>;

const Property = z.looseObject({ id: z.string(), type: z.string() });

export const NotionDataSource = z
  .looseObject({
    object: z.literal('data_source'),
    id: z.string(),
    title: Words,
    in_trash: z.boolean().catch(false),
    properties: z.record(z.string(), Property),
  })
  .transform(({ id, title, in_trash, properties }) => ({
    id,
    title: oneLine(title) || 'Untitled',
    inTrash: in_trash,
    properties: Object.entries(properties).map(([name, { id: propertyId, type }]) => ({
      id: propertyId,
      name,
      type,
    })),
  }));
export type NotionDataSource = z.infer<typeof NotionDataSource>;

export const NotionPage = z
  .looseObject({
    object: z.literal('page'),
    id: z.string(),
    url: z.string(),
    in_trash: z.boolean().catch(false),
    /** To the minute. */
    last_edited_time: z.iso.datetime({ offset: true }),
    parent: z.looseObject({ type: z.string() }).catch({ type: 'unknown' }),
    properties: z.record(z.string(), z.looseObject({ type: z.string() })).catch({}),
  })
  .transform(({ id, url, in_trash, last_edited_time, parent, properties }) => ({
    id,
    url,
    inTrash: in_trash,
    /** By Notion's clock, to the minute. */
    editedAt: new Date(last_edited_time),
    /** A row of a database, rather than a page by itself. */
    isRow: parent.type === 'data_source_id' || parent.type === 'database_id',
    title:
      oneLine(Words.parse(Object.values(properties).find(({ type }) => type === 'title')?.title)) ||
      'Untitled',
  }));
export type NotionPage = z.infer<typeof NotionPage>;

export const NotionDatabase = z
  .looseObject({
    id: z.string(),
    url: z.string().catch(''),
    title: Words,
    in_trash: z.boolean().catch(false),
    data_sources: loose(z.looseObject({ id: z.string() })),
  })
  .transform(({ id, url, title, in_trash, data_sources }) => ({
    id,
    url,
    title: oneLine(title) || 'Untitled',
    inTrash: in_trash,
    dataSourceIds: data_sources.map((one) => one.id),
  }));
export type NotionDatabase = z.infer<typeof NotionDatabase>;

const Content = z.looseObject({
  rich_text: Words.optional(),
  title: z.string().transform(cleanText).optional().catch(undefined),
  expression: z.string().transform(cleanText).optional().catch(undefined),
  cells: z.array(Words).optional().catch(undefined),
  checked: z.boolean().optional().catch(undefined),
  synced_from: z.looseObject({ block_id: z.string() }).nullish().catch(undefined),
});

/** A row of a table in one line; an empty cell keeps its place. */
const rowOf = (cells: string[] | undefined): string | undefined =>
  cells?.some((cell) => cell.trim() !== '') ? cells.map(oneLine).join(' | ') : undefined;

/** A block as its words; `checked` is null where there is nothing to tick. */
export const NotionBlock = z
  .looseObject({
    id: z.string(),
    type: z.string(),
    has_children: z.boolean().catch(false),
    in_trash: z.boolean().catch(false),
  })
  .transform((block) => {
    const content = Content.catch({}).parse(block[block.type]);
    return {
      id: block.id,
      type: block.type,
      text: content.rich_text ?? content.title ?? content.expression ?? rowOf(content.cells) ?? '',
      checked: block.type === 'to_do' ? (content.checked ?? false) : null,
      /** The block whose content a synced one shows; null for all others. */
      shows: content.synced_from?.block_id ?? null,
      hasChildren: block.has_children,
      inTrash: block.in_trash,
    };
  });
export type NotionBlock = z.infer<typeof NotionBlock>;

const listOf = <T>(item: z.ZodType<T>) =>
  z
    .looseObject({ results: loose(item), next_cursor: z.string().nullable().catch(null) })
    .transform(({ results, next_cursor }) => ({ items: results, next: next_cursor }));

/** A person, not a bot, whose e-mail is shown. */
const NotionPerson = z
  .looseObject({ id: z.string(), person: z.looseObject({ email: z.string().min(3) }) })
  .transform(({ id, person }) => ({ id, email: person.email }));
export type NotionPerson = z.infer<typeof NotionPerson>;

export const NotionPeople = listOf(NotionPerson);
export const NotionBlocks = listOf(NotionBlock);
export const NotionPages = listOf(NotionPage);
export const NotionDataSources = listOf(NotionDataSource);
