import { isObject, isObjectArray, type Json } from '../slack/json.ts';
import { invalid } from './notion-error.ts';
import { emptyValueOf, findProperty } from './properties.ts';
import { plainText } from './rich-text.ts';
import type { DataSource, Page, PropertyConfig } from './state.ts';

type Test = (page: Page) => boolean;

const propertyValueOf = (page: Page, { name, type }: PropertyConfig): unknown => {
  if (type === 'created_time') return page.createdAt.toISOString();
  if (type === 'last_edited_time') return page.editedAt.toISOString();
  return page.properties.get(name) ?? emptyValueOf(type);
};

/** A value as filters see it: text, a number, a boolean, or the names and ids in a list. */
function comparable(value: unknown, type: string): string | number | boolean | string[] | null {
  if (type === 'title' || type === 'rich_text') return plainText(value);
  if (type === 'date') return isObject(value) ? String(value.start) : null;
  if (isObject(value)) return String(value.name ?? value.id);
  if (isObjectArray(value)) return value.flatMap((one) => [one.name, one.id].filter(Boolean).map(String));
  return typeof value === 'number' || typeof value === 'boolean' || typeof value === 'string' ? value : null;
}

const isEmpty = (value: ReturnType<typeof comparable>): boolean =>
  value === null || value === '' || (Array.isArray(value) && value.length === 0);

const holds = (value: ReturnType<typeof comparable>, wanted: unknown): boolean =>
  Array.isArray(value)
    ? value.includes(String(wanted))
    : String(value ?? '')
        .toLowerCase()
        .includes(String(wanted).toLowerCase());

const compare = (value: ReturnType<typeof comparable>, wanted: unknown): number | undefined => {
  if (value === null || Array.isArray(value)) return undefined;
  if (typeof wanted === 'number') return Number(value) - wanted;
  return Date.parse(String(value)) - Date.parse(String(wanted));
};

const operators: Record<string, (value: ReturnType<typeof comparable>, wanted: unknown) => boolean> = {
  equals: (value, wanted) => (Array.isArray(wanted) ? wanted.includes(value) : (value ?? '') === wanted),
  does_not_equal: (value, wanted) => (value ?? '') !== wanted,
  contains: holds,
  does_not_contain: (value, wanted) => !holds(value, wanted),
  starts_with: (value, wanted) => String(value ?? '').startsWith(String(wanted)),
  ends_with: (value, wanted) => String(value ?? '').endsWith(String(wanted)),
  is_empty: (value) => isEmpty(value),
  is_not_empty: (value) => !isEmpty(value),
  greater_than: (value, wanted) => (compare(value, wanted) ?? -1) > 0,
  less_than: (value, wanted) => (compare(value, wanted) ?? 1) < 0,
  greater_than_or_equal_to: (value, wanted) => (compare(value, wanted) ?? -1) >= 0,
  less_than_or_equal_to: (value, wanted) => (compare(value, wanted) ?? 1) <= 0,
  after: (value, wanted) => (compare(value, wanted) ?? -1) > 0,
  before: (value, wanted) => (compare(value, wanted) ?? 1) < 0,
  on_or_after: (value, wanted) => (compare(value, wanted) ?? -1) >= 0,
  on_or_before: (value, wanted) => (compare(value, wanted) ?? 1) <= 0,
};

/** The filter of a query as a test. Throws validation_error on an unknown property, a wrong type, an unknown operator. */
export function readFilter(source: DataSource, filter: unknown): Test {
  if (!isObject(filter)) return () => true;
  if (isObjectArray(filter.and)) {
    const tests = filter.and.map((one) => readFilter(source, one));
    return (page) => tests.every((test) => test(page));
  }
  if (isObjectArray(filter.or)) {
    const tests = filter.or.map((one) => readFilter(source, one));
    return (page) => tests.some((test) => test(page));
  }
  return propertyTest(filter, filteredProperty(source, filter));
}

function filteredProperty(source: DataSource, filter: Json): PropertyConfig {
  const { timestamp } = filter;
  if (timestamp === 'created_time' || timestamp === 'last_edited_time') {
    return { id: timestamp, name: timestamp, type: timestamp, config: {} };
  }
  const property = findProperty(source.properties, String(filter.property));
  if (!property) throw invalid(`Could not find property with name or id: ${String(filter.property)}`);
  return property;
}

function propertyTest(filter: Json, property: PropertyConfig): Test {
  const condition = filter[property.type];
  if (!isObject(condition)) {
    const given = Object.keys(filter).find((key) => key !== 'property' && key !== 'type');
    throw invalid(`database property ${property.type} does not match filter ${given}`);
  }
  const tests = Object.entries(condition).map(([name, wanted]) => {
    const operator = operators[name];
    if (!operator) throw invalid(`The forged Notion does not know the filter ${property.type}.${name}.`);
    return (page: Page) => operator(comparable(propertyValueOf(page, property), property.type), wanted);
  });
  return (page) => tests.every((test) => test(page));
}

/** The order of a query's answer; newest first unless it says otherwise. */
export function sortPages(source: DataSource, pages: readonly Page[], sorts: unknown): Page[] {
  const [first] = isObjectArray(sorts) ? sorts : [];
  const property = first ? filteredProperty(source, first) : undefined;
  const ordered = pages.toReversed();
  if (!property) return ordered;
  const keyOf = (page: Page) => comparable(propertyValueOf(page, property), property.type) ?? '';
  const sign = first?.direction === 'descending' ? -1 : 1;
  return ordered.sort((a, b) => {
    const [left, right] = [keyOf(a), keyOf(b)];
    if (left === right) return 0;
    return left < right ? -sign : sign;
  });
}
