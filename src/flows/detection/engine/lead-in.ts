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
 * headings calls its price; for a value of a data document what its object is called. Empty for other labelled
 * blocks, which carry their name themselves, and for long texts.
 */
export function leadIn(blocks: readonly Block[], index: number): string[] {
  const block = blocks[index];
  if (block?.label?.startsWith('$.')) return siblingNames(blocks, index);
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

/** Fields that say what an object of a data document is about. */
const namingKey = /^(?:name|title|product|item|model|plan|label|sku)$/iu;
/** Objects are small; a value is not looked for further away than this. */
const fieldsAround = 60;
const parentOf = (label: string) => label.slice(0, label.lastIndexOf('.'));

/** What the object around a value of a data document is called: `$.product` for `$.price.amount`. */
function siblingNames(blocks: readonly Block[], index: number): string[] {
  const parents = new Set<string>();
  for (let at = parentOf(blocks[index]?.label ?? ''); at !== ''; at = parentOf(at)) parents.add(at);
  return blocks.slice(Math.max(0, index - fieldsAround), index + fieldsAround).flatMap(({ label, text }) => {
    const named = label?.startsWith('$.') && parents.has(parentOf(label)) ? label : undefined;
    return named && isShort(text) && namingKey.test(named.slice(parentOf(named).length + 1)) ? [text] : [];
  });
}

/** The label of a block: its own, or the line right above a bare value ("Pro" above "$20"). */
export function labelOf(blocks: readonly Block[], index: number): string | undefined {
  const own = blocks[index]?.label;
  if (own !== undefined) return own;
  const [above] = leadIn(blocks, index);
  return above && above.split(/\s+/).length <= 3 ? above : undefined;
}
