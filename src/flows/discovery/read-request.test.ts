import { expect, test } from 'vitest';
import { readAmount } from './read-amount.ts';
import { readRequest } from './read-request.ts';

test.each([
  // request, ask, intent, condition, mode
  [
    "tell me when the Pro plan's price changes on http://127.0.0.1:4000/pricing",
    'price',
    "Tell you when the Pro plan's price changes",
    { field: 'Pro plan price', operator: 'changes' },
    'every',
  ],
  [
    'watch https://a.example/pricing',
    'price',
    'Tell you when a.example/pricing changes',
    { field: 'price', operator: 'changes' },
    'every',
  ],
  ['watch https://a.example/about', 'page', 'Tell you when a.example/about changes', null, 'every'],
  [
    'let me know if GPT-5 gets cheaper!',
    'price',
    'Tell you when GPT-5 gets cheaper',
    { field: 'GPT-5 price', operator: 'drops' },
    'every',
  ],
  [
    'notify us as soon as tickets are available at https://a.example/tickets',
    'availability',
    'Tell you as soon as tickets are available',
    { field: 'tickets availability', operator: 'available' },
    'once',
  ],
  [
    'when the RTX 6090 drops below $1,500 tell me',
    'price',
    'Tell you when the RTX 6090 drops below $1,500',
    { field: 'RTX 6090 price', operator: '<', value: 1_500, currency: 'USD' },
    'every',
  ],
  [
    'tell me if the price falls by more than 5% on a.example.com/p',
    'price',
    'Tell you when the price falls by more than 5%',
    { field: 'price', operator: 'drops_by', value: 5, unit: '%' },
    'every',
  ],
  [
    'track the price of the Team plan at figma.com',
    'price',
    'Tell you when the price of the Team plan changes',
    { field: 'Team plan price', operator: 'changes' },
    'every',
  ],
  [
    'tell me when https://a.example/p says "sold out"',
    'availability',
    'Tell you when a.example/p says "sold out"',
    { operator: 'appears', text: 'sold out' },
    'every',
  ],
  [
    'tell me about new jobs at stripe.com',
    'jobs',
    'Tell you when there are new jobs',
    { field: 'new jobs', operator: 'appears' },
    'every',
  ],
  [
    'alert us whenever a new version of Node.js is released',
    'release',
    'Tell you whenever a new version of Node.js is released',
    { field: 'new version of Node', operator: 'appears' },
    'every',
  ],
  [
    'keep an eye on the terms of https://a.example/legal',
    'wording',
    'Tell you when the terms change',
    { field: 'terms wording', operator: 'changes' },
    'every',
  ],
  [
    'watch https://a.example/p every hour and tell me when it changes',
    'page',
    'Tell you when a.example/p changes',
    null,
    'every',
  ],
  [
    'tell me when my order is out of stock',
    'availability',
    'Tell you when your order is out of stock',
    { field: 'order availability', operator: 'unavailable' },
    'every',
  ],
])('"%s"', (request, ask, intent, condition, mode) => {
  const read = readRequest(request);
  expect({ ask: read.ask, intent: read.intent, mode: read.mode }).toEqual({ ask, intent, mode });
  if (condition === null) expect(read.condition).toBeNull();
  else expect(read.condition).toMatchObject(condition);
});

test('pages and sites are told apart', () => {
  expect(readRequest('watch figma.com and https://a.example/p')).toMatchObject({
    sites: ['https://figma.com/'],
    pages: ['https://a.example/p'],
  });
});

test.each([
  ['$500', { value: 500, currency: 'USD' }],
  ['1,299.99 EUR', { value: 1_299.99, currency: 'EUR' }],
  ['1.299,99 €', { value: 1_299.99, currency: 'EUR' }],
  ['1,500 dollars', { value: 1_500, currency: 'USD' }],
  ['5%', { value: 5, unit: '%' }],
  ['12.5 percent', { value: 12.5, unit: '%' }],
  ['10k stars', { value: 10_000, unit: 'stars' }],
  ['0.90', { value: 0.9 }],
  ['a lot', null],
])('%s is the amount %o', (text, amount) => {
  expect(readAmount(text)).toEqual(amount);
});
