import { type BlockObjectRequest, Client, type CreatePageParameters } from '@notionhq/client';
import type * as z from 'zod';
import type { Clock } from '../../kit/clock.ts';
import { isTransient, LookoutError } from '../../kit/errors.ts';
import { createPace } from '../../kit/pace.ts';
import { boundedFetch } from './bounded-fetch.ts';
import { toNotionError } from './errors.ts';
import type { TextElement } from './rich-text.ts';
import * as answers from './schema.ts';

export type PageProperties = NonNullable<CreatePageParameters['properties']>;
/** What can be added to a database; each by its type's name with nothing chosen. */
export type PropertyType = 'title' | 'date' | 'multi_select' | 'people' | 'select' | 'rich_text' | 'url';

/**
 * Notion, for one workspace. Every failure is a LookoutError (see `toNotionError`). Notion knows no keys that make a
 * repeat harmless: whoever creates looks first whether it is there.
 */
export interface NotionClient {
  /** People of the workspace whose e-mail Notion shows; `not_allowed` where it shows none. */
  people(): Promise<answers.NotionPerson[]>;
  /** Whose token this is. */
  self(): Promise<answers.NotionSelf>;
  /** Data sources and pages shared with the connection, newest edit first, 200 of each at most. */
  search(): Promise<{ dataSources: answers.NotionDataSource[]; pages: answers.NotionPage[] }>;
  /** Pages shared with the connection, newest edit first, 100 at a time; `next` leads to the list after this one. */
  pagesByEdit(from: string | null): Promise<{ items: answers.NotionPage[]; next: string | null }>;
  dataSource(id: string): Promise<answers.NotionDataSource>;
  addProperties(id: string, added: Record<string, PropertyType>): Promise<answers.NotionDataSource>;
  database(id: string): Promise<answers.NotionDatabase>;
  createDatabase(wish: {
    pageId: string;
    title: string;
    properties: Record<string, PropertyType>;
  }): Promise<answers.NotionDatabase>;
  /** Pages of which a text property says exactly this, those in the bin left out. */
  findPages(dataSourceId: string, property: string, value: string): Promise<answers.NotionPage[]>;
  /** Pages of a data source in the order of its making, those in the bin left out. */
  rows(dataSourceId: string, atMost: number): Promise<answers.NotionPage[]>;
  /** Pages edited since, newest edit first, 1,000 at most; either those in the bin or the others. */
  pagesEditedSince(dataSourceId: string, since: Date, inTrash: boolean): Promise<answers.NotionPage[]>;
  createPage(dataSourceId: string, properties: PageProperties): Promise<answers.NotionPage>;
  page(id: string): Promise<answers.NotionPage>;
  movePage(id: string, bin: 'into the bin' | 'out of the bin'): Promise<void>;
  /** One level, in order, 100 calls at most. */
  children(blockId: string, atMost?: number): Promise<answers.NotionBlock[]>;
  /** Below one of its blocks, or at the end; answers the first level of what was made, in order. */
  append(
    blockId: string,
    blocks: readonly BlockObjectRequest[],
    below?: string | null,
  ): Promise<answers.NotionBlock[]>;
  block(id: string): Promise<answers.NotionBlock>;
  changeTodo(
    id: string,
    change: { checked?: boolean; rich_text?: TextElement[] },
  ): Promise<answers.NotionBlock>;
  changeParagraph(id: string, rich_text: TextElement[]): Promise<answers.NotionBlock>;
}

export interface NotionWindow {
  /** `workspaceId` names whose budget of calls it is. */
  client(workspaceId: string, token: string): NotionClient;
}

export interface NotionWindowOptions {
  /** Without a slash at its end. */
  apiUrl: string;
  /** The egress's. */
  fetch: typeof globalThis.fetch;
  clock: Clock;
}

export const notionVersion = '2026-03-11';
/** About what Notion gives one connection, given its answers take a third of a second to a second. */
const callsAtOnce = 3;
const pageSize = 100;
const mostLists = 100;
const mostPeople = 5_000;

