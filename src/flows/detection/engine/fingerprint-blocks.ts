import type { Block } from '../../../contracts/blocks.ts';
import { bareText } from './bare-text.ts';
import { foldText } from './normalise.ts';

/** The keys by which one block is recognised in another reading of its page. */
export interface Fingerprint {
  index: number;
  block: Block;
  folded: string;
  /** Path, label, kind and text: the very same block in the very same place. */
  identity: string;
  /** Where a value stands: path, label and kind; undefined for blocks without a label. */
  slot: string | undefined;
  /** Loose label and text: the same block under another heading or another list number. */
  slotText: string;
  /** The text alone, without look. */
  text: string;
  /** As `text`, but a short labelled value keeps its label: "$20" means nothing without it. */
  looseText: string;
}

const longEnoughAlone = 24;

/** Array positions and page numbers shift when something is inserted before them; they do not name a thing. */
const looseLabel = (label: string) =>
  foldText(label)
    .replace(/\[\d+\]/g, '[]')
    .replace(/^p\. \d+$/, 'p.');

let lastPath: { path: readonly string[]; folded: string } = { path: [], folded: '' };

/** Neighbours mostly share their headings, so the last folded path is kept. */
function foldPath(path: readonly string[]): string {
  const { path: last, folded } = lastPath;
  if (path.length === last.length && path.every((heading, index) => heading === last[index])) return folded;
  lastPath = { path, folded: path.map(foldText).join('›') };
  return lastPath.folded;
}

export function fingerprint(block: Block, index: number): Fingerprint {
  const folded = foldText(block.text);
  const path = foldPath(block.path);
  const label = block.label === undefined ? '' : foldText(block.label);
  const text = bareText(folded) || folded;
  const loose = block.label === undefined ? '' : looseLabel(block.label);
  return {
    index,
    block,
    folded,
    identity: `${block.kind}|${path}|${label}|${folded}`,
    slot: block.label === undefined ? undefined : `${block.kind}|${path}|${label}`,
    slotText: `${loose}|${text}`,
    text,
    looseText: loose !== '' && text.length < longEnoughAlone ? `${loose}|${text}` : text,
  };
}
