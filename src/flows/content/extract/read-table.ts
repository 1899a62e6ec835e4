import { contents, type DomElement, type DomNode, isElement, isHidden, rawText } from './dom.ts';
import { foldText } from './fold-text.ts';
import { textOf } from './text-buffer.ts';
import { clearBuffer, emit, flush, limits, type WalkState } from './walk-state.ts';

type WalkChildren = (nodes: readonly DomNode[]) => void;

interface Cell {
  element: DomElement;
  isHeader: boolean;
  column: number;
  span: number;
  /** How many rows it reaches over. */
  rows: number;
}

interface Row {
  cells: Cell[];
  /** Texts of row headers that reach down from rows above. */
  inherited: string[];
  inHead: boolean;
}

const maxColumns = 200;
/** Row headers from above that name one row; a table with more is made to be slow. */
const maxInherited = 8;
const longestName = 1_000;
/** A cell longer than this is prose: its paragraphs stay apart, under the same label. */
const longCellChars = 400;
/** From here on a cell holds running text. */
const proseChars = 120;

/** Reads a table: a data table as cells labelled "row › column", a layout table as the text it lays out. */
export function readTable(table: DomElement, state: WalkState, walkChildren: WalkChildren): void {
  const rows = rowsOf(table);
  if (state.joining > 0 || !isDataTable(table, rows)) {
    walkChildren(table.children);
    return;
  }
  for (const child of table.children) {
    if (isElement(child) && child.name === 'caption') walkChildren([child]);
  }
  flush(state);
  const columns: string[] = [];
  rows.forEach((row, index) => {
    const headers = row.inHead || row.cells.every((cell) => cell.isHeader) || (index === 0 && isBoldRow(row));
    if (headers) readHeaderRow(row, columns, state, walkChildren);
    else readRow(row, columns, state, walkChildren);
  });
}

function readHeaderRow(row: Row, columns: string[], state: WalkState, walkChildren: WalkChildren): void {
  for (const cell of row.cells) {
    const text = readCell(cell.element, state, walkChildren).join(' ');
    if (text === '') continue;
    emit(state, { kind: 'cell', text });
    for (let at = cell.column; at < cell.column + cell.span; at += 1) {
      columns[at] = columns[at] ? `${columns[at]} ${text}` : text;
    }
  }
}

function readRow(row: Row, columns: readonly string[], state: WalkState, walkChildren: WalkChildren): void {
  const read = row.cells.map((cell) => {
    const parts = readCell(cell.element, state, walkChildren);
    return { cell, parts, href: takeHref(state) };
  });
  const headers = rowHeaders(
    row,
    read.map(({ parts }) => parts.join(' ')),
  );
  const isRowHeader = (cell: Cell) => headers.has(cell);
  const own = read.filter(({ cell }) => isRowHeader(cell)).map(({ parts }) => parts.join(' '));
  const rowLabel = [...row.inherited, ...own].filter(Boolean).join(' ');
  for (const { cell, parts, href } of read) {
    const column = columns[cell.column] ?? '';
    const label = (isRowHeader(cell) ? [column] : [rowLabel, column])
      .filter(Boolean)
      .join(' › ')
      .slice(0, 300);
    for (const text of parts) {
      emit(state, { kind: 'cell', text, ...(label && { label }), ...(href !== undefined && { href }) });
    }
  }
}

/**
 * The cells that name their row: those marked as headers, else the first. Where a header reaches over several rows,
 * the next cell names the row within it ("Large › Input"), unless it holds a figure.
 */
function rowHeaders(row: Row, texts: readonly string[]): Set<Cell> {
  const marked = row.cells.filter((cell) => cell.isHeader);
  const first = row.cells[0];
  const opensRow = first !== undefined && first.column === 0 && row.cells.length > 1;
  const headers = new Set(marked.length > 0 ? marked : opensRow ? [first] : []);
  if (row.inherited.length > 0 || [...headers].some((cell) => cell.rows > 1)) {
    const next = row.cells.findIndex((cell) => !headers.has(cell));
    const cell = row.cells[next];
    if (cell && next < row.cells.length - 1 && !/\d/.test(texts[next] ?? '')) headers.add(cell);
  }
  return headers;
}

/** The cell's text: one line, or its paragraphs when it is long. The link inside stays in the state for `takeHref`. */
function readCell(cell: DomElement, state: WalkState, walkChildren: WalkChildren): string[] {
  clearBuffer(state);
  state.joining += 1;
  walkChildren(cell.children);
  state.joining -= 1;
  const raw = textOf(state.buffer);
  const href = state.bufferHref;
  clearBuffer(state);
  state.bufferHref = href;
  return raw.length > longCellChars
    ? raw.split('\n').map(foldText).filter(Boolean)
    : [foldText(raw)].filter(Boolean);
}

function takeHref(state: WalkState): string | undefined {
  const href = state.bufferHref;
  state.bufferHref = undefined;
  return href;
}

