import type { Block, Extraction } from '../../../contracts/blocks.ts';
import { foldText } from './fold-text.ts';
import { limits } from './walk-state.ts';

/** Plain text: one block per non-empty line, so that a changed line is found as such. */
export function extractText(text: string): Extraction {
  const blocks: Block[] = [];
  for (const line of text.split(/\r\n?|\n/)) {
    const folded = foldText(line).slice(0, limits.blockChars).toWellFormed();
    if (folded === '') continue;
    if (blocks.length >= limits.blocks) break;
    blocks.push({ kind: 'text', path: [], text: folded });
  }
  return {
    kind: 'text',
    title: blocks[0]?.text.slice(0, 200).toWellFormed() ?? '',
    blocks,
    links: [],
    feeds: [],
  };
}
