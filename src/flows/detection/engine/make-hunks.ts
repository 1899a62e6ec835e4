import type { Block } from '../../../contracts/blocks.ts';
import type { FactChange, Hunk } from '../../../contracts/detection.ts';
import type { AlignedRow } from './align-blocks.ts';
import { createAnchorFinder } from './anchor-above.ts';
import { changedStretch } from './changed-stretch.ts';
import { markRenumbered } from './clause-number.ts';
import { compareFactsIn } from './compare-facts.ts';
import { labelOf, leadIn } from './lead-in.ts';
import { createRepeatFinder, nameNoise } from './name-noise.ts';
import { stockAsWords } from './stock-as-words.ts';
import type { MaskName } from './volatile-masks.ts';

/** Moves kept for the record; they are silent, and a reshuffled page can have thousands. */
const movesKept = 50;

export interface LocatedHunk {
  hunk: Hunk;
  /** Short lines right above, which may name what the hunk tells of; nearest first. */
  leadIn: string[];
  /** The nearest line above that stands on both readings; empty at the top of the page. */
  anchor: string;
}

/**
 * The differences of an alignment with their typed facts and, where there is one, the reason they are never news.
 * Pure changes of look make no hunk. `keep` names masks the request asks about.
 */
export function makeHunks(
  rows: readonly AlignedRow[],
  before: readonly Block[],
  after: readonly Block[],
  keep: ReadonlySet<MaskName> = new Set(),
): LocatedHunk[] {
  const located: LocatedHunk[] = [];
  const isRepeat = lazily(() => createRepeatFinder(unchangedOf(rows, after)));
  const anchorAbove = createAnchorFinder(rows, before, after);
  let moves = 0;
  for (const row of rows) {
    const left = blockAt(before, row.before, row.beforeText);
    const right = blockAt(after, row.after, row.afterText);
    const place = right ?? left;
    if (!place || (row.op === 'moved' && ++moves > movesKept)) continue;
    const noise = row.op === 'moved' ? 'moved' : nameNoise(left, right, keep);
    if (noise === 'formatting') continue;
    const repeats = (row.op === 'added' || row.op === 'removed') && !noise && isRepeat()(place);
    const facts = row.op === 'moved' ? [] : factsOf(left, right);
    const [blocks, index] = row.after === undefined ? [before, row.before ?? 0] : [after, row.after];
    const label = row.op === 'moved' ? place.label : labelOf(blocks, index);
    const hunk: Hunk = {
      op: row.op,
      kind: place.kind,
      path: place.path,
      ...(label === undefined ? {} : { label }),
      ...(left ? { before: left.text } : {}),
      ...(right ? { after: right.text } : {}),
      facts,
      furniture: [left, right].every((block) => block === undefined || block.furniture === true),
      ...(repeats ? { noise: 'repeated' } : {}),
      ...(noise && !(noise === 'punctuation' && facts.some(isStrongFact)) ? { noise } : {}),
    };
    located.push({ hunk, leadIn: leadIn(blocks, index), anchor: anchorAbove(row) });
  }
  const marked = markRenumbered(located.map(({ hunk }) => hunk));
  return located.map((each, index) => ({ ...each, hunk: marked[index] ?? each.hunk }));
}

function blockAt(
  blocks: readonly Block[],
  index: number | undefined,
  text: string | undefined,
): Block | undefined {
  const block = index === undefined ? undefined : blocks[index];
  return block && text !== undefined ? { ...block, text } : block;
}

/** The blocks that stand on both readings, at most in another place. */
function unchangedOf(rows: readonly AlignedRow[], after: readonly Block[]): Block[] {
  const changed = new Set(rows.flatMap((row) => (row.op === 'moved' ? [] : (row.after ?? []))));
  return after.filter((_, index) => !changed.has(index));
}

function lazily<T>(make: () => T): () => T {
  let made: { value: T } | undefined;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}

function factsOf(left: Block | undefined, right: Block | undefined): FactChange[] {
  if (!left || !right) return compareFactsIn(wordsOf(left), wordsOf(right));
  return compareFactsIn(...changedStretch(wordsOf(left) ?? '', wordsOf(right) ?? ''));
}

const wordsOf = (block: Block | undefined): string | undefined =>
  block && (stockAsWords(block) ?? block.text);

const strongKinds: ReadonlySet<FactChange['kind']> = new Set([
  'money',
  'percent',
  'number',
  'date',
  'version',
  'availability',
  'negation',
]);

/** Whether a changed fact is of a kind that goes through whatever the likeness of the texts. */
export const isStrongFact = (change: FactChange): boolean => strongKinds.has(change.kind);
