import { containsElement, type DomElement, type DomNode, isElement, isHidden, rawText } from './dom.ts';
import { foldText } from './fold-text.ts';
import { clearBuffer, emit, flush, type WalkState } from './walk-state.ts';

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

const layoutNames: ReadonlySet<string> = new Set(['table', 'form', 'section', 'article', 'nav']);
const headingNames: ReadonlySet<string> = new Set(['h1', 'h2', 'h3']);
const maxColumns = 200;
/** A cell longer than this is prose: its paragraphs stay apart, under the same label. */
const longCellChars = 400;

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
  const raw = state.buffer;
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
  if (containsElement(table, layoutNames)) return false;
  const cells = rows.flatMap((row) => row.cells);
  if (cells.some((cell) => cell.isHeader)) return true;
  return (
    rows.some((row) => row.cells.length > 1) &&
    !cells.some((cell) => containsElement(cell.element, headingNames))
  );
}

/** The rows with every cell's place, spans counted. Rows of nested tables are not this table's. */
function rowsOf(table: DomElement): Row[] {
  const rows: Row[] = [];
  const reaching: { column: number; span: number; rowsLeft: number; text: string | undefined }[] = [];
  const readRowElement = (element: DomElement, inHead: boolean) => {
    const taken = new Set<number>();
    const inherited: string[] = [];
    for (const cell of reaching) {
      if (cell.rowsLeft <= 0) continue;
      cell.rowsLeft -= 1;
      for (let at = cell.column; at < cell.column + cell.span; at += 1) taken.add(at);
      if (cell.text) inherited.push(cell.text);
    }
    const row: Row = { cells: [], inherited, inHead };
    let column = 0;
    for (const child of element.children) {
      if (!isElement(child) || (child.name !== 'td' && child.name !== 'th') || isHidden(child)) continue;
      while (taken.has(column)) column += 1;
      if (column >= maxColumns) break;
      const span = spanCount(child.attribs.colspan, 100);
      const down = spanCount(child.attribs.rowspan, 1_000);
      const isHeader = child.name === 'th' || child.attribs.role === 'rowheader';
      if (down > 1) {
        const text = isHeader || column === 0 ? foldText(rawText(child)) : undefined;
        reaching.push({ column, span, rowsLeft: down - 1, text: inHead ? undefined : text });
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
    const parts = element.children.filter((child) => isElement(child) || (child.data ?? '').trim() !== '');
    const only = parts.length === 1 ? parts[0] : undefined;
    const inner = only?.name === 'p' && only.children?.length === 1 ? only.children[0] : only;
    return parts.length === 0 || inner?.name === 'strong' || inner?.name === 'b';
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
