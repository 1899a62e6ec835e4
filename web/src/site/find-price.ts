/**
 * Where the price of a plan stands in a page's source: the first amount after the plan's name,
 * or the first amount at all. Start and end as string offsets, for selecting it in the editor.
 */
export function findPrice(source: string, plan = 'Pro'): { start: number; end: number } | undefined {
  const named = source.search(new RegExp(`\\b${plan}\\b(?=[^$€£]{0,400}[$€£]\\s?\\d)`));
  const from = Math.max(named, 0);
  const amount = /[$€£]\s?\d[\d.,]*\d|[$€£]\s?\d/.exec(source.slice(from));
  if (!amount) return undefined;
  const start = from + amount.index;
  return { start, end: start + amount[0].length };
}
