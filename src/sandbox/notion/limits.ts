import { isObject, type Json } from '../slack/json.ts';

/** Notion's size limits (developers.notion.com/reference/request-limits); the types say nothing of them. */
export const notionLimits = {
  textChars: 2_000,
  urlChars: 2_000,
  expressionChars: 1_000,
  contactChars: 200,
  /** Elements of a rich text, children of one block, people, relations, options. */
  listItems: 100,
  blocksInPayload: 1_000,
  payloadBytes: 500_000,
} as const;

const lists = new Set(['rich_text', 'caption', 'children', 'multi_select', 'relation', 'people']);
const charLimits: Record<string, number> = {
  content: notionLimits.textChars,
  url: notionLimits.urlChars,
  expression: notionLimits.expressionChars,
  email: notionLimits.contactChars,
  phone_number: notionLimits.contactChars,
};

const tooLong = (at: string, limit: number, length: number): string =>
  `${at}.length should be ≤ \`${limit}\`, instead was \`${length}\`.`;

/** Lists of rich text that go by other names than `rich_text`. */
const isLimitedList = (key: string, value: unknown[]): boolean =>
  lists.has(key) || ((key === 'title' || key === 'description') && value.some(isObject));

function walk(value: unknown, key: string, at: string, counted: { blocks: number }): string | undefined {
  if (typeof value === 'string') {
    const limit = charLimits[key];
    return limit !== undefined && value.length > limit ? tooLong(at, limit, value.length) : undefined;
  }
  if (Array.isArray(value)) {
    if (isLimitedList(key, value) && value.length > notionLimits.listItems) {
      return tooLong(at, notionLimits.listItems, value.length);
    }
    if (key === 'children') counted.blocks += value.length;
    // The cells of a table row are lists of rich text in a list.
    const inner = key === 'cells' ? 'rich_text' : '';
    return firstProblem(value.entries(), ([index, item]) => walk(item, inner, `${at}[${index}]`, counted));
  }
  if (!isObject(value)) return undefined;
  return firstProblem(Object.entries(value), ([name, item]) => walk(item, name, `${at}.${name}`, counted));
}

function firstProblem<T>(items: Iterable<T>, check: (item: T) => string | undefined): string | undefined {
  for (const item of items) {
    const problem = check(item);
    if (problem !== undefined) return problem;
  }
  return undefined;
}

/** The first limit a request breaks, in Notion's wording; undefined when it keeps all. */
export function limitProblem(body: Json, payloadBytes: number): string | undefined {
  if (payloadBytes > notionLimits.payloadBytes) {
    return `body should be ≤ \`${notionLimits.payloadBytes}\` bytes, instead was \`${payloadBytes}\`.`;
  }
  const counted = { blocks: 0 };
  const problem = walk(body, '', 'body', counted);
  if (problem !== undefined || counted.blocks <= notionLimits.blocksInPayload) return problem;
  return `body should have ≤ \`${notionLimits.blocksInPayload}\` blocks, instead had \`${counted.blocks}\`.`;
}
