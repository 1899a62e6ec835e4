import type { Rank } from './headings.ts';
import { rankOf } from './headings.ts';
import type { Line } from './outline.ts';

/** A row of a table that says something. */
export interface Row {
  /** What is wanted, as it stands in its cell. */
  text: string;
  rank: Rank | null;
  /** The other cells, each with the name of its column. */
  notes: string[];
  /** The table says that these are requirements, or that they are not. */
  area: Line['area'] | null;
}

type Column = 'what' | 'rank' | 'id' | 'other';

/** As `vendors/notion` joins the cells of a row. */
const separator = / \|(?: |$)/;
export const cellsOf = (text: string): string[] => text.split(separator).map((cell) => cell.trim());

const columnNames: readonly [Column, RegExp][] = [
  [
    'rank',
    /^(?:priority|prio|moscow|importance|level|priorität|priorité|prioridad|priorità|prioridade|prioriteit|must\b.*)$/i,
  ],
  ['id', /^(?:id|no\.?|nr\.?|#|number|ref(?:erence)?|key|nummer)$/i],
  [
    'what',
    /^(?:(?:functional |business |user )?requirements?(?: .*)?|description|feature|story|user story|acceptance criteri(?:a|on)|criteri(?:a|on)|need|capability|what|anforderung(?:en)?|beschreibung|exigences?|requisitos?|requisit[oi]|vereisten?|eisen?)$/i,
  ],
];
const namesRequirements =
  /require|acceptance|story|stories|criteri|anforderung|exigence|requisit|vereist|^eisen?$/i;

/** The rows of one table, each by the block it stands on. The first row names the columns when it is nothing but names. */
export function readTable(lines: readonly { at: number; text: string }[]): Map<number, Row> {
  const rows = lines.map(({ at, text }) => ({ at, cells: cellsOf(text) }));
  const names = rows[0]?.cells ?? [];
  const columns = names.map(columnOf);
  const isNamed = columns.includes('what');
  const what = isNamed ? columns.indexOf('what') : -1;
  const read = new Map<number, Row>();
  for (const { at, cells } of isNamed ? rows.slice(1) : rows) {
    const text = isNamed ? (cells[what] ?? '') : longest(cells);
    if (text === '') continue;
    read.set(at, {
      text,
      rank: rankIn(cells, columns, isNamed),
      notes: isNamed ? notesOf(cells, names, columns) : [],
      area: isNamed && namesRequirements.test(names[what] ?? '') ? 'wanted' : null,
    });
  }
  return read;
}

const columnOf = (name: string): Column =>
  columnNames.find(([, pattern]) => pattern.test(name))?.[0] ?? 'other';

const longest = (cells: readonly string[]): string =>
  cells.reduce((best, cell) => (cell.length > best.length ? cell : best), '');

/** Of the column that ranks; in a table without names, of a cell that says nothing else. */
function rankIn(cells: readonly string[], columns: readonly Column[], isNamed: boolean): Rank | null {
  const cell = isNamed
    ? cells[columns.indexOf('rank')]
    : cells.find((one) => one !== longest(cells) && rankOf(one));
  if (!cell) return null;
  return rankOf(cell) ?? levels.find(([pattern]) => pattern.test(cell))?.[1] ?? null;
}

const levels: readonly [RegExp, Rank][] = [
  [/^(?:urgent|critical|highest|very high)$/i, 'urgent'],
  [/^(?:high|hoch|haute?|alta)$/i, 'must'],
  [/^(?:medium|normal|mittel|moyenne?|media|média)$/i, 'should'],
  [/^(?:low|niedrig|basse|faible|baja|bassa|baixa)$/i, 'could'],
];

const notesOf = (cells: readonly string[], names: readonly string[], columns: readonly Column[]): string[] =>
  cells.flatMap((cell, at) =>
    cell !== '' && columns[at] === 'other' ? [`${names[at] ? `${names[at]}: ` : ''}${cell}`] : [],
  );
