import type { Block } from '../../../contracts/blocks.ts';

const stockKey = /^(?:is_?)?(?:in_?stock|available|availability|on_?sale|orderable|purchasable)$/iu;
const soldOutKey = /^(?:is_?)?(?:out_?of_?stock|sold_?out|unavailable)$/iu;

/**
 * What a yes-or-no field of a data document says in words: `$.in_stock: false` is "out of stock". Undefined for any
 * other block.
 */
export function flagAsWords({ label, text }: Block): string | undefined {
  if (!label?.startsWith('$') || !/^(?:true|false)$/i.test(text)) return undefined;
  const key = (label.match(/\.([^.[\]]+)$/)?.[1] ?? '')
    .replaceAll('-', '_')
    .replace(/(?<=[a-z])(?=[A-Z])/g, '_');
  const isTrue = text.toLowerCase() === 'true';
  if (stockKey.test(key)) return isTrue ? 'in stock' : 'out of stock';
  if (soldOutKey.test(key)) return isTrue ? 'out of stock' : 'in stock';
  return undefined;
}
