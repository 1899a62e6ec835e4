import type { Block } from '../../../contracts/blocks.ts';
import type { FactChange, Hunk } from '../../../contracts/detection.ts';
import type { AlignedRow } from './align-blocks.ts';
import { compareFactsIn } from './compare-facts.ts';
import { flagAsWords } from './flag-as-words.ts';
import { labelOf, leadIn } from './lead-in.ts';
import { explainNoise, foldText } from './normalise.ts';
import { isOnlyVolatile, type MaskName, maskVolatile } from './volatile-masks.ts';

/** Moves kept for the record; they are silent, and a reshuffled page can have thousands. */
const movesKept = 50;

export interface LocatedHunk {
  hunk: Hunk;
  /** Short lines right above, which may name what the hunk tells of; nearest first. */
  leadIn: string[];
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
  const hunks: LocatedHunk[] = [];
  let moves = 0;
  for (const row of rows) {
    const left = row.before === undefined ? undefined : before[row.before];
    const right = row.after === undefined ? undefined : after[row.after];
    const place = right ?? left;
    if (!place || (row.op === 'moved' && ++moves > movesKept)) continue;
    const noise = row.op === 'moved' ? 'moved' : noiseOf(left?.text, right?.text, keep);
    if (noise === 'formatting') continue;
    const facts = row.op === 'moved' ? [] : compareFactsIn(wordsOf(left), wordsOf(right));
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
      ...(noise && !(noise === 'punctuation' && facts.some(isStrongFact)) ? { noise } : {}),
    };
    hunks.push({ hunk, leadIn: leadIn(blocks, index) });
  }
  return hunks;
}

const wordsOf = (block: Block | undefined): string | undefined => block && (flagAsWords(block) ?? block.text);

/** One word again and again, as pages write to measure a font or to hold a place. */
const saysNothing = /^(\p{L}+)(?: \1){4,}$/u;

function noiseOf(
  before: string | undefined,
  after: string | undefined,
  keep: ReadonlySet<MaskName>,
): string | undefined {
  if (before !== undefined && after !== undefined) return explainNoise(before, after, keep);
  const folded = foldText(before ?? after ?? '');
  if (!/[\p{L}\p{N}]/u.test(folded)) return 'punctuation';
  return saysNothing.test(folded) ? 'filler' : isOnlyVolatile(maskVolatile(folded, keep));
}

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