/** The client of Notion's own making, with our way out, our waits and none of its repeats. */
export function createSdk(options: NotionWindowOptions, auth?: string): Client {
  return new Client({
    ...(auth ? { auth } : {}),
    baseUrl: options.apiUrl,
    notionVersion,
    fetch: boundedFetch(options.fetch, options.clock),
    retry: false,
    logger: () => undefined,
  });
}

export function createNotionWindow(options: NotionWindowOptions): NotionWindow {
  const pace = createPace(options.clock, { vendor: 'Notion', callsAtOnce });
  return {
    client: (workspaceId, token) => {
      const sdk = createSdk(options, token);
      const once: Call = async (schema, work) =>
        await pace.run(workspaceId, async () => {
          try {
            return readAnswer(schema, await work(sdk));
          } catch (thrown) {
            const error = toNotionError(thrown, options.clock.now());
            if (error.retryAfterMs) pace.pause(workspaceId, error.retryAfterMs);
            throw error;
          }
        });
      return clientOver({
        ask: repeating(once, (error) => isTransient(error) && error.code !== 'rate_limited'),
        // Of the failures of a change, only a conflict says for sure that nothing was done.
        change: repeating(once, (error) => error.fields.vendorCode === 'conflict_error'),
      });
    },
  };
}

type Call = <T>(schema: z.ZodType<T>, work: (sdk: Client) => Promise<unknown>) => Promise<T>;

const repeating =
  (once: Call, isWorthIt: (error: LookoutError) => boolean): Call =>
  async (schema, work) => {
    try {
      return await once(schema, work);
    } catch (error) {
      if (!(error instanceof LookoutError) || !isWorthIt(error)) throw error;
      return await once(schema, work);
    }
  };

function readAnswer<T>(schema: z.ZodType<T>, answer: unknown): T {
  const read = schema.safeParse(answer);
  if (read.success) return read.data;
  throw new LookoutError('vendor_refused', 'Notion answered in another shape than asked for', {
    cause: read.error,
    humanMessage: 'Notion answered in a way Lookout does not understand.',
  });
}

type List<T> = z.ZodType<{ items: T[]; next: string | null }>;

const plain = (content: string): TextElement[] => [{ type: 'text', text: { content } }];

function propertiesOf(wanted: Record<string, PropertyType>) {
  const empty = {};
  const of = {
    title: { title: empty },
    date: { date: empty },
    multi_select: { multi_select: empty },
    people: { people: empty },
    select: { select: empty },
    rich_text: { rich_text: empty },
    url: { url: empty },
  };
  return Object.fromEntries(Object.entries(wanted).map(([name, type]) => [name, of[type]]));
}

