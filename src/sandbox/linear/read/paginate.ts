import { invalidArgument } from '../errors.ts';

export interface PageArgs {
  first?: number | null;
  after?: string | null;
  last?: number | null;
  before?: string | null;
  includeArchived?: boolean | null;
  orderBy?: string | null;
}

interface Pageable {
  id: string;
  createdAt: string;
  updatedAt: string;
  archivedAt: string | null;
}

export interface Connection<T> {
  nodes: T[];
  edges: { cursor: string; node: T }[];
  pageInfo: {
    hasNextPage: boolean;
    hasPreviousPage: boolean;
    startCursor: string | null;
    endCursor: string | null;
  };
  totalCount: number;
}

const defaultSize = 50;
const largestSize = 250;

function sizeOf(name: string, size: number): number {
  if (size < 1) throw invalidArgument(`${name} must not be less than 1.`);
  if (size > largestSize) throw invalidArgument(`${name} must not be greater than ${largestSize}.`);
  return size;
}

function placeOf(rows: readonly Pageable[], name: string, cursor: string): number {
  const place = rows.findIndex((row) => row.id === cursor);
  if (place < 0) throw invalidArgument(`${name} is not a cursor of this connection.`);
  return place;
}

/** One page as Linear cuts it: newest first, by creation unless asked otherwise, without the archived. */
export function paginate<T extends Pageable>(
  all: Iterable<T>,
  args: PageArgs,
  inOrder = false,
): Connection<T> {
  const key = args.orderBy === 'updatedAt' ? 'updatedAt' : 'createdAt';
  const kept = [...all].filter((row) => args.includeArchived || row.archivedAt === null);
  const rows = inOrder
    ? kept
    : kept.toSorted((a, b) => b[key].localeCompare(a[key]) || a.id.localeCompare(b.id));
  const from = args.after ? placeOf(rows, 'after', args.after) + 1 : 0;
  const to = args.before ? placeOf(rows, 'before', args.before) : rows.length;
  const window = rows.slice(from, to);
  const nodes =
    typeof args.last === 'number'
      ? window.slice(-sizeOf('last', args.last))
      : window.slice(0, sizeOf('first', args.first ?? defaultSize));
  const start = nodes[0] ? rows.indexOf(nodes[0]) : from;
  return {
    nodes,
    edges: nodes.map((node) => ({ cursor: node.id, node })),
    pageInfo: {
      hasNextPage: start + nodes.length < rows.length,
      hasPreviousPage: start > 0,
      startCursor: nodes[0]?.id ?? null,
      endCursor: nodes.at(-1)?.id ?? null,
    },
    totalCount: rows.length,
  };
}
