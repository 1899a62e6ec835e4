import type { Json } from '../slack/json.ts';
import { invalid } from './notion-error.ts';

/** Notion's largest window, and the one it takes when none is asked for. */
const maxPageSize = 100;

/** `page_size` and `start_cursor` of a request, from its query or its body. */
export interface Window {
  pageSize: number;
  cursor: string | undefined;
}

/** Reads a window; `where` is `body` or `query`. Throws validation_error on sizes outside 1 to 100. */
export function readWindow(from: Json, where: string): Window {
  const size = from.page_size === undefined ? maxPageSize : Number(from.page_size);
  if (!Number.isInteger(size)) {
    throw invalid(`${where} failed validation: ${where}.page_size should be an integer.`);
  }
  if (size < 1 || size > maxPageSize) {
    const bound = size < 1 ? '≥ `1`' : `≤ \`${maxPageSize}\``;
    throw invalid(
      `${where} failed validation: ${where}.page_size should be ${bound}, instead was \`${size}\`.`,
    );
  }
  return { pageSize: size, cursor: typeof from.start_cursor === 'string' ? from.start_cursor : undefined };
}

/** One window of a list. The cursor is the id of the first item of the next one. */
export function paginate<T extends { id: string }>(
  items: readonly T[],
  { pageSize, cursor }: Window,
  kind: string,
  present: (item: T) => Json,
): Json {
  const start = cursor === undefined ? 0 : items.findIndex((item) => item.id === cursor);
  if (start < 0) throw invalid(`The start_cursor provided is invalid: ${cursor}`);
  const next = items[start + pageSize];
  return {
    object: 'list',
    results: items.slice(start, start + pageSize).map(present),
    next_cursor: next?.id ?? null,
    has_more: next !== undefined,
    type: kind,
    [kind]: {},
  };
}