function clientOver({ ask, change }: { ask: Call; change: Call }): NotionClient {
  const all = async <T>(
    schema: List<T>,
    work: (sdk: Client, cursor: { start_cursor?: string; page_size: number }) => Promise<unknown>,
    atMost: number,
  ): Promise<T[]> => {
    const found: T[] = [];
    let cursor: string | null = null;
    for (let list = 0; list < mostLists && found.length < atMost; list += 1) {
      const from: { start_cursor?: string } = cursor === null ? {} : { start_cursor: cursor };
      const { items, next }: { items: T[]; next: string | null } = await ask(schema, (sdk) =>
        work(sdk, { ...from, page_size: pageSize }),
      );
      found.push(...items);
      if (next === null) break;
      cursor = next;
    }
    return found;
  };
  const byEdit = { timestamp: 'last_edited_time', direction: 'descending' } as const;
  const searchFor = async <T>(value: 'page' | 'data_source', schema: List<T>): Promise<T[]> =>
    await all(
      schema,
      (sdk, cursor) =>
        sdk.search({
          filter: { property: 'object', value },
          sort: byEdit,
          ...cursor,
        }),
      200,
    );
  return {
    people: async () => await all(answers.NotionPeople, (sdk, cursor) => sdk.users.list(cursor), mostPeople),
    self: async () => await ask(answers.NotionSelf, (sdk) => sdk.users.me({})),
    search: async () => ({
      dataSources: await searchFor('data_source', answers.NotionDataSources),
      pages: await searchFor('page', answers.NotionPages),
    }),
    pagesByEdit: async (from) =>
      await ask(answers.NotionPages, (sdk) =>
        sdk.search({
          filter: { property: 'object', value: 'page' },
          sort: byEdit,
          page_size: pageSize,
          ...(from === null ? {} : { start_cursor: from }),
        }),
      ),
    dataSource: async (id) =>
      await ask(answers.NotionDataSource, (sdk) => sdk.dataSources.retrieve({ data_source_id: id })),
    addProperties: async (id, added) =>
      await change(answers.NotionDataSource, (sdk) =>
        sdk.dataSources.update({ data_source_id: id, properties: propertiesOf(added) }),
      ),
    database: async (id) =>
      await ask(answers.NotionDatabase, (sdk) => sdk.databases.retrieve({ database_id: id })),
    createDatabase: async ({ pageId, title, properties }) =>
      await change(answers.NotionDatabase, (sdk) =>
        sdk.databases.create({
          parent: { type: 'page_id', page_id: pageId },
          title: plain(title),
          initial_data_source: { properties: propertiesOf(properties) },
        }),
      ),
    findPages: async (dataSourceId, property, value) =>
      await all(
        answers.NotionPages,
        (sdk, cursor) =>
          sdk.dataSources.query({
            data_source_id: dataSourceId,
            filter: { property, rich_text: { equals: value } },
            ...cursor,
          }),
        10,
      ),
    rows: async (dataSourceId, atMost) =>
      await all(
        answers.NotionPages,
        (sdk, cursor) =>
          sdk.dataSources.query({
            data_source_id: dataSourceId,
            sorts: [{ timestamp: 'created_time', direction: 'ascending' }],
            ...cursor,
          }),
        atMost,
      ),
    pagesEditedSince: async (dataSourceId, since, inTrash) =>
      await all(
        answers.NotionPages,
        (sdk, cursor) =>
          sdk.dataSources.query({
            data_source_id: dataSourceId,
            filter: {
              timestamp: 'last_edited_time',
              last_edited_time: { on_or_after: since.toISOString() },
            },
            sorts: [{ timestamp: 'last_edited_time', direction: 'descending' }],
            ...(inTrash ? { in_trash: true } : {}),
            ...cursor,
          }),
        1_000,
      ),
    createPage: async (dataSourceId, properties) =>
      await change(answers.NotionPage, (sdk) =>
        sdk.pages.create({ parent: { type: 'data_source_id', data_source_id: dataSourceId }, properties }),
      ),
    page: async (id) => await ask(answers.NotionPage, (sdk) => sdk.pages.retrieve({ page_id: id })),
    movePage: async (id, bin) => {
      await change(answers.NotionPage, (sdk) =>
        sdk.pages.update({ page_id: id, in_trash: bin === 'into the bin' }),
      );
    },
    children: async (blockId, atMost = pageSize * mostLists) =>
      await all(
        answers.NotionBlocks,
        (sdk, cursor) => sdk.blocks.children.list({ block_id: blockId, ...cursor }),
        atMost,
      ),
    append: async (blockId, blocks, below = null) =>
      (
        await change(answers.NotionBlocks, (sdk) =>
          sdk.blocks.children.append({
            block_id: blockId,
            children: [...blocks],
            ...(below ? { position: { type: 'after_block', after_block: { id: below } } } : {}),
          }),
        )
      ).items,
    block: async (id) => await ask(answers.NotionBlock, (sdk) => sdk.blocks.retrieve({ block_id: id })),
    changeTodo: async (id, to_do) =>
      await change(answers.NotionBlock, (sdk) => sdk.blocks.update({ block_id: id, to_do })),
    changeParagraph: async (id, rich_text) =>
      await change(answers.NotionBlock, (sdk) =>
        sdk.blocks.update({ block_id: id, paragraph: { rich_text } }),
      ),
  };
}
