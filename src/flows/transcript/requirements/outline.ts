import type { Turn } from '../../../contracts/transcript.ts';
import type { BlockShape } from './block-shape.ts';
import { type Area, areaOf, asksQuestions, headingWords, type Rank, rankOf } from './headings.ts';

/** A block with what its place on the page says about it. */
export interface Line extends BlockShape {
  turn: number;
  /** Verbatim. */
  text: string;
  area: Area;
  /** Under "Open questions". */
  isQuestion: boolean;
  rank: Rank | null;
  /** "The system must:" above a list: each entry goes on with it. */
  leadIn: string | null;
  /** Headings and labels above it, outermost first. */
  path: string[];
  isHeading: boolean;
  /** Positions of the blocks right inside it. */
  inside: number[];
}

interface Scope {
  name: string;
  area: Area;
  rank: Rank | null;
  isQuestion: boolean;
  depth: number;
  /** Of a heading; a label has none. */
  level: number | null;
  /** Holds for blocks inside it (a toggle, a page below). */
  insideOnly: boolean;
  /** Holds for the list that follows it on its own level ("Must have:"). */
  listOnly: boolean;
  leadIn: string | null;
}

const headingLevels: Readonly<Record<string, number>> = {
  child_page: 0,
  child_database: 0,
  heading_1: 1,
  heading_2: 2,
  heading_3: 3,
  heading_4: 4,
};

export const isHeading = (kind: string): boolean => kind in headingLevels;

const listKinds = new Set(['bulleted_list_item', 'numbered_list_item', 'to_do', 'database_row', 'toggle']);
export const isListKind = (kind: string): boolean => listKinds.has(kind);

/** "The system must:", "Users should be able to:" */
const bareModal =
  /(?:^|\s)(?:must|shall|should|needs? to|ha(?:s|ve) to|can|could|will|muss|müssen|soll|sollen|doit|doivent|debe|deben|deve|devono|moet|moeten)(?: not| never)?(?: be able to| also| at least)?\s*:$/i;
const longestLabel = 80;

/** The blocks of a page, each with what the headings, labels and lists above it say. Linear in their number. */
export function outlinePage(title: string, turns: readonly Turn[], shapes: readonly BlockShape[]): Line[] {
  const whole = areaOf(title) === 'wanted' ? 'wanted' : 'open';
  const lines: Line[] = [];
  let scopes: Scope[] = [];
  /** The last block of each depth. */
  const above: number[] = [];
  turns.forEach(({ i, text }, at) => {
    const shape = shapes[at] ?? { kind: 'paragraph', depth: 0, done: false };
    const { kind, depth } = shape;
    scopes = scopes.filter((scope) => holds(scope, shape));
    lines.push({
      ...shape,
      turn: i,
      text,
      area: scopes.findLast((scope) => scope.area !== 'open')?.area ?? whole,
      isQuestion: scopes.some((scope) => scope.isQuestion),
      rank: scopes.findLast((scope) => scope.rank !== null)?.rank ?? null,
      leadIn: scopes.findLast((scope) => scope.leadIn !== null)?.leadIn ?? null,
      path: scopes.map((scope) => scope.name).filter((name) => name !== ''),
      isHeading: isHeading(kind),
      inside: [],
    });
    above.length = depth;
    lines[above.findLast((parent) => parent !== undefined) ?? -1]?.inside.push(at);
    above[depth] = at;
    const scope = scopeOf(text, shape);
    if (scope) scopes.push(scope);
  });
  return lines;
}

function holds(scope: Scope, { kind, depth }: BlockShape): boolean {
  if (depth < scope.depth) return false;
  if (depth > scope.depth) return true;
  if (scope.insideOnly) return false;
  if (scope.listOnly) return isListKind(kind) || kind === 'table_row';
  const level = headingLevels[kind];
  return scope.level === null || level === undefined || level > scope.level;
}

/** What a block says about those after or inside it; null when it says nothing. */
function scopeOf(words: string, { kind, depth }: BlockShape): Scope | null {
  const text = words.trim();
  const level = headingLevels[kind];
  // A paragraph says nothing about others, unless it is short.
  if (level === undefined && text.length > longestLabel && !isListKind(kind) && !/[:：]$/.test(text))
    return null;
  const scope = {
    name: headingWords(text),
    area: areaOf(text),
    rank: rankOf(text),
    isQuestion: asksQuestions(text),
    depth,
    level: null,
    insideOnly: false,
    listOnly: false,
    leadIn: null,
  };
  if (level !== undefined) return { ...scope, level, insideOnly: level === 0 };
  const leadIn = bareModal.test(text) ? text.replace(/\s*:$/, '') : null;
  const isLabel =
    text.length <= longestLabel &&
    (/[:：]$/.test(text) || (scope.area !== 'open' && text.split(/\s+/).length <= 4));
  if (kind === 'toggle') return { ...scope, insideOnly: true, leadIn };
  if (isListKind(kind)) return leadIn !== null || isLabel ? { ...scope, insideOnly: true, leadIn } : null;
  return leadIn !== null || isLabel ? { ...scope, listOnly: true, leadIn } : null;
}
