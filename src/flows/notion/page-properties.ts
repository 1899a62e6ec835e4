import * as z from 'zod';
import type { PageProperties, PropertyType } from '../../vendors/notion/notion-client.ts';
import { richText } from '../../vendors/notion/rich-text.ts';
import type { NotionDataSource } from '../../vendors/notion/schema.ts';

/** Ids of the columns Lookout fills. */
export const ColumnIds = z.object({
  title: z.string(),
  date: z.string(),
  people: z.string(),
  owners: z.string(),
  source: z.string(),
  thread: z.string(),
  lookoutId: z.string(),
});
export type ColumnIds = z.infer<typeof ColumnIds>;

const columns = {
  title: { name: 'Name', type: 'title' },
  date: { name: 'Date', type: 'date' },
  people: { name: 'People', type: 'multi_select' },
  owners: { name: 'Owners', type: 'people' },
  source: { name: 'Source', type: 'select' },
  thread: { name: 'Slack thread', type: 'url' },
  lookoutId: { name: 'Lookout id', type: 'rich_text' },
} as const satisfies Record<keyof ColumnIds, { name: string; type: PropertyType }>;
const keys = Object.keys(columns) as (keyof ColumnIds)[];

/** Columns of a new database, by name. */
export const newColumns: Record<string, PropertyType> = Object.fromEntries(
  Object.values(columns).map(({ name, type }) => [name, type]),
);

export interface MissingColumn {
  key: keyof ColumnIds;
  name: string;
  type: PropertyType;
}

/**
 * The columns of a data source that serve as ours: known by their id, which a renaming keeps, else by name and type.
 * What is missing is to be added under a name that is free.
 */
export function matchColumns(
  { properties }: NotionDataSource,
  known: Record<string, string> | null,
): { ids: Partial<ColumnIds>; missing: MissingColumn[] } {
  const ids: Partial<ColumnIds> = {};
  const missing: MissingColumn[] = [];
  for (const key of keys) {
    const { name, type } = columns[key];
    const otherName = `${name} (Lookout)`;
    const fitting = properties.filter((property) => property.type === type);
    const found =
      fitting.find((property) => property.id === known?.[key]) ??
      fitting.find((property) => property.name === name || property.name === otherName || type === 'title');
    if (found) ids[key] = found.id;
    else {
      const isTaken = properties.some((property) => property.name === name);
      missing.push({ key, name: isTaken ? otherName : name, type });
    }
  }
  return { ids, missing };
}

export interface PageFacts {
  title: string;
  date: Date | null;
  /** Names, as they were said. */
  people: readonly string[];
  /** Ids of people of Notion. */
  owners: readonly string[];
  source: string;
  thread: string | null;
  lookoutId: string;
}

/** An option of a select takes 100 characters and no comma. */
const optionOf = (name: string) => ({ name: name.replaceAll(',', ' ').slice(0, 100).trim() });
const mostOptions = 100;

/** A page's columns as Notion takes them. */
export function propertiesFor(ids: ColumnIds, facts: PageFacts): PageProperties {
  const people = [...new Set(facts.people.map((one) => optionOf(one).name))].filter((name) => name !== '');
  return {
    [ids.title]: { title: richText(facts.title) },
    [ids.people]: { multi_select: people.slice(0, mostOptions).map((name) => ({ name })) },
    [ids.source]: { select: optionOf(facts.source) },
    [ids.lookoutId]: { rich_text: richText(facts.lookoutId) },
    ...(facts.owners.length > 0
      ? { [ids.owners]: { people: facts.owners.slice(0, mostOptions).map((id) => ({ id })) } }
      : {}),
    ...(facts.date ? { [ids.date]: { date: { start: facts.date.toISOString() } } } : {}),
    ...(facts.thread ? { [ids.thread]: { url: facts.thread } } : {}),
  };
}
