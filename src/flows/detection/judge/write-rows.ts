import type { Hunk } from '../../../contracts/detection.ts';
import { plural } from '../../../kit/text.ts';
import type { Sentence } from './sentence.ts';

const listedMost = 3;
const nameKey = /\.(?:name|title|label|product)$/i;

/** A whole row, column or entry of a data document that came or went, told by its name; undefined for other hunks. */
export function writeRows(hunks: readonly Hunk[]): Sentence | undefined {
  const [first] = hunks;
  if (
    !first ||
    hunks.length < 2 ||
    !hunks.every(({ op, path }) => op === first.op && path.at(-1) === first.path.at(-1))
  )
    return undefined;
  const named = hunks.every(({ kind }) => kind === 'cell') ? namesOfRows(hunks) : namesOfEntries(hunks);
  if (!named) return undefined;
  const { names, noun } = named;
  const section = first.path.at(-1);
  const listed = names.slice(0, listedMost);
  const more = names.length - listed.length;
  const isNew = first.op === 'added';
  const what = isNew
    ? names.length === 1
      ? `New ${noun}`
      : plural(names.length, `new ${noun}`)
    : `${plural(names.length, noun)} removed`;
  const where = section ? `${isNew ? ' under ' : ' from '}${section}` : '';
  return {
    text: `${what}${where}: ${listed.join('; ')}${more > 0 ? `; and ${more} more` : ''}`,
    counts: [names.length, more],
  };
}

interface Named {
  names: string[];
  noun: 'row' | 'column' | 'entry';
}

/** Cells that share a column and nothing else are a column; otherwise each row that is named by the cells is one. */
function namesOfRows(hunks: readonly Hunk[]): Named | undefined {
  const parts = hunks.map(({ label = '' }) => label.split(' › '));
  const rows = new Set(parts.flatMap(([row, column]) => (row && column ? [row] : [])));
  const columns = new Set(parts.flatMap(([, column]) => column ?? []));
  if (columns.size === 1 && rows.size > 1) return { names: [...columns], noun: 'column' };
  return rows.size > 0 ? { names: [...rows], noun: 'row' } : undefined;
}

/** Values under one element of a list: `$.items[sku=A].name`, `$.items[sku=A].price` are the entry A. */
function namesOfEntries(hunks: readonly Hunk[]): Named | undefined {
  const entries = new Map<string, string>();
  for (const { label = '', after, before } of hunks) {
    const place = /^\$.*?\[(?:\w+=)?([^\]]+)\]/.exec(label);
    if (!place) return undefined;
    const text = after ?? before ?? '';
    const name = nameKey.test(label) ? text : (entries.get(place[0]) ?? place[1] ?? '');
    entries.set(place[0], name);
  }
  return { names: [...entries.values()], noun: 'entry' };
}
