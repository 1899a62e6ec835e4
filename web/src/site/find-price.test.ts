import { expect, it } from 'vitest';
import { findPrice } from './find-price.ts';

const selected = (source: string) => {
  const found = findPrice(source);
  return found && source.slice(found.start, found.end);
};

it('the guide selects the price of the Pro plan, not the first price on the page', () => {
  expect(selected('<h2>Starter</h2><b>$9</b><h2>Pro</h2><b>$1,249.50</b>.')).toBe('$1,249.50');
});

it('without a Pro plan it selects the first price, and nothing where there is none', () => {
  expect(selected('Products from €12 a month')).toBe('€12');
  expect(selected('<title>Pro</title> no amounts')).toBeUndefined();
});
