import type { Json } from '../slack/json.ts';
import { emptyValueOf } from './properties.ts';
import { plainText } from './rich-text.ts';
import type {
  Block,
  Comment,
  Database,
  DataSource,
  NotionState,
  Page,
  PropertyConfig,
  User,
} from './state.ts';
import { livingChildren } from './tree.ts';

/** Notion's times have no finer grain than the minute; two edits within one cannot be told apart. */
const minute = (at: Date): string => `${at.toISOString().slice(0, 16)}:00.000Z`;

const userRef = (id: string): Json => ({ object: 'user', id });

const stamps = (one: Page | Block | DataSource | Database): Json => ({
  created_time: minute(one.createdAt),
  last_edited_time: minute(one.editedAt),
  in_trash: one.inTrash,
  archived: one.inTrash,
});

const authors = (one: Page | Block | DataSource): Json => ({
  created_by: userRef(one.createdBy),
  last_edited_by: userRef(one.editedBy),
});

export function presentUser(user: User, workspace: NotionState['workspace']): Json {
  const common = { object: 'user', id: user.id, name: user.name, avatar_url: null, type: user.type };
  return user.type === 'person'
    ? { ...common, person: { email: user.email } }
    : {
        ...common,
        bot: {
          owner: { type: 'workspace', workspace: true },
          workspace_id: workspace.id,
          workspace_name: workspace.name,
          workspace_limits: { max_file_upload_size_in_bytes: 5_242_880 },
        },
      };
}

export const titleOf = (page: Page, schema: readonly PropertyConfig[] | undefined): string => {
  const name = schema?.find((property) => property.type === 'title')?.name ?? 'title';
  return plainText(page.properties.get(name));
};

export const schemaOf = (state: NotionState, page: Page): readonly PropertyConfig[] | undefined =>
  page.parent.type === 'data_source_id'
    ? state.dataSources.get(page.parent.data_source_id)?.properties
    : undefined;

/** Notion's link to a page: its title and its id without dashes. */
export function urlOfPage(base: string, id: string, title: string): string {
  const words = title
    .normalize('NFKD')
    .replace(/[^A-Za-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '');
  return `${base}/${words === '' ? '' : `${words}-`}${id.replaceAll('-', '')}`;
}

function propertyValueOf(page: Page, { name, type }: PropertyConfig): unknown {
  if (type === 'created_time') return minute(page.createdAt);
  if (type === 'last_edited_time') return minute(page.editedAt);
  if (type === 'created_by') return userRef(page.createdBy);
  if (type === 'last_edited_by') return userRef(page.editedBy);
  return page.properties.get(name) ?? emptyValueOf(type);
}

export function presentPage(state: NotionState, base: string, page: Page): Json {
  const schema = schemaOf(state, page) ?? [{ id: 'title', name: 'title', type: 'title', config: {} }];
  return {
    object: 'page',
    id: page.id,
    ...stamps(page),
    ...authors(page),
    is_archived: false,
    is_locked: false,
    cover: page.cover,
    icon: page.icon,
    parent: page.parent,
    properties: Object.fromEntries(
      schema.map((property) => [
        property.name,
        { id: property.id, type: property.type, [property.type]: propertyValueOf(page, property) },
      ]),
    ),
    url: urlOfPage(base, page.id, titleOf(page, schema)),
    public_url: null,
  };
}

export const presentBlock = (state: NotionState, block: Block): Json => {
  const inner = state.pages.get(block.id);
  return {
    object: 'block',
    id: block.id,
    parent: block.parent,
    ...stamps(block),
    ...authors(block),
    has_children: livingChildren(state, inner ?? block).length > 0,
    type: block.type,
    [block.type]: block.content,
  };
};

const presentConfig = (property: PropertyConfig): Json => ({
  id: property.id,
  name: property.name,
  description: null,
  type: property.type,
  [property.type]: property.config,
});

export const presentDataSource = (state: NotionState, base: string, source: DataSource): Json => {
  const database = state.databases.get(source.databaseId);
  return {
    object: 'data_source',
    id: source.id,
    ...stamps(source),
    ...authors(source),
    title: source.title,
    description: [],
    icon: source.icon,
    cover: null,
    is_inline: database?.isInline ?? false,
    parent: { type: 'database_id', database_id: source.databaseId },
    database_parent: database?.parent ?? { type: 'workspace', workspace: true },
    properties: Object.fromEntries(
      source.properties.map((property) => [property.name, presentConfig(property)]),
    ),
    url: urlOfPage(base, source.databaseId, ''),
    public_url: null,
  };
};

export const presentDatabase = (state: NotionState, base: string, database: Database): Json => ({
  object: 'database',
  id: database.id,
  ...stamps(database),
  title: database.title,
  description: database.description,
  parent: database.parent,
  is_inline: database.isInline,
  is_locked: false,
  icon: database.icon,
  cover: null,
  data_sources: database.dataSourceIds.map((id) => ({
    id,
    name: plainText(state.dataSources.get(id)?.title),
  })),
  url: urlOfPage(base, database.id, ''),
  public_url: null,
});

export const presentComment = (state: NotionState, comment: Comment): Json => {
  const user = state.users.get(comment.createdBy);
  return {
    object: 'comment',
    id: comment.id,
    parent: comment.parent,
    discussion_id: comment.discussionId,
    created_time: minute(comment.createdAt),
    last_edited_time: minute(comment.editedAt),
    created_by: userRef(comment.createdBy),
    rich_text: comment.richText,
    display_name: comment.displayName
      ? { type: 'custom', resolved_name: comment.displayName }
      : { type: user?.type === 'bot' ? 'integration' : 'user', resolved_name: user?.name ?? null },
  };
};