/** A data table has cells side by side and no page structure inside them. */
function isDataTable(table: DomElement, rows: readonly Row[]): boolean {
  const role = table.attribs.role?.toLowerCase();
  if (role === 'presentation' || role === 'none') return false;
  if ((table.holds & contents.layout) !== 0) return false;
  const cells = rows.flatMap((row) => row.cells);
  if (cells.some((cell) => cell.isHeader)) return true;
  const beside = rows.filter((row) => row.cells.length > 1);
  // One row that holds running text is a layout: a table has short cells, or a second row to compare it with.
  if (beside.length === 1 && cells.some(({ element }) => rawText(element).trim().length > proseChars))
    return false;
  return beside.length > 0 && !cells.some((cell) => (cell.element.holds & contents.heading) !== 0);
}

/** The rows with every cell's place, spans counted. Rows of nested tables are not this table's. */
function rowsOf(table: DomElement): Row[] {
  const rows: Row[] = [];
  let number = 0;
  /** For each column the first row that is free again of cells from above. */
  const freeFrom: number[] = [];
  let naming: { text: string; until: number }[] = [];
  const readRowElement = (element: DomElement, inHead: boolean) => {
    number += 1;
    if (rows.length >= limits.blocks) return;
    naming = naming.filter(({ until }) => until > number);
    const inherited = naming.slice(0, maxInherited).map(({ text }) => text);
    const row: Row = { cells: [], inherited, inHead };
    let column = 0;
    for (const child of element.children) {
      if (!isElement(child) || (child.name !== 'td' && child.name !== 'th') || isHidden(child)) continue;
      while ((freeFrom[column] ?? 0) > number) column += 1;
      if (column >= maxColumns) break;
      const span = spanCount(child.attribs.colspan, 100);
      const down = spanCount(child.attribs.rowspan, 1_000);
      const isHeader = child.name === 'th' || child.attribs.role === 'rowheader';
      if (down > 1) {
        for (let at = column; at < column + span; at += 1) freeFrom[at] = number + down;
        const text =
          (isHeader || column === 0) && !inHead
            ? foldText(rawText(child, longestName)).slice(0, longestName)
            : '';
        if (text !== '') naming.push({ text, until: number + down });
      }
      row.cells.push({ element: child, isHeader, column, span, rows: down });
      column += span;
    }
    if (row.cells.length > 0) rows.push(row);
  };
  for (const child of table.children) {
    if (!isElement(child) || isHidden(child)) continue;
    if (child.name === 'tr') readRowElement(child, false);
    else if (child.name === 'thead' || child.name === 'tbody' || child.name === 'tfoot') {
      for (const row of child.children) {
        if (isElement(row) && row.name === 'tr' && !isHidden(row))
          readRowElement(row, child.name === 'thead');
      }
    }
  }
  return rows;
}

function spanCount(value: string | undefined, max: number): number {
  const count = Number.parseInt(value ?? '1', 10);
  return Number.isFinite(count) ? Math.min(Math.max(count, 1), max) : 1;
}

/** Many tables mark their header row with bold text only. */
const isBoldRow = (row: Row): boolean =>
  row.cells.length > 1 &&
  row.cells.every(({ element }) => {
    const parts = element.children.filter((child) => isElement(child) || child.data.trim() !== '');
    const only = parts.length === 1 ? parts[0] : undefined;
    const isParagraph = only && isElement(only) && only.name === 'p' && only.children.length === 1;
    const inner = isParagraph ? only.children[0] : only;
    return (
      parts.length === 0 || (inner && isElement(inner) && (inner.name === 'strong' || inner.name === 'b'))
    );
  });

/** Reads a definition list: each `dd` is a pair under the `dt` before it. */
export function readDefinitions(list: DomElement, state: WalkState, walkChildren: WalkChildren): void {
  if (state.joining > 0) {
    walkChildren(list.children);
    return;
  }
  let term = '';
  let isPending = false;
  const emitTerm = () => {
    if (isPending && term) emit(state, { kind: 'text', text: term });
    isPending = false;
  };
  const readEntry = (child: DomNode) => {
    if (!isElement(child) || isHidden(child)) return;
    if (child.name === 'div') child.children.forEach(readEntry);
    else if (child.name === 'dt') {
      const next = readCell(child, state, walkChildren).join(' ');
      term = isPending && term ? `${term}, ${next}` : next;
      isPending = true;
      clearBuffer(state);
    } else if (child.name === 'dd') {
      const parts = readCell(child, state, walkChildren);
      const href = takeHref(state);
      for (const text of parts) {
        emit(state, {
          kind: 'pair',
          text,
          ...(term && { label: term }),
          ...(href !== undefined && { href }),
        });
      }
      if (parts.length > 0) isPending = false;
    } else {
      walkChildren([child]);
      flush(state);
    }
  };
  list.children.forEach(readEntry);
  emitTerm();
}
