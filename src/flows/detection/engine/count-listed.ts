import type { Block } from '../../../contracts/blocks.ts';
import type { Condition, Hunk } from '../../../contracts/detection.ts';

/** Both readings whole: what a number of things is counted in when the page does not print it. */
export interface Readings {
  before: readonly Block[];
  after: readonly Block[];
}

/** How many entries a list had and has, and which hunks made the difference. */
export interface Counted {
  before: number;
  after: number;
  hunks: number[];
}

/** Things that are counted, in a condition's field: "open positions", "items", "rows". */
const countable =
  /\b(?:positions?|openings?|jobs?|roles?|vacanc\w+|items?|products?|entries|entry|rows?|results?|posts?|events?|incidents?|plans?|models?|tickets?|courses?|things?)\b|stellen|angebote|offres|emplois|ofertas|empleos|件|个/iu;

/**
 * The lists that grew or shrank, for a condition on a number of things the page does not print ("more than 3 open
 * positions"). Entries are counted where differences stand: list items under the same headings, rows of a table.
 */
export function countListed(
  condition: Condition,
  hunks: readonly Hunk[],
  { before, after }: Readings,
): Counted[] {
  if (!/^[<>]=?$/.test(condition.operator) || condition.currency || condition.unit === '%') return [];
  if (!countable.test(`${condition.field} ${condition.unit ?? ''}`)) return [];
  const lists = new Map<string, number[]>();
  for (const [index, hunk] of hunks.entries()) {
    if (hunk.op !== 'added' && hunk.op !== 'removed') continue;
    const key = listKey(hunk);
    if (key) lists.set(key, [...(lists.get(key) ?? []), index]);
  }
  return [...lists].map(([key, positions]) => ({
    before: countIn(before, key),
    after: countIn(after, key),
    hunks: positions,
  }));
}

const countIn = (blocks: readonly Block[], key: string): number => {
  const entries = blocks.filter((block) => !block.furniture && listKey(block) === key);
  if (!key.startsWith('cell')) return entries.length;
  // A row is one entry, however many cells it has; the cells that name columns and rows are none.
  const rows = entries.flatMap(({ label = '' }) => (label.includes(' › ') ? [label.split(' › ')[0]] : []));
  return new Set(rows).size;
};

function listKey({ kind, path }: Pick<Block, 'kind' | 'path'>): string | undefined {
  return kind === 'item' || kind === 'cell' ? `${kind}|${path.join('›')}` : undefined;
}
