import type { Block, Extraction } from '../../../contracts/blocks.ts';
import { cleanText } from '../../../kit/text.ts';

const maxValues = 10_000;
const maxDepth = 40;
const maxValueChars = 20_000;
/** Fields that name an entry of a list, best first: with one of them an inserted entry moves no other's address. */
const nameFields = ['id', 'key', 'slug', 'sku', 'code', 'name', 'title'] as const;

type Json = Record<string, unknown>;

/**
 * A JSON document: one pair per value, labelled with its address (`$.plans[name=Pro].price`), keys in
 * alphabetical order so that reordered keys are the same page. At most 10,000 values, 40 levels.
 */
export function extractJson(value: unknown): Extraction {
  const blocks: Block[] = [];
  addValue(blocks, '$', value, 0);
  const title = isObject(value)
    ? [value.title, value.name].find((name) => typeof name === 'string')
    : undefined;
  return {
    kind: 'json',
    title: cleanText(title ?? '')
      .slice(0, 300)
      .toWellFormed(),
    blocks,
    links: [],
    feeds: [],
  };
}

function addValue(blocks: Block[], address: string, value: unknown, depth: number): void {
  if (blocks.length >= maxValues) return;
  if (Array.isArray(value) && value.length > 0 && depth < maxDepth) {
    const name = namingField(value);
    value.forEach((entry: unknown, index) => {
      const place = name && isObject(entry) ? `${name}=${String(entry[name])}` : String(index);
      addValue(blocks, `${address}[${place}]`, entry, depth + 1);
    });
    return;
  }
  if (isObject(value) && Object.keys(value).length > 0 && depth < maxDepth) {
    for (const key of Object.keys(value).sort())
      addValue(blocks, `${address}${step(key)}`, value[key], depth + 1);
    return;
  }
  const text = typeof value === 'string' ? value : depth < maxDepth ? JSON.stringify(value) : '…';
  blocks.push({
    kind: 'pair',
    path: [],
    label: cleanText(address),
    text: cleanText(text.slice(0, maxValueChars)),
  });
}

const step = (key: string): string =>
  /^[\p{L}_$][\p{L}\p{N}_$-]*$/u.test(key) ? `.${key}` : `[${JSON.stringify(key)}]`;

/** The first naming field that every entry has, each with another short value. */
function namingField(entries: readonly unknown[]): (typeof nameFields)[number] | undefined {
  return nameFields.find((field) => {
    const values = new Set<string>();
    for (const entry of entries) {
      const value = isObject(entry) ? entry[field] : undefined;
      if ((typeof value !== 'string' && typeof value !== 'number') || String(value).length > 100)
        return false;
      values.add(String(value));
    }
    return values.size === entries.length;
  });
}

const isObject = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
