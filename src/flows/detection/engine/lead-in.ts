import type { Block } from '../../../contracts/blocks.ts';

/** How far back a value's name is looked for. */
const blocksBack = 4;
const longestName = 60;
const value = /\p{Sc}|\d|\b(?:in stock|out of stock|sold out|available|unavailable)\b/iu;
/** A line that begins with its value does not name it: "$20 / month", "from 12 €", "Sold out". */
const isBareValue =
  /^(?:(?:from|only|now|just|ab|nur|starting at|USD|EUR|GBP|CHF)\s)?[-+]?(?:[\p{Sc}\d]|in stock|out of stock|sold out|available|unavailable)/iu;
const isShort = (text: string) => text.length <= longestName;

/**
 * The short lines above a line that holds a value, nearest first, back to the value before: what a card without
 * headings calls its price. Empty for labelled blocks, which carry their name themselves, and for long texts.
 */
export function leadIn(blocks: readonly Block[], index: number): string[] {
  const block = blocks[index];
  if (
    !block ||
    block.label !== undefined ||
    block.kind === 'heading' ||
    !isShort(block.text) ||
    !isBareValue.test(block.text)
  )
    return [];
  const lines: string[] = [];
  for (let back = index - 1; back >= 0 && back >= index - blocksBack; back--) {
    const above = blocks[back];
    if (!above || above.label !== undefined || !isShort(above.text) || value.test(above.text)) break;
    if (above.path.join('›') !== block.path.join('›') || above.furniture !== block.furniture) break;
    lines.push(above.text);
  }
  return lines;
}

/** The label of a block: its own, or the line right above a bare value ("Pro" above "$20"). */
export function labelOf(blocks: readonly Block[], index: number): string | undefined {
  const own = blocks[index]?.label;
  if (own !== undefined) return own;
  const [above] = leadIn(blocks, index);
  return above && above.split(/\s+/).length <= 3 ? above : undefined;
}
