import type { Block } from '../../../contracts/blocks.ts';

/** How far back a value's name is looked for. */
const blocksBack = 12;
const linesKept = 2;
const longestName = 60;
/** A line that begins with its value does not name it: "$20 / month", "from 12 €", "Sold out". */
const isBareValue =
  /^(?:(?:from|only|now|just|starts?|starting at|until|ab|nur|à partir de|desde|USD|EUR|GBP|CHF)\s)?[-+]?(?:[\p{Sc}\d]|in stock|out of stock|sold out|available|unavailable)/iu;
/** "Price: $100.00" names nothing either. */
const endsInValue = /(?:\p{Sc}\s?\d[\d.,]*|\d\s?\p{Sc}|:\s?\d[\d.,]*\s?\S{0,5})$/u;
const isShort = (text: string) => text.length <= longestName;

/**
 * The short lines above a line that is a value, nearest first: what a card without headings calls its price; for a
 * value of a data document what its object is called. Values of the same card are passed over. Empty for other
 * labelled blocks, which carry their name themselves, and for long texts.
 */
export function leadIn(blocks: readonly Block[], index: number): string[] {
  const block = blocks[index];
  if (block?.label?.startsWith('$')) return siblingNames(blocks, index);
  if (!block || block.label !== undefined || block.kind === 'heading' || !isShort(block.text)) return [];
  const isItem = block.kind === 'item';
  if (!isItem && !isBareValue.test(block.text)) return [];
  const lines: string[] = [];
  for (let back = index - 1; back >= 0 && back >= index - blocksBack && lines.length < linesKept; back--) {
    const above = blocks[back];
    if (!above || above.label !== undefined || !isShort(above.text)) break;
    if (above.path.join('›') !== block.path.join('›') || above.furniture !== block.furniture) break;
    const passes =
      isBareValue.test(above.text) || endsInValue.test(above.text) || (isItem && above.kind === 'item');
    // Behind a name stands the card before: its values, its list, its button.
    if (lines.length > 0 && (passes || above.kind === 'item' || above.href !== undefined)) break;
    if (!passes) lines.push(above.text);
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
  const block = blocks[index];
  if (block?.label !== undefined) return block.label;
  if (!block || !isBareValue.test(block.text)) return undefined;
  const [above] = leadIn(blocks, index);
  return above && above.split(/\s+/).length <= 6 ? above : undefined;
}
