import type { Block } from '../../../contracts/blocks.ts';

const stockKey = /^(?:is_?)?(?:in_?stock|available|availability|on_?sale|orderable|purchasable)$/iu;
const soldOutKey = /^(?:is_?)?(?:out_?of_?stock|sold_?out|unavailable)$/iu;
/** How many there are: none is "out of stock". A plain "quantity" may be an order's. */
const stockCountKey =
  /^(?:stock|inventory|(?:in_?)?stock_?(?:level|count|quantity|qty)|inventory_?(?:level|count|quantity|qty)|(?:available|availability)_?(?:count|quantity|qty|units|stock)|(?:quantity|qty|units)_?(?:available|in_?stock|on_?hand))$/iu;

/**
 * What a field of a data document says in words about stock: `$.in_stock: false` is "out of stock", `$.stock: 3` is
 * "in stock: 3". Undefined for any other block.
 */
export function stockAsWords({ label, text }: Block): string | undefined {
  if (!label?.startsWith('$') || !/^(?:true|false|-?\d+)$/i.test(text)) return undefined;
  const key = (label.match(/\.([^.[\]]+)$/)?.[1] ?? '')
    .replaceAll('-', '_')
    .replace(/(?<=[a-z])(?=[A-Z])/g, '_');
  if (/\d$/.test(text)) {
    if (!stockCountKey.test(key)) return undefined;
    return `${Number(text) > 0 ? 'in stock' : 'out of stock'}: ${text}`;
  }
  const isTrue = text.toLowerCase() === 'true';
  if (stockKey.test(key)) return isTrue ? 'in stock' : 'out of stock';
  if (soldOutKey.test(key)) return isTrue ? 'out of stock' : 'in stock';
  return undefined;
}
